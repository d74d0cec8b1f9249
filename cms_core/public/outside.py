"""Links that leave the government's sites: which they are, and the notice page they go through.

《政府网站发展指引》: 打开非政府网站链接要有提示信息 (standards 1.2, L11). Government sites are linked to directly.
"""

import re
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.utils.html import escape

NOTICE = "/leaving/"
MAX_LENGTH = 2000
# Browsers read a backslash as a slash and skip blanks and controls; a name before the @ pretends to be the host.
DECEPTIVE = re.compile(r"[\x00-\x20\x7f\\\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
ANCHOR = re.compile(r"<a\b([^<>]*)>", re.IGNORECASE)
HREF = re.compile(r"""(?<![\w-])href\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
REL = re.compile(r"""(?<![\w-])rel\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)


def host_of(address: str) -> str | None:
    """The host that a browser would ask for `address`; None when it is no plain http or https address."""
    if len(address) > MAX_LENGTH or DECEPTIVE.search(address):
        return None
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc:
        return None
    return host.rstrip(".").lower()


def is_trusted(host: str) -> bool:
    """Whether readers go there without a notice: sites of the government and of this installation."""
    trusted = [settings.PORTAL_BASE_DOMAIN, *settings.PORTAL_TRUSTED_DOMAINS]
    return any(host == domain.lower() or host.endswith(f".{domain.lower()}") for domain in trusted)


def notice_url(address: str) -> str:
    return f"{NOTICE}?to={quote(address, safe='')}"


def leaves(address: str) -> bool:
    """Whether a link to `address` must show the notice first; addresses on the own host have no scheme or host."""
    address = address.strip()
    if address.startswith("//"):
        address = f"https:{address}"
    host = host_of(address)
    return host is not None and not is_trusted(host)


def link_attributes(address: str) -> str:
    """The attributes of a link to `address`, through the notice where it is needed."""
    if not leaves(address):
        return f'href="{escape(address)}"'
    full = f"https:{address.strip()}" if address.strip().startswith("//") else address.strip()
    return f'href="{escape(notice_url(full))}" rel="external noopener nofollow"'


def through_notice(html: str) -> str:
    """`html` (already cleaned) with each link to a non-government site led through the notice page."""

    def rewritten(match):
        attributes = match[1]
        found = HREF.search(attributes)
        if not found:
            return match[0]
        address = unescaped(found[1].strip("\"'"))
        if not leaves(address):
            return match[0]
        return f"<a{REL.sub('', HREF.sub('', attributes)).rstrip()} {link_attributes(address)}>"

    return ANCHOR.sub(rewritten, html)


def unescaped(value: str) -> str:
    return value.replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
