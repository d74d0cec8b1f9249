"""收录往期: issues that came out before, in bulk and as they were printed, published and signed at once (G11).

They were read and approved when they were printed: none is drafted, handed in or approved here. Nothing that is there
already is written again; what is taken in is taken in as a whole, or not at all.
"""

from django.db import transaction
from django.db.models import Max

from cms_core.text.document_numbers import key_of
from cms_core.tree.bulk import write_pages
from cms_core.tree.specs import PageSpec
from gazette.actions.face import body_of as face_body_of
from gazette.actions.face import face_of, summary_of
from gazette.actions.taken_in import EntryIn, IssueIn
from gazette.errors import GazetteError
from gazette.files import store_file
from gazette.models import Gazette, Issue, IssueEntry, IssueEvent, Part
from gazette.signals import issue_published
from gazette.signing.manifests import write_manifests
from gazette.states import IssueState
from gazette.storage import gazette_storage
from gazette.texts.canonical import seal

ACTION = "take_in"
OTHER = "其他"
LONGEST_PART = Part._meta.get_field("name").max_length
BATCH = 200


class TakeInIssues:
    """`execute` answers the issues, published, each with its face in the catalogue and a signed manifest.

    Raises GazetteError with every issue or serial that is taken; then nothing was written, no file left.
    """

    def __init__(self, gazette: Gazette, issues: list[IssueIn], *, by=None):
        self.gazette, self.given, self.by = gazette, issues, by

    def execute(self) -> list[Issue]:
        if not self.given:
            return []
        with Stored() as stored, transaction.atomic():
            # One at a time for a gazette, so that two imports at once meet here and not in the middle of a row.
            self.gazette = lock(self.gazette)
            self.refuse_taken()
            issues = self.write_issues()
            write_entries(self.gazette, list(zip(issues, self.given, strict=True)), stored)
            for issue, given in zip(issues, self.given, strict=True):
                stored.keep(issue, None, given.files)
            self.write_faces(issues)
            write_manifests(issues)
            tell(issues, self.by, [f"收录往期，{len(given.entries)} 条" for given in self.given])
            for issue in issues:
                issue_published.send(Issue, issue=issue)
        return issues

    def refuse_taken(self) -> None:
        taken = set(self.gazette.issues.values_list("year", "number"))
        serials = set(self.gazette.issues.exclude(serial=None).values_list("serial", flat=True))
        reasons = []
        for given in self.given:
            if (given.year, given.number) in taken:
                reasons.append(f"{given.label}已经在公报中。")
            if given.serial and given.serial in serials:
                reasons.append(f"{given.label}的总期号{given.serial}已属于另一期，请核对。")
            taken.add((given.year, given.number))
            serials.add(given.serial)
        if reasons:
            raise GazetteError(*reasons)

    def write_issues(self) -> list[Issue]:
        issues = [
            Issue(
                gazette=self.gazette,
                year=given.year,
                number=given.number,
                serial=given.serial,
                name=given.name,
                publication_day=given.publication_day,
                note=given.note,
                contents_only=given.contents_only,
                state=IssueState.PUBLISHED,
                publish_at=given.published_at,
                published_at=given.published_at,
            )
            for given in self.given
        ]
        return Issue.objects.bulk_create(issues, batch_size=BATCH)

    def write_faces(self, issues: list[Issue]) -> None:
        specs = [PageSpec(face_of(issue, issue.taken_in, issue.published_at)) for issue in issues]
        for issue, page in zip(issues, write_pages(self.gazette.column, specs), strict=True):
            issue.page = page
        Issue.objects.bulk_update(issues, ["page"], batch_size=BATCH)


