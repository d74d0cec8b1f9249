"""The words around a mention: its sentence with every mention made one character, so that lists are seen as lists."""

import re
from dataclasses import dataclass

# One character for a cited document, and one for 《…》 that are none or the text's own. Private use: in no real text.
CITED, OTHER = "\ue000", "\ue001"
MENTION = re.compile(f"[{CITED}{OTHER}]")
END = re.compile(r"[。!?\n]")
WINDOW = 400
QUOTE_WINDOW = 1500


@dataclass(frozen=True)
class Surroundings:
    """`before` and `after` a mention within its sentence or the quotation it stands in; the sentences
    `earlier` and `later`."""

    before: str
    after: str
    earlier: str
    quoted: bool
    later: str = ""


class Masked:
    """The plain text with all mentions masked, and where they went."""

    def __init__(self, text, mentions, is_cited):
        pieces, self.places, position, length = [], [], 0, 0
        for mention, cited in zip(mentions, is_cited, strict=True):
            pieces += [text[position : mention.start], CITED if cited else OTHER]
            length += mention.start - position + 1
            self.places.append(length - 1)
            position = mention.stop
        self.text = "".join([*pieces, text[position:]])

    def around(self, index) -> Surroundings:
        place = self.places[index]
        before = self.text[max(0, place - WINDOW) : place]
        after = self.text[place + 1 : place + 1 + WINDOW]
        sentences = END.split(before)
        before, earlier = sentences[-1], sentences[-2] if len(sentences) > 1 else ""
        after, later = [*END.split(after, maxsplit=2), ""][:2]
        opened = self.text.rfind("“", max(0, place - QUOTE_WINDOW), place)
        quoted = opened > self.text.rfind("”", max(0, place - QUOTE_WINDOW), place)
        if quoted:
            before = before.rpartition("“")[2]
            after = after.partition("”")[0]
        return Surroundings(before, after, earlier, quoted, later)


def sentence_around(text, start, end) -> str:
    """The sentence of the original text, at most 300 characters each way, blanks made one."""
    head = re.split(r"[。！？!?\n]", text[max(0, start - 300) : start])[-1]
    tail = text[end : end + 300]
    stop = re.search(r"[。！？!?\n]", tail)
    tail = tail[: stop.end()] if stop else tail
    return " ".join((head + text[start:end] + tail).split())
