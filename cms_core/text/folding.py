"""One spelling for comparison: full width to half width, no blanks, one kind of bracket."""

import unicodedata

BRACKETS = str.maketrans("[【［{（(」』〕】］}）)「『", "〔〔〔〔〔〔〕〕〕〕〕〕〕〕〔〔")


def fold(text: str) -> str:
    """`text` as a key for comparison; never for display."""
    return "".join(unicodedata.normalize("NFKC", text).translate(BRACKETS).split()).casefold()
