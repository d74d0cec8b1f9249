"""An archive of a gazette: a table of contents and a folder of files become published issues, in batches."""

from time import monotonic

from django.utils import timezone

from cms_core.models import ColumnPage
from gazette.actions.create_gazette import CreateGazette
from gazette.checks.gaps import gaps
from gazette.checks.numbering import Numbered, numbering_problems
from gazette.errors import GazetteError
from gazette.models import Gazette, Issue
from migrations.documents.columns import NO_LISTS, column_named
from migrations.documents.issuers import Issuers
from migrations.documents.known import KnownDocuments
from migrations.errors import ImportRefused, LineError, UnreadableFile
from migrations.gazettes.check import Check
from migrations.gazettes.conflicts import Existing
from migrations.gazettes.contents import open_contents
from migrations.gazettes.folder import open_files
from migrations.gazettes.gathered import batches, gather
from migrations.gazettes.headers import LABELS
from migrations.gazettes.load import Loader
from migrations.gazettes.report import GazetteReport
from migrations.gazettes.verify import differences
from migrations.models import GazetteImport

UNUSED_SHOWN = 500
DOCUMENTS = "政策文件"
NORMATIVE = "行政规范性文件"
# Issues a transaction: some 400 documents, a second in which nobody else writes on SQLite.
BATCH = 20


