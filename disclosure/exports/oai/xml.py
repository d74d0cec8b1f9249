"""XML as text: escaped, and without what XML cannot hold at all."""

from xml.sax.saxutils import escape, quoteattr

from cms_core.tables.stream import ILLEGAL

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def element(name: str, value, **attributes) -> str:
    told = "".join(f" {key}={quoteattr(clean(str(one)))}" for key, one in attributes.items())
    return f"<{name}{told}>{escape(clean(str(value)))}</{name}>"


def clean(text: str) -> str:
    return ILLEGAL.sub("", text)
