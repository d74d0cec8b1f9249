"""The workbench in a real browser: things are dragged, buttons keep the keyboard where it was, nothing is reloaded."""

import pytest
from django.contrib.staticfiles import finders
from django.db import DEFAULT_DB_ALIAS, connections
from django.test import Client
from django.urls import reverse

from gazette.states import IssueState
from tests import factories
from tests.gazette.factories import make_entry, make_gazette, make_issue
from tests.themes.browser import Browser, answer_with_file, body_of, browser, too_wide

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
OVER_THEIR_LABEL = """[...document.querySelectorAll(".gz-filters :is(input, select)")].filter(
  e => e.getBoundingClientRect().right > e.parentElement.getBoundingClientRect().right + 1).map(e => e.name)"""
SCREEN = {"width": 1440, "height": 900}


def signed_in(chromium: Browser, client: Client, viewport):
    """A page whose requests, POST too, are answered by `client`; redirects are followed before they come back."""

    def answer(route):
        path = route.request.url.removeprefix("http://localhost")
        if path.startswith("/static/"):
            answer_with_file(route, finders.find(path.split("?")[0].removeprefix("/static/")))
            return
        connections[DEFAULT_DB_ALIAS] = chromium.connection
        if route.request.method == "POST":
            sent = route.request.post_data_buffer
            kind = route.request.headers["content-type"]
            response = client.generic("POST", path, sent, content_type=kind)
            while response.status_code == 302:
                response = client.get(response["Location"].split("#")[0])
        else:
            response = client.get(path)
        kept = {name: value for name, value in response.headers.items() if name != "Set-Cookie"}
        route.fulfill(status=response.status_code, headers=kept, body=body_of(response))

    context = chromium.chromium.new_context(viewport=viewport)
    context.route("**/*", answer)
    return context.new_page()


@pytest.fixture
def issue():
    return make_issue(make_gazette(), 2015, 7, 1074)


@pytest.fixture
def client(issue):
    client = Client(SERVER_NAME="localhost")
    client.force_login(factories.make_editor(issue.gazette.portal, "bianji"))
    return client


def titles(issue):
    return list(issue.entries.order_by("part__order", "position").values_list("title", flat=True))


def settle(page, chromium):
    # Not `wait_for_function`, which the content security policy of the admin refuses.
    page.wait_for_selector("[data-workbench]:not([aria-busy])")
    page.wait_for_load_state("networkidle")
    # Playwright's loop may have switched this thread to another one.
    connections[DEFAULT_DB_ALIAS] = chromium.connection


def test_an_entry_is_dragged_before_another_and_moved_back_by_keyboard(issue, client, monkeypatch):
    first, second = make_entry(issue, title="甲"), make_entry(issue, title="乙")
    with browser(monkeypatch) as chromium:
        page = signed_in(chromium, client, SCREEN)
        problems = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(f"http://localhost{reverse('gazette_admin_workbench', args=[issue.pk])}")
        page.locator(f"#entry-{second.pk} .gz-meta").drag_to(
            page.locator(f"#entry-{first.pk}"), target_position={"x": 40, "y": 3}
        )
        settle(page, chromium)
        assert titles(issue) == ["乙", "甲"]
        page.locator(f"[value='down:{second.pk}']").focus()
        page.keyboard.press("Enter")
        settle(page, chromium)
        assert titles(issue) == ["甲", "乙"]
        assert page.evaluate("document.activeElement.value") == f"down:{second.pk}"
        assert problems == []


def test_a_candidate_is_dragged_into_a_part(issue, client, monkeypatch):
    column = factories.make_column(issue.gazette.portal.home, "政策文件")
    candidate = factories.make_document(column, "丙", issuer=issue.gazette.portal.organisation)
    part = issue.gazette.parts.first()
    with browser(monkeypatch) as chromium:
        page = signed_in(chromium, client, SCREEN)
        page.goto(f"http://localhost{reverse('gazette_admin_workbench', args=[issue.pk])}")
        page.locator(f"[data-page='{candidate.pk}'] .gz-meta").drag_to(page.locator(f"[data-part='{part.pk}']"))
        settle(page, chromium)
    assert [(entry.title, entry.part) for entry in issue.entries.all()] == [("丙", part)]


@pytest.mark.parametrize("width", [1440, 768, 375, 320])
def test_the_workbench_fits_every_window(issue, client, monkeypatch, width):
    make_entry(issue, title="关于印发" + "很长的标题" * 20 + "的通知")
    with browser(monkeypatch) as chromium:
        page = signed_in(chromium, client, {"width": width, "height": 900})
        page.goto(f"http://localhost{reverse('gazette_admin_workbench', args=[issue.pk])}")
        assert too_wide(page) == 0
        assert page.evaluate(
            "document.querySelector('#main').scrollWidth <= document.querySelector('#main').clientWidth"
        )
        assert page.evaluate(OVER_THEIR_LABEL) == []


def test_two_quick_clicks_are_both_done_and_a_refused_page_number_stays_to_be_mended(issue, client, monkeypatch):
    first, second, third = (make_entry(issue, title=title) for title in "甲乙丙")
    with browser(monkeypatch) as chromium:
        page = signed_in(chromium, client, SCREEN)
        page.goto(f"http://localhost{reverse('gazette_admin_workbench', args=[issue.pk])}")
        # Both at once, the second from a state that the first has changed.
        page.evaluate(
            "(values) => values.forEach((value) => document.querySelector(`[value='${value}']`).click())",
            [f"up:{second.pk}", f"up:{third.pk}", f"up:{third.pk}"],
        )
        page.wait_for_selector(f"li:nth-child(2)#entry-{third.pk}")
        settle(page, chromium)
        assert titles(issue) == ["乙", "丙", "甲"]
        page.fill(f"[name=first-{first.pk}]", "3")
        page.fill(f"[name=first-{second.pk}]", "三")
        page.keyboard.press("Enter")
        page.wait_for_selector("text=页码“三”不对")
        assert page.input_value(f"[name=first-{first.pk}]") == "3"


def test_long_titles_to_choose_from_fit_a_narrow_window(issue, client, monkeypatch):
    printed = make_issue(issue.gazette, 2015, 6, 1073, state=IssueState.PUBLISHED)
    make_entry(printed, title="关于印发" + "很长的标题" * 20 + "的通知")
    with browser(monkeypatch) as chromium:
        page = signed_in(chromium, client, {"width": 375, "height": 900})
        page.goto(f"http://localhost{reverse('gazette_admin_erratum', args=[issue.pk])}?issue={printed.pk}")
        assert page.locator("[name=number]").bounding_box()["width"] <= 375 - 2 * 16
