"""What both ways of taking in share: writing entries as they were printed, their parts, their files."""

from django.db.models import Max

from cms_core.text.document_numbers import key_of
from gazette.actions.taken_in import EntryIn, IssueIn
from gazette.files import store_file
from gazette.models import Gazette, Issue, IssueEntry, IssueEvent, Part
from gazette.storage import gazette_storage
from gazette.texts.canonical import seal

ACTION = "take_in"
OTHER = "其他"
LONGEST_PART = Part._meta.get_field("name").max_length
BATCH = 200


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
        part_name=part.name,
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
