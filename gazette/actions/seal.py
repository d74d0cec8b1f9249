"""定稿: numbers, texts, files and digests of all entries of an issue at once; and opening them again."""

from html import escape

from cms_core.text.document_numbers import key_of
from gazette.errors import GazetteError
from gazette.files import delete_files, store_file
from gazette.models import EntryKind, Issue, IssueEntry, IssueFile
from gazette.models.files import EDITIONS
from gazette.storage import gazette_storage
from gazette.texts.canonical import seal
from gazette.texts.freeze import freeze_page
from gazette.texts.standard import standard

SEALED_FIELDS = (
    "number", "part_name", "title", "document_number", "document_key", "facts", "html", "digest", "text_digest",
    "has_text",
)  # fmt: skip
# What a reference says of a document whose text stands in the scanned issue only.
OF_THE_TEXT = ("responsible", "attachments")


class SealEntries:
    """Within the caller's transaction. Raises GazetteError with the reasons of all entries; no file is left then."""

    def __init__(self, issue: Issue):
        self.issue = issue
        self.stored: list[IssueFile] = []

    def execute(self) -> None:
        try:
            self.seal_all()
        except BaseException:
            self.take_back_files()
            raise

    def take_back_files(self) -> None:
        """For the caller too, when it fails later in the transaction."""
        for file in self.stored:
            gazette_storage().delete(file.file.name)
        self.stored = []

    def seal_all(self) -> None:
        related = ("part", "page", "corrects__issue__gazette__portal__site")
        entries = list(self.issue.entries.select_related(*related).order_by("part__order", "position", "pk"))
        if not entries:
            raise GazetteError("本期还没有条目，不能定稿。")
        # Numbers are given anew: whatever a former sealing left would stand in the way of their being unique.
        self.issue.entries.update(number=None)
        delete_files(self.issue.files.filter(entry__isnull=False))
        reasons = []
        for number, entry in enumerate(entries, 1):
            entry.issue, entry.number = self.issue, number
            try:
                self.seal_entry(entry)
            except GazetteError as error:
                reasons += error.reasons
        if reasons:
            raise GazetteError(*reasons)
        IssueEntry.objects.bulk_update(entries, SEALED_FIELDS, batch_size=50)

    def seal_entry(self, entry: IssueEntry) -> None:
        entry.part_name, entry.facts, entry.html = entry.part.name, {}, ""
        files = []
        if entry.kind == EntryKind.ERRATUM:
            entry.html = erratum_html(entry)
        elif entry.page is not None:
            files = self.take_page(entry)
        elif entry.kind != EntryKind.REFERENCE and not self.issue.contents_only:
            raise GazetteError(f"《{entry.title}》的原文已被删除，没有可以刊登的文本。请移出，或改选另一篇。")
        seal(entry)
        for file in files:
            with file.open() as content:
                self.stored.append(store_file(self.issue, file.kind, file.name, content, entry=entry))

    def take_page(self, entry) -> list:
        frozen = freeze_page(entry.page)
        entry.title, entry.document_number = frozen.title, frozen.document_number
        entry.document_key = key_of(frozen.document_number)[:60] if frozen.document_number else ""
        entry.facts = frozen.facts
        if entry.kind == EntryKind.REFERENCE or self.issue.contents_only:
            entry.facts = {name: value for name, value in frozen.facts.items() if name not in OF_THE_TEXT}
            return []
        entry.html = frozen.html
        return frozen.files


def erratum_html(entry: IssueEntry) -> str:
    """更正: which entry of which issue, and what is right."""
    corrected = entry.corrects
    if corrected is None:
        raise GazetteError(f"《{entry.title}》没有指明更正的是哪一期哪一条。请移出后重新添加更正。")
    issue = corrected.issue
    number = f"（{corrected.document_number}）" if corrected.document_number else ""
    pages = f"，第{corrected.pages}页" if corrected.pages else ""
    address = f"{issue.gazette.portal.base_url}{corrected.path}"
    head = (
        f"{issue.gazette.name}{issue.year}年{issue.label}"
        f'<a href="{escape(address)}">《{escape(corrected.title, quote=False)}》</a>{escape(number)}{pages}，更正如下：'
    )
    lines = "".join(f"<p>{escape(line, quote=False)}</p>" for line in entry.correction.splitlines() if line.strip())
    return standard(f"<p>{head}</p>{lines}")


def open_seal(issue: Issue) -> None:
    """Numbers, texts, files and editions go; what the editors put in stays."""
    issue.entries.update(number=None, part_name="", facts={}, html="", digest="", text_digest="", has_text=False)
    delete_files(issue.files.filter(entry__isnull=False))
    delete_files(issue.files.filter(kind__in=EDITIONS))
