"""The reader's display settings: one cookie, one stylesheet, pages that are the same for everyone."""

import pytest

from tests import factories
from themes.display import COOKIE, MODES, changed, chosen, stylesheet

pytestmark = pytest.mark.django_db
HOST = "tonglu.localhost"


@pytest.fixture
def reader(client):
    factories.make_portal("tonglu", hostname=HOST)
    client.defaults["HTTP_HOST"] = HOST
    return client


@pytest.mark.parametrize(
    ("cookie", "modes"),
    [
        ("", []),
        (None, []),
        ("elder", ["elder"]),
        ("contrast.elder", ["elder", "contrast"]),
        ("../../etc.elder", ["elder"]),
    ],
)
def test_only_known_modes_are_read_from_the_cookie(cookie, modes):
    assert chosen(cookie) == modes


def test_modes_are_turned_on_and_off_one_by_one():
    assert changed("", {"elder": "1"}) == "elder"
    assert changed("elder", {"contrast": "1"}) == "elder.contrast"
    assert changed("elder.contrast", {"elder": "0"}) == "contrast"
    assert changed("contrast", {"contrast": "0", "unknown": "1"}) == ""


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_has_rules(mode):
    assert "{" in stylesheet([mode])


def test_without_a_choice_the_stylesheet_is_empty_and_the_readers_own(reader):
    response = reader.get("/display.css")
    assert response.content == b""
    assert response["Content-Type"].startswith("text/css")
    assert response["Cache-Control"] == "private, no-cache"
    assert "Cookie" in response["Vary"]


def test_choosing_elder_mode_sets_the_cookie_goes_back_and_changes_the_stylesheet(reader):
    response = reader.get("/display/", {"elder": "1", "next": "/zhengce/"})
    assert (response.status_code, response["Location"]) == (302, "/zhengce/")
    assert response.cookies[COOKIE].value == "elder"
    assert response["Cache-Control"] == "no-store"
    assert "长者版" in reader.get("/display.css").content.decode()


def test_leaving_elder_mode_drops_the_cookie(reader):
    reader.get("/display/", {"elder": "1"})
    assert reader.get("/display/", {"elder": "0"}).cookies[COOKIE]["max-age"] == 0
    assert reader.get("/display.css").content == b""


@pytest.mark.parametrize(
    "there", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "", "/\\evil.example"]
)
def test_one_is_never_sent_to_another_site(reader, there):
    assert reader.get("/display/", {"elder": "1", "next": there})["Location"] == "/display/"


def test_the_settings_page_says_what_is_on(reader):
    reader.get("/display/", {"elder": "1"})
    page = reader.get("/display/").content.decode()
    assert "关闭长者版" in page
    assert "开启高对比度" in page


def test_a_page_is_the_same_with_and_without_the_cookie(reader):
    plain = reader.get("/").content
    reader.get("/display/", {"elder": "1"})
    assert reader.get("/").content == plain
