"""What an accepted proposal does to its target: four fields, published as an ordinary revision with a log entry."""

import datetime

from cms_core.citations.errors import ProposalRefused
from cms_core.citations.revising import publish_fields
from cms_core.documents.rules import validity_problems
from cms_core.models.citations import CitationKind, ValidityProposal
from cms_core.models.pages.document import DocumentPage
from cms_core.models.validity import Validity

ACCEPTED, UNDONE = "cms_core.validity.accept", "cms_core.validity.undo"
VALIDITIES = {CitationKind.REPEAL: Validity.REPEALED, CitationKind.AMEND: Validity.AMENDED}
BASIS = DocumentPage._meta.get_field("validity_basis").max_length
LAPSED = {Validity.REPEALED, Validity.EXPIRED}


def fields_of(proposal: ValidityProposal) -> dict:
    """The fields as the proposal wants them, by attribute name."""
    source = proposal.source
    number = f"（{source.document_number}）" if source.document_number else ""
    return {
        "validity": str(VALIDITIES[proposal.kind]),
        "date_repealed": proposal.day if proposal.kind == CitationKind.REPEAL else None,
        "changed_by_id": source.pk,
        "validity_basis": f"《{source.title[: BASIS - len(number) - 2]}》{number}",
    }


def fields_now(target: DocumentPage, proposal: ValidityProposal | None = None) -> dict:
    """The same fields as they are stored, or as `proposal` has set them; for comparison."""
    if proposal is not None:
        return fields_of(proposal)
    stored = DocumentPage.objects.get(pk=target.pk)
    return {name: getattr(stored, name) for name in ("validity", "date_repealed", "changed_by_id", "validity_basis")}


def check(proposal: ValidityProposal) -> DocumentPage:
    """The target as it would be; ProposalRefused where that contradicts it, or it is out of force already."""
    target = DocumentPage.objects.get(pk=proposal.target_id)
    if not target.live:
        raise ProposalRefused(f"“{target.title}”已撤下，不必再标注效力。")
    if target.validity in LAPSED:
        raise ProposalRefused(f"“{target.title}”已标为“{target.get_validity_display()}”，不必再采纳。")
    for name, value in fields_of(proposal).items():
        setattr(target, name, value)
    if problems := [message for _, message in validity_problems(target)]:
        raise ProposalRefused("采纳后公文会自相矛盾：" + " ".join(problems) + "请先编辑公文，再采纳。")
    return target


def take_effect(proposal: ValidityProposal, *, user, now: datetime.datetime) -> None:
    """Publishes the fields, or raises ProposalRefused and changes nothing."""
    target = check(proposal)
    before = fields_now(target)
    day = before["date_repealed"]
    proposal.before = {**before, "date_repealed": day and day.isoformat()}
    proposal.applied_at = now
    # First: what has not taken effect is taken back when its target says so already, as it does once published.
    proposal.save(update_fields=["before", "applied_at"])
    publish_fields(target, fields_of(proposal), user=user, log_action=ACCEPTED)


def restore(proposal: ValidityProposal, *, user, log_action: str) -> None:
    """The fields as they were before the proposal took effect."""
    before = dict(proposal.before or {"validity": str(Validity.IN_FORCE), "date_repealed": None})
    day = before["date_repealed"]
    before["date_repealed"] = day and datetime.date.fromisoformat(day)
    if not DocumentPage.objects.filter(pk=before.get("changed_by_id")).exists():
        before["changed_by_id"] = None
    publish_fields(proposal.target, before, user=user, log_action=log_action)
