"""Marks: what a page can be named by in more than one spelling, each as one token.

`#浙政办发〔2015〕28号` is the page's own number, `@…` one that it cites, `第12条` an article in any numerals.
"""

import re

from cms_core.citations.find import number_key
from cms_core.citations.find.numbers import number_spans
from cms_core.citations.find.plain import plain
from cms_core.search.analysis.characters import fold
from cms_core.search.analysis.numerals import NUMERAL, number_of

# 浙政办发2015 28号 and 浙政办发2015-28, as numbers are typed where brackets are hard to find; asked only.
UNBRACKETED = re.compile(
    r"(?<![\u4e00-\u9fa5])(?P<letters>[\u4e00-\u9fa5]{1,15}[发字函办电政令规号通知]) ?(?P<year>(?:19|20)\d{2})"
    r"(?:年第?|[ \-—_/.,]{0,3}第?)(?P<serial>\d{1,5})(?!\d)(?: ?号)?"
)
UNNUMBERED = re.compile(r"[〔\[【（(﹝{](?:19|20)\d{2}年?[〕\]】）)﹞}] {0,3}第?\d{1,5}(?!\d| {0,3}号)")
ARTICLE = re.compile(
    rf"第 ?(?P<number>[{NUMERAL}]{{1,7}}|\d{{1,4}}) ?(?P<unit>[条章])(?:之(?P<more>[{NUMERAL}]{{1,3}}|\d{{1,2}}))?"
)
# A document of the most numbers is a catalogue of repealed ones.
MAX_CITED = 2000


def own_number(number: str) -> str:
    """The token of a page's own document number; "" for none."""
    return token("#", number_key(number)) if number.strip() else ""


def cited_numbers(text: str) -> list[str]:
    """The tokens of the document numbers in running text, each once."""
    if "号" not in text and "號" not in text:
        return []
    spans = number_spans(plain(text), MAX_CITED)
    return list(dict.fromkeys(token("@", number_key(str(span.number))) for span in spans))


def articles(folded: str) -> list[str]:
    """The tokens of the articles and chapters that folded text names, each once."""
    return list(dict.fromkeys(article_token(found) for found in ARTICLE.finditer(folded)))


def article_token(found: re.Match) -> str:
    more = f"之{number_of(found['more'])}" if found["more"] else ""
    return f"第{number_of(found['number'])}{found['unit']}{more}"


def asked_number(text: str) -> tuple[str, str] | None:
    """(key, spelling) of the first document number in a typed question, in any spelling, with or without brackets."""
    searched = plain(text)
    if whole := UNNUMBERED.search(searched):  # 浙政办发〔2015〕28, without its last character
        searched = f"{searched[: whole.end()]}号{searched[whole.end() :]}"
    for span in number_spans(searched, 1):
        return number_key(str(span.number)), text[span.start : span.end]
    if found := UNBRACKETED.search(searched):
        number = f"{found['letters']}〔{found['year']}〕{found['serial']}号"
        return number_key(number), text[found.start() : found.end()]
    return None


def token(sign: str, key: str) -> str:
    """Without what would part it; folded again, for the key keeps traditional characters."""
    letters = re.sub(r"[\x00-\x2c\x2e\x2f\x3a-\x60\x7b-\x7f\s]", "", fold(key))
    return sign + letters if letters else ""
