"""A telephone that citizens are to call must be one that can be called: 0571-64212345转801、12345."""

import re
import unicodedata

FIELDS = {"supervision_phone"}
# Lenient, as people write them: several numbers, extensions, a short word before or behind in brackets.
SIGNS = re.compile(r"[\d\s\-—－–―‐‑－+*#、，,；;/／|.·转接分机或()（）:：]+")
BRACKETS = re.compile(r"[（(][^（()）]{1,20}[)）]")
FEWEST, MOST = 3, 14
NUMBER = re.compile(r"\d[\d\-—－–―‐‑]*")


def is_one(text: str) -> bool:
    folded = unicodedata.normalize("NFKC", text)
    bare = BRACKETS.sub(" ", folded)
    if not SIGNS.fullmatch(bare):
        return False
    return any(FEWEST <= sum(sign.isdigit() for sign in number) <= MOST for number in NUMBER.findall(bare))