class TakeInEntries:
    """Adds what was found later to a back issue that is published: at its end, with a new version of its manifest.

    For issues that were taken in (their first event says so): what the editors made themselves is corrected by errata.
    """

    def __init__(self, issue: Issue, entries: list[EntryIn], *, by=None):
        self.issue, self.given, self.by = issue, entries, by

    def execute(self) -> list[IssueEntry]:
        with Stored() as stored, transaction.atomic():
            gazette = lock(self.issue.gazette)
            issue = Issue.objects.select_related("page").get(pk=self.issue.pk)
            self.refuse(issue)
            issue.gazette = gazette
            given = IssueIn(issue.year, issue.number, issue.published_at, entries=self.given)
            entries = write_entries(gazette, [(issue, given)], stored)
            issue.contents_only = issue.contents_only and given.contents_only
            issue.save(update_fields=["contents_only"])
            self.renew_face(issue)
            write_manifests([issue])
            tell([issue], self.by, [f"补录 {len(self.given)} 条"])
            issue_published.send(Issue, issue=issue)
        return entries

    def refuse(self, issue) -> None:
        if issue.state != IssueState.PUBLISHED:
            raise GazetteError(f"{issue.year}年{issue.label}不是已发布的往期，不能补录；请在公报编辑中加入。")
        if not issue.events.filter(action=ACTION).exists():
            raise GazetteError(f"{issue.year}年{issue.label}是在本系统编发的，已发布的内容不能补录；有误请登更正。")

    def renew_face(self, issue) -> None:
        if (page := issue.page) is None:
            return
        entries = list(issue.entries.select_related("part").order_by("number"))
        page.summary = summary_of(entries)
        page.body = page._meta.get_field("body").stream_block.to_python(face_body_of(issue, entries))
        page.save()


def lock(gazette: Gazette) -> Gazette:
    found = Gazette.objects.select_for_update(of=("self",)).select_related("portal__organisation", "column")
    return found.get(pk=gazette.pk)


def write_entries(gazette: Gazette, given: list[tuple[Issue, IssueIn]], stored: "Stored") -> list[IssueEntry]:
    """Numbered after what the issue holds; sets `issue.taken_in` to the new entries, each with its part."""
    parts = Parts(gazette)
    pages = {entry.page_id for _, one in given for entry in one.entries if entry.page_id}
    printed = set(IssueEntry.objects.filter(issue__gazette=gazette, page__in=pages).values_list("page_id", flat=True))
    held = dict(
        IssueEntry.objects.filter(issue__in=[issue for issue, _ in given])
        .order_by()
        .values_list("issue_id")
        .annotate(last=Max("number"))
    )
    entries, files = [], []
    for issue, one in given:
        issue.taken_in = []
        here = set()
        for number, entry_in in enumerate(one.entries, start=(held.get(issue.pk) or 0) + 1):
            entry = entry_of(issue, parts.named(entry_in.part), entry_in, number)
            # One page twice in an issue: the second is a text without a page (an annex printed apart).
            entry.page_id = None if entry_in.page_id in here else entry_in.page_id
            entry.reprint = entry.page_id in printed if entry.page_id else False
            seal(entry)
            here.add(entry.page_id)
            printed.add(entry.page_id)
            issue.taken_in.append(entry)
            entries.append(entry)
            files.append(entry_in.files)
    IssueEntry.objects.bulk_create(entries, batch_size=BATCH)
    for entry, its_files in zip(entries, files, strict=True):
        stored.keep(entry.issue, entry, its_files)
    return entries


def entry_of(issue: Issue, part: Part, given: EntryIn, number: int) -> IssueEntry:
    entry = IssueEntry(
        issue=issue,
        part=part,
        position=number,
        number=number,
        kind=given.kind,
        title=given.title[:255],
        document_number=given.document_number,
        document_key=key_of(given.document_number)[:60] if given.document_number else "",
        first_page=given.first_page,
        last_page=given.last_page,
        facts=given.facts,
        html=given.html,
    )
    return entry


def tell(issues, by, texts) -> None:
    IssueEvent.objects.bulk_create(
        [IssueEvent(issue=issue, by=by, action=ACTION, text=text) for issue, text in zip(issues, texts, strict=True)],
        batch_size=BATCH,
    )


class Parts:
    """期内栏目 by name; one that the gazette does not have yet is made, at the end."""

    def __init__(self, gazette: Gazette):
        self.gazette = gazette
        self.by_name = {part.name: part for part in gazette.parts.all()}

    def named(self, name: str) -> Part:
        name = " ".join(name.split())[:LONGEST_PART] or OTHER
        if name not in self.by_name:
            order = max((part.order for part in self.by_name.values()), default=0) + 1
            self.by_name[name] = Part.objects.create(gazette=self.gazette, name=name, order=order)
        return self.by_name[name]


class Stored:
    """The files that a transaction writes: a transaction that is rolled back would leave them on the disk."""

    def __init__(self):
        self.files = []

    def __enter__(self):
        return self

    def keep(self, issue, entry, files) -> None:
        for one in files:
            with one.open() as content:
                self.files.append(
                    store_file(issue, one.kind, one.name, content, entry=entry, media_type=one.media_type)
                )

    def __exit__(self, kind, *rest):
        if kind is not None:
            for file in self.files:
                gazette_storage().delete(file.file.name)
