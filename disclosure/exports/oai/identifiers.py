"""Identifiers of records (`oai:zj.gov.cn:1074`): the same on whatever host they are harvested from, for life."""

import re

from django.conf import settings

from disclosure.exports.oai.errors import IdDoesNotExist

DOMAIN = re.compile(r"[a-zA-Z][a-zA-Z0-9\-]*(\.[a-zA-Z][a-zA-Z0-9\-]*)+", re.ASCII)
NUMBER = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)


def namespace() -> str:
    """The guidelines for OAI identifiers ask for a domain name of two parts at least."""
    name = settings.PORTAL_HARVEST_NAMESPACE or settings.PORTAL_BASE_DOMAIN
    return name if DOMAIN.fullmatch(name) else "portal.localhost"


def identifier_of(page: int) -> str:
    return f"oai:{namespace()}:{page}"


def page_in(identifier: str) -> int:
    """Raises IdDoesNotExist."""
    start = f"oai:{namespace()}:"
    number = identifier[len(start) :]
    if not identifier.startswith(start) or not NUMBER.fullmatch(number):
        raise IdDoesNotExist("没有这个标识符的记录。")
    return int(number)
