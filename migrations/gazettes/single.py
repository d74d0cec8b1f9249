"""One page of an old portal that stood in an issue of the gazette: taken in there, beside the document it becomes."""

from dataclasses import dataclass
from pathlib import Path

from gazette.actions.take_in import TakeInIssues
from gazette.actions.take_in_entries import TakeInEntries
from gazette.actions.taken_in import EntryIn, FileIn, IssueIn
from gazette.errors import GazetteError
from gazette.files import file_name
from gazette.models import FileKind, Gazette, Issue
from gazette.states import IssueState
from migrations.documents.draft import Draft
from migrations.gazettes.parts import PartsOf
from migrations.gazettes.sealed import facts_of, standard_of


@dataclass
class Taken:
    """`outcome`: created (with its issue), added (to a back issue), exists, or left (why is in `note`)."""

    outcome: str
    address: str = ""
    issue: str = ""
    note: str = ""

    def as_dict(self) -> dict:
        return self.__dict__


def take_in_page(portal, page, draft: Draft, issue: dict, *, files: Path | None = None, names=()) -> Taken | None:
    """None where the portal has no gazette, or the old page says of no issue that it stood in it.

    `issue` is that of `OldPage`. A page that is no public document is not taken in; nor is one into an issue that the
    editors make here, since what they approved is not added to behind their backs.
    """
    gazette = Gazette.objects.filter(portal=portal).select_related("column", "portal__organisation").first()
    year, number = issue.get("year"), issue.get("issue_number")
    if gazette is None or not year or not number:
        return None
    label = f"{year}年第{number}期"
    if not page.live or draft.published_at is None:
        return Taken("left", issue=label, note="公文没有公开，未收入公报。")
    found = Issue.objects.filter(gazette=gazette, year=year, number=number).first()
    if found is not None and (held := entry_held(found, page, draft)):
        return Taken("exists", held.path if found.is_published else "", label)
    entry = entry_of(gazette, page, draft, files, names)
    serial = issue.get("serial_number")
    try:
        if found is None:
            given = IssueIn(year, number, draft.published_at, serial=serial, entries=[entry])
            address = TakeInIssues(gazette, [given]).execute()[0].taken_in[0].path
            return Taken("created", address, label)
        if found.state != IssueState.PUBLISHED:
            return Taken("left", issue=label, note=f"这一期{found.get_state_display()}，请在公报编辑中加入这件公文。")
        address = TakeInEntries(found, [entry]).execute()[0].path
    except GazetteError as error:
        return Taken("left", issue=label, note=str(error))
    said = (
        ""
        if not serial or serial == found.serial
        else f"原页面写总第{serial}期，本系统为总第{found.serial}期，请核对。"
    )
    return Taken("added", address, label, said)


def entry_held(issue: Issue, page, draft: Draft):
    entries = list(issue.entries.only("page_id", "number", "title", "document_number", "issue"))
    same = [entry for entry in entries if entry.page_id == page.pk]
    same += [entry for entry in entries if (entry.title, entry.document_number) == (draft.title, draft.document_number)]
    for entry in same[:1]:
        entry.issue = issue
    return same[0] if same else None


def entry_of(gazette: Gazette, page, draft: Draft, folder: Path | None, names) -> EntryIn:
    markup = standard_of(draft)
    files = [FileIn(FileKind.ATTACHMENT, file_name(path.name), opener(path)) for path in files_in(folder, names)]
    listed = [{"name": file.name, "file": file.name} for file in files]
    facts = facts_of(draft, markup, listed, gazette.portal.organisation.name)
    if page.full_url:
        facts["source_url"] = page.full_url
    return EntryIn(
        part=PartsOf(gazette).name_for(draft),
        title=draft.title,
        document_number=draft.document_number,
        page_id=page.pk,
        html=markup,
        facts=facts,
        files=files,
    )


def files_in(folder: Path | None, names):
    """Those that lie there; what an old page names and nobody kept stands in the text of its document."""
    for name in names:
        path = folder / name if folder and "/" not in name and "\\" not in name else None
        if path is not None and path.is_file():
            yield path


def opener(path: Path):
    return lambda: path.open("rb")
