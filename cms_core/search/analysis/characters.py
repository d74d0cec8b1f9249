"""Folding of text for search, character by character, with the way back to the original for highlighting.

Full and half width, case, accents, traditional and simplified, kinds of brackets become one; invisible characters,
quotation marks and the brackets of titles go, for 最多跑一次改革 is asked where “最多跑一次”改革 is written.
"""

import re
import unicodedata
from functools import cache

CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u3096\u3099-\u309f\u30a1-\u30fa\u30fc-\u312f\u3131-\u318e\u31a0-\u31bf"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\ue000-\uf8ff\uf900-\ufaff\U00020000-\U0003ffff"
)
IS_CJK = re.compile(f"[{CJK}]")
# 通　知: a blank between two characters of Chinese only sets type.
TYPESETTING_BLANK = re.compile(f"(?<=[{CJK}])[ ]+(?=[{CJK}])")
SILENT = frozenset("“”‘’„‟‹›«»「」『』﹁﹂﹃﹄〝〞〟《》〈〉≪≫")
OPEN, CLOSE = frozenset("[({【〖（［｛﹙﹛﹝"), frozenset("])}】〗）］｝﹚﹜﹞")
# Old shapes of print, and variants that OpenCC leaves alone, each before what it is written as now; those of documents
# set or scanned from older ones, and of Japanese input.
VARIANTS = (
    "衞卫敍叙濶阔簷檐緖绪縂总鄕乡靑青郞郎窻窗囬回廻回囘回厛厅㕔厅両两県县鉄铁沢泽浄净氷冰隣邻姪侄砲炮皐皋鬪斗讐仇聼听囯国汚污卽即"
    "旣既槪概髙高亊事覇霸亜亚桜樱戱戏戯戏痺痹菓果瞭了馀余罣挂欵款阨厄雰氛邨村碁棋麁粗徳德歩步毎每渇渴渋涩焼烧鄰邻帯带従从応应恵惠"
    "拠据拝拜択择拡扩挙举斉齐単单厳严団团図图囲围圧压塩盐変变対对専专広广庁厅検检楽乐権权歓欢歯齿気气済济満满観观証证譲让読读経经継继続续"
    "総总縁缘縄绳臓脏舎舍薬药蔵藏覚觉豊丰転转軽轻辺边逓递遅迟郷乡釈释鋭锐銭钱録录関关険险隠隐雑杂霊灵頼赖顕显駅驿駆驱験验髪发鶏鸡黒黑黙默齢龄"
)
# 二○一五年 and 二〇一五年; ends of lines.
ALIKE = {"○": "〇", "◯": "〇", "\r": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}


class Folded(dict):
    """A table for `str.translate` that learns each character when it first meets it."""

    def __missing__(self, code):
        self[code] = folded = fold_character(chr(code))
        return folded


def fold_character(character: str) -> str:
    """What one character becomes: mostly one character, sometimes none (invisible), sometimes several (㈠, ㎡)."""
    if character in ALIKE or (character.isspace() and character != "\n"):
        return ALIKE.get(character, " ")
    if character in SILENT or (unicodedata.category(character) in ("Cf", "Mn", "Me", "Cc") and character != "\n"):
        return ""
    if character in OPEN or character in CLOSE:
        return "〔" if character in OPEN else "〕"
    folded = unicodedata.normalize("NFKC", character).casefold()
    if folded == character and IS_CJK.match(character):
        return simplified().get(character, character)
    if len(folded) > 1 or (folded != character and not folded.isascii()):
        folded = "".join(fold_character(one) if one != character else one for one in folded)
    if not folded.isascii() and not IS_CJK.search(folded):
        folded = "".join(one for one in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(one))
    return folded


@cache
def simplified() -> dict[str, str]:
    """Traditional characters and variants to simplified ones, one for one, from the tables of OpenCC."""
    from opencc import OpenCC

    blocks = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0x20000, 0x323B0))
    characters = [chr(code) for start, end in blocks for code in range(start, end)]
    written = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    found = {old: new for old, new in zip(characters, written, strict=True) if old != new and len(new) == 1}
    return found | {old: new for old, new in zip(VARIANTS[::2], VARIANTS[1::2], strict=True) if old != new}


FOLDED = Folded()


def fold(text: str) -> str:
    """`text` as it is indexed and asked; two texts that fold alike find each other."""
    return TYPESETTING_BLANK.sub("", text.translate(FOLDED))


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """`fold(text)` and for each of its characters the place of the one it comes from in `text`."""
    translated = text.translate(FOLDED)
    if len(translated) == len(text) and all(len(FOLDED[ord(one)]) == 1 for one in set(text)):
        places = list(range(len(text)))
    else:
        places = [place for place, one in enumerate(text) for _ in FOLDED[ord(one)]]
    parts, kept, end = [], [], 0
    for blank in TYPESETTING_BLANK.finditer(translated):
        parts.append(translated[end : blank.start()])
        kept += places[end : blank.start()]
        end = blank.end()
    if not end:
        return translated, places
    return "".join([*parts, translated[end:]]), kept + places[end:]
