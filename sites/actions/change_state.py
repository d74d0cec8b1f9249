"""Move a portal through its life cycle: check, change, log, signal."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.db.models import CharField
from django.db.models.functions import Cast
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from sites.errors import StateChangeRefused
from sites.lifecycle import transition
from sites.lifecycle_rules import Asked
from sites.models import Portal, PortalState, StateChange
from sites.permissions import policy
from sites.routing.subtrees import subtree_range
from sites.signals import portal_state_changed

LOG_ACTION = "gov_sites.change_state"
NEEDED = {
    "reason": "请填写事由。",
    "announcement": "请填写向公众展示的公告内容。",
    "until": "请填写公告截止日期。",
    "successor_url": "请填写内容去向的网址，让公众知道原内容迁到了哪里。",
}
REASON_LENGTH = StateChange._meta.get_field("reason").max_length


class ChangePortalState:
    """`user` None means the platform itself (provisioning, commands) and is not asked for permission."""

    def __init__(self, portal, to, *, user, today: date, reason="", announcement="", until=None, successor_url=""):
        self.portal = portal
        self.user = user
        said = {"reason": reason.strip(), "announcement": announcement.strip(), "successor_url": successor_url.strip()}
        self.asked = Asked(portal, PortalState(to), today, until=until, **said)

    def reasons_against(self) -> list[str]:
        """Everything that stands against it, in the words of whoever asked; empty when it may happen."""
        asked, portal = self.asked, self.portal
        step = transition(portal.state, asked.to)
        if step is None:
            return [f"“{portal.get_state_display()}”的门户不能转为“{asked.to.label}”。"]
        reasons = []
        if self.user is not None and not policy.user_may(self.user, step.who, portal):
            reasons.append(f"您没有权限办理“{step.verb}”，请联系平台管理员。")
        reasons += [NEEDED[name] for name in NEEDED if name in step.needs and not getattr(asked, name)]
        if len(asked.reason) > REASON_LENGTH:
            reasons.append(f"事由最多 {REASON_LENGTH} 字，现有 {len(asked.reason)} 字。")
        if asked.successor_url and not is_web_address(asked.successor_url):
            reasons.append(f"内容去向“{asked.successor_url}”不是网址，应以 http:// 或 https:// 开头。")
        if portal.state_since and asked.today < portal.state_since:
            reasons.append(f"日期不能早于当前状态的起始日 {portal.state_since}。")
        return reasons + [reason for rule in step.rules for reason in rule(asked)]

    @transaction.atomic
    def execute(self) -> StateChange:
        """Raises StateChangeRefused with all reasons."""
        # Two people may have the form open: the second must be judged by the state the first has made.
        stored = Portal.objects.select_for_update().get(pk=self.portal.pk)
        self.portal.state, self.portal.state_since = stored.state, stored.state_since
        if reasons := self.reasons_against():
            raise StateChangeRefused(reasons)
        before = self.portal.state
        self._change()
        row = StateChange.objects.create(
            portal=self.portal,
            before=before,
            after=self.asked.to,
            on=self.asked.today,
            by=self.user,
            reason=self.asked.reason,
        )
        data = {"before": before, "after": self.asked.to.value, "reason": self.asked.reason}
        log(self.portal, LOG_ACTION, user=self.user, data=data)
        portal_state_changed.send(Portal, portal=self.portal, before=before, after=self.asked.to, user=self.user)
        return row

    def _change(self) -> None:
        portal, asked = self.portal, self.asked
        portal.state = asked.to
        portal.state_since = asked.today
        portal.announcement = asked.announcement
        portal.announcement_until = asked.until
        # An archive goes on saying where its content went, and so do the texts of its closing.
        if asked.to != PortalState.ARCHIVED or asked.successor_url:
            portal.successor_url = asked.successor_url
        portal.save(
            update_fields=["state", "state_since", "announcement", "announcement_until", "successor_url"],
        )
        show_home(portal)
        if asked.to == PortalState.ARCHIVED:
            stop_scheduled(portal)


def stop_scheduled(portal) -> None:
    """What was to appear later would appear in a closed archive."""
    pages = Page.objects.filter(path__range=subtree_range(portal.home.path))
    numbers = pages.annotate(number=Cast("pk", CharField())).values("number")
    waiting = Revision.page_revisions.filter(approved_go_live_at__isnull=False, object_id__in=numbers)
    waiting.update(approved_go_live_at=None)


def show_home(portal) -> None:
    """Bring the home page's `live` into line with the portal's state; page signals do the rest (the catalogue)."""
    home = portal.home
    home.refresh_from_db(fields=["live"])
    if home.live != portal.face.home_is_live:
        home.live = portal.face.home_is_live
        home.save(update_fields=["live"])


def is_web_address(value: str) -> bool:
    try:
        URLValidator(schemes=["http", "https"])(value)
    except ValidationError:
        return False
    return True
