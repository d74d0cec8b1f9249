"""Who sees which list where: portals, departments, the province, closed columns; that a day begins at midnight."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms_core.models.organisations import Level, OrganisationKind
from listings.searching import Items
from listings.states import LineKind
from sites.models import PortalState
from tests import factories
from tests.cms_core.serving import at, reader_of, texts
from tests.listings.factories import added, adjust, change, make_body, power
from tests.listings.public_factories import listing_of, make_province

pytestmark = pytest.mark.django_db
NAMES = "//table[contains(@class,'list-table')]//tbody/tr/th/a[1]"


@pytest.fixture
def province():
    return make_province()


@pytest.fixture
def listing(province):
    return listing_of(province)


def city_with_list(province, name="杭州", **fields):
    portal = factories.make_portal("hangzhou", "city", province, name=f"{name}市人民政府", short_name=name, **fields)
    listing = listing_of(portal)
    (item,) = added(listing, power(make_body(listing, f"{name}市财政局"), f"{name}的许可"))
    return portal, listing, item


def names(portal, address):
    return texts(reader_of(portal).get(address), NAMES)


def test_each_portal_shows_its_own_and_the_province_all(province, listing):
    added(listing, power(make_body(listing), "省的许可"))
    city, _, item = city_with_list(province)
    assert names(province, "/lists/power/") == ["省的许可"]
    assert names(city, "/lists/power/") == ["杭州的许可"]
    assert sorted(names(province, "/lists/power/?scope=all")) == ["杭州的许可", "省的许可"]
    assert names(province, "/lists/power/?scope=all&listing=hangzhou") == ["杭州的许可"]
    page = reader_of(province).get("/lists/power/?scope=all").content.decode()
    assert f"{city.base_url}{item.path}" in page
    assert names(city, "/lists/power/?scope=all") == ["杭州的许可"]


def test_a_department_shows_its_part_of_its_government_s_list(province, listing):
    body = factories.make_organisation("浙江省财政厅", parent=province.organisation, level=Level.PROVINCE,
                                       kind=OrganisationKind.DEPARTMENT)  # fmt: skip
    department = factories.make_portal("zj-czt", "department", province, name="浙江省财政厅", organisation=body)
    (own, _) = added(listing, power(body, "会计许可"), power(make_body(listing, "省水利厅"), "取水许可"))
    page = reader_of(department).get("/lists/power/")
    assert texts(page, NAMES) == ["会计许可"]
    assert "省水利厅" not in page.content.decode()
    assert f"{province.base_url}{own.path}" in page.content.decode()
    other = reader_of(department).get("/lists/power/?body=" + listing.listed.get(name="取水许可").organisation.key)
    assert texts(other, NAMES) == ["会计许可"]
    assert "取水许可" not in reader_of(department).get("/lists/power/statistics/").content.decode()


def test_an_item_on_another_host_leads_to_its_own(province, listing):
    city, _, item = city_with_list(province)
    answer = reader_of(province).get(f"{item.path}?on=2026-01-02")
    assert (answer.status_code, answer["Location"]) == (301, f"{city.base_url}{item.path}?on=2026-01-02")


def test_a_portal_that_is_not_open_tells_nothing(province, listing):
    added(listing, power(make_body(listing), "省的许可"))
    city, _, item = city_with_list(province)
    type(city).objects.filter(pk=city.pk).update(state=PortalState.PREPARING)
    assert reader_of(city).get(item.path).status_code == 503
    assert reader_of(province).get(item.path).status_code == 404
    page = reader_of(province).get("/lists/power/?scope=all")
    assert texts(page, NAMES) == ["省的许可"]
    assert "共 1 项" in page.content.decode()
    assert "杭州" not in page.content.decode()
    assert "杭州" not in reader_of(province).get("/lists/power/statistics/?scope=all").content.decode()
    assert "杭州" not in reader_of(province).get("/lists/power/adjustments/?scope=all").content.decode()


def test_a_portal_that_is_offline_stays_in_the_lists_of_the_province_and_in_the_search(province, listing):
    """As its pages do (`sites.states`)."""
    added(listing, power(make_body(listing), "省的许可"))
    city, _, item = city_with_list(province)
    type(city).objects.filter(pk=city.pk).update(state=PortalState.OFFLINE)
    assert reader_of(city).get(item.path).status_code == 503
    assert reader_of(province).get(item.path).status_code == 301
    assert texts(reader_of(province).get("/lists/power/?scope=all"), NAMES) == ["省的许可", "杭州的许可"]
    assert Items().visible_among([item.pk]) == {item.pk}


def test_a_subsite_that_is_offline_does_not_answer_on_its_county(province):
    county = factories.make_portal("yun", "county", province, name="云县人民政府")
    subsite = factories.make_portal("gaoxin", "subsite", county, name="云县高新区")
    listing = listing_of(subsite)
    (item,) = added(listing, power(make_body(listing), "高新区的许可"))
    assert reader_of(county).get("/lists/power/?listing=gaoxin").status_code == 200
    assert reader_of(county).get(item.path).status_code == 200
    type(subsite).objects.filter(pk=subsite.pk).update(state=PortalState.OFFLINE)
    assert reader_of(county).get("/lists/power/?listing=gaoxin").status_code == 404
    assert reader_of(county).get(item.path).status_code == 404


def test_a_list_in_a_closed_column_is_not_there(listing):
    (item,) = added(listing, power(make_body(listing)))
    listing.column.unpublish()
    reader = reader_of(listing.portal)
    for path in ("/lists/power/", item.path, "/lists/power/adjustments/", "/lists/power/statistics/"):
        assert reader.get(path).status_code == 404


def test_a_list_behind_a_password_is_not_told(listing):
    (item,) = added(listing, power(make_body(listing), "内部许可"))
    PageViewRestriction.objects.create(page=listing.column, restriction_type="password", password="x")
    reader = reader_of(listing.portal)
    for path in ("/lists/power/", item.path):
        assert "内部许可" not in reader.get(path).content.decode()


def test_nothing_but_reading_is_answered(listing):
    (item,) = added(listing, power(make_body(listing)))
    reader = reader_of(listing.portal)
    assert {reader.post(path).status_code for path in ("/lists/power/", item.path)} == {405}
    page = reader.get(item.path)
    assert not page.cookies


def test_at_midnight_in_beijing_the_new_list_is_there_and_no_cache_keeps_the_old(listing, monkeypatch):
    old, kept = added(listing, power(make_body(listing), "旧名"), power(make_body(listing), "不变"))
    adjust(listing, change(LineKind.AMEND, old, {"name": "新名"}), day=datetime.date(2026, 7, 1))
    reader = reader_of(listing.portal)
    pages = ("", "statistics/", "upcoming/", "adjustments/")
    paths = (old.path, *(f"/lists/power/{page}" for page in pages))

    def clock(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    clock(at(2026, 6, 30, 23, 59, 59))
    before = {path: reader.get(path) for path in paths}
    assert "旧名" in before["/lists/power/"].content.decode()
    assert "将于2026年7月1日" in before[old.path].content.decode()
    assert {page["Cache-Control"] for page in before.values()} == {"public, no-cache"}
    clock(at(2026, 7, 1, 0, 0, 0))
    assert at(2026, 7, 1, 0).astimezone(datetime.UTC).day == 30
    for path in paths:
        after = reader.get(path, headers={"if-none-match": before[path]["ETag"]})
        assert after.status_code == 200, path
    assert texts(reader.get("/lists/power/"), NAMES) == ["新名", "不变"]
    assert texts(reader.get(old.path), "//h1") == ["新名"]
    assert "将于" not in reader.get(old.path).content.decode()
    assert texts(reader.get(f"{old.path}?on=2026-06-30"), "//h1") == ["旧名"]
    unchanged = reader.get(kept.path)
    assert reader.get(kept.path, headers={"if-none-match": unchanged["ETag"]}).status_code == 304
