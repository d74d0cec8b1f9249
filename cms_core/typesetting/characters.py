"""Characters for print: without those that nobody sees, and with places where an endless word may break."""

import re

# Controls, zero-width and direction marks, variation selectors: no glyph; a direction mark would turn a line round.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e01ef]"
)
WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
NEWLINE_IN_CHINESE = re.compile(rf"(?<=[{WIDE}])[ \t]*\r?\n[ \t\r\n]*(?=[{WIDE}])")
# Longer than a word is: an address, a code. `main.typ` sets the break as a space of no width: it is not copied.
ENDLESS = re.compile(r"[!-~\u00a1-\u024f]{17,}")
BREAK = "\u200b"
PIECE = 8
SPACE = re.compile(r"[ \t\r\n]+")


def for_print(text: str) -> str:
    """White space as HTML reads it; a line break of the source between two Chinese characters is nothing."""
    return ENDLESS.sub(with_breaks, SPACE.sub(" ", NEWLINE_IN_CHINESE.sub("", UNSEEN.sub("", text))))


def with_breaks(found: re.Match) -> str:
    word = found[0]
    return BREAK.join(word[i : i + PIECE] for i in range(0, len(word), PIECE))
