"""Addresses in pinyin: a word is written together, words are parted by hyphens (政策文件 → zhengce-wenjian).

The reading comes from pypinyin, which knows words and place names (重庆 → chongqing, 丽水 → lishui, 乐清 → yueqing);
the word boundaries from rjieba. Wagtail's own transliteration reads each character alone (重庆 → ZhongQing).
"""

import re
import unicodedata

import rjieba


def to_pinyin(word: str) -> str:
    """The reading of one word in small letters without tones; ü is v, as in pinyin input."""
    from pypinyin import Style, lazy_pinyin  # 50 MB, which only who writes addresses needs

    letters = "".join(lazy_pinyin(word, style=Style.NORMAL, v_to_u=False, errors=lambda rest: rest))
    return re.sub(r"[^a-z0-9]+", "-", letters.casefold()).strip("-")


def pinyin_slug(text: str, limit: int = 60) -> str:
    """`text` as a slug of at most `limit` characters, cut between words; "" when nothing in it can be written."""
    parts: list[str] = []
    length = 0
    for word in rjieba.cut(unicodedata.normalize("NFKC", text)):
        part = to_pinyin(word)
        if not part:
            continue
        if parts and parts[-1].isdigit() and part == "nian":
            parts[-1] += part
            continue
        if parts and length + len(part) + 1 > limit:
            break
        parts.append(part[:limit])
        length += len(part) + 1
    return re.sub(r"-{2,}", "-", "-".join(parts)).strip("-")
