"""The page of an adjustment tells what its lines have to do with other items and levels."""

import re

import pytest

from listings.kinds import ListKind
from listings.states import LineKind
from tests import factories
from tests.cms_core.serving import reader_of
from tests.listings.factories import added, adjust, change, make_body, power
from tests.listings.public_factories import listing_of, make_province, provincial_body

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing():
    return listing_of(make_province())


def cells(adjustment):
    page = reader_of(adjustment.listing.portal).get(f"/lists/power/adjustments/{adjustment.pk}.html").content.decode()
    table = page[page.index("<tbody>") :]
    return [" ".join(re.sub("<[^>]+>", " ", cell).split()) for cell in re.findall(r"<td>(.*?)</td>", table)[2::3]], page


@pytest.mark.parametrize(("entrusted", "told"), [(False, "下放到县级"), (True, "委托下放到县级")])
def test_to_which_level_an_item_is_handed_down(listing, entrusted, told):
    (item,) = added(listing, power(provincial_body(listing), level=1))
    found, _ = cells(adjust(listing, change(LineKind.DELEGATE, item, to_level=3, entrusted=entrusted)))
    assert found == [told]


def test_a_new_term_is_told_with_its_unit(listing):
    (item,) = added(listing, power(provincial_body(listing), promised_term=5, promised_unit="working"))
    found, _ = cells(adjust(listing, change(LineKind.AMEND, item, {"promised_term": 3})))
    assert found == ["承诺期限：3个工作日"]
    found, _ = cells(adjust(listing, change(LineKind.AMEND, item, {"promised_term": 1, "promised_unit": "months"})))
    assert found == ["承诺期限：1个月 承诺期限单位：个月"]
    page = reader_of(listing.portal).get(item.path).content.decode()
    assert "<del>5个工作日</del>" in page and "<ins>1个月</ins>" in page


def test_where_no_line_says_more_there_is_no_empty_column(listing):
    (item,) = added(listing, power(provincial_body(listing)))
    _, page = cells(adjust(listing, change(LineKind.CANCEL, item)))
    assert '<th scope="col">内容</th>' not in page


def test_into_which_item_another_went(listing):
    body = provincial_body(listing)
    first, second = added(listing, power(body, "养蜂证申领"), power(body, "蜂种引进审批"))
    found, page = cells(adjust(listing, change(LineKind.MERGE, first, partner=second)))
    assert found == ["并入 “蜂种引进审批”"]
    assert f'href="{second.path}"' in page


def test_from_which_list_an_item_was_taken_over(listing):
    (item,) = added(listing, power(provincial_body(listing), "海域使用审核", level=1))
    adjust(listing, change(LineKind.DELEGATE, item, to_level=2))
    city = listing_of(factories.make_portal("hangzhou", "city", listing.portal, name="杭州市人民政府"))
    line = {"kind": LineKind.TAKE_OVER, "partner": item, "values": power(make_body(city), "海域使用审核", level=2)}
    adjustment = adjust(city, line)
    found, page = cells(adjustment)
    assert found[0].startswith("承接自")
    assert "“海域使用审核”" in found[0]
    assert f'href="{listing.portal.base_url}{item.path}"' in page
    listing.column.unpublish()
    found, page = cells(adjustment)
    assert found == [] and "承接自" not in page


def test_links_of_a_subsite_stay_on_its_list():
    county = factories.make_portal("yun", "county", name="云县人民政府")
    listing_of(county)
    subsite = factories.make_portal("gaoxin", "subsite", county, name="云县高新区")
    listing = listing_of(subsite, ListKind.POWER)
    added(listing, power(make_body(listing), "高新区的许可"))
    for path in ("compare/", "statistics/", "upcoming/", "adjustments/"):
        page = reader_of(county).get(f"/lists/power/{path}?listing=gaoxin").content.decode()
        links = re.findall(rf'href="(/lists/power/{path}[^"]*)"', page)
        assert links
        assert all("listing=gaoxin" in link for link in links if not link.endswith(".html")), (path, links)
