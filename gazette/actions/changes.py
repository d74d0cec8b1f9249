"""What can be done to the contents of an issue, each one small change; `ArrangeEntries` does them together.

`apply(issue)` answers what the record of the issue says of it, "" for nothing done, and raises GazetteError.
"""

from dataclasses import dataclass, field

from cms_core.models import DocumentPage, Entry
from cms_core.models.entries import EntryKind as Kind
from gazette.checks.first_prints import printed_elsewhere
from gazette.checks.problems import short
from gazette.errors import GazetteError
from gazette.models import EntryKind, IssueEntry, Part

LAST = 30_000


def entry_of(issue, pk) -> IssueEntry:
    found = IssueEntry.objects.select_related("part").filter(issue=issue, pk=pk).first()
    if found is None:
        raise GazetteError("这一条已被他人移出，请核对最新的目录。")
    return found


def part_of(issue, pk) -> Part:
    found = Part.objects.filter(gazette=issue.gazette_id, pk=pk).first()
    if found is None:
        raise GazetteError("这个期内栏目不在本公报中，可能已被删除，请刷新后重试。")
    return found


def place(issue, entry, part, position) -> None:
    """Puts `entry` at `position` (from 1) of `part`; the others make room."""
    entry.part = part
    others = list(IssueEntry.objects.filter(issue=issue, part=part).exclude(pk=entry.pk).order_by("position", "pk"))
    others.insert(max(0, min((position or LAST) - 1, len(others))), entry)
    for number, one in enumerate(others, 1):
        one.position = number
    entry.save()
    IssueEntry.objects.bulk_update([one for one in others if one.pk != entry.pk], ["position"])


@dataclass
class Add:
    """A page of the catalogue that the public can read; once, unless it is marked as a reprint."""

    page_id: int
    part_id: int
    position: int | None = None
    reprint: bool = False
    first_page: int | None = None
    last_page: int | None = None

    def apply(self, issue):
        part = part_of(issue, self.part_id)
        found = Entry.objects.visible().filter(page=self.page_id, kind__in=(Kind.DOCUMENT, Kind.ARTICLE)).first()
        if found is None:
            raise GazetteError("这一篇还没有公开，或已经撤下，不能收入。请刷新备选。")
        if IssueEntry.objects.filter(issue=issue, page=self.page_id).exists():
            raise GazetteError(f"《{short(found.title)}》已在本期目录中。")
        known = printed_elsewhere(issue.gazette, [self.page_id], [found.document_key], but=issue)
        if known and not self.reprint:
            first = next(iter(known.values()))
            raise GazetteError(
                f"《{short(found.title)}》已收入{first.issue.year}年{first.issue.label}，同一文件只能首刊一次。"
                "确需重刊的，请勾选“重刊”后收入。"
            )
        entry = IssueEntry(
            issue=issue,
            page_id=self.page_id,
            kind=EntryKind.DOCUMENT if found.kind == Kind.DOCUMENT else EntryKind.ARTICLE,
            title=found.title,
            document_number=found.document_number,
            document_key=found.document_key,
            reprint=self.reprint,
            first_page=self.first_page,
            last_page=self.last_page,
        )
        place(issue, entry, part, self.position)
        self.entry = entry
        return f"收入《{short(found.title)}》到{part.name}"


@dataclass
class Move:
    entry_id: int
    part_id: int
    position: int | None = None

    def apply(self, issue):
        entry, part = entry_of(issue, self.entry_id), part_of(issue, self.part_id)
        before = entry.part
        if before.pk == part.pk and entry.position == self.position:
            return ""
        place(issue, entry, part, self.position)
        self.entry = entry
        if before.pk != part.pk:
            return f"《{short(entry.title)}》由{before.name}移到{part.name}"
        return f"移动《{short(entry.title)}》到{part.name}第{entry.position}条"


