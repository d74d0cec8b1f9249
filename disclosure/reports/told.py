"""The figures that the texts of a report tell, held against its tables: the same report never says two numbers.

Only what speaks of the whole year of the body is read; “其中网上申请 3 件” or “上半年” is the editor's own matter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.applications.counting import CARRIED_IN, CARRIED_OUT, NEW, SUM
from disclosure.applications.states import ReviewKind
from disclosure.reports.drafting import by_group, by_kind, disclosed, none_reviewed, requested, reviewed
from disclosure.reports.form import TOTAL, label_of
from disclosure.reports.sums import Tables

TAGS = r"(?:\s|&nbsp;|</?[a-z][^>]*>)*"  # the editor makes a number bold
NUMBER = rf"{TAGS}(\d[\d,]*){TAGS}件"
WORDS = r"(?:(?![增减升降多少均转占])[^\d，。；、（）：])*?"
SENTENCE = re.compile(r"(?:(?!</p>|</li>|<br)[^。！？])+[。！？]?")
# Before the verb in the same clause: it speaks of a part, or of another year.
OF_A_PART = re.compile("其中|季|月|半年|去年|往年|上年|累计|网|信函|当面|邮|自然人|法人|企业|机构|组织|公民|个人")
BRACKET = re.compile(rf"{TAGS}（([^（）]*)）")
OF_THREE = (
    (re.compile(rf"新收{WORDS}申请{WORDS}{NUMBER}"), NEW),
    (re.compile(rf"(?<!办结)上年度?结转{WORDS}{NUMBER}"), CARRIED_IN),
    (re.compile(rf"(?<![期时内])办结{WORDS}{NUMBER}"), SUM),
    (re.compile(rf"(?<!上年)(?<!上年度)结转[到至]?下一?年度?{WORDS}{NUMBER}"), CARRIED_OUT),
)
OF_TWO = (
    (("made",), ("rules", "normative"), re.compile(rf"制发规章{NUMBER}、行政规范性文件{NUMBER}")),
    (("in_force",), ("rules", "normative"), re.compile(rf"现行有效规章{NUMBER}、行政规范性文件{NUMBER}")),
    (
        ("decided",),
        ("licence", "penalty", "coercion"),
        re.compile(rf"作出行政许可决定{NUMBER}、行政处罚决定{NUMBER}、行政强制{NUMBER}"),
    ),
)
OF_FOUR = re.compile("；".join(f"{re.escape(kind.label)}{NUMBER}" for kind in ReviewKind))
# The sentences of `drafting`, with whatever numbers; taken as a whole, their brackets too.
NUMBERS = r"\d+ 件"
WHOLE = {
    "2": re.compile(
        rf"本年制发规章 {NUMBERS}、行政规范性文件 {NUMBERS}，现行有效规章 {NUMBERS}、行政规范性文件 {NUMBERS}；"
        rf"作出行政许可决定 {NUMBERS}、行政处罚决定 {NUMBERS}、行政强制 {NUMBERS}。"
    ),
    "3": re.compile(
        rf"本年新收政府信息公开申请 {NUMBERS}(?:（[^（）<>]*）)?，上年结转 {NUMBERS}；"
        rf"办结 {NUMBERS}(?:（[^（）<>]*）)?，结转下年度 {NUMBERS}。"
    ),
    "4": re.compile("；".join(f"{re.escape(kind.label)} {NUMBERS}" for kind in ReviewKind) + f"。|{none_reviewed()}"),
}


@dataclass(frozen=True)
class Told:
    """What stands from `start` to `end` of the HTML, and what should; `label` is where the right number is found."""

    start: int
    end: int
    said: str
    right: str
    label: str


def suggestions(tables: Tables) -> dict[str, str]:
    """The sentence of each table."""
    return {"2": disclosed(tables["2"]), "3": requested(tables["3"]), "4": reviewed(tables["4"])}


def wrong_in(html: str, tables: Tables) -> list[Told]:
    """In the order of the text."""
    found = [told for told in read(html, tables) if told.said != told.right]
    return sorted(found, key=lambda told: told.start)


def read(html: str, tables: Tables) -> Iterator[Told]:
    for sentence in SENTENCE.finditer(html):
        if "信息公开申请" in re.sub(TAGS, "", sentence[0]):
            yield from of_three(sentence, tables["3"])
    for (column,), rows, pattern in OF_TWO:
        for match in pattern.finditer(html):
            for number, row in enumerate(rows, 1):
                yield told(match, number, tables["2"][row][column], "表二")
    for match in OF_FOUR.finditer(html):
        for number, kind in enumerate(ReviewKind, 1):
            yield told(match, number, tables["4"][kind.value][TOTAL], label_of("4", kind.value, TOTAL))
    if any(tables["4"][kind.value][TOTAL] for kind in ReviewKind):
        for match in re.finditer(none_reviewed(), html):
            yield Told(*match.span(), match[0], reviewed(tables["4"]), "表四")


def of_three(sentence, three) -> Iterator[Told]:
    in_brackets = {NEW: by_kind(three), SUM: by_group(three)}
    for pattern, row in OF_THREE:
        for match in pattern.finditer(sentence.string, sentence.start(), sentence.end()):
            clause = re.split("[，；。、：（）]", sentence.string[sentence.start() : match.start()])[-1]
            if OF_A_PART.search(clause):
                continue
            yield told(match, 1, three[row][TOTAL], label_of("3", row, TOTAL))
            bracket = BRACKET.match(sentence.string, match.end(), sentence.end())
            if bracket and row in in_brackets:
                for title, number in in_brackets[row].items():
                    part = re.compile(rf"(?:(?<=[（、，；])|(?<=>)){re.escape(title)}{NUMBER}")
                    for one in part.finditer(sentence.string, bracket.start(1), bracket.end(1)):
                        yield told(one, 1, number, f"表三“{title}”")


def told(match, group: int, right, label: str) -> Told:
    # 1,200 and 1200 are the same number.
    return Told(*match.span(group), str(int(match[group].replace(",", ""))), str(right or 0), label)


def put_right(html: str, tables: Tables) -> str:
    """Sentences of the platform anew, in all others the numbers alone: the editor's words stay."""
    if not wrong_in(html, tables):
        return html
    for table, sentence in suggestions(tables).items():
        html = WHOLE[table].sub(lambda match, sentence=sentence: sentence, html)
    for one in reversed(wrong_in(html, tables)):
        html = html[: one.start] + one.right + html[one.end :]
    return html


def renewed(html: str, before: Tables, after: Tables) -> str:
    """Sentences that stand as they were suggested follow the figures; what a person changed in any way stays."""
    new = suggestions(after)
    for table, sentence in suggestions(before).items():
        html = html.replace(sentence, new[table])
    return html
