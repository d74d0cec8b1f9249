import datetime

import pytest
from django.urls import reverse

from cms_core.accounts import throttle
from cms_core.models import LoginFailure
from tests.factories import make_portal, make_user

NOW = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)


def minutes(number):
    return datetime.timedelta(minutes=number)


def fail(times, username="li", address="10.0.0.1", at=NOW):
    for _ in range(times):
        throttle.record_failure(username, address, at)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("failures", "after", "locked"),
    [(4, minutes(0), 0), (5, minutes(0), 30), (5, minutes(29), 1), (5, minutes(30), 0), (9, minutes(10), 20)],
)
def test_the_fifth_failure_locks_for_thirty_minutes(failures, after, locked):
    fail(failures)
    assert throttle.locked_minutes("li", "10.0.0.1", NOW + after) == locked


@pytest.mark.django_db
def test_a_lock_is_of_one_name_from_one_address():
    fail(5)
    assert throttle.locked_minutes("wang", "10.0.0.1", NOW) == 0
    assert throttle.locked_minutes("li", "10.0.0.2", NOW) == 0


@pytest.mark.django_db
def test_writing_the_name_otherwise_does_not_open_the_lock():
    fail(5)
    assert throttle.locked_minutes(" LI ", "10.0.0.1", NOW) > 0


@pytest.mark.django_db
def test_an_address_that_tries_many_names_is_locked(settings):
    for number in range(settings.PORTAL_LOGIN_ADDRESS_FAILURES):
        fail(1, username=f"name-{number}")
    assert throttle.locked_minutes("never tried", "10.0.0.1", NOW) == 30


@pytest.fixture
def log_in(client, db):
    make_portal("zj", level="province")
    make_user("li", superuser=True)

    def attempt(password, **headers):
        return client.post(
            reverse("wagtailadmin_login"),
            {"username": "li", "password": password},
            headers={"host": "localhost"} | headers,
        )

    return attempt


def test_after_five_wrong_passwords_the_right_one_is_refused_too(log_in):
    for _ in range(5):
        log_in("wrong")
    answer = log_in("li")
    assert answer.status_code == 200
    assert "登录失败次数过多，请 30 分钟后再试" in answer.content.decode()


def test_a_success_begins_the_count_anew(log_in):
    for _ in range(4):
        log_in("wrong")
    assert log_in("li").status_code == 302
    assert not LoginFailure.objects.exists()


def test_a_header_of_the_client_does_not_change_its_address(log_in):
    for number in range(5):
        log_in("wrong", **{"X-Real-IP": f"10.9.9.{number}", "X-Forwarded-For": f"10.9.9.{number}"})
    assert "登录失败次数过多" in log_in("li").content.decode()


def test_behind_a_proxy_the_address_is_the_proxys_word(log_in, settings):
    settings.PORTAL_BEHIND_PROXY = True
    for _ in range(5):
        log_in("wrong", **{"X-Real-IP": "10.9.9.1"})
    assert log_in("li", **{"X-Real-IP": "10.9.9.2"}).status_code == 302


def test_old_failures_are_thrown_away(db):
    fail(1, at=NOW - datetime.timedelta(days=2))
    fail(1, at=NOW)
    throttle.tidy(NOW)
    assert LoginFailure.objects.count() == 1


def test_logins_and_failures_are_logged_with_account_and_address(log_in, caplog):
    caplog.set_level("INFO", "portal.security")
    log_in("wrong")
    log_in("li")
    assert [record.getMessage() for record in caplog.records] == [
        "登录失败：账号 'li'，来自 127.0.0.1",
        "登录成功：账号 'li'，来自 127.0.0.1",
    ]
