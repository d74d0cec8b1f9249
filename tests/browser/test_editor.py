"""A county editor's first minutes: log in, write an article, publish it, and see it as the public does."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.visits import COLLECT, WIDE

TITLE = "桐庐县召开浏览器测试推进会"
TEXT = "会议要求，各部门按职责抓好落实。"


@pytest.fixture(scope="module")
def desk(browser, served):
    """The editor's browser, logged in, with everything its console and the policy complain about."""
    context = browser.new_context(viewport=WIDE, locale="zh-CN")
    context.add_init_script(COLLECT)
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(f"script: {error}"))
    page.on("console", lambda message: message.type == "error" and page.complaints.append(message.text))
    page.root = "{0.scheme}://{0.netloc}".format(urlsplit(served.editor["column"]["url"]))
    page.goto(f"{page.root}/admin/")
    page.fill("[name=username]", served.editor["username"])
    page.fill("[name=password]", served.editor["password"])
    page.locator("form button[type=submit]").click()
    page.wait_for_url(f"{page.root}/admin/")
    yield page
    context.close()


def violations(page):
    return page.evaluate("window.__violations")


@pytest.mark.parametrize(
    "path",
    ["", "pages/", "images/", "documents/", "account/", "pages/{column}/", "pages/{column}/edit/"],
)
def test_the_admin_keeps_its_policy_and_its_console_clean(desk, served, path):
    desk.complaints.clear()
    assert desk.goto(f"{desk.root}/admin/{path.format(column=served.editor['column']['id'])}").status == 200
    desk.wait_for_load_state("networkidle")
    assert violations(desk) == []
    assert desk.complaints == []


def test_an_article_written_in_the_admin_is_on_its_page_and_in_its_column(desk, served, browser):
    column = served.editor["column"]
    desk.complaints.clear()
    desk.goto(f"{desk.root}/admin/pages/add/cms_core/articlepage/{column['id']}/")
    desk.fill("#id_title", TITLE)
    desk.get_by_title("插入内容块").first.click()
    desk.get_by_role("option", name="正文").first.click()
    text = desk.locator("[data-contentpath=body] [contenteditable=true]").first
    text.click()
    desk.keyboard.type(TEXT)
    # The editor hands its text to the form a moment after the last key.
    expect(desk.locator("input[name=body-0-value]")).to_have_value(re.compile(TEXT))
    desk.locator("footer [data-w-dropdown-target=toggle]").first.click()
    desk.locator("button[name=action-publish]").click()
    desk.wait_for_url(f"{desk.root}/admin/pages/{column['id']}/")
    assert violations(desk) == []
    assert desk.complaints == []

    reader = browser.new_context().new_page()
    reader.goto(column["url"])
    reader.get_by_role("link", name=TITLE).first.click()
    reader.wait_for_url("**/art/**")
    assert TITLE in reader.locator("h1").inner_text()
    assert TEXT in reader.locator("main").inner_text()
    reader.context.close()
