"""The way of an adjustment into force, as the workbench offers it: hand in, take back, send back, approve, revoke."""

from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import View
from wagtail.admin import messages

from listings.actions.approve import ApproveAdjustment
from listings.actions.prepare import SendBackAdjustment, SubmitAdjustment
from listings.actions.revoke import RevokeAdjustment
from listings.admin.base import UNCLEAR, OfAdjustment, adjustment_url, say
from listings.errors import Faulty, ListingsError, NotAllowed
from listings.permissions import ListAction, may, may_approve
from listings.states import AdjustmentState

DONE = {
    "submit": "已送审。请另一位有发布权限的同事批准。",
    "take_back": "已收回为草稿。",
    "send_back": "已退回，编辑可以看到您的意见。",
    "revoke": "已撤销：清单保持原样。",
}


class ChangeState(OfAdjustment, View):
    http_method_names = ["get", "post"]
    action = ListAction.SEE

    def get(self, request, *args, **kwargs):
        """Who was signed out at the click comes back here from the login page."""
        return redirect(adjustment_url(self.adjustment))

    def post(self, request, *args, **kwargs):
        verb, more = request.POST.get("do", ""), ""
        try:
            done = self.action_for(verb).execute()
        except ListingsError as error:
            say(request, error)
            # With everything that is wrong beside its line, in thousands of them too.
            more = "?check=1" if isinstance(error, Faulty) else ""
        else:
            messages.success(request, DONE.get(verb) or approved(done))
        return redirect(f"{adjustment_url(self.adjustment)}{more}")

    def action_for(self, verb):
        adjustment, user = self.adjustment, self.request.user
        reason = self.request.POST.get("reason", "")[:2000]
        match verb:
            case "submit":
                return SubmitAdjustment(adjustment, user=user, revision=self.revision())
            case "approve":
                return ApproveAdjustment(adjustment, user=user, revision=self.revision())
            case "take_back" | "send_back":
                return SendBackAdjustment(adjustment, user=user, reason=reason)
            case "revoke":
                return RevokeAdjustment(adjustment, user=user, reason=reason)
        raise NotAllowed(UNCLEAR)


def approved(adjustment) -> str:
    day = adjustment.effective_day
    if day <= timezone.localdate():
        return f"已批准，自 {day:%Y年%-m月%-d日} 起生效，公众现在就能看到。"
    return f"已批准，将于 {day:%Y年%-m月%-d日} 零时自动生效；在此之前可以撤销。"


def rights_of(user, adjustment) -> dict[str, bool]:
    """What the workbench offers this person in this state; the actions ask again."""
    listing, state = adjustment.listing, adjustment.state
    approver = may(user, ListAction.APPROVE, listing)
    draft, review = state == AdjustmentState.DRAFT, state == AdjustmentState.REVIEW
    is_own = review and adjustment.submitted_by_id == user.pk
    begun = adjustment.effective_day is not None and adjustment.effective_day <= timezone.localdate()
    return {
        "may_edit": draft and may(user, ListAction.EDIT, listing),
        "may_approve": review and may_approve(user, adjustment),
        "may_send_back": review and approver and not is_own,
        "may_take_back": is_own,
        "may_revoke": state == AdjustmentState.APPROVED and approver and not begun,
    }
