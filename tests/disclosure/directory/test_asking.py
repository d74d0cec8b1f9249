"""Asking the directory: of which portals, in which words, and the way back to the list."""

import json
from urllib.parse import urlencode

import lxml.html
import pytest
from django.test import Client

from disclosure.models import DirectoryEntry
from sites.actions.change_state import ChangePortalState
from sites.models import PortalLevel, PortalState
from tests.disclosure.exports.province import make_province
from tests.factories import make_column, make_document, make_organisation, make_portal

pytestmark = pytest.mark.django_db
PATH = "/disclosure/directory/"
CHIPS = "//ul[@class='platform-scopes']//a"


@pytest.fixture
def tree():
    """Of each level one document: 省里的, 市里的, 县里的, 镇里的."""
    tree = make_province()
    tree.town = make_portal("fenshui", PortalLevel.SUBSITE, tree.county, name="分水镇人民政府")
    homes = {"省里的": tree.province, "市里的": tree.city, "县里的": tree.county, "镇里的": tree.town}
    tree.pages = {
        title: make_document(make_column(portal.home, "文件"), title, issuer=portal.organisation)
        for title, portal in homes.items()
    }
    return tree


def get(portal, path=PATH, /, **query):
    return Client().get(f"{path}?{urlencode(query)}" if query else path, headers={"host": portal.site.hostname})


def page_of(portal, path=PATH, /, **query):
    answer = get(portal, path, **query)
    assert answer.status_code == 200
    return lxml.html.fromstring(answer.getvalue().decode())


def titles(page):
    return set(page.xpath("//table[@class='directory-table']/tbody//th/a/text()"))


def scopes(page):
    return {link.text: link.get("aria-current") == "true" for link in page.xpath(CHIPS)}


def said(page):
    return " ".join(page.xpath("//*[@class='platform-said']//text()"))


def test_every_government_offers_its_own_directory_and_that_of_all_below_it(tree):
    assert titles(page_of(tree.province, scope="all")) == {"省里的", "市里的", "县里的", "镇里的"}
    own, whole = page_of(tree.city), page_of(tree.city, scope="all")
    assert (titles(own), scopes(own)) == ({"市里的"}, {"本级": True, "全市": False})
    assert (titles(whole), scopes(whole)) == ({"市里的", "县里的", "镇里的"}, {"本级": False, "全市": True})
    # What is below a county answers on its own host, and is there from the first.
    own, whole = page_of(tree.county, portal="tonglu"), page_of(tree.county)
    assert (titles(own), scopes(own)) == ({"县里的"}, {"本级": True, "全县": False})
    assert (titles(whole), scopes(whole)) == ({"县里的", "镇里的"}, {"本级": False, "全县": True})
    assert titles(page_of(tree.county, scope="all")) == titles(whole)


def test_the_whole_of_a_city_has_nothing_of_another_city_and_a_department_has_no_scopes(tree):
    other = make_portal("ningbo", PortalLevel.CITY, tree.province)
    make_document(make_column(other.home, "文件"), "别的市的")
    department = make_portal("hz-czj", PortalLevel.DEPARTMENT, tree.city)
    make_document(make_column(department.home, "文件"), "局里的")
    assert titles(page_of(tree.city, scope="all")) == {"市里的", "县里的", "镇里的", "局里的"}
    assert scopes(page_of(other)) == scopes(page_of(department)) == {}
    assert "scope 只能在政府门户上使用" in said(page_of(department, scope="all"))


def test_a_district_is_called_one(tree):
    body = make_organisation("杭州市西湖区人民政府")
    district = make_portal("xihu", PortalLevel.COUNTY, tree.city, organisation=body)
    make_portal("sandun", PortalLevel.SUBSITE, district)
    assert scopes(page_of(district)) == {"本级": False, "全区": True}


