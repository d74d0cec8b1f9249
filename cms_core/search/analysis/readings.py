"""What a title may be begun with when it is typed: its characters, its pinyin in full, its initials."""

import re

from pypinyin import Style, lazy_pinyin

from cms_core.search.analysis.characters import IS_CJK, fold

# 浙江省人民政府关于印发《…》的通知: what it is about begins later.
BEGINS = re.compile(r"关于(?:印发|公布|转发|修改|废止|批转|下发|发布|同意|加强|做好|进一步)?|[《]")
MAX_STARTS = 3
MAX_CHARACTERS = 16


def starts(title: str) -> list[str]:
    """The title folded, and its parts from where its subject may begin."""
    places = [0, *(found.end() for found in BEGINS.finditer(title))][:MAX_STARTS]
    return [
        start for start in dict.fromkeys(bare(title[place:])[:MAX_CHARACTERS] for place in places) if len(start) > 1
    ]


def bare(text: str) -> str:
    """Folded, letters and figures only: what someone types of a title has no punctuation."""
    return "".join(re.findall(r"[^\W_]+", fold(text)))


def pinyin_of(start: str) -> tuple[str, str]:
    """(in full, initials) of a folded text."""
    if not IS_CJK.search(start):
        return "", ""
    syllables = lazy_pinyin(start, style=Style.NORMAL, v_to_u=False, errors=list)
    return "".join(syllables), "".join(syllable[0] for syllable in syllables)
