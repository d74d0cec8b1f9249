"""One editor at a time: every change of an issue counts its revision up, and says which revision it was made from."""

from django.db.models import F

from gazette.errors import GazetteError, NotAllowed
from gazette.models import Issue
from gazette.permissions import GazetteAction, may
from gazette.states import EDITABLE, IssueState


class ChangedMeanwhile(GazetteError):
    """Somebody else was faster; nothing of this change was written."""


def refuse_others(user, gazette, action=GazetteAction.EDIT):
    if user is not None and not may(user, action, gazette):
        raise NotAllowed("您没有权限编辑这份公报。")


def take_turn(issue: Issue, revision: int | None) -> None:
    """To be called first in the transaction: from then on no one else changes this issue; raises what is in the way.

    `revision` None: a program that read the issue in this same transaction.
    """
    rows = Issue.objects.filter(pk=issue.pk, state__in=EDITABLE)
    if revision is not None:
        rows = rows.filter(revision=revision)
    if not rows.update(revision=F("revision") + 1):
        raise_reason(issue)
    issue.refresh_from_db(fields=["revision", "state"])


def raise_reason(issue):
    row = Issue.objects.filter(pk=issue.pk).first()
    if row is None:
        raise GazetteError("这一期已被删除。")
    if not row.is_editable:
        raise GazetteError(f"这一期已是“{IssueState(row.state).label}”，清样已定稿，不能再改动。要改动请先退回编辑。")
    last = row.events.select_related("by").first()
    who = f"{last.by.get_full_name() or last.by.get_username()}刚刚" if last and last.by else "他人刚刚"
    what = f"（{last.text}）" if last and last.text else ""
    raise ChangedMeanwhile(f"{who}改动了这一期{what}，您的这次操作没有执行。现在显示的是最新内容，请核对后重试。")
