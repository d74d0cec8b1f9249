"""Standard text as an lxml tree: it is well-formed, so whoever makes something of it starts here."""

from lxml import etree

from gazette.errors import GazetteError

HEADINGS = {"h2": 2, "h3": 3, "h4": 4}


def parsed(html: str) -> etree._Element:
    """A `div` whose children are the parts of the text. Raises GazetteError when `html` is not well-formed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(f"<div>{html}</div>", parser)
    except etree.XMLSyntaxError as error:
        raise GazetteError(f"标准文本不是合规的 XHTML（{error.msg}），可能已被改动。") from error


def words(element, but: tuple[str, ...] = ()) -> str:
    """All text below, breaks as line ends; without that of the elements called `but`."""
    return "".join(_words(element, but))


def _words(element, but):
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        if event == "start":
            if node.tag in but and node is not element:
                walk.skip_subtree()
                continue
            if node.tag == "br":
                yield "\n"
            yield node.text or ""
        elif node is not element:
            yield node.tail or ""