def test_the_bodies_of_a_city_lead_to_its_counties(tree):
    county, city, town = (one.organisation for one in (tree.county, tree.city, tree.town))
    town.move(county, pos="last-child")
    county.refresh_from_db()
    county.move(type(city).objects.get(pk=city.pk), pos="last-child")
    links = page_of(tree.city, scope="all").xpath("//*[@aria-labelledby='facet-body']//a/@href")
    assert f"?scope=all&body={county.key}" in " ".join(links)
    assert titles(page_of(tree.city, scope="all", body=county.key)) == {"县里的", "镇里的"}


def test_a_body_that_is_not_in_the_portals_own_directory_is_found_in_all_below_it(tree):
    key = tree.county.organisation.key
    for portal, whole in ((tree.province, "全省"), (tree.city, "全市")):
        page = page_of(portal, body=key)
        assert titles(page) == {"县里的"} and scopes(page)[whole]
        assert f"本级目录中没有桐庐县人民政府的信息，以下是{whole}目录中的" in said(page)
        # Back to the portal's own, the body does not come along.
        assert not any("body=" in link.get("href") for link in page.xpath(CHIPS) if link.text == "本级")
    page = page_of(tree.province, body=tree.province.organisation.key)
    assert titles(page) == {"省里的"} and not said(page)
    page = page_of(tree.city, body=tree.province.organisation.key)
    assert not titles(page) and scopes(page)["本级"]


def test_a_county_shows_itself_first_among_the_bodies_and_none_of_those_above_it(tree):
    county, city, province = (one.organisation for one in (tree.county, tree.city, tree.province))
    city.move(province, pos="last-child")
    county.refresh_from_db()
    county.move(type(city).objects.get(pk=city.pk), pos="last-child")
    office = make_organisation("浙江省财政厅", parent=province, kind="department")
    column = make_column(tree.county.home, "转载")
    make_document(column, "省厅的", issuer=office)
    make_document(column, "省政府的", issuer=province)
    facet = page_of(tree.county).xpath("//*[@aria-labelledby='facet-body']//li/a/text()")
    names = [text.strip() for text in facet if text.strip()]
    assert names.index("桐庐县人民政府") < names.index("浙江省财政厅")
    assert "浙江省人民政府" not in names and "杭州市人民政府" not in names


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("item", "99"), ("item", "²"), ("theme", "没有\0的"), ("body", "'\0"), ("body", "nobody"), ("year", "99999"),
        ("portal", "没有"), ("scope", "x"), ("validity", "x"), ("genre", "<b>"), ("q", "长" * 61),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_said_and_left_out(tree, name, value):
    answer = get(tree.county, **{name: value})
    assert answer["X-Robots-Tag"] == "noindex, follow"
    page = page_of(tree.county, **{name: value})
    assert f"地址中的条件“{name}=" in said(page) and "没有使用" in said(page)
    if name != "q":
        assert titles(page) == {"县里的", "镇里的"}


def test_a_page_number_that_is_none_and_a_condition_given_twice_are_said(tree):
    assert "页码（cursor）无法识别" in said(page_of(tree.county, cursor="a9.x"))
    assert not said(page_of(tree.county, cursor="a9.9")) and not said(page_of(tree.county, cursor="z"))
    answer = Client().get(f"{PATH}?item=7&item=8", headers={"host": tree.county.site.hostname})
    assert "item 只能写一次" in answer.getvalue().decode()


def test_what_the_list_says_of_a_wrong_condition_is_what_programs_are_told(tree):
    told = get(tree.county, f"{PATH}data.json", genre="x").json()["error"]
    assert told in said(page_of(tree.county, genre="x"))


def test_nothing_is_said_where_all_is_understood(tree):
    key = tree.county.organisation.key
    year = DirectoryEntry.objects.latest("pk").year
    asked = {"item": "15", "body": key, "year": year, "validity": "in_force", "q": "县里的", "utm_source": "x"}
    page = page_of(tree.county, **asked)
    assert not said(page) and titles(page) == {"县里的"}


