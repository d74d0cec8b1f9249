"""One pasted page of an old portal becomes a document, with a report on every field."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from cms_core.citations.write import sync_pages
from cms_core.models import Attachment, DocumentPage
from cms_core.models.validity import DisclosureAttribute
from cms_core.text.document_numbers import find_document_numbers
from cms_core.text.responsible import responsible_in
from migrations.documents.columns import column_named, column_of_steps
from migrations.documents.draft import Draft
from migrations.documents.facts import NAMES, Fact, Status
from migrations.documents.files import attach, remove_unkept
from migrations.documents.interpret import infer_genre, interpret, settle_validity, tell_missing
from migrations.documents.issuers import Issuers
from migrations.documents.known import KnownDocuments
from migrations.documents.publishing import settle_publication
from migrations.documents.read_body import read_body
from migrations.documents.write import Origin, rewrite, write_drafts
from migrations.errors import ImportRefused
from migrations.gazettes.single import take_in_page
from migrations.reading.labels import MORE
from migrations.reading.page import OldPage, read_page

EXPECTED = ("title", "index_number", "theme", "issuer", "date_written", "document_number", "published_at", "source")


@dataclass
class TextReport:
    """`outcome` is created, updated, unchanged or skipped; `page` the document's id, None in a dry run."""

    outcome: str
    page: int | None = None
    address: str = ""
    live: bool = False
    column: str = ""
    steps: list[str] = field(default_factory=list)
    issue: dict = field(default_factory=dict)
    gazette: dict = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    responsible: list[dict] = field(default_factory=list)
    mentioned: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    dry_run: bool = False

    def as_dict(self):
        return {**self.__dict__, "facts": [fact.as_dict() for fact in self.facts]}


