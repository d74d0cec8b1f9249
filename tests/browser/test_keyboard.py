"""全程键盘: Tab reaches everything, and one sees where one is (A5, A12; WCAG 2.1.1, 2.4.1, 2.4.7)."""

import pytest

from tests.browser.kinds import LOOKS

# Where the focus is, in which region, and whether that shows.
FOCUS = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const region = one.closest('header, nav, main, footer');
  return {
    tag: one.tagName, text: (one.textContent || one.getAttribute('aria-label') || '').trim().slice(0, 30),
    href: one.getAttribute('href') || '', type: one.type || '',
    within: ['header', 'nav', 'main', 'footer'].filter(name => one.closest(name)),
    shown: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none',
    visible: box.width > 0 && box.height > 0 && style.visibility !== 'hidden',
    key: [...document.querySelectorAll('*')].indexOf(one),
  };
}"""
REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter(one => !one.disabled && one.type !== 'hidden' && one.checkVisibility({visibilityProperty: true})
    && one.tabIndex >= 0 && !one.closest('details:not([open]) > :not(summary)'))
  .map(one => [...document.querySelectorAll('*')].indexOf(one))"""


def walk(page, limit=400):
    """Every stop of the Tab key from the top of the page until it leaves."""
    stops, keys = [], set()
    for _ in range(limit):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["tag"] == "BODY" or stop["key"] in keys:
            return stops
        keys.add(stop["key"])
        stops.append(stop)
    raise AssertionError(f"Tab 走了 {limit} 步还没有走完：{stops[-1]}")


@pytest.fixture(scope="module")
def stops(browser, served):
    """The walk over the home page and an article of each look."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    found = {}
    for look in LOOKS:
        for kind in ("home", "article"):
            page.goto(served.pages[look][kind])
            reachable = set(page.evaluate(REACHABLE))
            found[look, kind] = (walk(page), reachable)
    context.close()
    return found


CASES = [(look, kind) for look in LOOKS for kind in ("home", "article")]


@pytest.mark.parametrize("case", CASES, ids=" ".join)
def test_the_first_stop_is_the_way_to_the_main_content(stops, case):
    first = stops[case][0][0]
    assert first["href"].startswith("#")
    assert "主" in first["text"] or "正文" in first["text"]


@pytest.mark.parametrize("case", CASES, ids=" ".join)
def test_tab_reaches_navigation_search_content_and_footer(stops, case):
    walked = stops[case][0]
    regions = {region for stop in walked for region in stop["within"]}
    assert regions >= {"header", "nav", "main", "footer"}
    assert any(stop["type"] in {"search", "text"} for stop in walked)


@pytest.mark.parametrize("case", CASES, ids=" ".join)
def test_tab_reaches_everything_that_can_be_used(stops, case):
    walked, reachable = stops[case]
    missed = reachable - {stop["key"] for stop in walked}
    assert missed == set()


@pytest.mark.parametrize("case", CASES, ids=" ".join)
def test_one_sees_where_the_focus_is(stops, case):
    assert [stop for stop in stops[case][0] if not (stop["shown"] and stop["visible"])] == []


def test_the_skip_link_moves_the_focus_into_the_content(browser, served):
    page = browser.new_page()
    page.goto(served.pages["county"]["home"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert "main" in page.evaluate(FOCUS)["within"]
    page.context.close()
