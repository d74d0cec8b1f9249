"""Terms: nothing is late by a wrong holiday, nothing is forgotten, many portals cost as many queries as one."""

import datetime

import pytest
from django.utils import timezone

from cms_core.catalogue.columns import ColumnTree
from cms_core.models import ColumnPage, TopicPage
from cms_core.models.validity import DisclosureAttribute
from disclosure.models import RowColumn
from disclosure.sunshine.fill import fills
from disclosure.sunshine.slices import rows_for
from disclosure.terms import duties, duties_of, tally
from disclosure.terms.duty import DutyKind, Status
from disclosure.terms.rules import next_due, rolled
from sites.models import PortalLevel
from tests.disclosure.decisions import factories as decisions
from tests.disclosure.sunshine.factories import county_with_columns, load, make_record, row_values
from tests.factories import make_article, make_column, make_document, make_organisation, make_portal

pytestmark = pytest.mark.django_db
DAY = datetime.date
ON = DAY(2026, 11, 20)


def noon(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))


def of(portal, kind, on=ON):
    return [one for one in duties(portal, on) if one.kind == kind]


def written(portal, made, published=None, **fields):
    column = make_column(portal.home, "政策文件", blueprint_key="policies")
    live = published is not None
    return make_document(column, live=live, date_written=made, published_at=published and noon(published), **fields)


HOLIDAYS = [
    (DAY(2025, 9, 26), DAY(2025, 10, 30), "国庆中秋 2025, 9月28日和10月11日上班"),
    (DAY(2026, 9, 10), DAY(2026, 10, 14), "中秋国庆 2026, 9月20日和10月10日上班"),
    (DAY(2026, 1, 30), DAY(2026, 3, 5), "春节 2026, 2月14日和2月28日上班"),
]


@pytest.mark.parametrize(("made", "last", "why"), HOLIDAYS, ids=[one[2] for one in HOLIDAYS])
def test_a_document_is_in_time_on_the_last_working_day_and_late_on_the_next(made, last, why):
    portal = make_portal()
    written(portal, made, last)
    written(portal, made, last + datetime.timedelta(days=1))
    found = of(portal, DutyKind.DOCUMENT, on=last + datetime.timedelta(days=10))
    assert {(one.due, one.status, one.over) for one in found} == {
        (last, Status.IN_TIME, 0),
        (last, Status.DONE_LATE, 1),
    }


@pytest.mark.parametrize(("made", "last", "why"), HOLIDAYS, ids=[one[2] for one in HOLIDAYS])
def test_a_draft_becomes_late_only_after_the_last_working_day(made, last, why):
    portal = make_portal()
    written(portal, made)
    assert [one.status for one in of(portal, DutyKind.DOCUMENT, on=last)] == [Status.SOON]
    (late,) = of(portal, DutyKind.DOCUMENT, on=last + datetime.timedelta(days=1))
    assert late.says == "已超期 1 个工作日"


def test_a_term_that_ends_in_a_year_not_announced_is_said_to_be_estimated():
    portal = make_portal()
    written(portal, DAY(2031, 3, 3))
    written(portal, DAY(2026, 3, 3))
    found = of(portal, DutyKind.DOCUMENT, on=DAY(2031, 3, 4))
    assert {one.due.year: one.estimated for one in found} == {2031: True, 2026: False}


@pytest.mark.parametrize(
    ("on", "status"),
    [(DAY(2031, 3, 31), Status.SOON), (DAY(2031, 4, 14), Status.SOON), (DAY(2031, 4, 15), Status.LATE)],
    ids=["last day by the week", "holidays may have moved it so far", "no holidays are as long"],
)
def test_nothing_is_late_by_holidays_that_nobody_has_announced(on, status):
    portal = make_portal()
    written(portal, DAY(2031, 3, 3))
    assert [one.status for one in of(portal, DutyKind.DOCUMENT, on=on)] == [status]


def test_what_others_issued_or_nobody_may_read_has_no_term_here():
    portal = make_portal()
    other = make_organisation("国务院办公厅")
    written(portal, DAY(2026, 1, 5), DAY(2026, 8, 3), issuer=other)
    written(portal, DAY(2026, 1, 5), issuer=other)
    written(portal, DAY(2026, 1, 5), disclosure=DisclosureAttribute.ON_REQUEST)
    assert of(portal, DutyKind.DOCUMENT) == []


def test_a_draft_is_judged_by_the_day_that_was_saved_last():
    portal = make_portal()
    page = written(portal, DAY(2026, 1, 5))
    page.date_written = DAY(2026, 11, 10)
    page.save_revision()
    assert [one.status for one in of(portal, DutyKind.DOCUMENT)] == [Status.IN_TIME]


