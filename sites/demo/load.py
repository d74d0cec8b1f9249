"""Loads the demo province: organisations, portals from the blueprints, content, accounts. Run again it goes on."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from cms_core.organisations.load import LoadOrganisations
from cms_core.organisations.readers import read_organisations
from cms_core.organisations.shipped import shipped_file
from cms_core.search.feed import outbox, whole
from sites.actions.provision import ProvisionPortals
from sites.demo.accounts import Account, keep, make_account
from sites.demo.decoration import decorate
from sites.demo.filling import FillPortal
from sites.demo.portals import FULL, REGION, give_credit_codes, requests, setting_of
from sites.models import Portal, PortalGroup, PortalState
from sites.signals import demo_loaded

ADMINISTRATOR = Account("admin", "平台管理员（全部门户）", ())
# Two people run a county: the one who writes and publishes, and the one who only writes and hands in.
ACCOUNTS = (
    ("zj", "zj-admin", ("administrator",), "站点管理员"),
    ("tonglu", "tonglu-admin", ("administrator",), "站点管理员"),
    ("tonglu", "tonglu-editor", ("editor", "reviewer"), "编辑（撰写并发布）"),
    ("tonglu", "tonglu-writer", ("editor",), "栏目编辑（撰写，提交审核）"),
    ("tonglu", "tonglu-reviewer", ("reviewer",), "审核员（审核并发布）"),
    ("zj-czt", "czt-editor", ("editor", "reviewer"), "编辑（撰写并发布）"),
)


class LoadDemo:
    """Every step is a transaction or is skipped when done, so that an interrupted load is finished by the next."""

    def __init__(self, today: datetime.date, home: Path, say: Callable[[str], None] = lambda line: None):
        self.today = today
        self.home = home
        self.say = say

    def execute(self) -> dict[str, int]:
        """The number of organisations, portals and pages; raises what the actions it calls raise."""
        with outbox.deferred():
            counts = self._load()
        self.say(f"  检索索引 {whole.complete()} 项")
        return counts

    def _load(self) -> dict[str, int]:
        organisations = self._load_organisations()
        report = ProvisionPortals(requests(), state=PortalState.RUNNING, demo=True, today=self.today).execute()
        if report.of("failed"):
            raise RuntimeError("；".join(f"{one.name}：{one.message}" for one in report.of("failed")))
        self.say(f"  门户 {Portal.objects.count()} 个")
        pages = sum(self._fill(key) for key in FULL)
        accounts = self._make_accounts()
        demo_loaded.send(None, today=self.today, home=self.home, say=self.say)
        return {"organisations": organisations, "portals": len(report.outcomes), "pages": pages, "accounts": accounts}

    @transaction.atomic
    def _load_organisations(self) -> int:
        report = LoadOrganisations(read_organisations(shipped_file(REGION))).execute()
        give_credit_codes()
        total = report.created + report.changed + report.unchanged
        self.say(f"  机构 {total} 个")
        return total

    @transaction.atomic
    def _fill(self, key: str) -> int:
        portal = Portal.objects.select_related("home", "organisation", "collection").get(key=key)
        setting = setting_of(portal, self.today)
        written = FillPortal(portal, setting).execute()
        if written:
            decorate(portal.home, setting)
            self.say(f"  {portal.name}：内容 {written} 篇")
        return written

    @transaction.atomic
    def _make_accounts(self) -> int:
        accounts = [make_account(ADMINISTRATOR, superuser=True)]
        for key, username, roles, label in ACCOUNTS:
            groups = PortalGroup.objects.filter(portal__key=key, role__in=roles).values_list("group__name", flat=True)
            name = Portal.objects.get(key=key).name
            accounts.append(make_account(Account(username, f"{name}{label}", tuple(groups))))
        keep(accounts, self.home / "demo-accounts.txt")
        return len(accounts)
