"""Suggested words for the parts of a report, with its figures; an editor goes on from there."""

from django.utils.html import format_html

from disclosure.applications.counting import CARRIED_IN, CARRIED_OUT, NEW, SUM
from disclosure.applications.outcomes import all_outcomes
from disclosure.applications.states import ReviewKind
from disclosure.models import AnnualReport
from disclosure.reports.form import TOTAL, columns_of_three, parts
from disclosure.reports.sums import Tables


def drafts(report: AnnualReport, tables: Tables) -> dict[str, str]:
    """{field: HTML}. 五 and 六 are for people: only what must be said stands there."""
    opening = {part.field: part.opening.format(year=report.year) for part in parts() if part.opening}
    found = {
        "overview": [opening["overview"], *overview(tables, report.year)],
        "disclosed": [disclosed(tables["2"])],
        "requested": [requested(tables["3"])],
        "reviewed": [reviewed(tables["4"])],
        "problems": [],
        "others": ["依据《政府信息公开信息处理费管理办法》，本年度收取信息处理费 0 元。（请核对）"],
    }
    return {name: "".join(format_html("<p>{}</p>", text) for text in texts) for name, texts in found.items()}


def overview(tables: Tables, year: int) -> list[str]:
    three = tables["3"]
    return [
        f"（一）主动公开。{disclosed(tables['2'])}",
        f"（二）依申请公开。{requested(three)}",
        f"（三）政府信息管理、平台建设和监督保障。{year}年……（请补充）",
    ]


def disclosed(two) -> str:
    made = {row: two[row]["made"] or 0 for row in ("rules", "normative")}
    in_force = {row: two[row]["in_force"] or 0 for row in ("rules", "normative")}
    decided = {row: two[row]["decided"] or 0 for row in ("licence", "penalty", "coercion")}
    return (
        f"本年制发规章 {made['rules']} 件、行政规范性文件 {made['normative']} 件，"
        f"现行有效规章 {in_force['rules']} 件、行政规范性文件 {in_force['normative']} 件；"
        f"作出行政许可决定 {decided['licence']} 件、行政处罚决定 {decided['penalty']} 件、"
        f"行政强制 {decided['coercion']} 件。"
    )


def by_kind(three) -> dict[str, int]:
    """New applications of each kind of applicant."""
    return {title: three[NEW][column] or 0 for column, title in columns_of_three().items() if column != TOTAL}


def by_group(three) -> dict[str, int]:
    """Results, those of one group together."""
    groups: dict[str, int] = {}
    for code, outcome in all_outcomes().items():
        groups[outcome.group] = groups.get(outcome.group, 0) + three[code][TOTAL]
    return groups


def requested(three) -> str:
    new, come, done, left = (three[row][TOTAL] for row in (NEW, CARRIED_IN, SUM, CARRIED_OUT))
    kinds, results = bracket(by_kind(three)), bracket(by_group(three))
    return (
        f"本年新收政府信息公开申请 {new} 件{kinds}，上年结转 {come} 件；办结 {done} 件{results}，结转下年度 {left} 件。"
    )


def bracket(numbers: dict[str, int]) -> str:
    found = "、".join(f"{title} {number} 件" for title, number in numbers.items() if number)
    return f"（{found}）" if found else ""


def reviewed(four) -> str:
    numbers = {kind.label: four[kind.value][TOTAL] for kind in ReviewKind}
    if not any(numbers.values()):
        return none_reviewed()
    return "；".join(f"{label} {number} 件" for label, number in numbers.items()) + "。"


def none_reviewed() -> str:
    return "本年度没有因政府信息公开引起的行政复议和行政诉讼。"
