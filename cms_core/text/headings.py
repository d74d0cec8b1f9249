"""Which lines of an official document are headings, and of what level: 一、 （一） 1. and 第一章, 第一条.

The levels are those of 《党政机关公文格式》(GB/T 9704-2012, 7.3.3) below the title:
一、 and 章 2, （一） and 节 3, 1. and 条 4. A heading that runs on into its paragraph
(（一）完善功能。推动…) is that paragraph's *lead*.
"""

import re

NUMERAL = "[一二三四五六七八九十百]+"
LEVELS = (
    (re.compile(rf"(?:{NUMERAL}、|第{NUMERAL}[章编]|附则$)"), 2),
    (re.compile(rf"(?:[(（]{NUMERAL}[)）]|第{NUMERAL}节)"), 3),
    (re.compile(r"\d{1,2}[.．、](?!\d)"), 4),
)
ARTICLE = re.compile(rf"(第{NUMERAL}条(?:之{NUMERAL})?)(?=[\s\u3000])")
SENTENCE_ENDS = ("。", "；", ";", "：", ":", "，", ",", "！", "？", "、")
LONGEST_HEADING = 60
LONGEST_LEAD = 60
# （负责部门：…） stands under a task, which is no heading then.
BODIES = re.compile(r"[(（](?:负责|责任|牵头)(?:部门|单位)")
ANNEX = re.compile(r"附\s*件\s*\d{0,2}\s*[:：]?")


def numbered_level(text: str) -> int | None:
    """The level that the number at the beginning of `text` says, or None without one."""
    if ARTICLE.match(text) or ARTICLE.match(f"{text} "):
        return 4
    return next((level for pattern, level in LEVELS if pattern.match(text)), None)


def heading_level(line: str, before: str = "", following: str = "") -> int | None:
    """The level of a line that is a heading and nothing else; `before` and `following` are the lines around it."""
    for pattern, level in LEVELS:
        if not pattern.match(line):
            continue
        if len(line) > LONGEST_HEADING:
            return None
        if not line.endswith(SENTENCE_ENDS):
            # 1.某某项目 under 附件 is a list of names; what is headed by a third level is running text.
            return level if level != 4 or len(following) > LONGEST_HEADING else None
        one_sentence = line.endswith("。") and line.count("。") == 1 and len(line) <= 40
        item = before.endswith((";", "；")) or _same_or_higher(following, level) or BODIES.match(following)
        return level if one_sentence and following and not item else None
    return None


def _same_or_higher(following, level):
    """Items of one sentence follow each other or end before the next article; a heading is followed by its text."""
    return bool(ARTICLE.match(following)) or any(
        pattern.match(following) for pattern, other in LEVELS if other <= level
    )


def lead_end(line: str) -> int:
    """Where the lead of a paragraph ends (第一条, or the sentence after 一、 or （一）); 0 when it has none."""
    if match := ARTICLE.match(line):
        return match.end(1)
    for pattern, _ in LEVELS[:2]:
        if pattern.match(line):
            end = line.find("。") + 1
            return end if 0 < end <= LONGEST_LEAD and end < len(line) else 0
    return 0


def is_annex_title(line: str, following: str) -> bool:
    """Whether a line after the signature is the title of what is sent along (印发…要点的通知: the 要点 follow)."""
    return (
        len(line) <= LONGEST_HEADING
        and not line.endswith(SENTENCE_ENDS)
        and not ANNEX.fullmatch(line)
        and not re.match(r"[(（].*[)）]$", line)
        and bool(following)
    )
