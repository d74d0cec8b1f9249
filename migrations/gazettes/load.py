"""One batch of issues → documents in the catalogue and issues in the gazette, in one transaction."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from cms_core.attachments.store import store_attachment
from cms_core.text.dates import CHINA
from cms_core.text.folding import fold
from gazette.actions.take_in import TakeInIssues
from gazette.actions.taken_in import EntryIn, FileIn, IssueIn
from gazette.actions.taking_in import lock
from gazette.files import file_name
from gazette.models import EntryKind, FileKind
from gazette.texts.freeze import root_of
from migrations.documents.draft import Draft
from migrations.documents.files import remove_unkept
from migrations.documents.publishing import settle_publication
from migrations.documents.write import Origin, write_drafts
from migrations.gazettes.entries import EntryRow, has_words, read_text
from migrations.gazettes.folder import Folder
from migrations.gazettes.gathered import Gathered
from migrations.gazettes.parts import PartsOf
from migrations.gazettes.sealed import facts_of, standard_of
from migrations.models import ImportedIssue


@dataclass
class Document:
    """A document that this import makes; `entries` wait for its page."""

    draft: Draft
    origin: Origin
    files: list[str]
    live: bool
    entries: list[EntryIn]


class Loader:
    """`known` are the portal's documents (`KnownDocuments`); `report` counts what is written."""

    def __init__(self, gazette, column, files: Folder, issuers, known, report, *, run, today: date):
        self.gazette, self.column, self.files, self.issuers = gazette, column, files, issuers
        self.known, self.report, self.run, self.today = known, report, run, today
        self.now = timezone.now()
        self.parts = PartsOf(gazette)
        self.made: dict[int, Document] = {}
        self.pages: dict[int, int] = {}

    def write(self, batch: list[Gathered]) -> None:
        """All of the batch or nothing of it."""
        kept: list = []
        self.made = {}
        try:
            # Two thirds of the work are reading: on SQLite nobody else could write meanwhile.
            given = [self.issue_in(gathered) for gathered in batch]
            with transaction.atomic():
                self.gazette = lock(self.gazette)
                self.write_documents(kept)
                issues = TakeInIssues(self.gazette, given).execute()
                ImportedIssue.objects.bulk_create(
                    ImportedIssue(issue=issue, run=self.run, digest=one.digest, source_line=one.seen.first)
                    for issue, one in zip(issues, batch, strict=True)
                )
        except BaseException:
            remove_unkept(kept)
            raise
        self.report.created_issues += len(batch)
        self.report.created_entries += sum(len(one.entries) for one in given)
        self.report.documents_created += len(self.made)

    def issue_in(self, gathered: Gathered) -> IssueIn:
        seen = gathered.seen
        found = IssueIn(
            seen.year,
            seen.number,
            published_at=self.now,
            serial=seen.serial,
            name=seen.told.get("name", ("", 0))[0][:60],
            publication_day=seen.day,
            note=gathered.note,
            files=[self.file_in(FileKind.SCAN, name) for name in gathered.scans],
        )
        found.files += [self.file_in(FileKind.COVER, name) for name in gathered.covers]
        one_name_each(found.files)
        drafts = []
        for row in gathered.in_order():
            if row.body and has_words(row.body):
                read_text(row, row.body, self.issuers, self.today)
            drafts.append(row.draft)
        found.published_at = moment_of(seen, drafts)
        found.entries = [self.entry_in(row, gathered, found.published_at) for row in gathered.in_order()]
        return found

    def entry_in(self, row: EntryRow, gathered: Gathered, printed: datetime) -> EntryIn:
        draft = row.draft
        files = [self.file_in(FileKind.ATTACHMENT, name) for name in row.attachments]
        one_name_each(files)
        markup = standard_of(draft)
        part = self.parts.name_for(draft, row.part)
        entry = EntryIn(
            part=part,
            title=draft.title,
            kind=self.kind_of(part, markup),
            document_number=draft.document_number,
            first_page=row.first_page,
            last_page=row.last_page,
            html=markup,
            files=files,
        )
        self.refer(entry, row, gathered, printed)
        attachments = [{"name": file.name, "file": file.name} for file in files]
        entry.facts = facts_of(draft, markup, attachments, self.gazette.portal.organisation.name)
        return entry

    def kind_of(self, part: str, markup: str) -> str:
        if not markup:
            return EntryKind.REFERENCE
        return EntryKind.DOCUMENT if self.parts.holds_documents(part) else EntryKind.ARTICLE

    def refer(self, entry: EntryIn, row: EntryRow, gathered: Gathered, printed: datetime) -> None:
        """The document of the entry: the portal's own where it has it, else one that is made of the text."""
        draft = row.draft
        pk, reason = self.known.find(draft) if draft.document_number or draft.date_written else (None, "")
        if pk is not None and pk in self.made:
            self.made[pk].entries.append(entry)
            self.tell_double(row, f"与第 {self.made[pk].origin.line} 行是同一件公文（{reason}相同）。")
            return
        if pk is not None:
            entry.page_id = self.pages.get(pk, pk)
            self.report.documents_linked += 1
            if pk in self.pages:
                self.tell_double(row, f"前面的一期已刊登这件公文（{reason}相同），按重刊收录。")
            return
        if entry.kind != EntryKind.DOCUMENT:
            return
        if draft.published_at is None and draft.date_written is None:
            draft.published_at = printed
        live, notes = settle_publication(draft, True, self.now)
        self.report.notes += [{"line": row.row.line, "note": note} for note in notes]
        place = -(len(self.pages) + len(self.made) + 1)
        self.known.add(place, draft.document_number, draft.title, draft.date_written)
        self.made[place] = Document(draft, self.origin(row, gathered), row.attachments, live, [entry])

    def origin(self, row: EntryRow, gathered: Gathered) -> Origin:
        seen = gathered.seen
        issue = {"year": seen.year, "issue_number": seen.number, "serial_number": seen.serial}
        told = {"facts": [fact.as_dict() for fact in row.draft.wrong]}
        digest = hashlib.sha256(row.body.encode("utf-8", "replace")).hexdigest()
        return Origin(self.report.source, digest, line=row.row.line, original=row.body, issue=issue, report=told)

    def tell_double(self, row, reason):
        self.report.duplicates.append({"line": row.row.line, "title": row.draft.title, "reason": reason})

    def write_documents(self, kept: list) -> None:
        for document in self.made.values():
            self.attach(document, kept)
        for live in (True, False):
            some = {place: one for place, one in self.made.items() if one.live == live}
            drafts, origins = [one.draft for one in some.values()], [one.origin for one in some.values()]
            pages = write_drafts(self.column, drafts, origins, self.gazette.portal, live=live)
            root = root_of(pages[0]) if live and pages else ""
            for (place, document), page in zip(some.items(), pages, strict=True):
                self.pages[place] = page.pk
                for entry in document.entries:
                    entry.page_id = page.pk
                    if root:
                        entry.facts["source_url"] = f"{root}/{page.address}"

    def attach(self, document: Document, kept: list) -> None:
        stored = []
        for name in document.files:
            path = self.files.find(name)
            shown = path.rpartition("/")[2]
            with self.files.open(path) as file:
                attachment, _ = store_attachment(
                    file, shown, self.gazette.portal.collection, title=shown.rpartition(".")[0], legacy=True
                )
            kept.append(attachment)
            stored.append({"file": attachment.pk, "name": shown})
        if stored:
            document.draft.body.append({"type": "attachments", "value": {"title": "", "files": stored}})

    def file_in(self, kind: str, name: str) -> FileIn:
        path = self.files.find(name)
        shown = file_name(path.rpartition("/")[2])
        return FileIn(kind, shown, lambda: self.files.open(path))


def one_name_each(files: list[FileIn]) -> None:
    """Files of one name in two folders: the second is called 名称-2."""
    taken: set[str] = set()
    for file in files:
        stem, dot, ending = file.name.rpartition(".")
        count = 1
        while fold(file.name) in taken:
            count += 1
            file.name = f"{stem}-{count}{dot}{ending}"
        taken.add(fold(file.name))


def moment_of(seen, drafts: list[Draft]) -> datetime:
    """When the issue came out: its day, else that of the youngest document in it, else the first of its year."""
    days = [draft.date_written for draft in drafts if draft.date_written]
    days += [draft.published_at.astimezone(CHINA).date() for draft in drafts if draft.published_at]
    near = [day for day in days if seen.year <= day.year <= seen.year + 1]
    day = seen.day or max(near, default=date(seen.year, 1, 1))
    return datetime.combine(day, time(), tzinfo=CHINA)
