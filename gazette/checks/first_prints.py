"""同一文件只能首刊一次: printed again only as a correction or a marked reprint (section 4, constraints)."""

from django.db.models import Q

from gazette.checks.problems import Problem, error, short
from gazette.models import EntryKind, IssueEntry
from gazette.states import IssueState

PRINTS = (EntryKind.DOCUMENT, EntryKind.ARTICLE, EntryKind.REFERENCE)


def first_prints(gazette):
    """The entries that count as first print of their document; a withdrawn issue has printed nothing."""
    entries = IssueEntry.objects.filter(issue__gazette=gazette, reprint=False, kind__in=PRINTS)
    return entries.exclude(issue__state=IssueState.WITHDRAWN)


def printed_elsewhere(gazette, pages, keys, but=None) -> dict[tuple[str, object], IssueEntry]:
    """By ("page", id) and ("key", document key): where it was printed first; one query. `but`: an issue left out."""
    keys = {key for key in keys if key}
    found = first_prints(gazette).filter(Q(page__in=pages) | Q(document_key__in=keys)).select_related("issue__gazette")
    if but is not None:
        found = found.exclude(issue=but)
    known = {}
    for entry in found.order_by("-issue__year", "-issue__number"):
        known["page", entry.page_id] = entry
        known["key", entry.document_key] = entry
    known.pop(("page", None), None)
    known.pop(("key", ""), None)
    return known


def printed_since(issue) -> list[str]:
    """What stands in the way of giving a withdrawn issue back: its documents may have been printed first elsewhere."""
    entries = issue.entries.filter(reprint=False, kind__in=PRINTS).defer("html", "facts").order_by("number")
    entries = list(entries)
    pages = {entry.page_id for entry in entries if entry.page_id}
    known = printed_elsewhere(issue.gazette, pages, {entry.document_key for entry in entries}, but=issue)
    reasons = []
    for entry in entries:
        first = known.get(("page", entry.page_id)) or known.get(("key", entry.document_key))
        if first:
            reasons.append(
                f"《{short(entry.title)}》撤回后已收入{first.issue.year}年{first.issue.label}，同一文件只能首刊一次。"
                "那一期还在编辑的，请先移出或勾选“重刊”。"
            )
    return reasons


def print_problems(issue, entries) -> list[Problem]:
    """Entries of `issue` printed first elsewhere, or standing in it twice."""
    entries = [entry for entry in entries if entry.kind in PRINTS and not entry.reprint]
    pages = {entry.page_id for entry in entries if entry.page_id}
    known = printed_elsewhere(issue.gazette, pages, {entry.document_key for entry in entries}, but=issue)
    problems, seen = [], {}
    for entry in entries:
        first = known.get(("page", entry.page_id)) or known.get(("key", entry.document_key))
        if first:
            where = f"{first.issue.year}年{first.issue.label}"
            problems.append(
                error(
                    f"《{short(entry.title)}》已在{where}刊登。请移出；确需再次刊登的，请勾选“重刊”。",
                    entry_id=entry.pk,
                    page_id=entry.page_id,
                )
            )
        if entry.document_key and entry.document_key in seen:
            problems.append(
                error(
                    f"发文字号{entry.document_number}在本期出现两次，请移出一条。",
                    entry_id=entry.pk,
                    page_id=entry.page_id,
                )
            )
        seen[entry.document_key] = entry
    return problems
