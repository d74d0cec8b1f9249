"""One issue of the demo: which documents it prints, made by the editors' own actions or taken in as a back issue."""

import datetime
from collections import Counter

from cms_core.models.validity import Validity
from gazette.actions.approve import ApproveIssue
from gazette.actions.arrange import ArrangeEntries
from gazette.actions.changes import Add
from gazette.actions.create_issue import CreateIssue
from gazette.actions.errata import AddErratum
from gazette.actions.publish import PublishIssue
from gazette.actions.submit import SubmitIssue
from gazette.actions.taken_in import EntryIn, FileIn, IssueIn
from gazette.candidates import Candidates, Filters, rule_of
from gazette.demo.calendar import Slot
from gazette.models import EntryKind, Issue, PartRule
from gazette.texts.freeze import freeze_page

# How many of each part an issue prints at most, and in all.
MOST = {PartRule.ORDERS: 1, PartRule.PERSONNEL: 1, PartRule.READINGS: 1, PartRule.CHRONICLE: 1}
USUAL = 2
IN_ALL = 6
CORRECTION = "第二部分第一项第一句“重点任务”误为“重要任务”，特此更正。（演示数据）"


class Chooser:
    """Gives each issue what came out before its day and was in no issue before: (entry, part) pairs."""

    def __init__(self, gazette):
        self.candidates = Candidates(gazette)
        self.parts = {part.rule: part for part in gazette.parts.all()}
        entries = self.candidates.queryset(Filters()).exclude(validity__in=(Validity.REPEALED, Validity.EXPIRED))
        # The demo gives a few numbers twice, on different columns; a gazette prints each once.
        self.waiting = once(entries.order_by("published_at", "page"))

    def take(self, until: datetime.datetime, since: datetime.datetime | None = None, most: int = IN_ALL) -> list:
        """In the order of the parts. What is older than `since` stays with the candidates."""
        counts, taken, left = Counter(), [], []
        for entry in reversed(self.waiting):
            part = self.parts.get(rule_of(entry, self.candidates.government, self.candidates.columns))
            fits = part and len(taken) < most and counts[part.rule] < MOST.get(part.rule, USUAL)
            if fits and entry.published_at < until and (since is None or entry.published_at >= since):
                counts[part.rule] += 1
                taken.append((entry, part))
            else:
                left.append(entry)
        self.waiting = left[::-1]
        return sorted(taken, key=lambda pair: pair[1].order)


def once(entries) -> list:
    numbers, found = set(), []
    for entry in entries:
        if entry.document_key and entry.document_key in numbers:
            continue
        numbers.add(entry.document_key)
        found.append(entry)
    return found


def draft(gazette, slot: Slot, chosen, editor) -> Issue:
    values = {"year": slot.year, "number": slot.number, "serial": slot.serial, "publication_day": slot.day}
    issue = CreateIssue(gazette, user=editor, **values).execute()
    changes, page = [], 1
    for entry, part in chosen:
        changes.append(Add(entry.pk, part.pk, first_page=page, last_page=page + 2))
        page += 3
    ArrangeEntries(issue, changes, user=editor, revision=issue.revision).execute()
    return issue


def correct(issue: Issue, earlier: Issue, editor) -> None:
    wrong = earlier.entries.filter(kind=EntryKind.DOCUMENT).order_by("number").first()
    if wrong:
        issue.refresh_from_db()
        AddErratum(issue, wrong, CORRECTION, user=editor, revision=issue.revision).execute()


def approve(issue: Issue, slot: Slot, editor, approver, now: datetime.datetime) -> None:
    issue.refresh_from_db()
    issue = SubmitIssue(issue, user=editor, revision=issue.revision).execute()
    ApproveIssue(
        issue, user=approver, publish_at=slot.moment, proof_digest=issue.proof_digest, now=min(now, slot.moment)
    ).execute()


def publish(issue: Issue, slot: Slot, editor, approver) -> Issue:
    approve(issue, slot, editor, approver, slot.moment)
    PublishIssue(issue, now=slot.moment).execute()
    issue.refresh_from_db()
    return issue


def back_issue(slot: Slot, chosen) -> IssueIn:
    entries, page = [], 1
    for entry, part in chosen:
        frozen = freeze_page(entry.page)
        entries.append(
            EntryIn(
                part=part.name,
                title=frozen.title,
                kind=EntryKind.DOCUMENT if entry.kind == "document" else EntryKind.ARTICLE,
                document_number=frozen.document_number,
                first_page=page,
                last_page=page + 2,
                page_id=entry.pk,
                facts=frozen.facts,
                html=frozen.html,
                files=[FileIn(file.kind, file.name, file.open) for file in frozen.files],
            )
        )
        page += 3
    return IssueIn(slot.year, slot.number, slot.moment, slot.serial, publication_day=slot.day, entries=entries)
