"""What the public reads: the report with its tables, the column's face, the year of all bodies, versions."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from cms_core.models import ArticlePage
from cms_core.tables.reading import rows_of_sheet
from disclosure.reports.actions import edit, publish, review
from disclosure.reports.bodies import column_of
from tests.disclosure.reports.factories import NOW, YEAR, make_approved, make_draft, make_published, make_reports_column
from tests.factories import make_portal

pytestmark = pytest.mark.django_db
NEW, LEFT = ("3", "1", "person"), ("3", "4", "person")


@pytest.fixture
def province():
    portal = make_portal("zj", "province")
    make_reports_column(portal)
    return portal


@pytest.fixture
def county(province):
    portal = make_portal("tonglu", parent=province)
    make_reports_column(portal)
    return portal


@pytest.fixture
def year_after(monkeypatch):
    """The pages ask what day it is."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def get(client, portal, path, status=200):
    response = client.get(path, HTTP_HOST=portal.site.hostname)
    assert response.status_code == status
    return response


def page_of(client, portal, path):
    return BeautifulSoup(get(client, portal, path).content, "html.parser")


def published_with(portal, number: int, year=YEAR):
    report = make_draft(portal, year)
    for key in (NEW, LEFT):
        report = edit.CorrectFigure(report, key, number, "登记簿", now=NOW).execute()
    report = review.Approve(review.Submit(report, now=NOW).execute(), now=NOW).execute()
    return publish.PublishReport(report, now=NOW, pdf=False).execute()


def address(report) -> str:
    return f"/{ArticlePage.objects.get(pk=report.page_id).address}"


def test_the_tables_are_those_of_the_form_with_headings_that_programs_understand(client, county):
    page = page_of(client, county, address(make_published(county)))
    assert [one.get_text(strip=True) for one in page.select(".article-body h2")][:3] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
    ]
    two, three, four = page.select(".article-body table")
    assert len(three.select("thead tr")) == 3
    assert [one.get_text(strip=True) for one in three.select("thead tr:nth-child(3) th[scope=col]")] == [
        "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他",
    ]  # fmt: skip
    of_year = next(one for one in three.select("th[scope=row]") if one.get_text(strip=True).startswith("三、"))
    assert of_year["rowspan"] == "22"
    refused = next(one for one in three.select("th[scope=row]") if one.get_text(strip=True) == "（三）不予公开")
    assert refused["rowspan"] == "8"
    assert len(three.select("tbody tr")) == 25
    assert len(three.select("tbody td")) == 25 * 7
    assert len(four.select("tbody td")) == 15
    assert "12.5" in [one.get_text(strip=True) for one in two.select("td")]
    assert all(table.parent["tabindex"] == "0" for table in (two, three, four))


def test_nothing_is_public_before_it_is_published(client, county):
    make_approved(county)
    assert "2025年" not in get(client, county, county_column(county)).content.decode()
    assert not ArticlePage.objects.exists()


def county_column(portal) -> str:
    return column_of(portal).get_url().replace(portal.base_url, "")


def test_the_column_shows_who_has_published_and_who_has_not(client, province, county, year_after):
    make_reports_column(make_portal("deqing", parent=province))
    report = make_published(county)
    page = page_of(client, province, county_column(province))
    rows = {row.select_one("th").get_text(strip=True): row for row in page.select(".reports-matrix tbody tr")}
    assert rows["tonglu人民政府"].select_one("td a")["href"].endswith(address(report))
    assert "deqing人民政府" not in rows
    assert [one.get_text(strip=True) for one in page.select(".reports-others li")] == ["deqing人民政府"]
    assert "应发布 2 家，已发布 1 家，还有 1 家未发布" in page.select_one(".reports-note").get_text(strip=True)


