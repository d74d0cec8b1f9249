"""The page of two days: it shows what the public may know, and its files are those of the same question."""

import datetime
import json
import re

import pytest
from django.utils import timezone

from listings.states import LineKind
from tests import factories
from tests.cms_core.serving import reader_of
from tests.listings.factories import added, adjust, change, make_body, make_listing, power
from tests.listings.public_factories import listing_of, make_province, provincial_body

pytestmark = pytest.mark.django_db
PAGE = "/lists/power/compare/"


def later(days):
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.fixture
def listing():
    listing = make_listing()
    (item,) = added(listing, power(make_body(listing), "养蜂证申领", inner_flow="甲处初审"))
    adjust(listing, change(LineKind.AMEND, item, {"phone": "0571-12345", "inner_flow": "乙处初审"}), day=later(3))
    return listing


def page_of(listing, **query):
    days = {"from": later(0).isoformat(), "to": later(7).isoformat(), "show": "changed", **query}
    return reader_of(listing.portal).get(PAGE, days).content.decode()


def test_internal_fields_are_not_told(listing):
    page = page_of(listing)
    assert "0571-12345" in page
    assert "处初审" not in page
    assert "内部流程" not in page


def test_the_files_are_there(listing):
    links = re.findall(r'href="(/lists/power/compare/data\.(?:xlsx|json)[^"]*)"', page_of(listing))
    assert len(links) == 2
    for link in links:
        response = reader_of(listing.portal).get(link.replace("&amp;", "&"))
        assert response.status_code == 200
        assert "html" not in response["Content-Type"]


def test_a_cursor_with_nothing_in_it_is_the_first_page(listing):
    assert "养蜂证申领" in page_of(listing, cursor="a~0001~\0~1")


@pytest.fixture
def parted():
    """A government's list, of which a department shows its own part; an item goes to another department."""
    portal = make_province()
    listing = listing_of(portal)
    body, other = provincial_body(listing, "省林业局"), provincial_body(listing, "省农业农村厅")
    department = factories.make_portal("lyj", "department", parent=portal, organisation=body, name="省林业局")
    _, moved = added(listing, power(body, "林木采伐许可"), power(body, "蚕种生产许可"))
    came = added(listing, power(other, "草种进口审批"))[0]
    adjust(listing, change(LineKind.TRANSFER, moved, {"organisation": other.key}),
           change(LineKind.TRANSFER, came, {"organisation": body.key}), day=later(3))  # fmt: skip
    return listing, department


@pytest.mark.parametrize(
    ("turned", "shown", "name", "told"),
    [
        (False, "removed", "蚕种生产许可", ("省林业局", "省农业农村厅")),
        (False, "added", "草种进口审批", ("省农业农村厅", "省林业局")),
        (True, "added", "蚕种生产许可", ("省农业农村厅", "省林业局")),
        (True, "removed", "草种进口审批", ("省林业局", "省农业农村厅")),
    ],
)
def test_what_goes_to_another_department_leaves_the_part_of_one(parted, turned, shown, name, told):
    _, department = parted
    days = sorted((later(0), later(7)), reverse=turned)
    page = read(department, {"from": days[0].isoformat(), "to": days[1].isoformat(), "show": shown})
    assert re.search(rf">{name}</a>", page)
    assert re.findall(r"<td>([^<]+)</td>", page) == list(told)
    assert "有调整 0 项" in page
    assert "林木采伐许可" not in page


def test_the_file_of_a_part_says_the_same(parted):
    _, department = parted
    query = {"from": later(0).isoformat(), "to": later(7).isoformat()}
    answer = reader_of(department).get(f"{PAGE}data.json", query)
    changes = json.loads(answer.getvalue())["changes"]
    assert {one["name"]: one["change"] for one in changes} == {"蚕种生产许可": "removed", "草种进口审批": "added"}


def test_the_whole_list_tells_them_as_changed(parted):
    listing, _ = parted
    page = page_of(listing)
    assert "有调整 2 项" in page
    assert "新列入 0 项" in page


def read(portal, query):
    return reader_of(portal).get(PAGE, query).content.decode()


def test_what_was_changed_back_is_not_counted(listing):
    (item,) = added(listing, power(make_body(listing), "蜂种引进审批", phone="1"))
    adjust(listing, change(LineKind.AMEND, item, {"phone": "2"}), day=later(2))
    adjust(listing, change(LineKind.AMEND, item, {"phone": "1"}), day=later(4))
    page = page_of(listing)
    assert "有调整 1 项" in page
    assert "蜂种引进审批" not in page
    assert "有调整 2 项" in page_of(listing, to=later(3).isoformat())


@pytest.mark.parametrize("form", ["page", "file"])
def test_what_changed_for_nobody_outside_is_no_change(listing, form):
    (item,) = added(listing, power(make_body(listing), "蜂种引进审批"))
    adjust(listing, change(LineKind.AMEND, item, {"inner_flow": "丙处"}), day=later(2))
    if form == "page":
        assert "有调整 1 项" in page_of(listing)
    else:
        query = {"from": later(0).isoformat(), "to": later(7).isoformat()}
        answer = json.loads(reader_of(listing.portal).get(f"{PAGE}data.json", query).getvalue())
        assert [one["name"] for one in answer["changes"]] == ["养蜂证申领"]


def test_an_empty_value_that_is_filled_is_a_change(listing):
    (item,) = added(listing, power(make_body(listing), "蜂种引进审批"))
    adjust(listing, change(LineKind.AMEND, item, {"promised_term": 5}), day=later(2))
    assert "有调整 2 项" in page_of(listing)
