"""What of foreign HTML is kept, renamed and dropped, and which classes stand for its styles."""


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Bodies of old portals: paragraphs, lists, tables with merged cells, pictures, links (reference 10.3).
TAGS = words("""
    p div br h2 h3 h4 h5 h6 strong u del sup sub ul ol li dl dt dd table caption thead tbody tfoot tr th td a
    img hr blockquote pre figure figcaption
""")
# Read in the first pass so that the rewriter sees them; it renames or unwraps them.
FOREIGN_TAGS = words("""
    b i em font span center strike s h1 section article header footer main address big small o code tt cite
    colgroup col form label fieldset legend nobr
""")
# Gone together with what they contain.
DROPPED_WITH_CONTENT = words("""
    script style title noscript iframe frame frameset object embed applet svg math template xml select button
    textarea audio video canvas map
""")
RENAMED = {
    "b": "strong",
    "s": "del",
    "strike": "del",
    "center": "div",
    "h1": "h2",
    "section": "div",
    "article": "div",
    "address": "div",
    "header": "div",
    "footer": "div",
    "main": "div",
}
VOID = frozenset({"br", "hr", "img", "col"})
BLOCKS = words("""
    p div h2 h3 h4 h5 h6 li dt dd td th blockquote caption figcaption
""")
# Elements that may be removed when nothing is left in them; an empty cell holds its place in the table.
REMOVED_WHEN_EMPTY = words("""
    p div h2 h3 h4 h5 h6 strong u del sup sub ul ol li dl dt dd a blockquote figure
""")

ALIGNMENTS = {"center": "align-center", "right": "align-right", "end": "align-right", "justify": "align-justify"}
CLASSES = frozenset({*ALIGNMENTS.values(), "no-indent"})
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start", "type"},
}
NUMBERS = {"colspan": 100, "rowspan": 1000, "width": 4000, "height": 4000, "start": 100_000}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
