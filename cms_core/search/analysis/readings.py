"""What a title may be begun with when it is typed: its characters, its pinyin in full, its initials."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from cms_core.search.analysis.characters import IS_CJK, fold

# 浙江省人民政府关于印发《…》的通知: what it is about begins later.
BEGINS = re.compile(r"关于(?:印发|公布|转发|修改|废止|批转|下发|发布|同意|加强|做好|进一步)?|[《]")
MAX_STARTS = 3
MAX_CHARACTERS = 16
PARTS = (1, 2, 3, 4, 6, 8, 12)


def keys_of(title: str, number: str) -> list[str]:
    """Under what a page stands among those beginnings."""
    own = bare(number)[:MAX_CHARACTERS] if number else ""
    numbered = [own, "".join(syllable[0] for syllable in pinyin_of(own))] if len(own) > 1 else []
    return list(dict.fromkeys([*numbered, *keys_of_title(title)]))


def keys_of_title(title: str) -> list[str]:
    """The title in letters and figures only, and its parts from where its subject may begin: each as it is, in pinyin
    in full, in initials; each once, none of a single letter."""
    places = [0, *(found.end() for found in BEGINS.finditer(title))][:MAX_STARTS]
    whole = bare(title)[: MAX_CHARACTERS * (MAX_STARTS + 1)]
    syllables, keys = pinyin_of(whole), []
    for place in places:
        start = len(bare(title[:place]))
        end = start + MAX_CHARACTERS
        read = syllables[start:end]
        keys += [whole[start:end], "".join(read), "".join(syllable[0] for syllable in read)]
    return [key for key in dict.fromkeys(keys) if len(key) > 1]


def opens(title: str, keys: list[str]) -> tuple[bool, list[tuple[str, ...]]]:
    """Keys of one title sorted out again: whether the number is among them, then what begins together: (characters,
    pinyin, initials) of the number, of the whole title, of each later start, as far as they are not the same."""
    starts: list[tuple[str, ...]] = []
    for key in keys:
        if IS_CJK.search(key) or not starts:
            starts.append((key,))
        else:
            starts[-1] += (key,)
    return bool(keys) and not bare(title).startswith(keys[0]), starts


def initial_parts(keys: list[str]) -> list[str]:
    """What keys begin with, in the lengths that are written down, so that the newest of many can be found at once."""
    return list(dict.fromkeys(key[:length] for key in keys for length in PARTS if len(key) >= length))


def part_of_beginning(beginning: str) -> str:
    """The longest of those parts that something typed has."""
    return beginning[: max(length for length in PARTS if length <= len(beginning))]


def bare(text: str) -> str:
    """Folded, letters and figures only: what someone types of a title has no punctuation."""
    return "".join(re.findall(r"[^\W_]+", fold(text)))


def pinyin_of(bare_text: str) -> list[str]:
    """For each character its reading, or itself."""
    if not IS_CJK.search(bare_text):
        return list(bare_text)
    from pypinyin.seg.simpleseg import seg  # 57 MB, which only who writes needs

    read = [syllable for word in seg(bare_text) for syllable in reading_of(word)]
    words, pattern = own_readings()
    for found in pattern.finditer(bare_text) if len(read) == len(bare_text) else ():
        read[found.start() : found.end()] = words[found.group()]
    return read


@lru_cache(maxsize=50_000)
def reading_of(word: str) -> tuple[str, ...]:
    """Of a word as pypinyin parts them: the same few thousand stand in all titles."""
    from pypinyin import Style, lazy_pinyin

    return tuple(lazy_pinyin([word], style=Style.NORMAL, v_to_u=False, errors=list))


@cache
def own_readings() -> tuple[dict[str, list[str]], re.Pattern]:
    text = Path(__file__).with_name("readings.toml").read_text(encoding="utf-8")
    words = {word: reading.split() for word, reading in tomllib.loads(text)["words"].items()}
    return words, re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))