class ImportGazette:
    """Nothing is written unless every row is right, or the operator accepts the issues without errors.

    An issue is taken in whole or not at all; each batch of them is one transaction. What is there already is passed
    over, and where it differs it is told: a published issue is never written again.
    """

    def __init__(self, contents, portal, *, files=None, column=None, documents_column=None, **options):
        self.portal, self.files_path = portal, files
        self.column, self.documents_column = column, documents_column
        self.accept_good = options.get("accept_good", False)
        self.dry_run = options.get("dry_run", False)
        self.batch = max(1, options.get("batch") or BATCH)
        self.today = options.get("today") or timezone.localdate()
        self.progress = options.get("progress") or (lambda *_: None)
        self.contents = open_contents(
            contents, sheet=options.get("sheet") or "", pairs=options.get("pairs") or (), fill=options.get("fill")
        )
        self.report = GazetteReport(source=self.contents.path.name[:255], portal=portal.key, dry_run=self.dry_run)
        self.check: Check | None = None

    def execute(self) -> GazetteReport:
        """Raises ImportRefused with all errors, when there are some and the good issues are not accepted."""
        started = monotonic()
        gazette = self.find_gazette()
        self.report.gazette = gazette.name
        documents = self.find_documents_column(gazette)
        self.report.column = documents.title
        self.issuers = Issuers(self.portal.organisation)
        self.files = open_files(self.files_path)
        existing = Existing(gazette)
        self.look(existing)
        self.tell_check(gazette)
        if self.report.errors and not self.accept_good:
            count = len({error.line for error in self.report.errors})
            self.tell_archive(gazette)
            self.report.seconds = round(monotonic() - started, 2)
            raise ImportRefused(
                f"{count} 行有误，未写入任何内容。更正后重新导入，或用 --accept-good 只收录没有错误的各期。",
                self.report.errors,
            )
        if not self.dry_run:
            self.load(gazette, documents, existing)
            self.report.differences = differences(gazette, self.check.issues, existing.conflicting)
        self.tell_archive(gazette)
        self.report.seconds = round(monotonic() - started, 2)
        if not self.dry_run:
            self.save_report()
        return self.report

    def find_gazette(self) -> Gazette:
        gazette = Gazette.objects.filter(portal=self.portal).select_related("column", "portal__organisation").first()
        if gazette is not None:
            return gazette
        if not self.column or self.dry_run:
            raise ImportRefused(
                f"“{self.portal.name}”还没有开办公报。请先在后台“政务公报”中开办，"
                "或用 --column 指定公报栏目（自动开办）。"
            )
        column = column_named(self.portal, str(self.column))
        try:
            gazette = CreateGazette(self.portal, user=None).execute()
        except GazetteError as error:
            raise ImportRefused("不能为这个门户开办公报。", error.reasons) from error
        if gazette.column_id != column.pk:
            gazette.column = column
            gazette.save(update_fields=["column"])
        return gazette

    def find_documents_column(self, gazette) -> ColumnPage:
        if self.documents_column:
            return column_named(self.portal, str(self.documents_column))
        columns = ColumnPage.objects.descendant_of(self.portal.home).live().filter(column_type=DOCUMENTS)
        lists = columns.exclude(list_style__in=NO_LISTS).order_by("path")
        # 政策文件 may be no list itself; then not the first below it, which are the 政府规章.
        titled = (lists.filter(title=title).first() for title in (DOCUMENTS, NORMATIVE))
        return next(filter(None, titled), None) or lists.first() or gazette.column

    def look(self, existing) -> None:
        self.check = Check(self.contents, self.files, self.issuers, today=self.today, progress=self.progress)
        self.check.run()
        if not self.check.rows:
            raise UnreadableFile(f"“{self.report.source}”只有表头，没有任何内容。")
        for seen in self.check.issues.values():
            owner = existing.serials.get(seen.serial)
            if owner and owner != (seen.year, seen.number):
                reason = f"总期号 {seen.serial} 在本系统中已是{owner[0]}年第{owner[1]}期的，请核对。"
                line = seen.told["serial"][1]
                seen.wrong.add(line)
                self.check.errors.append(LineError(line, LABELS["serial"], str(seen.serial), reason))

    def tell_check(self, gazette) -> None:
        check, report = self.check, self.report
        issues = check.issues.values()
        report.rows, report.issues = check.rows, len(check.issues)
        report.entries = sum(seen.entries for seen in issues)
        report.texts = sum(seen.texts for seen in issues)
        report.references = report.entries - report.texts
        report.contents_only = sum(1 for seen in issues if not seen.texts)
        rejected = [seen for seen in issues if seen.wrong]
        report.rejected_issues = len(rejected)
        report.rejected_rows = len(check.stray) + sum(seen.rows for seen in rejected)
        report.files_found = len(self.files.used)
        report.files_missing = check.missing_files
        unused = self.files.unused()
        report.files_unused, report.files_unused_count = unused[:UNUSED_SHOWN], len(unused)
        report.parts = check.parts
        known = set(gazette.parts.values_list("name", flat=True))
        report.new_parts = [name for name in check.parts if name and name not in known]
        report.without_date, report.without_number = check.without_date, check.without_number
        report.errors = sorted(check.errors, key=lambda error: error.line)

    def load(self, gazette, documents, existing) -> None:
        self.run = GazetteImport.objects.create(portal=self.portal, source_name=self.report.source)
        known = KnownDocuments(self.portal.home)
        loader = Loader(
            gazette, documents, self.files, self.issuers, known, self.report, run=self.run, today=self.today
        )
        fresh = existing.fresh(gather(self.contents, self.check, self.files, self.issuers), self.report)
        for batch in batches(fresh, self.batch):
            try:
                loader.write(batch)
            except GazetteError as error:
                raise ImportRefused(
                    f"{batch[0].seen}至{batch[-1].seen}这一批没有写入，"
                    f"此前各批已收录（共 {self.report.created_issues} 期）。处理后重新运行即可继续。",
                    error.reasons,
                ) from error
            self.progress(
                f"已收录 {self.report.created_issues} 期、{self.report.created_entries} 条（到{batch[-1].seen}）"
            )

    def tell_archive(self, gazette) -> None:
        """What the archive lacks, with this file (in a dry run as it would be)."""
        rows = {
            (issue.year, issue.number): Numbered(issue.year, issue.number, issue.serial, issue.publication_day)
            for issue in Issue.objects.filter(gazette=gazette)
        }
        if self.dry_run:
            for key, seen in self.check.issues.items():
                if not seen.wrong:
                    rows.setdefault(key, Numbered(seen.year, seen.number, seen.serial, seen.day))
        found = gaps(rows.values(), gazette.first_serial)
        self.report.missing, self.report.missing_count = found.sentences(), found.count
        self.report.numbering = [one.text for one in numbering_problems(rows.values())]

    def save_report(self) -> None:
        self.report.saved_as = self.run.pk
        self.run.report = self.report.as_dict()
        self.run.finished_at = timezone.now()
        self.run.save()
