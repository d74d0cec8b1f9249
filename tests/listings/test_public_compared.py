"""The page of two days: it shows what the public may know, and its files are those of the same question."""

import datetime
import re

import pytest
from django.utils import timezone

from listings.states import LineKind
from tests.cms_core.serving import reader_of
from tests.listings.factories import added, adjust, change, make_body, make_listing, power

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
