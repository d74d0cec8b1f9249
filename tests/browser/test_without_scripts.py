"""Every page works without JavaScript: it reads, leads on, and searches."""

import pytest
from playwright.sync_api import expect

from tests.browser.kinds import KINDS, LOOKS


@pytest.fixture(scope="module")
def page(browser):
    context = browser.new_context(viewport={"width": 375, "height": 800}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_shows_its_content(page, served, kind):
    page.goto(served.pages["county"][kind])
    main = page.locator("main")
    assert main.is_visible()
    assert len(main.inner_text()) > 5
    assert page.locator("h1").first.inner_text()


@pytest.mark.parametrize("look", LOOKS)
def test_the_navigation_leads_to_a_column_on_a_narrow_screen(page, served, look):
    page.goto(served.pages[look]["home"])
    links = page.locator("nav a:visible")
    if links.count() == 0:
        page.locator("header summary").first.click()
    link = page.locator("header nav a:visible, nav a:visible").nth(1)
    address = link.get_attribute("href")
    link.click()
    page.wait_for_url(f"**{address}")
    expect(page.locator("main")).to_be_visible()


def test_the_search_box_searches(page, served):
    page.goto(served.pages["county"]["home"])
    page.goto(served.pages["county"]["search nothing"])
    box = page.locator("main input[name=q]").first
    box.fill("通知")
    with page.expect_navigation():
        box.press("Enter")
    assert "q=%E9%80%9A%E7%9F%A5" in page.url
    assert page.locator("main li").count() > 0


def test_the_elder_mode_can_be_switched_on_and_off(browser, served):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.pages["county"]["home"])
    with page.expect_navigation():
        page.get_by_role("link", name="长者版").first.click()
    cookies = {cookie["name"]: cookie["value"] for cookie in context.cookies()}
    if "display" not in cookies:  # a page with the choices stands in between
        with page.expect_navigation():
            page.get_by_role("link", name="长者").first.click()
        cookies = {cookie["name"]: cookie["value"] for cookie in context.cookies()}
    assert "elder" in cookies["display"]
    context.close()