def test_files_of_the_current_choice_stand_below_the_list(tree):
    asked = {"scope": "all", "q": "里的", "body": tree.county.organisation.key, "item": "15"}
    page = page_of(tree.province, **asked)
    links = page.xpath("//*[contains(@class, 'platform-data')]//a[@download]/@href")
    assert [link.partition("?")[0] for link in links] == [f"{PATH}data.{form}" for form in ("csv", "xlsx", "json")]
    reader = Client(headers={"host": tree.province.site.hostname})
    assert [one["title"] for one in json.loads(reader.get(links[2]).getvalue())["items"]] == ["县里的"]
    assert not page_of(tree.county, year="1998").xpath("//a[@download]")


def test_columns_of_the_chosen_item_stand_below_the_list(tree):
    column = make_column(tree.county.home, "行政处罚", blueprint_key="statutory.penalties")
    page = page_of(tree.county, item="6")
    (link,) = page.xpath("//*[contains(@class, 'platform-columns')]/a")
    assert link.text == column.title and not titles(page)


def card_of(page, title):
    (link,) = page.xpath(f"//tr[th/a[text()='{title}']]//a[@class='directory-card'][1]/@href")
    return link


@pytest.mark.parametrize(("host", "title"), [("county", "镇里的"), ("city", "县里的"), ("province", "镇里的")])
@pytest.mark.parametrize("more", [{}, {"item": "15", "q": "里的"}])
def test_the_card_of_an_entry_of_another_portal_leads_back_to_the_list(tree, host, title, more):
    portal = getattr(tree, host)
    query = {**({} if host == "county" else {"scope": "all"}), **more}
    link = card_of(page_of(portal, **query), title)
    assert link.startswith(f"{PATH}{tree.pages[title].pk}.html?")
    card = page_of(portal, link)
    (back,) = card.xpath("//a[text()='返回目录']/@href")
    assert titles(page_of(portal, back)) == titles(page_of(portal, **query))
    address = f"{tree.county.base_url}/{DirectoryEntry.objects.get(pk=tree.pages[title].pk).address}"
    assert card.xpath("//link[@rel='canonical']/@href") == [address]
    for name in ("查看全文", "下载"):
        (target,) = card.xpath(f"//ul[contains(@class, 'directory-ways')]//a[text()='{name}']/@href")
        assert get(tree.county, target.removeprefix(tree.county.base_url)).status_code == 200
        assert host == "county" or target.startswith(tree.county.base_url)


def test_a_card_comes_back_to_the_page_of_the_list_from_which_it_was_opened(tree):
    link = card_of(page_of(tree.county, cursor="a99999999999999999.1"), "镇里的")
    assert "cursor=a99999999999999999.1" in page_of(tree.county, link).xpath("//a[text()='返回目录']/@href")[0]


def test_no_other_host_shows_a_card_of_what_it_does_not_list_or_of_a_portal_that_is_offline(tree):
    path = f"{PATH}{tree.pages['县里的'].pk}.html"
    own = f"{tree.county.base_url}{path}"
    other = make_portal("ningbo", PortalLevel.CITY, tree.province)
    for portal, query in ((tree.city, {}), (tree.city, {"item": "15"}), (other, {"scope": "all"})):
        assert get(portal, path, **query)["Location"] == own
    until = tree.county.state_since.replace(day=9)
    closed = {"reason": "迁移", "announcement": "暂停服务。", "until": until}
    ChangePortalState(tree.county, PortalState.OFFLINE, user=None, today=tree.county.state_since, **closed).execute()
    assert get(tree.city, path, scope="all")["Location"] == own


def test_a_body_of_another_host_costs_few_queries(tree, django_assert_max_num_queries):
    key = tree.town.organisation.key
    page_of(tree.city, body=key)
    with django_assert_max_num_queries(12):
        page_of(tree.city, body=key)
    # Where the city's own is known to nobody yet.
    make_document(make_column(tree.city.home, "新文件"), "新的")
    with django_assert_max_num_queries(14):
        page_of(tree.city, body=key)
