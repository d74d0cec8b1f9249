"""What a manifest says: the facts of an issue and the digest of all that it consists of, as canonical JSON."""

import json

from gazette.models import Issue, IssueEntry, IssueFile
from gazette.signing.errors import NotSealed

FORMAT = "gazette-manifest/1"
# What may differ between two manifests of the same contents.
OF_THE_WRITING = ("time", "version", "previous", "key", "gazette")


def canonical_json(data) -> str:
    """The one spelling of `data`: sorted keys, no space, Chinese as it is."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def contents_of(issue: Issue, entries: list[IssueEntry], files: list[IssueFile]) -> dict:
    """The part that has nothing of time in it; raises NotSealed where an entry has no digest yet.

    `files` is known by name and the number of its entry: file rows are made anew when editions are.
    """
    unsealed = [entry.title for entry in entries if not entry.digest or entry.number is None]
    if unsealed:
        raise NotSealed(f"“{unsealed[0]}”等 {len(unsealed)} 条尚未定稿，不能生成校验清单；请退回后重新送审。")
    numbers = {entry.pk: entry.number for entry in entries}
    return {
        "format": FORMAT,
        "issue": facts_of(issue),
        "entries": [entry_line(issue, entry) for entry in sorted(entries, key=lambda entry: entry.number)],
        "files": sorted(
            (file_line(file, numbers.get(file.entry_id)) for file in files),
            key=lambda line: (line["entry"] or 0, line["name"]),
        ),
    }


def facts_of(issue: Issue) -> dict:
    return {
        "year": issue.year,
        "number": issue.number,
        "serial": issue.serial,
        "name": issue.name,
        "path": issue.path,
        "publication_day": issue.publication_day.isoformat() if issue.publication_day else None,
        "note": issue.note,
        "contents_only": issue.contents_only,
    }


def entry_line(issue: Issue, entry: IssueEntry) -> dict:
    """`sha256` is of the bytes that the entry's JSON address answers, `text_sha256` of its words alone."""
    return {
        "number": entry.number,
        "title": entry.title,
        "path": f"{issue.path}{entry.number}",
        "sha256": entry.digest,
        "text_sha256": entry.text_digest,
    }


def file_line(file: IssueFile, entry: int | None) -> dict:
    return {
        "name": file.name,
        "kind": file.kind,
        "entry": entry,
        "size": file.size,
        "media_type": file.media_type,
        "sha256": file.sha256,
    }


def without_writing(body: dict) -> dict:
    return {name: value for name, value in body.items() if name not in OF_THE_WRITING}