def test_rows_are_filled_by_what_the_public_matrix_counts():
    portal, _, finance = county_with_columns()
    rows = load(portal, *(row_values(sub_item=name) for name in ("预算", "决算", "债务", "三公")))
    RowColumn.objects.create(row=rows[0], portal=portal, column=finance)
    make_article(finance, published_at=noon(DAY(2026, 11, 2)))
    make_record(portal, row=rows[1])
    make_record(portal, publish=False, row=rows[2], year=2024)
    found = {one.title: one for one in of(portal, DutyKind.ROW)}
    held = rows_for(portal)
    told = fills(portal, held, ColumnTree.of(portal.home))
    assert {title: one.status == Status.EMPTY for title, one in found.items()} == {
        f"财政预决算：{row.title}": told[row.pk].is_empty for row in held
    }
    assert found["财政预决算：预算"].last == DAY(2026, 11, 2)


def fill_by_entry(portal, finance):
    make_article(finance, "2026年预算", published_at=noon(DAY(2026, 11, 2)))


def fill_below(portal, finance):
    make_article(make_column(finance, "部门"), "2026年部门预算", published_at=noon(DAY(2026, 11, 3)))


def fill_by_words_only(portal, finance):
    make_article(finance, "2026年决算", published_at=noon(DAY(2026, 11, 4)))


def single_page(portal, finance):
    ColumnPage.objects.filter(pk=finance.pk).update(list_style="single", last_published_at=noon(DAY(2026, 10, 8)))
    page = ColumnPage.objects.get(pk=finance.pk)
    page.body = [("text", "<p>监督电话和收支说明</p>")]
    page.save()


def fill_by_single_page_below(portal, finance):
    single_page(portal, make_column(finance, "说明"))


def fill_by_topic(portal, finance):
    page = TopicPage(title="预算公开专题", slug="topic", last_published_at=noon(DAY(2026, 10, 9)))
    topic = finance.add_child(instance=page)
    make_article(topic, "专题文章", published_at=noon(DAY(2026, 10, 12)))


def below_a_closed_column(portal, finance):
    single_page(portal, make_column(make_column(finance, "停用", live=False), "说明"))


def in_a_subsite_below(portal, finance):
    town = make_portal("town", PortalLevel.SUBSITE, portal)
    town.home.move(ColumnPage.objects.get(pk=finance.pk), pos="last-child")
    town.home.refresh_from_db()
    make_article(make_column(town.home, "财政"), "2026年预算")


def nothing(portal, finance):
    pass


FILLINGS = (fill_by_entry, fill_below, fill_by_words_only, single_page, fill_by_single_page_below, fill_by_topic)
EMPTY = (below_a_closed_column, in_a_subsite_below, nothing)


@pytest.mark.parametrize("content", [*FILLINGS, *EMPTY], ids=lambda one: one.__name__)
@pytest.mark.parametrize("words", ["", "预算"], ids=["whole", "by words"])
def test_what_fills_a_row_is_the_same_for_the_public_and_for_the_supervision(content, words):
    portal, _, finance = county_with_columns()
    (row,) = load(portal, row_values())
    RowColumn.objects.create(row=row, portal=portal, column=finance, words=words)
    content(portal, finance)
    portal.refresh_from_db()
    (state,) = of(portal, DutyKind.ROW)
    told = fills(portal, rows_for(portal), ColumnTree.of(portal.home))[row.pk]
    public = timezone.localtime(told.newest).date() if told.newest else None
    assert (state.status == Status.EMPTY, state.last) == (told.is_empty, public)
    if not words:
        assert told.is_empty == (content in EMPTY)
    else:
        assert told.is_empty == (content not in (fill_by_entry, fill_below))


def test_an_empty_row_leads_to_the_page_that_binds_a_column_and_a_late_one_to_its_column():
    portal, _, finance = county_with_columns()
    empty, late = load(portal, row_values(sub_item="空"), row_values(sub_item="迟"))
    RowColumn.objects.create(row=late, portal=portal, column=finance)
    make_article(finance, published_at=noon(DAY(2026, 9, 1)))
    found = {one.status: one.url for one in of(portal, DutyKind.ROW)}
    assert found == {
        Status.EMPTY: f"/admin/sunshine/{portal.pk}/finance/rows/{empty.pk}/",
        Status.LATE: f"/admin/pages/{finance.pk}/",
    }


@pytest.mark.parametrize(
    ("kind", "newest", "due"),
    [
        ("monthly", DAY(2026, 1, 5), DAY(2026, 2, 28)),
        ("monthly", DAY(2025, 12, 10), DAY(2026, 2, 2)),
        ("quarterly", DAY(2026, 2, 10), DAY(2026, 6, 30)),
        ("half_yearly", DAY(2025, 9, 1), DAY(2026, 6, 30)),
        ("yearly", DAY(2025, 5, 1), DAY(2026, 12, 31)),
        ("standing", DAY(2025, 5, 1), None),
    ],
    ids=["a make-up saturday is a last day", "a plain saturday is not", "quarter", "half", "year", "no period"],
)
def test_the_next_publication_of_a_period_is_due_when_the_next_period_is_over(kind, newest, due):
    assert next_due(kind, newest) == due


