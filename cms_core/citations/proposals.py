"""A document that repeals or amends another proposes so to the other's owner; what it no longer says is taken back."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q

from cms_core.models.citations import CHANGING, Citation, CitationKind, ProposalState, ValidityProposal
from cms_core.models.entries import EntryKind
from cms_core.models.pages.document import DocumentPage
from cms_core.models.validity import Validity

CHUNK = 500
ENDED = {Validity.REPEALED, Validity.EXPIRED}
Pair = tuple[int, int, str]  # source, target, kind
FACTS = ("date_written", "date_effective", "validity", "changed_by")


def settle_proposals(*, sources: Iterable[int], targets: Iterable[int]) -> None:
    """Bring the proposals of and to these pages into line with the citations; one query when there are none.

    Their rows are held first: what somebody decides meanwhile is seen, and not written over.
    """
    sources, targets = list(sources), list(targets)
    if connection.features.has_select_for_update:
        touched = ValidityProposal.objects.filter(Q(source__in=sources) | Q(target__in=targets)).order_by("pk")
        list(touched.select_for_update(no_key=True).values_list("pk"))
    for start in range(0, len(sources), CHUNK):
        _settle("source", sources[start : start + CHUNK])
    for start in range(0, len(targets), CHUNK):
        _settle("target", targets[start : start + CHUNK])


def _settle(side: str, page_ids: list[int]) -> None:
    condition = {f"{side}__in": page_ids}
    wanted = wanted_proposals(Citation.objects.filter(**condition))
    stored = {(row.source_id, row.target_id, row.kind): row for row in ValidityProposal.objects.filter(**condition)}
    new = [row for pair, row in wanted.items() if pair not in stored]
    changed = []
    for pair, row in stored.items():
        if revised(row, wanted.get(pair)):
            changed.append(row)
    if new:
        # Two publishers at once: whichever comes second finds it there.
        ValidityProposal.objects.bulk_create(new, ignore_conflicts=True)
    if changed:
        ValidityProposal.objects.bulk_update(changed, ["state", "day", "basis"], batch_size=CHUNK)


def revised(row: ValidityProposal, wanted: ValidityProposal | None) -> bool:
    """Bring what nobody has decided, or what has not taken effect, into line; whether anything changed."""
    before = row.state, row.day, row.basis
    if wanted is None:
        open_still = row.state == ProposalState.WAITING
        if open_still or (row.state == ProposalState.ACCEPTED and row.applied_at is None):
            row.state = ProposalState.TAKEN_BACK
    elif row.state in {ProposalState.WAITING, ProposalState.TAKEN_BACK} or is_another_day(row, wanted):
        row.state, row.day, row.basis = ProposalState.WAITING, wanted.day, wanted.basis
    return before != (row.state, row.day, row.basis)


def is_another_day(row: ValidityProposal, wanted: ValidityProposal) -> bool:
    """Accepted for a day to come that the text has changed since: its owner is asked again."""
    return row.state == ProposalState.ACCEPTED and row.applied_at is None and row.day != wanted.day


def wanted_proposals(citations) -> dict[Pair, ValidityProposal]:
    """What the public documents among the sources propose now; commentary of an article proposes nothing.

    A document that is private, or below a closed column, is not told to the owners of others.
    """
    found: dict[Pair, Citation] = {}
    public = {"source__entry__kind": EntryKind.DOCUMENT, "source__entry__visible": True}
    rows = citations.filter(kind__in=CHANGING, target__isnull=False, **public)
    for row in rows.order_by("source", "order"):
        found.setdefault((row.source_id, row.target_id, row.kind), row)
    pages = {page for source, target, _ in found for page in (source, target)}
    facts = {pk: values for pk, *values in DocumentPage.objects.filter(pk__in=pages).values_list("pk", *FACTS)}
    wanted = {}
    for pair, row in found.items():
        source, target, kind = pair
        if source in facts and target in facts and is_due(kind, source, facts[source], facts[target]):
            written, effective, *_ = facts[source]
            day = row.day or effective or written
            wanted[pair] = ValidityProposal(source_id=source, target_id=target, kind=kind, day=day, basis=row.sentence)
    return wanted


def is_due(kind: str, source: int, of_source, of_target) -> bool:
    """Whether there is anything to say: not of what says so already, and nothing ends what was written after it."""
    written, validity, changed_by = of_target[0], of_target[2], of_target[3]
    if of_source[0] and written and written > of_source[0]:
        return False
    if kind == CitationKind.REPEAL:
        return validity not in ENDED
    # An amendment of what was amended by another; of what was, nobody said by whom, nothing is known.
    return validity == Validity.IN_FORCE or (validity == Validity.AMENDED and changed_by not in {None, source})
