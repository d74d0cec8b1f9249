"""What was counted for one cell: documents, decisions, applications, one line each, with nothing of any person."""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from disclosure.applications.counting import CARRIED_IN, CARRIED_OUT, NEW, SUM
from disclosure.applications.outcomes import all_outcomes
from disclosure.applications.states import ReviewKind, ReviewResult
from disclosure.decisions.counting import bodies_of
from disclosure.decisions.kinds import WithdrawalReason
from disclosure.decisions.tables import MODELS
from disclosure.models import Application, ApplicationReview
from disclosure.models.decisions import OtherDecisions
from disclosure.reports.bodies import ids_counted
from disclosure.reports.counting import homes_of
from disclosure.reports.documents import documents, of_column
from disclosure.reports.form import Key
from sites.models import Portal

MOST = 500


@dataclass(frozen=True)
class Line:
    """`what` is a title or a number by which the owner finds it; `count` is more than one for a number told as such."""

    what: str
    day: datetime.date | None
    note: str
    url: str = ""
    count: int = 1


def lines_of(report, key: Key) -> tuple[list[Line], int]:
    """(the first `MOST`, how many there are). Empty for what is entered by hand."""
    table, row, column = key
    found = {"2": lines_of_two, "3": lines_of_three, "4": lines_of_four}[table](report, row, column)
    return found


def cut(rows, line) -> tuple[list[Line], int]:
    return [line(one) for one in rows[:MOST]], rows.count()


def lines_of_two(report, row, column):
    if row in MODELS or row == "coercion":
        return decisions(report, row)
    if column == "amount":
        return [], 0
    bodies = ids_counted(report.organisation)
    ours = of_column(documents(bodies, homes_of(bodies), row), column, report.year)
    ours = ours.order_by("-made_on", "-page")
    roots = {one.home_id: one.base_url for one in Portal.objects.filter(home__in=ours.values("site_home"))}
    return cut(
        ours,
        lambda entry: Line(
            entry.title,
            entry.date_repealed if column == "repealed" else entry.made_on,
            entry.document_number,
            f"{roots.get(entry.site_home_id, '')}/{entry.address}",
        ),
    )


def decisions(report, row):
    of = bodies_of(report.organisation)
    others = OtherDecisions.objects.filter(of, year=report.year, kind=row, count__gt=0).select_related("organisation")
    told = [Line(f"{one.organisation}：未逐件公示的数量", None, "按数量报送", count=one.count) for one in others]
    if row not in MODELS:
        return told, sum(one.count for one in told)
    rows = MODELS[row].objects.filter(of, decided_on__year=report.year)
    rows = rows.exclude(withdrawn_reason=WithdrawalReason.MISTAKE).order_by("-decided_on", "-pk")
    listed, number = cut(rows, lambda one: Line(one.number, one.decided_on, one.body_name))
    return told + listed, number + sum(one.count for one in told)


def lines_of_three(report, row, column):
    begin, end = datetime.date(report.year, 1, 1), datetime.date(report.year, 12, 31)
    ours = Application.objects.counted().filter(organisation__in=ids_counted(report.organisation))
    ours = ours.filter(received_on__lte=end).select_related("organisation").order_by("received_on", "pk")
    if column != "total":
        ours = ours.filter(applicant_kind=column)
    if row == NEW:
        ours = ours.filter(received_on__gte=begin)
    elif row == CARRIED_IN:
        ours = ours.filter(received_on__lt=begin).filter(Q(closed_on=None) | Q(closed_on__gte=begin))
    elif row == CARRIED_OUT:
        ours = ours.filter(Q(closed_on=None) | Q(closed_on__gt=end))
    else:
        ours = ours.filter(closed_on__range=(begin, end))
        if row != SUM:
            ours = ours.filter(outcome=row)
    return cut(ours, application_line)


def application_line(one) -> Line:
    result = all_outcomes()[one.outcome].label if one.outcome else one.get_state_display()
    closed = f"，{one.closed_on} 办结" if one.closed_on else ""
    return Line(one.number or "", one.received_on, f"{one.organisation}　{result}{closed}")


def lines_of_four(report, row, column):
    begin, end = datetime.date(report.year, 1, 1), datetime.date(report.year, 12, 31)
    ours = ApplicationReview.objects.filter(application__organisation__in=ids_counted(report.organisation), kind=row)
    ours = ours.filter(filed_on__lte=end).select_related("application").order_by("filed_on", "pk")
    decided, pending = Q(decided_on__range=(begin, end)), Q(decided_on=None) | Q(decided_on__gt=end)
    if column == ReviewResult.PENDING:
        ours = ours.filter(pending)
    elif column == "total":
        ours = ours.filter(decided | pending)
    else:
        ours = ours.filter(decided, result=column)
    label = ReviewKind(row).label
    return cut(ours, lambda one: Line(one.application.number or "", one.filed_on, label))
