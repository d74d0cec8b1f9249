"""The public pages of the lists in a real browser: accessible in every look, within 320 px, in elder mode, on paper."""

import datetime

import pytest

from listings.kinds import ListKind
from listings.states import LineKind
from tests import factories
from tests.listings.factories import add, added, adjust, change, make_body, power
from tests.listings.public_factories import fund, listing_of, make_province
from tests.themes.browser import HOST, browser, too_wide, violations
from tests.themes.stylesheets import LOOKS

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SITE = f"http://{HOST}"
PHONE, TABLET, SCREEN = ({"width": width, "height": 900} for width in (320, 768, 1280))
LONG = "对从事生产、储存、使用、经营、运输危险化学品且构成重大危险源的单位实施的安全生产监督检查及行政处罚（含委托）"


def make_pages(look):
    """Addresses by name: a list with everything that its pages can say."""
    portal = make_province(look=look, hostname=HOST)
    parent = factories.make_column(
        portal.home, "四张清单", slug="qingdan", column_type="权责清单", blueprint_key="lists"
    )
    listing = listing_of(portal)
    listing.column.move(parent, "last-child")
    bodies = [make_body(listing, f"浙江省某某和某某管理委员会{n}") for n in range(3)]
    whole = {
        "legal_basis": "《浙江省渔业管理条例》（浙政发〔2015〕8号）第三条。\n第四条。",
        "conditions": "一、有场所；\n二、有人员。", "procedure": "受理\n审查\n决定", "promised_term": 5,
        "flow_chart_url": "https://img.example.com/a.png", "guide_url": "https://shop.example.com/",
        "supervision_phone": "0571-12345", "level": 1, "industry_theme": "金融",
    }  # fmt: skip
    item, gone, late, *_ = added(
        listing,
        power(bodies[0], LONG, **whole, code="许可-99100-000"),
        power(bodies[1], "旧许可"),
        power(bodies[2], "将变的许可", category="penalty", code="处罚-99100-000"),
        power(bodies[0], "子项", code="许可-99100-001", main_code="许可-99100-000"),
        *(power(bodies[n % 3]) for n in range(30)),
    )
    adjustment = adjust(listing, change(LineKind.CANCEL, gone), change(LineKind.AMEND, item, {"promised_term": 3}),
                        day=datetime.date(2026, 2, 1))  # fmt: skip
    soon = datetime.date.today() + datetime.timedelta(days=9)
    adjust(listing, change(LineKind.AMEND, late, {"name": "变了的许可"}), add(power(bodies[0], "新的许可")), day=soon)
    funds = listing_of(portal, ListKind.FUND, "lists.funds")
    (money,) = added(funds, fund(make_body(funds), budget="1234567.5", ends="2025-12-31", allocation="杭州市 3万元"))
    return {
        "four": "/qingdan/",
        "list": "/lists/power/",
        "filtered": "/lists/power/?category=permit&q=许可&on=2026-01-15",
        "refused": "/lists/power/?on=abc",
        "empty": "/lists/power/?q=没有这一项",
        "province": "/lists/power/?scope=all",
        "item": item.path,
        "ended": gone.path,
        "coming": late.path,
        "fund": money.path,
        "funds": "/lists/fund/",
        "upcoming": "/lists/power/upcoming/",
        "adjustments": "/lists/power/adjustments/",
        "adjustment": f"/lists/power/adjustments/{adjustment.pk}.html",
        "compare": "/lists/power/compare/?from=2026-01-15&to=2026-02-15&show=changed",
        "statistics": "/lists/power/statistics/",
    }


@pytest.mark.parametrize(("look", "mode"), [*((look, "") for look in LOOKS), ("county", "elder")])
def test_every_page_is_accessible_and_fits_every_window(look, mode, monkeypatch):
    paths = make_pages(look)
    problems = []
    with browser(monkeypatch) as chromium:
        page = chromium.open(SCREEN, mode)
        page.on("console", lambda message: "Content Security" in message.text and problems.append(message.text))
        for name, path in paths.items():
            page.set_viewport_size(SCREEN)
            if page.goto(f"{SITE}{path}").status != 200:
                problems.append((name, "status"))
            problems += [(name, "axe", *found) for found in violations(page)]
            for size in (SCREEN, TABLET, PHONE):
                page.set_viewport_size(size)
                if too_wide(page):
                    problems.append((name, size["width"], "too wide", too_wide(page)))
    assert problems == []


def test_an_item_on_paper_is_its_text_and_its_history(monkeypatch):
    paths = make_pages("province")
    with browser(monkeypatch) as chromium:
        page = chromium.open(SCREEN)
        page.emulate_media(media="print")
        page.goto(SITE + paths["item"])
        assert page.get_by_text("监督投诉电话").is_visible()
        assert page.locator(".timeline").is_visible()
        for hidden in (".navigation", ".item-guide", ".item-days"):
            assert not page.locator(hidden).first.is_visible()


def test_without_a_script_a_reader_searches_and_picks_a_day(monkeypatch):
    paths = make_pages("city")
    with browser(monkeypatch) as chromium:
        page = chromium.open(PHONE, java_script_enabled=False)
        page.goto(SITE + paths["list"])
        page.get_by_label("事项名称、编码或依据").fill("渔业")
        page.get_by_role("button", name="查找").click()
        assert page.get_by_role("link", name=LONG).is_visible()
        page.get_by_label("查看哪一天的清单").fill("2026-01-15")
        page.get_by_role("button", name="查看").click()
        assert page.get_by_text("您看到的是").is_visible()
        assert page.get_by_role("link", name=LONG).is_visible()
