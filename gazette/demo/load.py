"""Makes the demo's gazettes: a year of issues, one to come at its minute, one in the making; run again it goes on."""

import datetime
from collections.abc import Callable
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from cms_core.models import Entry
from cms_core.models.entries import EntryKind
from gazette.actions.create_gazette import CreateGazette
from gazette.actions.take_in import TakeInIssues
from gazette.demo.calendar import DAYS, slots
from gazette.demo.issues import Chooser, approve, back_issue, correct, draft, publish
from gazette.errors import EditionFailed
from gazette.models import Frequency, Gazette
from sites.demo.accounts import Account, keep, make_account
from sites.models import Portal, PortalGroup, PortalLevel

EDITOR = ("gazette-editor", ("editor",), "公报编辑（省和演示的市，编期送审）")
APPROVER = ("gazette-approver", ("reviewer",), "公报审核（省和演示的市，批准发布）")
PAST = 12
# How many of them go through the editors' hands; making one costs half a second.
MADE_HERE = {PortalLevel.PROVINCE: 6, PortalLevel.CITY: 2}
# Which of the past ones is missing, so that the archive has a number to ask for.
MISSING = 3


class LoadDemoGazettes:
    """For the demo's province and cities whose columns are filled. `execute` answers how many issues it made."""

    def __init__(self, today: datetime.date, home: Path, say: Callable[[str], None] = lambda line: None):
        self.today, self.home, self.say = today, home, say

    def execute(self) -> int:
        portals = Portal.objects.filter(demo=True, level__in=(PortalLevel.PROVINCE, PortalLevel.CITY), gazette=None)
        portals = portals.select_related("home", "organisation", "site").order_by("path")
        made = 0
        for portal in portals:
            if has_documents(portal):
                made += self.load(portal)
        return made

    def load(self, portal) -> int:
        """A portal is one transaction: after an interruption it is made anew, or is there whole."""
        try:
            count = self.make(portal, MADE_HERE[portal.level])
        except EditionFailed as error:
            # A missing font, say: back issues need none, and the reason is told.
            self.say(f"  {portal.name}：{error}")
            count = self.make(portal, 0)
        self.say(f"  {portal.name}：公报 {count} 期")
        return count

    @transaction.atomic
    def make(self, portal, made_here: int) -> int:
        """The last `made_here` of the past issues go through the editors' hands, those before are taken in."""
        editor, approver = self.people(portal)
        gazette = self.open(portal)
        chooser = Chooser(gazette)
        calendar = slots(self.today, gazette.frequency, gazette.first_serial, PAST, 2)
        past, (coming, next_one) = calendar[:PAST], calendar[PAST:]
        chosen = self.choose(chooser, [*past, coming])
        taken_in = past[: PAST - made_here]
        issues = TakeInIssues(
            gazette,
            [back_issue(slot, chosen[slot]) for slot in taken_in if slot is not past[MISSING] and chosen[slot]],
            by=editor,
        ).execute()
        for slot in past[PAST - made_here :]:
            issue = draft(gazette, slot, chosen[slot], editor)
            if slot is past[-1] and issues:
                correct(issue, issues[-1], editor)
            issues.append(publish(issue, slot, editor, approver))
        if made_here:
            approve(draft(gazette, coming, chosen[coming], editor), coming, editor, approver, timezone.now())
        draft(gazette, next_one, chooser.take(next_one.moment, most=2), editor)
        return len(issues)

    def choose(self, chooser, calendar) -> dict:
        """Backwards from the newest, each what came out since the issue before it; the oldest takes what is left."""
        found = {}
        for slot, before in zip(reversed(calendar), [*reversed(calendar[:-1]), None], strict=True):
            found[slot] = chooser.take(slot.moment, before and before.moment)
        return found

    def open(self, portal) -> Gazette:
        gazette = CreateGazette(portal, user=None).execute()
        province = portal.level == PortalLevel.PROVINCE
        gazette.frequency = Frequency.TEN_DAYS if province else Frequency.MONTH
        gazette.publication_days = ",".join(str(day) for day in DAYS[gazette.frequency])
        gazette.first_serial = (1500 if province else 200) + portal.pk % 40
        gazette.editors = f"{portal.organisation.name}公报编辑部（演示）"
        gazette.registration = "演示准印证第 0000 号"
        gazette.save()
        return gazette

    def people(self, portal):
        """The two whom the four eyes belong to; each portal adds its rights to them."""
        people = []
        for username, roles, label in (EDITOR, APPROVER):
            account = make_account(Account(username, label, ()))
            keep([account], self.home / "demo-accounts.txt")
            user = get_user_model().objects.get(username=username)
            names = PortalGroup.objects.filter(portal=portal, role__in=roles).values("group")
            user.groups.add(*Group.objects.filter(pk__in=names))
            people.append(user)
        return people


def has_documents(portal) -> bool:
    return Entry.objects.visible().filter(portal_home=portal.home_id, kind=EntryKind.DOCUMENT).exists()
