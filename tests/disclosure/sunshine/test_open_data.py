"""Records outside of pages: search, site map, files, feeds, data catalogue; the same as on pages, and nothing more."""

import csv
import io
import json

import pytest
from django.core.cache import cache
from openpyxl import load_workbook
from wagtail.models import PageViewRestriction

from cms_core.models import Unindexed
from cms_core.open_data.datasets import offered
from cms_core.search.sources import SPAN, number_of
from disclosure.models import SunshineRecord
from disclosure.sunshine.actions.records import PublishRecords, SaveRecord, WithdrawRecords
from disclosure.sunshine.following import NUMBER
from disclosure.sunshine.searching import Records
from sites.models import PortalLevel
from tests.disclosure.sunshine.factories import MONEY, county_with_columns, make_record, reader
from tests.factories import make_portal

pytestmark = pytest.mark.django_db
PATHS = ("data.csv", "data.xlsx", "data.json", "feed.atom")


@pytest.fixture(autouse=True)
def no_count_of_another_test(settings, tmp_path):
    """Downloads are counted in a file of the data directory."""
    settings.PORTAL_HOME = tmp_path
    cache.clear()


@pytest.fixture
def portal():
    return county_with_columns()[0]


def get(portal, path, status=200, **headers):
    response = reader(portal).get(path, headers=headers)
    assert response.status_code == status, (path, response.status_code)
    return b"".join(response.streaming_content) if response.streaming else response.content


def noted() -> set[int]:
    pages = Unindexed.objects.filter(page_number__gte=NUMBER * SPAN, page_number__lt=(NUMBER + 1) * SPAN)
    return {number - NUMBER * SPAN for number in pages.values_list("page_number", flat=True)}


def test_a_file_has_what_the_page_lists_in_every_form(portal):
    make_record(portal, amount="1234.5")
    make_record(portal, year=2024, function="卫生健康支出", note="=1+1")
    make_record(portal, publish=False, function="草稿支出")
    path = "/sunshine/finance/"
    rows = list(csv.reader(io.StringIO(get(portal, f"{path}data.csv").decode("utf-8-sig"))))
    assert len(rows) == 3 and rows[0][0] == "公开主体" and "1234.5" in rows[1] and "'=1+1" in rows[2]
    sheet = load_workbook(io.BytesIO(get(portal, f"{path}data.xlsx?of_year=2024"))).active
    assert [row[5] for row in sheet.values] == ["功能分类科目", "卫生健康支出"]
    told = json.loads(get(portal, f"{path}data.json?category=教育支出"))
    assert [item["amount"] for item in told["items"]] == ["1234.5"] and told["items"][0]["address"].endswith(".html")
    assert "草稿" not in "".join(get(portal, f"{path}{form}").decode("utf-8", "ignore") for form in PATHS)


def test_nobody_reads_a_whole_name_even_where_one_was_stored(portal):
    record = make_record(portal, "relief")
    SunshineRecord.objects.filter(pk=record.pk).update(values={**record.values, "person": "欧阳某某"})
    surfaces = [get(portal, f"/sunshine/relief/{form}").decode("utf-8", "ignore") for form in ("data.csv", "data.json")]
    surfaces += [get(portal, "/sunshine/relief/feed.atom").decode(), get(portal, record.path).decode()]
    surfaces += [repr(Records().records_of([record.pk])), repr(Records().results_of([record.pk]))]
    assert not [text for text in surfaces if "某某" in text] and "欧阳**" in surfaces[0]


def test_a_reader_who_has_the_file_is_told_until_something_changes(portal):
    record = make_record(portal)
    client = reader(portal)
    etag = client.get("/sunshine/finance/data.csv")["ETag"]
    assert client.get("/sunshine/finance/data.csv", headers={"if-none-match": etag}).status_code == 304
    SaveRecord(record, MONEY | {"amount": "99"}).execute()
    assert client.get("/sunshine/finance/data.csv", headers={"if-none-match": etag}).status_code == 200


def test_who_downloads_too_often_waits(portal, settings):
    settings.PORTAL_SUNSHINE_DOWNLOADS_PER_MINUTE = 1
    get(portal, "/sunshine/finance/data.csv")
    assert "请" in json.loads(get(portal, "/sunshine/finance/data.csv", 429))["error"]


