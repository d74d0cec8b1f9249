"""Applying in a real browser: by keyboard alone, with and without scripts, accessible in every window and mode."""

import pytest
from django.db import DEFAULT_DB_ALIAS, connections
from django.test import Client

from disclosure.models import Application
from tests.disclosure.applications.public.applying import answer_of, make_body
from tests.themes.browser import HOST, body_of, browser, too_wide, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SITE = f"http://{HOST}"
SCREEN, PHONE = ({"width": width, "height": 900} for width in (1280, 320))
PAGES = ("/apply/", "/apply/person/", "/apply/organisation/", "/apply/status/", "/apply/receipt/", "/open/request/")
WORDS = {
    "name": "试申请",
    "identity_number": "330122199001010018",
    "phone": "13900000001",
    "email": "a@example.test",
    "title": "预算",
}


class Sending:
    """`Browser.answer` reads only; here forms are sent too, and redirects followed by the browser itself."""

    def __init__(self, chromium):
        self.chromium, self.client = chromium, Client(headers={"host": HOST})

    def open(self, **options):
        page = self.chromium.open(SCREEN, **options)
        page.context.unroute("**/*")
        page.context.route("**/*", self.answer)
        return page

    def answer(self, route):
        request = route.request
        if "/static/" in request.url:
            return self.chromium.answer(route)
        connections[DEFAULT_DB_ALIAS] = self.chromium.connection
        path = request.url.removeprefix(SITE)
        if request.method == "POST":
            body, kind = request.post_data_buffer or b"", request.headers["content-type"]
            response = self.client.post(path, body, content_type=kind, follow=True)
        else:
            response = self.client.get(path, follow=True)
        headers = {name: value for name, value in response.headers.items() if name != "Content-Length"}
        route.fulfill(status=response.status_code, headers=headers, body=body_of(response))


def test_a_citizen_applies_by_keyboard_alone(monkeypatch):
    make_body("zj", "province", hostname=HOST)
    with browser(monkeypatch) as chromium:
        page = Sending(chromium).open()
        problems = []
        page.on("console", lambda message: "Content Security" in message.text and problems.append(message.text))
        page.goto(f"{SITE}/apply/person/")
        page.focus("#name")
        page.keyboard.press("Enter")
        # The list of what is wrong is where the reader is, and leads to the fields.
        page.wait_for_selector(".apply-summary:focus")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "name"
        assert not violations(page)
        for name, text in WORDS.items():
            page.focus(f"#{name}")
            page.keyboard.type(text)
        page.focus("#ways-1")
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        page.wait_for_selector("form[data-proof]")
        assert not violations(page)
        assert page.is_hidden("[data-question]")
        page.focus("button[value=send]")
        page.keyboard.press("Enter")
        page.wait_for_selector(".apply-receipt")
        assert not violations(page) and page.is_visible("[data-print]")
        assert not problems
    assert Application.objects.count() == 1


def test_without_scripts_a_question_in_plain_words_is_the_way(monkeypatch):
    make_body("zj", "province", hostname=HOST)
    with browser(monkeypatch) as chromium:
        page = Sending(chromium).open(java_script_enabled=False)
        page.goto(f"{SITE}/apply/person/")
        for name, text in WORDS.items():
            page.fill(f"#{name}", text)
        page.check("#ways-5")
        page.click("p button[value=review]")
        page.wait_for_selector("[data-question]")
        page.fill("#answer", answer_of(page.input_value("[name=token]")))
        page.click("button[value=send]")
        page.wait_for_selector(".apply-receipt")


@pytest.mark.parametrize("mode", ["", "elder", "contrast"])
def test_every_page_is_accessible_and_fits_every_window(monkeypatch, mode):
    make_body("zj", "province", hostname=HOST)
    problems = []
    with browser(monkeypatch) as chromium:
        page = chromium.open(SCREEN, mode)
        for path in PAGES:
            for viewport in (SCREEN, PHONE):
                page.set_viewport_size(viewport)
                page.goto(f"{SITE}{path}")
                if found := violations(page):
                    problems.append((path, viewport["width"], found))
                if wide := too_wide(page):
                    problems.append((path, viewport["width"], wide))
    assert not problems
