"""Documents in bulk from a file of records, a line each: all errors are reported, and good rows lost to none."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from cms_core.models import DocumentPage
from migrations.documents.columns import column_named, column_of_steps
from migrations.documents.issuers import Issuers
from migrations.documents.known import KnownDocuments
from migrations.documents.mapping import Mapping
from migrations.documents.publishing import settle_publication
from migrations.documents.records import read_record, refusals
from migrations.documents.write import Origin, rewrite, write_drafts
from migrations.errors import ImportRefused, LineError, UnreadableFile
from migrations.models import ImportedDocument

# PostgreSQL stores no NUL, and half a surrogate pair is no character.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def texts_in(value) -> Iterator[str]:
    """All texts of a JSON value, names of fields included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in (*value, *value.values()) if isinstance(value, dict) else value:
            yield from texts_in(inner)


@dataclass
class ImportReport:
    """`skipped` says line, page and why; `rejected` are the lines as they stood, `notes` what was left out."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    drafts: int = 0
    column: str = ""
    skipped: list[dict] = field(default_factory=list)
    errors: list[LineError] = field(default_factory=list)
    notes: list[dict] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    dry_run: bool = False

    def as_dict(self):
        told = {**self.__dict__, "errors": [error.as_dict() for error in self.errors]}
        return {**told, "rejected": len(self.rejected)}


@dataclass
class Ready:
    line: int
    draft: object
    origin: Origin
    live: bool


class ImportDocuments:
    """`text` is the file. Nothing is written unless every line is right, or the operator accepts the good ones."""

    def __init__(self, text, portal, *, mapping=None, column=None, source_name="", live=True, **options):
        self.text = text
        self.portal = portal
        self.mapping = mapping or Mapping()
        self.column = column
        self.source_name = source_name
        self.live = live
        self.accept_good = options.get("accept_good", False)
        self.update = options.get("update", False)
        self.dry_run = options.get("dry_run", False)
        self.today = options.get("today") or timezone.localdate()
        self.report = ImportReport(dry_run=self.dry_run)

    def execute(self) -> ImportReport:
        """Raises ImportRefused with all errors when some lines are wrong and the good ones are not accepted."""
        column = self.find_column()
        self.report.column = column.title
        records = list(self.records())
        if not records and not self.report.errors:
            raise UnreadableFile("文件中没有任何记录。")
        self.mapping.or_by_names([record for _, _, record in records])
        ready = self.read(records)
        self.report.errors.sort(key=lambda error: error.line)
        if self.report.errors and not self.accept_good:
            count = len({error.line for error in self.report.errors})
            raise ImportRefused(
                f"{count} 行有误，未写入任何内容。更正后重新导入，或用 --accept-good 只导入无误的行。",
                self.report.errors,
            )
        with transaction.atomic():
            self.write(column, ready)
            if self.dry_run:
                transaction.set_rollback(True)
        return self.report

    def find_column(self):
        if self.column:
            return column_named(self.portal, str(self.column))
        column = column_of_steps(self.portal, [])
        if column is None:
            raise ImportRefused(f"“{self.portal.name}”没有可放公文的栏目，请用 --column 指定。")
        return column

    def records(self):
        """(line, text, object) of each line that holds a JSON object; the others become errors."""
        # Not splitlines(): JSON allows U+2028, U+0085 and the like inside a text, and old pages have them.
        for line, text in enumerate(self.text.split("\n"), start=1):
            text = text.removesuffix("\r")
            if not text.strip():
                continue
            try:
                record = json.loads(text)
            except json.JSONDecodeError as error:
                cut = "，像是被截断了" if error.pos >= len(text.rstrip()) - 1 or "Unterminated" in error.msg else ""
                self.refuse(
                    line, text, [("整行", text[:40], f"不是完整的 JSON（第 {error.colno} 个字符处出错{cut}）。")]
                )
                continue
            if not isinstance(record, dict):
                self.refuse(line, text, [("整行", text[:40], "应为一个 JSON 对象（{字段: 值}），每行一件公文。")])
                continue
            if any(UNSTORABLE.search(value) for value in texts_in(record)):
                self.refuse(line, text, [("整行", text[:40], "含有无法保存的字符（空字符或残缺的编码），请清理。")])
                continue
            yield line, text, record

    def refuse(self, line, text, reasons):
        self.report.errors += [LineError(line, *reason) for reason in reasons]
        self.report.rejected.append(text)

    def read(self, records) -> list[Ready]:
        issuers = Issuers(self.portal.organisation)
        now = timezone.now()
        ready = []
        for line, text, record in records:
            draft, wrong = read_record(record, self.mapping, issuers, self.today)
            live, notes = settle_publication(draft, self.live, now)
            wrong += refusals(draft)
            if wrong:
                self.refuse(line, text, wrong)
                continue
            self.report.notes += [{"line": line, "note": note} for note in notes]
            self.report.notes += [
                {"line": line, "note": str(fact)} for fact in draft.facts if fact.status in ("not_understood",)
            ]
            digest = hashlib.sha256(text.strip().encode()).hexdigest()
            url = str(self.mapping.value(record, "url")[1] or "")
            told = {"facts": [fact.as_dict() for fact in draft.facts]}
            origin = Origin(self.source_name, digest, line=line, url=url, original=text, report=told)
            ready.append(Ready(line, draft, origin, live))
        return ready

    def write(self, column, ready):
        known = KnownDocuments(self.portal.home)
        fresh, in_file = [], {}
        for one in ready:
            pk, reason = known.find(one.draft)
            if pk is None:
                place = -one.line
                known.add(place, one.draft.document_number, one.draft.title, one.draft.date_written)
                in_file[place] = one
                fresh.append(one)
            elif pk in in_file:
                self.skip(one, None, f"与第 {in_file[pk].line} 行重复（{reason}相同）。")
            else:
                self.meet(one, pk, reason)
        for live in (True, False):
            batch = [one for one in fresh if one.live == live]
            origins = [one.origin for one in batch]
            write_drafts(column, [one.draft for one in batch], origins, self.portal, live=live)
            self.report.drafts += 0 if live else len(batch)
        self.report.created = len(fresh)

    def meet(self, one, pk, reason):
        """A document that is there: passed over, or with `update` written again if the line has changed."""
        if not self.update:
            self.skip(one, pk, f"本门户已有这件公文（{reason}相同）。")
            return
        if ImportedDocument.objects.filter(page=pk, digest=one.origin.digest).exists():
            self.report.unchanged += 1
            return
        rewrite(DocumentPage.objects.get(pk=pk), one.draft, one.origin, self.portal)
        self.report.updated += 1

    def skip(self, one, pk, why):
        self.report.skipped.append({"line": one.line, "title": one.draft.title, "page": pk, "reason": why})