class ImportText:
    """`column` is the name or number of a column (None: found by the old page's own way), `today` decides validity.

    `files` is a directory in which attached files lie under the names that the page gives them. A page that stood in an
    issue of the portal's gazette is taken in there too, unless `gazette` is false.
    """

    def __init__(self, text, portal, *, source_name="", column=None, live=True, update=False, dry_run=False, **options):
        self.text = text
        self.portal = portal
        self.source_name = source_name
        self.column = column
        self.live = live
        self.update = update
        self.dry_run = dry_run
        self.files = Path(options["files"]) if options.get("files") else None
        self.gazette = options.get("gazette", True)
        self.today = options.get("today") or timezone.localdate()

    def execute(self) -> TextReport:
        """Raises ImportRefused with everything that keeps the page from being a document; nothing is written then."""
        if not self.text.strip():
            raise ImportRefused("文件是空的，没有可导入的内容。")
        page = read_page(self.text)
        issuers = Issuers(self.portal.organisation)
        draft = self.draft_of(page, issuers)
        live, notes = settle_publication(draft, self.live, timezone.now())
        self.refuse_unless_document(draft)
        kept: list[Attachment] = []
        try:
            with transaction.atomic():
                report = self.load(page, draft, issuers, live, notes, kept)
                if self.dry_run:
                    transaction.set_rollback(True)
                    report.page = None
        finally:
            remove_unkept(kept)
        return report

    def load(self, page: OldPage, draft: Draft, issuers, live: bool, notes: list[str], kept: list) -> TextReport:
        column = self.find_column(page, draft)
        report = TextReport(
            outcome="",
            live=live,
            column=column.title,
            steps=page.steps,
            issue=page.issue,
            facts=draft.facts,
            attachments=page.attachments,
            responsible=self.responsible(page, issuers),
            mentioned=[str(number) for number in find_document_numbers("\n".join(page.body))],
            dropped=page.dropped,
            notes=notes,
            dry_run=self.dry_run,
        )
        attach(draft, page.attachments, self.files, self.portal, report.notes, kept)
        self.write(draft, column, report, live)
        # What is written in bulk is read for citations a little later; one page is read at once.
        sync_pages(DocumentPage.objects.filter(pk=report.page, live=True))
        if self.gazette:
            self.take_in(page, draft, report)
        return report

    def take_in(self, page: OldPage, draft: Draft, report: TextReport) -> None:
        """The standard text of the document in its issue (第7期(总第1074期) of the old page's way)."""
        document = DocumentPage.objects.get(pk=report.page)
        taken = take_in_page(self.portal, document, draft, page.issue, files=self.files, names=page.attachments)
        if taken is not None:
            report.gazette = taken.as_dict()
            report.notes += [f"公报{taken.issue}：{taken.note}"] if taken.note else []

    def draft_of(self, page: OldPage, issuers) -> Draft:
        draft = Draft()
        if page.steps:
            draft.tell("breadcrumb", Status.UNDERSTOOD, value=" > ".join(page.steps))
        names = list(dict.fromkeys(value.field for value in page.values if value.field != MORE))
        found = {name: page.first(name) for name in names}
        values = {name: (value.label, value.raw) for name, value in found.items() if name != "title"}
        values["title"] = (found["title"].label if "title" in found else "", page.title)
        interpret(draft, values, issuers)
        for value in page.values:
            if value.field == MORE and value.raw:
                draft.tell("", Status.IGNORED, value.raw, label=value.label, note="本系统没有这个字段，已随原文存档。")
            elif value.field != MORE and value.raw and value is not found[value.field]:
                draft.tell(
                    value.field, Status.IGNORED, value.raw, label=value.label, note="同一字段的另一个值，未采用。"
                )
        read_body(draft, page.body)
        issuers.infer(draft)
        infer_genre(draft)
        settle_validity(draft, self.today)
        tell_missing(draft, EXPECTED)
        for name in page.attachments:
            draft.tell("attachments", Status.KEPT, name, name)
        return draft

    def refuse_unless_document(self, draft):
        errors = []
        if not draft.title:
            errors.append("没有找到标题：请确认粘贴了整个页面，或在文本中加一行“标题：……”。")
        if not draft.body and draft.disclosure == DisclosureAttribute.ACTIVE:
            errors.append("没有找到正文：主动公开的公文须有正文。")
        errors += [
            f"{NAMES.get(fact.field, fact.label)}“{fact.raw[:60]}”：{fact.note}"
            for fact in draft.wrong
            if fact.field in ("title", "published_at")
        ]
        if errors:
            raise ImportRefused("这一页不能导入，未写入任何内容。", errors)

    def find_column(self, page, draft):
        if self.column:
            return column_named(self.portal, str(self.column))
        column = column_of_steps(self.portal, page.steps)
        if column is None:
            raise ImportRefused(f"“{self.portal.name}”没有可放公文的栏目，请用 --column 指定。")
        known = column.title in page.steps or (column.column_type == "政府公报" and "公报" in "".join(page.steps))
        note = (
            "按原页面的路径找到。" if known else "原页面的路径在本门户没有对应栏目，放入公文栏目；可用 --column 指定。"
        )
        draft.tell("column", Status.UNDERSTOOD if known else Status.INFERRED, value=column.title, note=note)
        return column

    def responsible(self, page, issuers):
        """责任单位 of the paragraphs, each name with the body it means (there is no field for them)."""
        rows = []
        for note in responsible_in("\n".join(page.body)):
            found = [(name, issuers.find(name)[0]) for name in note.names]
            organisations = [{"name": name, "organisation": one.key if one else None} for name, one in found]
            rows.append({"label": note.label, "text": note.text, "organisations": organisations})
        return rows

    def write(self, draft, column, report, live):
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        pk, reason = KnownDocuments(self.portal.home).find(draft)
        origin = Origin(
            self.source_name,
            digest,
            original=self.text,
            steps=report.steps,
            issue=report.issue,
            report=report.as_dict(),
        )
        if pk is None:
            page = write_drafts(column, [draft], [origin], self.portal, live=live)[0]
            report.outcome = "created"
        else:
            page = DocumentPage.objects.get(pk=pk)
            report.live = page.live
            report.outcome = "skipped"
            report.notes.append(f"本门户已有这件公文（编号 {pk}，{reason}相同）。")
            if self.update:
                rewrite(page, draft, origin, self.portal)
                report.outcome = "updated"
        report.page, report.address = page.pk, page.address
