"""The demo's two who answer applications: one handles them, the other one is in charge (条例第四条、第三十三条)."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from sites.demo.accounts import Account, keep, make_account
from sites.demo.portals import FULL
from sites.models import PortalGroup, PortalLevel

HANDLER = ("apply-handler", "handler", "依申请公开经办（省和演示的市县，登记、答复）")
HEAD = ("apply-head", "head", "依申请公开负责人（省和演示的市县，批准延期、更正）")
GOVERNMENTS = (PortalLevel.PROVINCE, PortalLevel.CITY, PortalLevel.COUNTY)


class LoadDemoPeople:
    """On the portals that are shown in full; `execute` answers both, the handler first; again it changes nothing."""

    def __init__(self, home: Path):
        self.home = home

    @transaction.atomic
    def execute(self) -> list:
        rows = PortalGroup.objects.filter(
            portal__demo=True, portal__key__in=FULL, portal__level__in=GOVERNMENTS, role__in=[HANDLER[1], HEAD[1]]
        )
        groups = {role: list(rows.filter(role=role).values_list("group", flat=True)) for role in (HANDLER[1], HEAD[1])}
        return [self.make(username, groups[role], label) for username, role, label in (HANDLER, HEAD)]

    def make(self, username: str, groups: list[int], label: str):
        keep([make_account(Account(username, label, ()))], self.home / "demo-accounts.txt")
        user = get_user_model().objects.get(username=username)
        user.groups.add(*Group.objects.filter(pk__in=groups))
        return user
