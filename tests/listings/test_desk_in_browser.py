"""The desk in a real browser: an item is transferred by keyboard and handed in; nothing overflows a window."""

import datetime

import pytest
from django.db import DEFAULT_DB_ALIAS, connections
from django.utils import timezone

from listings.states import AdjustmentState, LineKind
from tests import factories
from tests.gazette.test_workbench_in_browser import SCREEN, signed_in
from tests.listings.desk import at, desk
from tests.listings.factories import add, added, change, make_body, make_listing, power, prepared
from tests.themes.browser import browser, too_wide

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
HOST = "http://localhost"
LONG = "关于企业投资项目" + "很长的名称" * 20 + "的核准"


@pytest.fixture
def listing():
    return make_listing(portal=factories.make_portal("zj", "province", name="浙江省人民政府"))


@pytest.fixture
def client(listing):
    return desk(factories.make_editor(listing.portal, "bianji", permissions=("change_portal",)), host="localhost")


def test_an_item_is_transferred_and_handed_in_by_keyboard(listing, client, monkeypatch):
    body, other = make_body(listing, "浙江省教育厅", level=1), make_body(listing, "浙江省民政厅", level=1)
    (item,) = added(listing, power(body, "校车使用许可"))
    draft = prepared(listing, day=timezone.localdate() + datetime.timedelta(days=30))
    with browser(monkeypatch) as chromium:
        from playwright.sync_api import expect

        page = signed_in(chromium, client, SCREEN)
        problems = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(f"{HOST}{at('pick', draft.pk)}?kind=transfer")
        page.locator(f"#item-{item.pk}").focus()
        page.keyboard.press("Space")
        page.select_option("[name=organisation]", label="浙江省民政厅")
        page.get_by_role("button", name="加入勾选的事项").press("Enter")
        expect(page.locator("#line-1 ins")).to_have_text("浙江省民政厅")
        expect(page.locator("#line-1 del")).to_have_text("浙江省教育厅")
        page.get_by_role("button", name="送审").press("Enter")
        expect(page.get_by_text("由您送审，须由另一位")).to_be_visible()
        assert problems == []
    connections[DEFAULT_DB_ALIAS] = chromium.connection
    draft.refresh_from_db()
    assert draft.state == AdjustmentState.REVIEW
    assert draft.lines.get().values == {"organisation": other.key}


@pytest.mark.parametrize("width", [1440, 768, 375])
def test_the_desk_fits_every_window(listing, client, monkeypatch, width):
    body = make_body(listing, "浙江省" + "很长的名字" * 8 + "委员会", level=1)
    (item,) = added(listing, power(body, LONG))
    draft = prepared(listing, change(LineKind.AMEND, item, {"name": f"{LONG}改", "remark": "备注" * 99}),
                     add(power(body, LONG)))  # fmt: skip
    line = draft.lines.first()
    with browser(monkeypatch) as chromium:
        page = signed_in(chromium, client, {"width": width, "height": 900})
        for address in (
            at(), at("listing", listing.pk), at("adjustments", listing.pk), at("settings", listing.pk),
            at("adjustment", draft.pk), at("pick", draft.pk), at("line", draft.pk, line.pk), at("item", item.pk),
        ):  # fmt: skip
            page.goto(f"{HOST}{address}")
            assert too_wide(page) == 0, address
            main = "(e) => e.scrollWidth - e.clientWidth"
            assert page.eval_on_selector("#main", main) <= 0, address
