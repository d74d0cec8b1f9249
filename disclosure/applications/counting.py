"""Tables three and four of the annual report, counted from the applications; the report reads nothing else.

Every figure is of one body and one year, by `received_on` (T0) and `closed_on`; what is not `counted` is in none.
"""

import datetime

from django.db.models import Count, Q

from disclosure.applications.outcomes import all_outcomes
from disclosure.applications.states import ApplicantKind, ReviewKind, ReviewResult
from disclosure.models import Application, ApplicationReview

COLUMNS = (*ApplicantKind.values, "total")
NEW, CARRIED_IN, SUM, CARRIED_OUT = "1", "2", "3.7", "4"
Table = dict[str, dict[str, int]]


def row_codes() -> list[str]:
    """Of table three, in the report's order: 1, 2, 3.1 … 3.6.3, 3.7, 4."""
    return [NEW, CARRIED_IN, *all_outcomes(), SUM, CARRIED_OUT]


def several(bodies) -> list:
    """One body, or the ids of all that a government reports on."""
    return list(bodies) if isinstance(bodies, list | tuple | set) else [bodies]


def table_three(organisation, year: int) -> Table:
    """{row: {person, business, research, charity, legal, other, total}}; two queries. 一 + 二 = 三（七） + 四.

    The balance is not enforced here: it follows, since whatever is closed was received before.
    """
    begin, end = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    ours = Application.objects.counted().filter(organisation__in=several(organisation), received_on__lte=end).order_by()
    table: Table = {code: dict.fromkeys(COLUMNS, 0) for code in row_codes()}
    open_at_end = Q(closed_on=None) | Q(closed_on__gt=end)
    figures = ours.values("applicant_kind").annotate(
        new=Count("pk", filter=Q(received_on__gte=begin)),
        carried_in=Count("pk", filter=Q(received_on__lt=begin) & (Q(closed_on=None) | Q(closed_on__gte=begin))),
        carried_out=Count("pk", filter=open_at_end),
    )
    for row in figures:
        add(table, NEW, row["applicant_kind"], row["new"])
        add(table, CARRIED_IN, row["applicant_kind"], row["carried_in"])
        add(table, CARRIED_OUT, row["applicant_kind"], row["carried_out"])
    closed = ours.filter(closed_on__range=(begin, end)).values("applicant_kind", "outcome").annotate(number=Count("pk"))
    for row in closed:
        add(table, row["outcome"], row["applicant_kind"], row["number"])
        add(table, SUM, row["applicant_kind"], row["number"])
    return table


def add(table: Table, code: str, kind: str, number: int) -> None:
    table[code][kind] += number
    table[code]["total"] += number


def table_four(organisation, year: int) -> Table:
    """{reconsideration, direct, after: {upheld, corrected, other, pending, total}}; one query.

    Decided in the year by their result; pending is what was filed up to the end of the year and not decided by then.
    """
    begin, end = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    table: Table = {kind: {**dict.fromkeys(ReviewResult.values, 0), "total": 0} for kind in ReviewKind.values}
    ours = ApplicationReview.objects.filter(
        application__organisation__in=several(organisation), filed_on__lte=end
    ).order_by()
    figures = ours.values("kind", "result").annotate(
        decided=Count("pk", filter=Q(decided_on__range=(begin, end))),
        pending=Count("pk", filter=Q(decided_on=None) | Q(decided_on__gt=end)),
    )
    for row in figures:
        add_result(table[row["kind"]], row["result"], row["decided"])
        add_result(table[row["kind"]], ReviewResult.PENDING, row["pending"])
    return table


def add_result(row: dict[str, int], result: str, number: int) -> None:
    row[result] += number
    row["total"] += number


def faults_of_balance(table: Table) -> list[str]:
    """勾稽: 一 + 二 = 三（七） + 四 in each column, 总计 is the sum of the six; what is wrong, as Chinese sentences."""
    found = []
    for column in COLUMNS:
        come, gone = (sum(table[code][column] for code in codes) for codes in ((NEW, CARRIED_IN), (SUM, CARRIED_OUT)))
        if come != gone:
            label = dict(ApplicantKind.choices).get(column, "总计")
            found.append(f"“{label}”列：一＋二 为 {come}，三（七）＋四 为 {gone}，不相等。")
    for code in row_codes():
        if table[code]["total"] != sum(table[code][kind] for kind in ApplicantKind.values):
            found.append(f"第 {code} 行：总计不等于各列之和。")
    return found
