"""Which addresses may stand in standard text: files of the entry, places in it, and whole addresses of the web."""

import re
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from gazette.texts.characters import UNSEEN

# Given "src" or "href" and an address; answers the one to write, or None: then a link is its text, a picture a note.
Address = Callable[[str, str], str | None]

OWN_FILE = re.compile(r"files/[^/\\?#\s\"'<>]+")
SCHEMES = frozenset({"http", "https", "mailto", "tel"})


def allowed(kind: str, value: str) -> str | None:
    value = "".join(UNSEEN.sub("", value).split())
    if OWN_FILE.fullmatch(value) and value not in {"files/.", "files/.."}:
        return value
    if kind == "src":
        return None
    if re.fullmatch(r"#[\w.-]{1,80}", value):
        return value
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in SCHEMES or (scheme in {"http", "https"} and not parts.netloc):
        return None
    return value


def on(base: str, then: Address = allowed) -> Address:
    """Relative links are completed with `base`; pictures elsewhere are none of ours."""

    def address(kind: str, value: str) -> str | None:
        if not base or value.startswith("#") or OWN_FILE.fullmatch(value):
            return then(kind, value)
        try:
            return then(kind, urljoin(base, value.strip()))
        except ValueError:
            return None

    return address
