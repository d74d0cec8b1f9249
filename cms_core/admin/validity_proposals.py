"""效力建议: what other documents say of one's own, to be accepted with one click, declined with a reason, or undone."""

import datetime

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin import messages

from cms_core.admin.portal_homes import may_somewhere, pages_to, portal_titles
from cms_core.citations.deciding import AcceptProposal, DeclineProposal, UndoDecision
from cms_core.citations.errors import ProposalRefused
from cms_core.models.citations import ProposalState, ValidityProposal

PAGE = 30
VERBS = ("accept", "decline", "undo")
STATES = [(state.value, state.label) for state in ProposalState]


def proposals_for(user):
    """Proposals to documents that `user` may publish."""
    rows = ValidityProposal.objects.select_related("target", "source", "decided_by")
    return rows if user.is_superuser else rows.filter(target__in=pages_to(user, "publish").order_by().values("pk"))


def waiting_for(user) -> int:
    return proposals_for(user).filter(state=ProposalState.WAITING).order_by().count()


def proposal_list(request):
    if not may_somewhere(request.user, "publish"):
        raise PermissionDenied
    state = request.GET.get("state", ProposalState.WAITING)
    state = state if state in ProposalState.values else ProposalState.WAITING
    found = proposals_for(request.user).filter(state=state).order_by("-made_at", "-pk")
    page = Paginator(found, PAGE).get_page(request.GET.get("p"))
    portals = portal_titles({row.target_id for row in page} | {row.source_id for row in page})
    today = timezone.localdate()
    rows = [
        {
            "proposal": row,
            "portal": portals.get(row.target_id, ""),
            "by_portal": portals.get(row.source_id, ""),
            # A page that is not in the catalogue is not public, or not any more.
            "source_url": row.source.full_url if row.source_id in portals else None,
            "source_gone": row.source_id not in portals,
            "ahead": bool(row.day and row.day > today),
            "open": row.state == ProposalState.WAITING,
            "undoable": row.state in {ProposalState.ACCEPTED, ProposalState.DECLINED},
        }
        for row in page
    ]
    context = {"page": page, "rows": rows, "state": state, "states": STATES, "label": ProposalState(state).label}
    context["query"] = f"state={state}&"
    return TemplateResponse(request, "cms_core/admin/validity_proposals.html", context)


@require_POST
def decide_proposal(request, pk: int, verb: str):
    """accept, decline or undo; whoever may not publish the target does not learn that there is a proposal."""
    if verb not in VERBS:
        raise Http404
    proposal = get_object_or_404(proposals_for(request.user), pk=pk)
    answer = run_hooks(request, proposal.target)
    if answer is not None:
        return answer
    decision, said = decision_of(verb, proposal, request)
    try:
        decided = decision.execute()
    except ProposalRefused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said(decided))
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if safe else reverse("validity_proposals"))


def run_hooks(request, page):
    """What holds for an edit of the page holds here: an archived portal is not changed."""
    for hook in hooks.get_hooks("before_edit_page"):
        answer = hook(request, page)
        if hasattr(answer, "status_code"):
            return answer
    return None


def decision_of(verb: str, proposal, request):
    if verb == "accept":
        return AcceptProposal(proposal, request.user), accepted
    if verb == "decline":
        decision = DeclineProposal(proposal, request.user, reason=request.POST.get("reason", ""))
        return decision, lambda decided: f"已记为不采纳：“{decided.target.title}”的效力不变。"
    return UndoDecision(proposal, request.user), lambda decided: f"已撤销，“{decided.target.title}”恢复为原来的效力。"


def accepted(proposal) -> str:
    name = f"“{proposal.target.title}”"
    if proposal.applied_at is None:
        return f"已采纳。{name}将于{day_of(proposal.day)}自动标为“{proposal.target_label}”，此前不变。"
    return f"已采纳，{name}现标为“{proposal.target_label}”。"


def day_of(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
