"""What a title may be begun with when it is typed: its characters, its pinyin in full, its initials."""

import re

from pypinyin import Style, lazy_pinyin

from cms_core.search.analysis.characters import IS_CJK, fold

# 浙江省人民政府关于印发《…》的通知: what it is about begins later.
BEGINS = re.compile(r"关于(?:印发|公布|转发|修改|废止|批转|下发|发布|同意|加强|做好|进一步)?|[《]")
MAX_STARTS = 3
MAX_CHARACTERS = 16


def keys_of(title: str, number: str) -> list[str]:
    """Under what a page stands among those beginnings."""
    own = bare(number) if number else ""
    return list(dict.fromkeys([*([own] if len(own) > 1 else []), *keys_of_title(title)]))


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


def bare(text: str) -> str:
    """Folded, letters and figures only: what someone types of a title has no punctuation."""
    return "".join(re.findall(r"[^\W_]+", fold(text)))


def pinyin_of(bare_text: str) -> list[str]:
    """For each character its reading, or itself."""
    if not IS_CJK.search(bare_text):
        return list(bare_text)
    return lazy_pinyin(bare_text, style=Style.NORMAL, v_to_u=False, errors=list)