def test_a_term_in_days_that_ends_in_the_holidays_ends_after_them():
    assert rolled(DAY(2026, 10, 1)) == DAY(2026, 10, 8)


def test_a_column_is_late_after_its_update_term_and_decisions_keep_it_fresh():
    portal = decisions.make_portal()
    plans = make_column(portal.home, "规划计划", blueprint_key="statutory.plans", update_days=30)
    make_article(plans, published_at=noon(DAY(2026, 9, 1)))
    make_column(portal.home, "新闻", update_days=7)
    decisions.make_decision("licence", portal, published=DAY(2026, 11, 16), today=ON)
    found = {one.title: one.status for one in of(portal, DutyKind.COLUMN)}
    assert found == {
        "规划计划（第（三）项 规划计划）": Status.LATE,
        "行政许可（第（五）项 行政许可和服务事项）": Status.NO_TERM,
        "行政处罚（第（六）项 行政处罚和行政强制）": Status.EMPTY,
    }


def test_a_decision_tells_its_number_and_never_its_party():
    portal = decisions.make_portal()
    made = {"decided_on": DAY(2026, 9, 28), "today": DAY(2026, 9, 29)}
    decisions.make_decision("penalty", portal, published=False, **made, **decisions.person())
    (late,) = of(portal, DutyKind.DECISION, on=DAY(2026, 10, 14))
    assert (late.due, late.status, late.over) == (DAY(2026, 10, 13), Status.LATE, 1)
    assert decisions.PERSON not in repr(late)


def test_a_draft_record_is_due_by_the_term_of_its_row():
    portal = county_with_columns()[0]
    (row,) = load(portal, row_values(term="自信息形成之日起7个工作日内"))
    record = make_record(portal, publish=False, row=row, day="2026-09-28")
    (found,) = of(portal, DutyKind.RECORD, on=DAY(2026, 10, 13))
    assert (found.due, found.status, found.over) == (DAY(2026, 10, 13), Status.SOON, 0)
    assert found.url.endswith(f"/records/{record.pk}/")
    assert not found.public


@pytest.mark.parametrize(
    ("level", "on", "status"),
    [
        (PortalLevel.COUNTY, DAY(2026, 3, 31), Status.SOON),
        (PortalLevel.COUNTY, DAY(2026, 4, 1), Status.LATE),
        (PortalLevel.COUNTY, DAY(2026, 1, 31), Status.IN_TIME),
    ],
)
def test_the_annual_report_of_a_government_is_due_by_the_end_of_march(level, on, status):
    assert [one.status for one in of(make_portal(level=level), DutyKind.REPORT, on)] == [status]


def test_a_report_that_was_published_as_an_article_counts():
    portal = make_portal()
    column = make_column(portal.home, "政府信息公开年报", blueprint_key="disclosure.reports")
    make_article(column, "桐庐县2025年政府信息公开工作年度报告", published_at=noon(DAY(2026, 3, 30)))
    (found,) = of(portal, DutyKind.REPORT)
    assert (found.status, found.last) == (Status.IN_TIME, DAY(2026, 3, 30))


def test_a_county_is_not_told_what_its_town_owes():
    county = make_portal()
    town = make_portal("fuchunjiang", PortalLevel.SUBSITE, county)
    for portal in (county, town):
        make_column(portal.home, "规划计划", blueprint_key="statutory.plans")
    found = tally(duties_of([county, town], ON))
    assert [found[one.pk][DutyKind.COLUMN][Status.EMPTY] for one in (county, town)] == [1, 1]
    assert len(of(county, DutyKind.COLUMN)) == 1


def test_many_portals_cost_as_many_queries_as_one(django_assert_max_num_queries):
    portals = []
    for number in range(6):
        portal, _, finance = county_with_columns(f"county-{number}")
        (row,) = load(portal, row_values())
        RowColumn.objects.create(row=row, portal=portal, column=finance)
        make_record(portal, row=row)
        written(portal, DAY(2026, 10, 10), DAY(2026, 10, 12))
        portals.append(portal)
    with django_assert_max_num_queries(22):
        found = tally(duties_of(portals, ON))
    assert len(found) == 6
    with django_assert_max_num_queries(22):
        list(duties_of(portals[:1], ON))


def test_nothing_is_asked_of_no_portal(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert list(duties_of([], ON)) == []
