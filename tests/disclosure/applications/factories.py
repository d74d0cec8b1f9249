"""Applications for tests: a portal, a handler, who is in charge, and an application that was submitted or further."""

import datetime
import itertools

from cms_core.calendar import after_working_days
from disclosure.applications import actions
from disclosure.applications.particulars import Applicant, Request
from disclosure.applications.states import ApplicantKind, Channel, Way
from tests.factories import make_group, make_user

NUMBERS = itertools.count(1)
PDF = b"%PDF-1.7\n%%EOF\n"
MONDAY = datetime.date(2026, 3, 2)


def at(day: datetime.date, hour: int = 10) -> datetime.datetime:
    """That hour in Beijing."""
    return datetime.datetime(day.year, day.month, day.day, hour - 8, tzinfo=datetime.UTC)


def later(days: int, start: datetime.date = MONDAY) -> datetime.date:
    return after_working_days(start, days)


def make_handler(portal, *codenames):
    """A handler, or with "approve_application" who is in charge."""
    user = make_user()
    user.groups.add(make_group(f"办理 {user}", [portal.home], ["add"], (), codenames or ("handle_application",)))
    return user


def make_head(portal):
    return make_handler(portal, "approve_application")


def an_applicant(**fields) -> Applicant:
    values = {
        "name": "测试甲",
        "identity_kind": "居民身份证",
        "identity_number": "330122199001010019",
        "phone": "13900000001",
        "address": "浙江省杭州市桐庐县城南街道测试路1号",
        "email": "applicant@example.test",
    }
    return Applicant(**{**values, **fields})


def a_request(**fields) -> Request:
    return Request(**{"title": "2025年度部门预算", "description": "附表", **fields})


def submit(portal, *, day=MONDAY, applicant=None, request=None, **fields):
    values = {
        "portal": portal,
        "applicant_kind": ApplicantKind.PERSON,
        "applicant": applicant or an_applicant(),
        "request": request or a_request(),
        "ways": [Way.EMAIL],
        "channel": Channel.WEB,
        "now": at(day),
    }
    return actions.SubmitApplication(**{**values, **fields}).execute()


def make_application(portal, **fields):
    return submit(portal, **fields).application


def step(action, application, day, **arguments):
    """By the platform itself unless `by` says otherwise."""
    return action(application, now=at(day), **arguments).execute()


def make_registered(portal, *, day=MONDAY, **fields):
    application = make_application(portal, day=day, **fields)
    return step(actions.RegisterApplication, application, day)
