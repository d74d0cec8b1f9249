"""Licences and penalties of the demo: a few dozen of the portals that are shown in full; nobody in them exists.

Names of companies say that they are examples; codes have right check characters and belong to no register.
"""

import datetime
import itertools
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.db import transaction

from cms_core.catalogue.years import BEIJING
from cms_core.models import Organisation
from cms_core.models.organisations import OrganisationKind
from cms_core.organisations.codes import credit_check_digit
from disclosure.decisions import search_feed, shelves, terms
from disclosure.decisions.actions.publish import publish
from disclosure.decisions.assigning import Governments, assign
from disclosure.decisions.kinds import DecisionKind, packed
from disclosure.decisions.tables import model_of
from disclosure.identity import check_digit
from sites.demo.portals import FULL
from sites.models import Portal, PortalLevel

GOVERNMENTS = (PortalLevel.PROVINCE, PortalLevel.CITY, PortalLevel.COUNTY)
EACH = 24
# A masked name shows what masking looks like; 示 is no surname.
PERSON = "示例人"


class LoadDemoDecisions:
    """`execute` answers how many it made; a portal that has some is left alone."""

    def __init__(self, today: datetime.date, say=lambda line: None):
        self.today, self.say = today, say
        self.numbers = itertools.count(1)

    @transaction.atomic
    def execute(self) -> int:
        made = 0
        portals = Portal.objects.filter(demo=True, key__in=FULL, level__in=GOVERNMENTS).select_related("organisation")
        for portal in portals.order_by("path"):
            bodies = list(bodies_of(portal))
            for kind in DecisionKind:
                if bodies and not model_of(kind).objects.filter(portal=portal).exists():
                    made += self.load(portal, kind, bodies)
        if made:
            self.say(f"  行政许可、行政处罚 {made} 件（演示数据）")
        return made

    def load(self, portal, kind, bodies) -> int:
        model, governments, rows = model_of(kind), Governments(), []
        for place in range(EACH):
            body = bodies[place % len(bodies)]
            decision = model(portal=portal)
            assign(decision, self.values(kind, portal, body, place), body, governments)
            self.publish(decision, place)
            rows.append(decision)
        done = model.objects.bulk_create(rows)
        search_feed.note(kind, [one.pk for one in done])
        shelves.follow((one.pk, [shelves.place_of(one)]) for one in done)
        return len(done)

    def publish(self, decision, place: int) -> None:
        """Most in time, one late; the newest is still a draft."""
        if place == 0:
            return
        late = 5 if place == 7 else -2
        day = min(decision.due_on + datetime.timedelta(days=late), self.today)
        publish(decision, datetime.datetime.combine(max(day, decision.decided_on), datetime.time(9), BEIJING))
        decision.revision = 1

    def values(self, kind, portal, body, place: int) -> dict:
        number = next(self.numbers)
        decided = self.today - datetime.timedelta(days=3 + place * 23)
        person = place % 6 == 5
        party = self.person(number) if person else self.company(portal, number)
        word = "许" if kind == DecisionKind.LICENCE else "罚"
        own = {
            "number": f"演示{word}〔{decided.year}〕{number}号",
            "decided_on": decided,
            "body_name": body.name,
            "body_code": body.credit_code or "",
            "source_name": body.name,
            "source_code": body.credit_code or "",
        }
        return {**party, **own, **(licence(place, decided) if kind == DecisionKind.LICENCE else penalty(place))}

    def company(self, portal, number: int) -> dict:
        code = f"9133000{number:010}"
        name = f"{portal.short_name}示例{'商贸食品建筑环保'[number % 4 * 2 : number % 4 * 2 + 2]}有限公司（{number}）"
        return {"party": name, "party_kind": "legal", "credit_code": code + credit_check_digit(code)}

    def person(self, number: int) -> dict:
        body = f"33000019900101{number % 1000:03}"
        paper = {"party_document": "身份证", "party_number": body + check_digit(body)}
        return {"party": PERSON, "party_kind": "person", **paper}


def bodies_of(portal):
    """Departments of the government itself, the first few."""
    departments = portal.organisation.get_children().filter(kind=OrganisationKind.DEPARTMENT)
    return departments.order_by("path")[:6] or Organisation.objects.filter(pk=portal.organisation_id)


def licence(place: int, decided: datetime.date) -> dict:
    rows = content()["licence"]
    term = {"valid_from": decided, "valid_until": terms.months_after(decided, 60), "status": "1"}
    return {**rows[place % len(rows)], **term}


def penalty(place: int) -> dict:
    rows = content()["penalty"]
    row = dict(rows[place % len(rows)])
    return {**row, "category": packed(row.pop("kinds")), "fine": Decimal(row["fine"])}


@cache
def content() -> dict:
    with (Path(__file__).parent / "content" / "decisions.toml").open("rb") as file:
        return tomllib.load(file)
