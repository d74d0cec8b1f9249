"""The text as it is searched: half width, no invisible characters, every character still at its place."""

from cms_core.text.folding import INVISIBLE

# One character for one, so that a place found is a place in the original.
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20, 0x0D: 0x20, 0x2028: 0x0A}
# Chinese punctuation keeps one form: a comma between Chinese words is one, however it was typed.
_HALF |= {ord("，"): ",", ord("；"): ";", ord("："): ":", ord("．"): ".", ord("≪"): "《", ord("≫"): "》"}


def plain(text: str) -> str:
    """As long as `text`."""
    return INVISIBLE.sub(" ", text.translate(_HALF))


def joined(text: str) -> str:
    """`text` without line breaks and without blanks beside Chinese characters, as a title is written."""
    pieces = INVISIBLE.sub("", text).split()
    result = ""
    for piece in pieces:
        glue = " " if result and result[-1].isascii() and piece[0].isascii() else ""
        result += glue + piece
    return result
