"""Applications of the demo: a handful for each government that is shown in full, in every stage; nobody in them exists.

All of this year and of the last weeks, so that last year's report does not count them. Their files of words are
sealed like those of real ones. Steps with `letter` go out with one, or with `letter = "draft"` wait for it;
PDF and DOCX of these are made when somebody asks for them.
"""

import datetime
import itertools
import tomllib
from functools import cache
from pathlib import Path

from django.db import transaction

from cms_core.calendar import after_working_days, working_days_between
from cms_core.catalogue.years import BEIJING
from cms_core.organisations.codes import credit_check_digit
from disclosure.applications import actions
from disclosure.applications.desk_steps import STEPS
from disclosure.applications.letters.drafting import DraftLetter
from disclosure.applications.letters.sending import SendLetter
from disclosure.applications.particulars import Applicant, Request
from disclosure.applications.receipt import query_code
from disclosure.applications.states import Actor, ApplicantKind, Form, Way
from disclosure.identity import check_digit
from disclosure.models import Application
from sites.demo.portals import FULL
from sites.models import Portal, PortalLevel

GOVERNMENTS = (PortalLevel.PROVINCE, PortalLevel.CITY, PortalLevel.COUNTY)
# 示 is no surname.
DRAFT = "draft"
PERSON, TOWN = "示例人", "示例路1号（演示数据）"


class LoadDemoApplications:
    """`execute` answers how many it made; a portal that has some is left alone."""

    def __init__(self, today: datetime.date, say=lambda line: None, handler=None):
        """Without a `handler` the platform takes the steps, and there are no letters."""
        self.today, self.say, self.handler = today, say, handler
        self.numbers = itertools.count(1)
        self.shown = ""

    @transaction.atomic
    def execute(self) -> int:
        made = 0
        portals = Portal.objects.filter(demo=True, key__in=FULL, level__in=GOVERNMENTS).select_related("organisation")
        for portal in portals.order_by("path"):
            if not Application.objects.filter(portal=portal).exists():
                made += sum(self.load(portal, row) for row in content()["applications"])
        if made:
            self.say(f"  信息公开申请 {made} 件（演示数据）；在线查询可试：{self.shown}")
        return made

    def load(self, portal, row: dict) -> int:
        arrived = before(self.today, row["ago"])
        if arrived.year != self.today.year:
            return 0
        token = f"demo {portal.key} {next(self.numbers)}"
        kind = ApplicantKind(row.get("kind", ApplicantKind.PERSON))
        application = actions.SubmitApplication(
            portal=portal,
            applicant_kind=kind,
            applicant=applicant(kind, next(self.numbers), portal),
            request=Request(title=row["title"], description=row.get("description", "")),
            ways=[Way.EMAIL],
            form=Form.ELECTRONIC,
            submission=token,
            now=at(arrived),
        ).execute().application  # fmt: skip
        for step in row.get("steps", ()):
            application = self.take(application, dict(step), arrived)
        if portal.level == PortalLevel.COUNTY and not self.shown and application.state == "correction":
            self.shown = f"{portal.base_url}/apply/status/，编号 {application.number}，查询码 {query_code(token)}"
        return 1

    def take(self, application, step: dict, arrived: datetime.date):
        """A step of the table: its action, how many working days after arrival, and what else it takes."""
        action = getattr(actions, step.pop("take"))
        day = min(after_working_days(arrived, step.pop("after")), self.today)
        letter, actor = step.pop("letter", ""), step.pop("actor", Actor.PLATFORM)
        by = self.handler if actor == Actor.PLATFORM else None
        if letter and by:
            return self.write(application, action, step, letter, {"by": by, "now": at(day)})
        if letter == DRAFT:
            return application
        actor = Actor.HANDLER if by else actor
        return action(application, by=by, actor=actor, now=at(day), **step).execute()

    def write(self, application, action, arguments: dict, letter: str, common: dict):
        """The step with its letter, as a handler at the desk would take it."""
        key = next(step.key for step in STEPS if step.action is action)
        drafted = DraftLetter(application, step=key, arguments=arguments, **common).execute()
        if letter != DRAFT:
            SendLetter(drafted, files_now=False, **common).execute()
        return Application.objects.get(pk=application.pk)


def before(today: datetime.date, days: int) -> datetime.date:
    """The working day that many working days ago, at most a week earlier for what falls on a holiday."""
    day = today
    while working_days_between(day, today) < days:
        day -= datetime.timedelta(days=1)
    return day


def at(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(9), BEIJING)


def applicant(kind: str, number: int, portal) -> Applicant:
    reach = {"phone": f"0571-0000{number % 10000:04}", "email": f"shili{number}@example.test"}
    if kind == ApplicantKind.PERSON:
        body = f"33000019900101{number % 1000:03}"
        identity = {"identity_kind": "居民身份证", "identity_number": body + check_digit(body)}
        return Applicant(name=PERSON, address=f"{portal.short_name}{TOWN}", **identity, **reach)
    code = f"9133000{number:010}"
    name = f"{portal.short_name}示例单位（{number}）"
    return Applicant(name=name, credit_code=code + credit_check_digit(code), contact=PERSON, **reach)


@cache
def content() -> dict:
    with (Path(__file__).parent / "content" / "applications.toml").open("rb") as file:
        return tomllib.load(file)
