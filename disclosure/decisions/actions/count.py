"""Saying how many decisions a body made that are not published one by one."""

from django.db import transaction
from django.utils import timezone

from disclosure.decisions.bodies import Bodies, government_of
from disclosure.decisions.errors import NotAllowed
from disclosure.decisions.permissions import DecisionAction, may
from disclosure.models.decisions import OtherDecisions
from disclosure.models.decisions.others import CountedKind

MOST = 10_000_000


class CountOthers:
    """A second time for the same body, year and kind it replaces the first; 0 is an answer too."""

    def __init__(self, portal, *, body: str, year, kind: str, count, user=None):
        self.portal, self.body, self.year, self.kind, self.count, self.user = portal, body, year, kind, count, user

    @transaction.atomic
    def execute(self) -> OtherDecisions:
        """Raises NotAllowed with all that is wrong."""
        if self.user is not None and not may(self.user, DecisionAction.EDIT, self.portal):
            raise NotAllowed("您没有权限。")
        found, reason = Bodies(self.portal).find(str(self.body), "")
        reasons = [reason or "请填写机关。"] if found is None else []
        year, count = number(self.year), number(self.count)
        if year is None or not 2008 <= year <= timezone.localdate().year:
            reasons.append("年度应为 2008 年（条例施行）到今年。")
        if count is None or count > MOST:
            reasons.append("数量应为不小于 0 的整数。")
        if self.kind not in CountedKind.values:
            reasons.append("请选择种类。")
        if reasons:
            raise NotAllowed(*reasons)
        values = {"count": count, "government": government_of(found), "by": self.user}
        return OtherDecisions.objects.update_or_create(organisation=found, year=year, kind=self.kind, defaults=values)[
            0
        ]


def number(written) -> int | None:
    text = str(written).strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
