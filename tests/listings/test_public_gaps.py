"""衔接问题清单 for everybody: by government, item by item, of any day; nothing of lists that are not public."""

import datetime
import io

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from cms_core.models.organisations import Level
from listings.levels import take_over_lines
from listings.models import Todo, TodoKind, TodoState
from listings.states import LineKind
from tests.factories import make_user
from tests.listings.clock import set_clock
from tests.listings.factories import DAY, added, adjust, change, power, prepared
from tests.listings.levels_factories import make_levels

pytestmark = pytest.mark.django_db


@pytest.fixture
def places(monkeypatch):
    set_clock(monkeypatch, DAY + datetime.timedelta(days=30))
    return make_levels()


def handed_down(places, name="海域使用审核", day=DAY):
    (item,) = added(places.province.listing, power(places.province.body, name))
    adjust(places.province.listing, change(LineKind.DELEGATE, item, to_level=Level.COUNTY), day=day)
    return item


def read(at, path="/lists/power/gaps/", status=200, **query):
    response = Client().get(path, query, headers={"host": at.portal.site.hostname})
    assert response.status_code == status
    return response


def page(at, **query):
    return read(at, **query).content.decode()


def test_the_province_sees_each_government_that_owes_something(places):
    handed_down(places)
    text = page(places.province)
    assert "hexi县人民政府" in text
    assert "hedong县人民政府" in text
    assert "未承接 2 项次" in text


def test_a_county_sees_its_own_item_by_item(places):
    item = handed_down(places)
    text = page(places.county)
    assert "海域使用审核" in text
    assert 'data-label="未承接天数" class="amount">30<' in text
    assert "hedong" not in text
    lines = take_over_lines(places.county.listing, [item.pk], {item.pk: places.county.body}, DAY)
    adjust(places.county.listing, *lines)
    assert "下放的事项都已承接" in page(places.county)


def test_any_other_day_is_told_too(places):
    handed_down(places, day=DAY + datetime.timedelta(days=5))
    assert "海域使用审核" not in page(places.county, on="2026-01-05")
    assert "海域使用审核" in page(places.county, on="2026-01-06")
    assert "不是日期" in page(places.county, on="昨天")


def test_one_government_is_chosen_by_its_number(places):
    handed_down(places)
    text = page(places.province, government=places.other.government.pk)
    assert "海域使用审核" in text
    assert "看全部政府" in text
    for nonsense in ("0", "-1", "甲", "9" * 40, places.city.government.pk):
        assert "未承接 2 项次" in page(places.province, government=nonsense)


def test_what_the_public_may_not_see_was_not_handed_down(places):
    handed_down(places)
    places.province.listing.column.unpublish()
    assert "海域使用审核" not in page(places.county)
    assert "海域使用审核" not in read(places.county, "/lists/power/gaps.csv").getvalue().decode()
    read(places.province, status=404)


def test_drafts_are_nobodys_business(places):
    (item,) = added(places.province.listing, power(places.province.body, "海域使用审核"))
    prepared(places.province.listing, change(LineKind.DELEGATE, item, to_level=Level.COUNTY))
    assert "海域使用审核" not in page(places.county)


def test_what_was_taken_without_being_handed_down_is_named(places):
    (item,) = added(places.province.listing, power(places.province.body, "海域使用审核"))
    lines = take_over_lines(places.county.listing, [item.pk], {item.pk: places.county.body}, DAY)
    adjust(places.county.listing, *lines)
    assert "未经下放而承接" in page(places.county)
    assert "未经下放而承接" in page(places.province)
    assert "未经下放而承接" not in page(places.other)


def test_it_is_taken_along_as_a_table(places):
    handed_down(places, "=1+1")
    book = openpyxl.load_workbook(io.BytesIO(read(places.province, "/lists/power/gaps.xlsx").getvalue()))
    rows = list(book.active.values)
    assert [row[:3] for row in rows[1:]] == [
        ("hexi县人民政府", "县级", "=1+1"),
        ("hedong县人民政府", "县级", "=1+1"),
    ]
    assert "hexi县人民政府,县级,'=1+1" in read(places.province, "/lists/power/gaps.csv").getvalue().decode()
    only = read(places.province, "/lists/power/gaps.csv", government=places.other.government.pk)
    assert only.getvalue().decode().count("县级") == 1


@pytest.mark.parametrize("path", ["/lists/fund/gaps/", "/lists/power/gaps.pdf", "/lists/power/gaps/1/"])
def test_there_is_no_other_such_page(places, path):
    read(places.province, path, status=404)


def test_the_address_without_a_slash_leads_to_the_page(places):
    assert read(places.province, "/lists/power/gaps", status=301).url == "/lists/power/gaps/"


def test_it_costs_the_same_queries_however_much_there_is(places, django_assert_max_num_queries):
    items = added(places.province.listing, *(power(places.province.body) for _ in range(30)))
    lines = (change(LineKind.DELEGATE, item, to_level=Level.COUNTY) for item in items)
    adjust(places.province.listing, *lines)
    read(places.province)
    with django_assert_max_num_queries(16):
        read(places.province)


def test_its_files_are_counted_as_other_downloads(places, settings):
    settings.PORTAL_LISTS_DOWNLOADS_PER_MINUTE = 1
    read(places.province, "/lists/power/gaps.csv")
    assert int(read(places.province, "/lists/power/gaps.xlsx", status=429)["Retry-After"]) > 0


def test_what_was_explained_comes_last_and_is_not_counted(places):
    explained = handed_down(places, "海域使用审核")
    handed_down(places, "养殖证核发", day=DAY + datetime.timedelta(days=1))
    todo = Todo.objects.get(listing=places.county.listing, kind=TodoKind.TAKE_OVER, source=explained)
    Todo.objects.filter(pk=todo.pk).update(
        state=TodoState.DISMISSED, reason="不临海", closed_at=timezone.now(), closed_by=make_user("county-editor")
    )
    text = page(places.county)
    assert "未承接 1 项次" in text
    assert text.index("养殖证核发") < text.index("海域使用审核")
    assert "共 2 " not in text
