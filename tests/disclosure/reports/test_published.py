"""The desk, the summary and the overdue lists agree on who has published."""

import datetime

import pytest
from django.utils import timezone

from disclosure.reports.admin.lists import lines_of, matches
from disclosure.reports.bodies import column_of, reporting_portals
from disclosure.reports.public.scopes import bodies_below
from disclosure.reports.published import published, year_in
from disclosure.terms.duty import Status
from disclosure.terms.ground import Ground
from disclosure.terms.reports import of_reports
from sites.models import PortalLevel
from tests.disclosure.reports.factories import NOW, YEAR, make_draft, make_reports_column
from tests.factories import make_article, make_editor, make_portal

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 23)
TITLE = "富春江镇2025年政府信息公开工作年度报告"


@pytest.fixture
def town(db):
    county = make_portal("tonglu")
    make_reports_column(county)
    town = make_portal("fuchunjiang", PortalLevel.SUBSITE, county)
    make_reports_column(town)
    return town


def make_old_report(town, month=1, title=TITLE, year=YEAR + 1):
    moment = timezone.make_aware(datetime.datetime(year, month, 20))
    return make_article(column_of(town), title, published_at=moment)


def line_of(town):
    (line,) = [one for one in lines_of(make_editor(town), YEAR, "", TODAY) if one["portal"] == town]
    return line


def told(town) -> tuple[bool, bool, bool]:
    """Is it published: at the desk, in the summary, in the overdue list?"""
    (body,) = [one for one in bodies_below(town, YEAR) if one.portal == town]
    (duty,) = of_reports(Ground(reporting_portals(town), TODAY))
    return not line_of(town)["late"], YEAR in body.reports, duty.status != Status.LATE


@pytest.mark.parametrize(
    ("article", "is_published"),
    [
        (None, False),
        ({}, True),
        ({"title": "富春江镇政府信息公开年报（2025）"}, True),
        ({"title": "富春江镇2024年政府信息公开工作年度报告"}, False),
        ({"title": "关于编制2025年年报的通知", "year": YEAR}, False),
    ],
)
def test_all_three_say_the_same_of_an_article(town, article, is_published):
    if article is not None:
        make_old_report(town, **article)
    assert told(town) == (is_published,) * 3


def test_an_article_is_a_published_report_at_the_desk(town):
    make_old_report(town, month=3)
    line = line_of(town)
    assert line["public"].url.startswith(town.base_url)
    assert (line["missing"], line["was_late"], line["late_by"]) == (False, True, 0)
    assert [matches(line, state) for state in ("published", "missing", "late", "draft", "")] == [
        True, False, False, False, True,
    ]  # fmt: skip


def test_a_draft_beside_an_article_is_not_late(town, client):
    make_old_report(town)
    report = make_draft(town)
    assert told(town) == (True, True, True)
    client.force_login(make_editor(town, "writer"))
    page = client.get(f"/admin/annual-reports/{report.pk}/", HTTP_HOST=town.get_parent().site.hostname).content.decode()
    assert "逾期未发布" not in page
    page = client.get(
        "/admin/annual-reports/", {"year": YEAR}, HTTP_HOST=town.get_parent().site.hostname
    ).content.decode()
    assert "栏目中有文章" in page


def test_what_the_public_cannot_open_any_more_is_not_published(town):
    make_old_report(town).unpublish()
    assert told(town) == (False, False, False)


def test_it_asks_twice_however_many_portals(town, django_assert_num_queries):
    make_old_report(town)
    portals = list(reporting_portals().select_related("site"))
    with django_assert_num_queries(2):
        assert list(published(portals, NOW.year - 1)) == [town.organisation_id]


@pytest.mark.parametrize(
    ("title", "year"), [("2025 年度报告", 2025), ("年报（2024）", 2024), ("编号120251", None), ("年报", None)]
)
def test_the_year_is_read_from_the_title(title, year):
    assert year_in(title) == year
