"""The looks in a real browser: accessible, within 320 px, by keyboard alone, without a script, in elder mode."""

import pytest

from tests.themes.browser import HOST, browser, make_portal_with_pages, too_wide, violations
from tests.themes.stylesheets import LOOKS

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SITE = f"http://{HOST}"
PHONE = {"width": 320, "height": 640}
SCREEN = {"width": 1280, "height": 900}

SMALL_TEXT = """[...document.querySelectorAll("body *")].filter(e => e.checkVisibility() && !e.closest(".unseen")
  && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
  && parseFloat(getComputedStyle(e).fontSize) < 18).map(e => e.outerHTML.slice(0, 90))"""
SMALL_TARGETS = """[...document.querySelectorAll(`.top-bar a, .navigation-list > li > a, .search-box input, .mark,
  .tile, .search-box button, .entries > li, .service, .pagination a, .sidebar a, .footer-links a, .button,
  .breadcrumb a`)]
  .filter(e => e.checkVisibility()).map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
  .filter(([, box]) => box.height < 59.5 || box.width < 59.5).map(([e, box]) => `${e} ${box.width} ${box.height}`)"""


@pytest.mark.parametrize("mode", ["", "elder"], ids=["normal", "elder"])
@pytest.mark.parametrize("look", LOOKS)
def test_every_page_type_is_accessible_and_fits_a_narrow_phone(look, mode, monkeypatch):
    """WCAG 2.2 A and AA by axe; no horizontal scroll at 320 px; nothing that the content security policy refuses."""
    paths = make_portal_with_pages(look)
    problems = []
    with browser(monkeypatch) as chromium:
        page = chromium.open(SCREEN, mode)
        page.on("console", lambda message: "Content Security" in message.text and problems.append(message.text))
        for name, path in paths.items():
            page.set_viewport_size(SCREEN)
            status = page.goto(f"{SITE}{path}").status
            if status != (404 if name == "missing" else 200):
                problems.append((name, status))
            problems += [(name, "axe", *found) for found in violations(page)]
            page.set_viewport_size(PHONE)
            if too_wide(page):
                problems.append((name, "too wide", too_wide(page)))
    assert problems == []


def test_the_bars_of_a_chart_are_drawn_to_one_scale(monkeypatch):
    make_portal_with_pages("province")
    with browser(monkeypatch) as chromium:
        for size in (SCREEN, PHONE):
            page = chromium.open(size, "")
            page.goto(f"{SITE}/")
            widths = page.evaluate("[...document.querySelectorAll('svg.bar')].map(e => Math.round(e.clientWidth))")
            assert len(widths) == 2
            assert widths[0] == widths[1] > 0


def test_elder_mode_has_large_text_and_large_targets(monkeypatch):
    """Section 9.1, A8 and A9: text of 18 px and more, main targets of 60 by 60."""
    paths = make_portal_with_pages("county")
    problems = {}
    with browser(monkeypatch) as chromium:
        for size in (SCREEN, PHONE):
            page = chromium.open(size, "elder")
            for name, path in paths.items():
                page.goto(f"{SITE}{path}")
                found = page.evaluate(SMALL_TEXT) + page.evaluate(SMALL_TARGETS)
                if found:
                    problems[name, size["width"]] = found[:5]
    assert problems == {}


def test_a_keyboard_reaches_the_content_first_and_every_menu(monkeypatch):
    make_portal_with_pages("department")
    with browser(monkeypatch) as chromium:
        page = chromium.open(SCREEN)
        page.goto(f"{SITE}/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "跳到主要内容"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content"
        menu = page.locator(".navigation-sub").first
        assert not menu.is_visible()
        page.locator(".has-children > a").first.focus()
        assert menu.is_visible()
        page.keyboard.press("Escape")
        assert not menu.is_visible()


def test_the_menu_of_a_phone_opens_and_says_so(monkeypatch):
    make_portal_with_pages("county")
    with browser(monkeypatch) as chromium:
        page = chromium.open(PHONE)
        page.goto(f"{SITE}/")
        button, menu = page.locator(".navigation-toggle"), page.locator("#navigation-list")
        assert (button.get_attribute("aria-expanded"), menu.is_visible()) == ("false", False)
        button.click()
        assert (button.get_attribute("aria-expanded"), menu.is_visible()) == ("true", True)


def test_tabs_change_with_the_arrow_keys(monkeypatch):
    make_portal_with_pages("province")
    with browser(monkeypatch) as chromium:
        page = chromium.open(SCREEN)
        page.goto(f"{SITE}/")
        first, second = page.get_by_role("tab").all()
        panels = page.locator(".tab-panel")
        assert [panels.nth(n).is_visible() for n in (0, 1)] == [True, False]
        first.focus()
        page.keyboard.press("ArrowRight")
        assert [panels.nth(n).is_visible() for n in (0, 1)] == [False, True]
        assert second.get_attribute("aria-selected") == "true"


def test_without_a_script_everything_is_there(monkeypatch):
    make_portal_with_pages("city")
    with browser(monkeypatch) as chromium:
        page = chromium.open(PHONE, java_script_enabled=False)
        page.goto(f"{SITE}/")
        assert page.locator("#navigation-list").is_visible()
        assert not page.locator(".navigation-toggle").is_visible()
        assert [panel.is_visible() for panel in page.locator(".tab-panel").all()] == [True, True]
        page.get_by_role("link", name="长者版", exact=True).click()
        page.get_by_role("link", name="退出长者版").wait_for()
        assert page.url == f"{SITE}/"


def test_the_font_size_is_remembered_from_page_to_page(monkeypatch):
    paths = make_portal_with_pages("city")
    size = "parseFloat(getComputedStyle(document.querySelector('.article-body')).fontSize)"
    with browser(monkeypatch) as chromium:
        page = chromium.open(SCREEN)
        page.goto(SITE + paths["article"])
        assert page.evaluate(size) == 18
        page.get_by_role("button", name="大号字").click()
        assert page.evaluate(size) > 18
        page.goto(SITE + paths["document"])
        assert page.evaluate(size) > 18


def test_on_paper_there_is_the_text_and_no_navigation(monkeypatch):
    paths = make_portal_with_pages("province")
    with browser(monkeypatch) as chromium:
        page = chromium.open(SCREEN)
        page.emulate_media(media="print")
        page.goto(SITE + paths["document"])
        assert page.locator(".article-body").is_visible()
        for hidden in (".navigation", ".top-bar", ".search-box", ".breadcrumb", ".share"):
            assert not page.locator(hidden).first.is_visible()
