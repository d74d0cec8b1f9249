"""What must be there for PORTAL_SEARCH=opensearch, said before anybody searches; no server is asked."""

from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Warning, register

from cms_core.search.errors import SearchError
from cms_core.search.opensearch.names import Names
from cms_core.search.opensearch.server import Node, Server

LOOPBACK = ("localhost", "127.0.0.1", "::1")


@register
def check_opensearch(app_configs, **kwargs):
    if settings.PORTAL_SEARCH != "opensearch":
        return []
    found = []
    try:
        Server(settings.PORTAL_OPENSEARCH_URL)
        Names(settings.PORTAL_OPENSEARCH_PREFIX)
    except SearchError as error:
        found.append(Error(str(error), id="opensearch.E001"))
    if find_spec("opensearchpy") is None:
        said = "后台检索需要 opensearch-py，请安装：.venv/bin/python -m pip install -r requirements-opensearch.txt"
        found.append(Error(said, id="opensearch.E002"))
    if settings.PORTAL_OPENSEARCH_CA and not Path(settings.PORTAL_OPENSEARCH_CA).is_file():
        found.append(Error("PORTAL_OPENSEARCH_CA 所指的文件不存在。", id="opensearch.E003"))
    if not found and any(sends_password_in_clear(address) for address in settings.PORTAL_OPENSEARCH_URL):
        said = "PORTAL_OPENSEARCH_URL 用 http 传送口令，请改用 https。"
        found.append(Warning(said, id="opensearch.W001"))
    return found


def sends_password_in_clear(address: str) -> bool:
    node = Node.of(address, settings.PORTAL_OPENSEARCH_USER, settings.PORTAL_OPENSEARCH_PASSWORD)
    return bool(node.user) and node.url.startswith("http://") and urlsplit(node.url).hostname not in LOOPBACK
