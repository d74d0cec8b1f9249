"""One spelling for comparison: full width to half width, no blanks, one kind of bracket."""

import re
import unicodedata

# As they are after NFKC, which has made the full-width ones half-width.
BRACKETS = str.maketrans("[【{(「『]】})」』", "〔〔〔〔〔〔〕〕〕〕〕〕")
# Blanks that Word and old editors leave behind and that `str.split` does not know.
INVISIBLE = re.compile(r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


def fold(text: str) -> str:
    """`text` as a key for comparison; never for display."""
    text = unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).translate(BRACKETS)
    return "".join(text.split()).casefold()