@dataclass
class Shift:
    """上移 (-1) or 下移 (1): within the part, and from its end into the next."""

    entry_id: int
    by: int

    def apply(self, issue):
        entry = entry_of(issue, self.entry_id)
        rows = IssueEntry.objects.filter(issue=issue, part=entry.part).order_by("position", "pk")
        order = list(rows.values_list("pk", flat=True))
        target = order.index(entry.pk) + self.by
        if 0 <= target < len(order):
            return Move(entry.pk, entry.part_id, target + 1).apply(issue)
        parts = list(issue.gazette.parts.values_list("pk", flat=True))
        beside = parts.index(entry.part_id) + self.by
        if not 0 <= beside < len(parts):
            return ""
        return Move(entry.pk, parts[beside], 1 if self.by > 0 else None).apply(issue)


@dataclass
class Remove:
    """`removed` is what `PutBack` needs, in plain values: the editor may think again."""

    entry_id: int
    removed: dict = field(default_factory=dict)

    def apply(self, issue):
        entry = entry_of(issue, self.entry_id)
        if entry.errata.exists():
            raise GazetteError(f"《{short(entry.title)}》已有更正指向它，不能移出。")
        self.removed = {name: getattr(entry, name) for name in KEPT}
        entry.delete()
        return f"移出《{short(entry.title)}》"


KEPT = (
    "part_id", "position", "kind", "page_id", "title", "document_number", "document_key", "first_page", "last_page",
    "corrects_id", "correction", "reprint",
)  # fmt: skip


@dataclass
class PutBack:
    """撤销移出. What has changed since is asked again: the page may be gone or printed elsewhere."""

    removed: dict

    def apply(self, issue):
        values = {name: self.removed[name] for name in KEPT}
        if values["page_id"]:
            names = ("page_id", "part_id", "position", "reprint", "first_page", "last_page")
            adding = Add(**{name: values[name] for name in names})
            adding.apply(issue)
            self.entry = adding.entry
        else:
            part = part_of(issue, values.pop("part_id"))
            if corrected := values["corrects_id"]:
                check_corrected(issue, IssueEntry.objects.filter(pk=corrected).select_related("issue").first())
            self.entry = IssueEntry(issue=issue, **values)
            place(issue, self.entry, part, values["position"])
        return f"撤销移出《{short(self.entry.title)}》"


@dataclass
class Describe:
    """页码、重刊、存目 of one entry; None leaves a value as it is, `pages` is (first, last)."""

    entry_id: int
    pages: tuple[int | None, int | None] | None = None
    reprint: bool | None = None
    kind: str | None = None

    def apply(self, issue):
        entry = entry_of(issue, self.entry_id)
        before = (entry.pages, entry.reprint, entry.kind)
        if self.pages is not None:
            entry.first_page, entry.last_page = self.pages
        if self.reprint is not None:
            entry.reprint = self.reprint
        if self.kind is not None and self.kind != entry.kind:
            entry.kind = self.checked_kind(entry)
        if before == (entry.pages, entry.reprint, entry.kind):
            return ""
        entry.save(update_fields=["first_page", "last_page", "reprint", "kind"])
        pages = f"，页码{entry.pages}" if entry.pages else ""
        return f"《{short(entry.title)}》{entry.get_kind_display()}{'（重刊）' if entry.reprint else ''}{pages}"

    def checked_kind(self, entry):
        own = EntryKind.DOCUMENT if DocumentPage.objects.filter(pk=entry.page_id).exists() else EntryKind.ARTICLE
        if entry.kind == EntryKind.ERRATUM or self.kind not in {own, EntryKind.REFERENCE}:
            raise GazetteError(f"《{short(entry.title)}》的类别不能改成这一种。")
        return self.kind


def check_corrected(issue, corrected: IssueEntry | None) -> None:
    """An erratum names an entry of an issue that the public has, of the same gazette, and earlier."""
    if corrected is None or corrected.issue.gazette_id != issue.gazette_id:
        raise GazetteError("没有找到要更正的条目，请选择本公报已发布的一期和其中的条目。")
    if not corrected.issue.is_published:
        raise GazetteError("要更正的条目所在的一期还没有发布，或已撤回；未发布的请直接改正。")
    if (corrected.issue.year, corrected.issue.number) >= (issue.year, issue.number):
        raise GazetteError("更正须刊登在被更正的一期之后。")
