"""The search box and its page with a script: suggestions by keyboard, finger and ear; choices that fold on a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visits import AXE, RUN_AXE, TAGS


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    yield context.new_page()
    context.close()


def typed(page, text):
    box = page.get_by_role("combobox", name="搜索本站内容")
    box.press_sequentially(text)
    expect(page.get_by_role("option").first).to_be_visible()
    return box


def test_a_suggestion_is_chosen_by_keyboard_alone(page, served):
    page.goto(served.pages["county"]["home"])
    box = typed(page, "tl")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".search-box [role=status]")).to_have_text(re.compile("有 [1-8] 条建议"))
    page.evaluate(AXE)
    assert page.evaluate(RUN_AXE, TAGS) == []
    box.press("ArrowDown")
    first = page.get_by_role("option").first
    title = first.inner_text()
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", first.get_attribute("id"))
    expect(box).to_have_value(title)
    box.press("ArrowUp")  # back to what was typed
    expect(box).to_have_value("tl")
    box.press("ArrowDown")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("tl")
    box.press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    with page.expect_navigation():
        box.press("Enter")
    assert page.locator(".results h2 a").first.inner_text() == title


def test_enter_searches_for_what_was_typed_when_no_suggestion_was_chosen(page, served):
    page.goto(served.pages["county"]["home"])
    box = typed(page, "tonglu")
    with page.expect_navigation():
        box.press("Enter")
    assert "q=tonglu" in page.url


def test_a_suggestion_is_chosen_by_touch(browser, served):
    context = browser.new_context(viewport={"width": 375, "height": 700}, has_touch=True, locale="zh-CN")
    page = context.new_page()
    page.goto(served.pages["county"]["home"])
    typed(page, "桐庐")
    option = page.get_by_role("option").first
    title = " ".join(option.inner_text().split())
    with page.expect_navigation():
        option.tap()
    expect(page.locator(".search-box input[name=q]")).to_have_value(title)
    context.close()


def test_an_opened_result_is_told_with_its_place_and_its_link_leads_there_itself(page, served):
    page.goto(served.pages["county"]["search"])
    second = page.locator(".results h2 a:not(.tag)").nth(1)
    address = second.get_attribute("href")
    with page.expect_request("**/search/clicked") as told:
        second.click()
    assert "position=2" in told.value.post_data
    page.wait_for_url(address)


def test_choices_fold_on_a_phone(page, served):
    page.set_viewport_size({"width": 375, "height": 700})
    page.goto(served.pages["county"]["search"])
    toggle, choices = page.get_by_role("button", name="筛选").first, page.locator("#facets")
    expect(choices).to_be_hidden()
    toggle.click()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    expect(choices).to_be_visible()
