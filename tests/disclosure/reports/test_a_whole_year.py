"""The report of a generated year of 3,000 applications balances, and equals a count that is made another way."""

import pytest

from disclosure.applications.replay import differences
from disclosure.models import Application
from disclosure.reports.actions.make import MakeReport
from disclosure.reports.checks import faults_of
from disclosure.reports.figures import figures_of, tables
from tests.disclosure.reports.by_hand import count_by_hand
from tests.disclosure.reports.factories import YEAR, make_government
from tests.disclosure.reports.histories import make_year

pytestmark = pytest.mark.django_db
APPLICATIONS = 3_000


def without_zeros(table: dict) -> dict:
    shown = {row: {column: number for column, number in found.items() if number} for row, found in table.items()}
    return {row: found for row, found in shown.items() if found}


def test_three_thousand_applications_balance_and_equal_an_independent_count(django_assert_max_num_queries):
    portal, bodies = make_government()
    make_year(portal, bodies, YEAR, APPLICATIONS)
    with django_assert_max_num_queries(40):
        report = MakeReport(portal, YEAR).execute()
    shown = tables(figures_of(report))
    three, four = count_by_hand({body.pk for body in bodies}, YEAR)
    assert without_zeros(shown["3"]) == without_zeros(three)
    assert without_zeros(shown["4"]) == without_zeros(four)
    assert shown["3"]["1"]["total"] > APPLICATIONS / 2
    assert all(shown["3"][row]["total"] for row in ("2", "3.7", "4"))
    assert {fault.reason for fault in faults_of(shown, YEAR)} == {
        "表二“行政事业性收费”的“本年收费金额（单位：万元）”还没有填写；没有的请填 0。"
    }


def test_what_is_carried_over_is_what_the_next_year_takes_up():
    portal, bodies = make_government()
    make_year(portal, bodies, YEAR, 200)
    this, after = (tables(figures_of(MakeReport(portal, year).execute())) for year in (YEAR, YEAR + 1))
    assert this["3"]["4"] == after["3"]["2"]
    assert not [one for one in faults_of(after, YEAR + 1, this) if "结转" in one.reason]


def test_the_generated_rows_are_what_their_events_say():
    portal, bodies = make_government()
    make_year(portal, bodies, YEAR, 60)
    assert all(not differences(one) for one in Application.objects.all())


@pytest.mark.parametrize("number", [1, 2])
def test_a_department_reports_its_own_and_the_government_all_but_the_governments_below(number):
    portal, bodies = make_government()
    make_year(portal, bodies, YEAR, 120)
    body = bodies[number]
    report = MakeReport(portal, YEAR, organisation=body).execute()
    three, _ = count_by_hand({body.pk}, YEAR)
    assert without_zeros(tables(figures_of(report))["3"]) == without_zeros(three)
