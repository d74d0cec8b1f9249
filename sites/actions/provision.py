"""Make portals from blueprints: check everything, then one portal a transaction, so that none is ever half made."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Site

from cms_core.models import ColumnPage, ColumnPlace, EntryCount, HomePage
from cms_core.tree.errors import TreeError
from cms_core.tree.statistics import refresh_statistics
from sites.actions.apply_blueprint import ApplyBlueprint
from sites.errors import SitesError
from sites.models import Portal, PortalState
from sites.permissions import PortalAction, policy
from sites.provisioning.errors import ProvisionRefused
from sites.provisioning.making import PortalMaker, nearest_portal
from sites.provisioning.plan import PlannedPortal, Planner
from sites.provisioning.requests import PortalRequest

logger = logging.getLogger("portal.provision")

LOG_ACTION = "gov_sites.provision"
# What a run of many portals fills so much that PostgreSQL must be told.
WRITTEN = (Page, Site, HomePage, ColumnPage, ColumnPlace, EntryCount, Portal)
FIRST_STATES = (PortalState.PREPARING, PortalState.TRIAL, PortalState.RUNNING)


@dataclass
class Outcome:
    """What became of one portal: made, exists or failed."""

    key: str
    name: str
    result: str
    hostname: str = ""
    columns: int = 0
    message: str = ""


@dataclass
class Report:
    outcomes: list[Outcome] = field(default_factory=list)

    def of(self, result: str) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.result == result]

    def as_dict(self) -> dict:
        return {
            "made": [outcome.key for outcome in self.of("made")],
            "exists": [outcome.key for outcome in self.of("exists")],
            "failed": [{"key": one.key, "name": one.name, "message": one.message} for one in self.of("failed")],
            "pages": sum(outcome.columns + 1 for outcome in self.of("made")),
        }


class ProvisionPortals:
    """`user` None means the platform itself and is not asked for permission.

    Organisations or PortalRequests may be given. Run again it makes what is missing and touches nothing that is there.
    """

    def __init__(
        self,
        requests: Iterable,
        *,
        blueprint: str = "",
        user=None,
        state: str = PortalState.PREPARING,
        demo: bool = False,
        today: date | None = None,
    ):
        self.requests = [
            request if isinstance(request, PortalRequest) else PortalRequest(request, blueprint) for request in requests
        ]
        self.user = user
        self.state = state
        self.demo = demo
        self.today = today or timezone.localdate()
        self._planner: Planner | None = None

    @property
    def planner(self) -> Planner:
        if self._planner is None:
            self._planner = Planner(self.requests).plan()
        return self._planner

    @property
    def portals(self) -> list[PlannedPortal]:
        """What would be made, in order, with those that exist already."""
        return self.planner.portals

    def reasons_against(self) -> list[str]:
        """Everything that is wrong, in Chinese; empty when it may happen."""
        reasons = list(self.planner.errors)
        if self.state not in FIRST_STATES:
            labels = "、".join(PortalState(state).value for state in FIRST_STATES)
            reasons.append(f"新门户的状态不能是“{self.state}”，可用：{labels}。")
        return reasons

    def check(self) -> None:
        """Raises PermissionDenied, or ProvisionRefused with all reasons."""
        if self.user is not None:
            self.check_rights()
        if reasons := self.reasons_against():
            raise ProvisionRefused(reasons)

    def check_rights(self) -> None:
        """New portals stand below one that exists: whoever may provision there may make them."""
        if not policy.may_somewhere(self.user, PortalAction.PROVISION):
            raise PermissionDenied("您没有建站权限，请联系平台管理员。")
        if self.user.is_superuser:
            return
        refused = [one.name for one in self.portals if not one.exists and not self.may_make(one)]
        if refused:
            raise PermissionDenied(f"您不能为{'、'.join(refused[:5])}等建站：不在您管理的区域内。")

    def may_make(self, planned: PlannedPortal) -> bool:
        above = nearest_portal(planned)
        if above is None:
            return self.user.user_permissions.filter(codename="provision_portal").exists()
        return policy.user_may(self.user, PortalAction.PROVISION, above)

    def execute(self, progress: Callable[[Outcome, int, int], None] | None = None) -> Report:
        """`progress(outcome, done, total)` is called after each portal, outside its transaction."""
        self.check()
        maker = PortalMaker(state=self.state, today=self.today, demo=self.demo)
        report = Report()
        total = len(self.portals)
        for number, planned in enumerate(self.portals, 1):
            outcome = self.make(maker, planned)
            report.outcomes.append(outcome)
            if progress:
                progress(outcome, number, total)
        if report.of("made"):
            refresh_statistics(WRITTEN)
        return report

    def make(self, maker: PortalMaker, planned: PlannedPortal) -> Outcome:
        """One portal; what goes wrong with it is told, and does not keep the others from being made."""
        outcome = Outcome(planned.key, planned.name, "failed", planned.hostname)
        try:
            with transaction.atomic():
                # Two runs at once take turns, so that the second sees what the first has made.
                Page.objects.select_for_update().get(depth=1)
                portal = Portal.objects.filter(organisation=planned.organisation).first()
                if portal and portal.completed_at:
                    outcome.result = "exists"
                    return outcome
                portal = complete(portal) if portal else maker.make(planned)
                log(portal, LOG_ACTION, user=self.user, data={"blueprint": planned.blueprint.name})
        except (SitesError, TreeError) as error:
            maker.branches.forget()
            outcome.message = str(error)
        except (OperationalError, InterfaceError):
            # The database itself is gone, full or locked: it would be the same with each of the others.
            raise
        except Exception as error:
            maker.branches.forget()
            logger.exception("Provisioning of %s failed", planned.key)
            outcome.message = f"建站时出错（{type(error).__name__}），已撤回，可重新执行；详情见系统日志。"
        else:
            outcome.result = "made"
            outcome.columns = sum(1 for _ in planned.blueprint.walk())
        return outcome


def complete(portal: Portal) -> Portal:
    """A portal that was begun by other means: what its blueprint has and it has not, then it is open to the rest."""
    ApplyBlueprint(portal).execute()
    portal.completed_at = timezone.now()
    portal.save(update_fields=["completed_at"])
    return portal
