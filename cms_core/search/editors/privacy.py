"""Which questions might be of a person: numbers of identity cards, telephones, bank cards, addresses of e-mail.

《个人信息保护法》第六条: no more is collected than the purpose needs. What may be personal is counted without its
words; rather one question too many than one too few.
"""

import re

from cms_core.search.analysis.characters import fold

NUMERALS = str.maketrans("〇零一壹幺二贰两三叁四肆五伍六陆七柒八捌九玖", "0011122233445566778899")
DAY = re.compile(r"(?<![\d.\-/])(?:19|20)\d\d(?:年|[-/.])\d{1,2}(?:月|[-/.])\d{1,2}日?(?![\d\-/])")
BETWEEN = re.compile(r"(?<=\d)[^\w〔〕]+(?=\d)")
TOGETHER = 7  # digits in a row
APART = 8  # digits with blanks or strokes between
YEAR = re.compile(r"(?:19|20)\d\d")
MAIL = re.compile(r"[^\s@]@[^\s@]")


def looks_personal(question: str) -> bool:
    folded = fold(question).translate(NUMERALS)
    rest = DAY.sub(" 年 ", folded)
    if MAIL.search(folded) or re.search(rf"\d{{{TOGETHER}}}", rest):
        return True
    if all(YEAR.fullmatch(run) for run in re.findall(r"\d+", rest)):
        return False
    return bool(re.search(rf"\d{{{APART}}}", BETWEEN.sub("", rest)))
