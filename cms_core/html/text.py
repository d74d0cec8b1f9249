"""The plain text of HTML: a line for each paragraph, blanks between cells; for search, summaries and descriptions."""

from html.parser import HTMLParser

from cms_core.html.rules import words

LINES = words("""
    p div h1 h2 h3 h4 h5 h6 li tr dt dd blockquote pre caption figcaption table ul ol br hr
""")
SILENT = frozenset({"script", "style", "template", "title"})


class TextParser(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag, attrs):
        if tag in SILENT:
            self.silent += 1
        elif tag in LINES:
            self.parts.append("\n")
        elif tag in {"td", "th"}:
            self.parts.append(" ")

    def handle_endtag(self, tag):
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in LINES:
            self.parts.append("\n")

    def handle_data(self, data):
        if not self.silent:
            self.parts.append(data.replace("\n", " "))


def text_of(html: str) -> str:
    parser = TextParser()
    parser.feed(html or "")
    parser.close()
    return tidy("".join(parser.parts))


def tidy(text: str) -> str:
    """No empty lines, no blanks at the ends of lines, single blanks within."""
    return "\n".join(line for raw in text.split("\n") if (line := " ".join(raw.split())))