def test_a_feed_has_the_newest_first_and_a_domain_without_records_has_none(portal):
    make_record(portal)
    make_record(portal, function="卫生健康支出")
    feed = get(portal, "/sunshine/finance/feed.atom").decode()
    assert feed.index("卫生健康支出") < feed.index("教育支出")
    assert "/sunshine/finance/feed.atom" in get(portal, "/sunshine/finance/").decode()
    get(portal, "/sunshine/planning/feed.atom", 404)


def test_the_site_map_has_what_is_public_of_the_portal_and_its_subsites(portal):
    town = make_portal("fuchunjiang", PortalLevel.SUBSITE, portal)
    own, of_town = make_record(portal), make_record(town)
    draft, others = make_record(portal, publish=False, function="草稿"), make_record(make_portal("deqing"))
    assert "sitemap-sunshine-1.xml" in get(portal, "/sitemap.xml").decode()
    told = get(portal, "/sitemap-sunshine-1.xml").decode()
    assert own.path in told and of_town.path in told
    assert draft.path not in told and others.path not in told


def test_the_search_is_told_of_every_change_that_the_public_can_see(portal):
    record = make_record(portal, publish=False)
    assert noted() == set()
    PublishRecords(SunshineRecord.objects.all()).execute()
    assert noted() == {record.pk}
    (found,) = Records().records_of([record.pk])
    assert found.page == number_of(NUMBER, record.pk) and "教育支出" in found.title
    assert [one.page for one in Records().all_records()] == [found.page]
    WithdrawRecords(SunshineRecord.objects.all()).execute()
    assert Records().records_of([record.pk]) == [] and list(Records().all_records()) == []


def test_a_result_says_what_it_is_and_where(portal):
    record = make_record(portal)
    told = Records().results_of([record.pk])[record.pk]
    assert told["url"].endswith(record.path) and told["kind_label"] == "财政预决算" and told["facts"]


@pytest.mark.parametrize("how", ["hidden", "private"])
def test_what_is_closed_is_in_nothing_and_the_search_is_told(how):
    portal, _, finance = county_with_columns()
    record = make_record(portal)
    Unindexed.objects.all().delete()
    if how == "hidden":
        finance.unpublish()
    else:
        PageViewRestriction.objects.create(page=finance, restriction_type=PageViewRestriction.LOGIN)
    assert noted() == {record.pk}
    assert Records().records_of([record.pk]) == [] and Records().visible_among([record.pk]) == set()
    assert offered(portal) == [one for one in offered(portal) if not one.key.startswith("sunshine")]
    assert "sunshine" not in get(portal, "/sitemap.xml").decode()
    for form in PATHS:
        get(portal, f"/sunshine/finance/{form}", 404)


def test_each_domain_with_records_is_a_data_set():
    province = make_portal("zj", PortalLevel.PROVINCE)
    portal = county_with_columns(parent=province)[0]
    make_record(portal)
    (own,) = (one for one in offered(portal) if one.key.startswith("sunshine"))
    assert own.rows == 1 and {one.form for one in own.distributions} == {"csv", "xlsx", "json"}
    assert [one.key for one in offered(province, True) if one.key.startswith("sunshine")] == [own.key]


@pytest.mark.parametrize("path", [*(f"/sunshine/finance/{form}" for form in PATHS), "/sitemap-sunshine-1.xml"])
def test_no_file_asks_more_the_more_there_is(portal, path, django_assert_max_num_queries):
    asked = []
    for number in (2, 12):
        for n in range(number):
            if not SunshineRecord.objects.filter(title__contains=f"第{n}项").exists():
                make_record(portal, function=f"第{n}项")
        get(portal, path)
        with django_assert_max_num_queries(12) as queries:
            get(portal, path)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_the_search_asks_the_same_for_two_records_and_for_twelve(portal, django_assert_max_num_queries):
    asked = []
    for number in (2, 12):
        pks = [make_record(portal, function=f"{number}-{n}").pk for n in range(number)]
        with django_assert_max_num_queries(6) as queries:
            assert len(Records().results_of(pks)) == number
        asked.append(len(queries))
    assert asked[0] == asked[1]
