"""全程键盘: Tab reaches everything, and one sees where one is (A5, A12; WCAG 2.1.1, 2.4.1, 2.4.7)."""

import pytest

from tests.browser.kinds import LOOKS

# At every focus: where it is, in which regions, and whether that shows.
LISTEN = """() => {
  window.__stops = [];
  document.addEventListener('focusin', event => {
    const one = event.target, style = getComputedStyle(one), box = one.getBoundingClientRect();
    if ('stop' in one.dataset) return;
    one.dataset.stop = window.__stops.length;
    window.__stops.push({
      text: (one.textContent || one.getAttribute('aria-label') || '').trim().slice(0, 30),
      href: one.getAttribute('href') || '', type: one.type || '',
      within: ['header', 'nav', 'main', 'footer'].filter(name => one.closest(name)),
      shown: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none',
      visible: box.width > 0 && box.height > 0 && style.visibility !== 'hidden',
    });
  });
}"""
STOPS = "a[href], button, input, select, textarea, summary, [tabindex='0']"
# Submenus show only while the focus is within them: more presses than what can be seen at first.
COUNT = f"document.querySelectorAll(`{STOPS}`).length"
# What one can see and use, and the walk passed over.
MISSED = f"""() => [...document.querySelectorAll(`{STOPS}`)]
  .filter(one => !one.disabled && one.type !== 'hidden' && one.tabIndex >= 0 && !('stop' in one.dataset)
    && one.checkVisibility({{visibilityProperty: true}}))
  .map(one => one.outerHTML.slice(0, 120))"""


def walk(page, url):
    """(every stop of the Tab key from the top of the page to its end, what could be used and was passed over)."""
    page.goto(url)
    page.evaluate(LISTEN)
    for _ in range(page.evaluate(COUNT) + 5):
        page.keyboard.press("Tab")
    return page.evaluate("window.__stops"), page.evaluate(MISSED)


CASES = [(look, "home") for look in LOOKS] + [("county", "article"), ("county", "column list")]


@pytest.fixture(scope="module")
def stops(browser, served):
    """The walks, made once."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    found = {}
    for look, kind in CASES:
        found[look, kind] = walk(page, served.pages[look][kind])
    context.close()
    return found


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
    assert stops[case][1] == []


@pytest.mark.parametrize("case", CASES, ids=" ".join)
def test_one_sees_where_the_focus_is(stops, case):
    assert [stop for stop in stops[case][0] if not (stop["shown"] and stop["visible"])] == []


def test_the_skip_link_moves_the_focus_into_the_content(browser, served):
    context = browser.new_context()
    page = context.new_page()
    page.goto(served.pages["county"]["home"])
    page.evaluate(LISTEN)
    for key in ("Tab", "Enter", "Tab"):
        page.keyboard.press(key)
    assert "main" in page.evaluate("window.__stops.at(-1).within")
    context.close()
