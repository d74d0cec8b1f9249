import pytest
from django.urls import reverse

from tests.factories import make_portal


def policy(client, path):
    return client.get(path, headers={"host": "localhost"})["Content-Security-Policy"]


@pytest.fixture
def portal(db):
    return make_portal("zj", level="province")


def test_public_pages_allow_no_inline_script_or_style(client, portal):
    assert "unsafe" not in policy(client, "/")
    assert "script-src 'self'" in policy(client, "/")


def test_an_error_page_has_the_same_policy(client, portal):
    assert policy(client, "/nothing-here/") == policy(client, "/")


def test_the_admin_allows_wagtails_inline_scripts_but_no_other_host_and_no_eval(client, portal):
    found = policy(client, reverse("wagtailadmin_login"))
    assert "script-src 'self' 'unsafe-inline'" in found
    assert "unsafe-eval" not in found
    assert "http:" not in found and "https:" not in found and "*" not in found