def test_the_year_of_all_bodies_adds_governments_and_departments_apart(client, province, county, year_after):
    published_with(county, 5)
    published_with(province, 7)
    page = page_of(client, province, "/disclosure/reports/")
    sums = page.select(".reports-sums tr")
    assert [one.get_text(strip=True) for one in sums[0].select("th, td")][:2] == ["各级政府合计（2 家）", "12"]
    assert len(sums) == 1
    rows = {
        row.select_one("th").get_text(strip=True): row.select("td")
        for row in page.select("tbody:not(.reports-sums) tr")
    }
    assert rows["tonglu人民政府"][0].get_text(strip=True) == "5"


def test_a_county_shows_itself_only(client, province, county, year_after):
    published_with(county, 5)
    published_with(province, 7)
    page = page_of(client, county, f"/disclosure/reports/?year={YEAR}")
    assert [row.get_text(strip=True) for row in page.select("tbody:not(.reports-sums) th")] == ["tonglu人民政府"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_year_as_a_file_has_every_cell(client, county, form, tmp_path, year_after):
    published_with(county, 5)
    response = get(client, county, f"/disclosure/reports/data.{form}?year={YEAR}")
    data = b"".join(response.streaming_content) if response.streaming else response.content
    path = tmp_path / f"data.{form}"
    path.write_bytes(data)
    (_, head), (_, row) = rows_of_sheet(path)
    found = dict(zip(head, row, strict=False))
    assert str(found["表三“一、本年新收政府信息公开申请数量”行“自然人”列"]) == "5"
    assert str(found["表二“行政事业性收费”的“本年收费金额（单位：万元）”"]) == "12.5"


@pytest.mark.parametrize("year", ["", "abc", "1999", "99999", "２０２５"])
def test_a_senseless_year_is_last_year(client, county, year, year_after):
    assert f"{YEAR}年" in page_of(client, county, f"/disclosure/reports/?year={year}").select_one("h1").get_text(
        strip=True
    )


def test_what_was_corrected_stays_readable_and_leads_to_what_is_in_force(client, county):
    report = published_with(county, 5)
    report = review.Reopen(report, now=NOW).execute()
    for key in (NEW, LEFT):
        report = edit.CorrectFigure(report, key, 6, "又发现一件", now=NOW).execute()
    report = review.Approve(review.Submit(report, now=NOW).execute(), now=NOW).execute()
    old = f"/disclosure/reports/{report.pk}/1.html"
    get(client, county, old, 404)  # it is still the page itself
    publish.PublishReport(report, "补计一件", now=NOW, pdf=False).execute()
    page = page_of(client, county, old)
    assert "补计一件" in page.select_one(".reports-old").get_text(strip=True)
    assert page.select_one(".reports-old a")["href"].endswith(address(report))
    assert page.select(".article-body table")[1].select("tbody td")[0].get_text(strip=True) == "5"
    now = page_of(client, county, address(report))
    assert "补计一件" in now.get_text(strip=True) and now.select_one(f'a[href="{old}"]')
    assert now.select(".article-body table")[1].select("tbody td")[0].get_text(strip=True) == "6"
    get(client, county, f"/disclosure/reports/{report.pk}/2.html", 404)
    publish.WithdrawReport(report, "数据有误", now=NOW).execute()
    get(client, county, old, 410)
    get(client, county, address(report), 410)


def test_versions_answer_on_their_own_host_only(client, province, county):
    report = published_with(county, 5)
    get(client, province, f"/disclosure/reports/{report.pk}/1.html", 404)


def test_without_the_column_there_is_no_summary(client):
    get(client, make_portal("zj", "province"), "/disclosure/reports/", 404)


def test_pages_cost_the_same_for_any_number_of_bodies(client, province, django_assert_max_num_queries, year_after):
    for number in range(6):
        portal = make_portal(f"county-{number}", parent=province)
        make_reports_column(portal)
        make_published(portal)
    column = county_column(province)
    get(client, province, column)
    with django_assert_max_num_queries(26):
        get(client, province, column)
    with django_assert_max_num_queries(24):
        get(client, province, "/disclosure/reports/")
