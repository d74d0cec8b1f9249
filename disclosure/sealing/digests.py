"""Keyed digests: who has the number finds its row, who has the database alone learns nothing from it."""

import hashlib
import hmac
import unicodedata

from disclosure.sealing import keys

LENGTH = 64


def digest_of(purpose: str, text: str) -> str:
    """64 hex digits, or "" for nothing; `purpose` keeps equal texts of different columns apart.

    Spelling does not count: width, case and blanks are folded (张　三 is 张三, ３３x is 33X).
    """
    folded = "".join(unicodedata.normalize("NFKC", text or "").split()).upper()
    if not folded:
        return ""
    _, key = keys.current(keys.DIGEST)
    return hmac.new(key, f"{purpose}\0{folded}".encode(), hashlib.sha256).hexdigest()
