"""The rows of one issue together, and batches of issues: the second reading of an archive."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from migrations.gazettes.check import Seen
from migrations.gazettes.entries import EntryRow, names_in, read_entry
from migrations.gazettes.folder import Folder
from migrations.gazettes.rows import read_issue_of
from migrations.gazettes.text_files import is_text_file, text_of_file

MOST_ROWS = 2_000
MOST_CHARACTERS = 30_000_000


@dataclass
class Gathered:
    """`scans` and `covers` are names of files; `digest` is of the rows and of what they name."""

    seen: Seen
    rows: list[EntryRow] = field(default_factory=list)
    scans: list[str] = field(default_factory=list)
    covers: list[str] = field(default_factory=list)
    note: str = ""
    characters: int = 0
    hasher: object = field(default_factory=hashlib.sha256)

    @property
    def digest(self) -> str:
        return self.hasher.hexdigest()

    def in_order(self) -> list[EntryRow]:
        """By 序号 where every entry has one, else as they stand."""
        if all(row.order for row in self.rows):
            return sorted(self.rows, key=lambda row: row.order)
        return self.rows


def gather(contents, check, files: Folder, issuers) -> Iterator[Gathered]:
    """Issue by issue, those with errors left out; each issue's rows stand together (`Check` has seen to that)."""
    current = None
    for row in contents.rows():
        key = read_issue_of(row).key if "unreadable" not in row.values else None
        seen = check.issues.get(key) if key else None
        if seen is None or seen.wrong:
            continue
        if current is None or current.seen is not seen:
            if current is not None:
                yield current
            current = Gathered(seen)
        add(current, row, files, issuers)
    if current is not None:
        yield current


def add(issue: Gathered, row, files: Folder, issuers) -> None:
    issue.hasher.update(json.dumps(row.values, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace"))
    issue.note = issue.note or row.text("note").strip()
    for place, name in ((issue.scans, "issue_files"), (issue.covers, "cover")):
        for one in names_in(row.values.get(name)):
            if one not in place:
                place.append(one)
                mark_file(issue, files, one)
    if not row.has_entry:
        return
    entry = read_entry(row, issuers)
    if entry.text_file:
        path = files.find(entry.text_file)
        if is_text_file(path):
            with files.open(path) as file:
                text = text_of_file(file, path)
            entry.body = entry.body or text
            issue.hasher.update(text.encode("utf-8", "replace"))
        else:
            entry.attachments.insert(0, entry.text_file)
    for name in entry.attachments:
        mark_file(issue, files, name)
    issue.characters += len(entry.body)
    issue.rows.append(entry)


def mark_file(issue, files, name):
    """Name and size stand for a large file, so that a second run need not read hundreds of scans."""
    path = files.find(name)
    issue.hasher.update(f"\0{path}\0{files.size(path)}".encode("utf-8", "replace"))


def batches(issues: Iterator[Gathered], size: int) -> Iterator[list[Gathered]]:
    batch: list[Gathered] = []
    for issue in issues:
        batch.append(issue)
        full = len(batch) >= size or sum(len(one.rows) for one in batch) >= MOST_ROWS
        if full or sum(one.characters for one in batch) >= MOST_CHARACTERS:
            yield batch
            batch = []
    if batch:
        yield batch
