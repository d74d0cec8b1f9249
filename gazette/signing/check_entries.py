"""Are the entries and files of an issue those that its manifest signed? Recomputed from rows and from the disk."""

import hashlib
from collections.abc import Iterator

from gazette.errors import GazetteError
from gazette.models import Issue, IssueFile
from gazette.signing.problems import Problem
from gazette.texts.canonical import digest_of, text_digest
from gazette.texts.standard import has_words

OF_FILE_ROW = ("kind", "size", "media_type", "sha256")


def changed_since_sealed(issue: Issue) -> list[str]:
    """Titles of the entries whose contents no longer have the digest they were sealed with."""
    return [
        f"《{entry.title}》"
        for entry in issue.entries.select_related("issue", "corrects__issue").iterator(chunk_size=50)
        if not entry.digest or digest_of(entry) != entry.digest
    ]


def check_entries(issue: Issue, lines: list[dict]) -> Iterator[Problem]:
    """`lines`: `entries` of the manifest; None of the rows is trusted, not even its own digest."""
    signed = {line.get("number"): line for line in lines}
    for entry in issue.entries.select_related("corrects__issue").order_by("number").iterator(chunk_size=50):
        entry.issue = issue
        line = signed.pop(entry.number, None)
        name = f"第{entry.number}条《{entry.title}》"
        if line is None:
            yield Problem(issue.path, "entry_added", name, "清单中没有这一条，可能是后来添加的。")
            continue
        if digest_of(entry) != line.get("sha256") or entry.title != line.get("title"):
            yield Problem(issue.path, "entry_changed", name, "内容（标题、要素或正文）与签名的清单不一致。")
        elif entry.digest != line.get("sha256"):
            yield Problem(issue.path, "digest_changed", name, "库中记录的校验值与签名的清单不一致，内容未变。")
        if words_of(entry) != line.get("text_sha256"):
            yield Problem(issue.path, "text_changed", name, "正文文字与签名的清单不一致。")
        elif entry.text_digest != line.get("text_sha256"):
            yield Problem(issue.path, "digest_changed", name, "库中记录的文字校验值与签名的清单不一致，文字未变。")
    for number, line in signed.items():
        yield Problem(issue.path, "entry_missing", f"第{number}条《{line.get('title')}》", "清单中有这一条，库中没有。")


def words_of(entry) -> str | None:
    """The digest of its words; None where the text is no longer well-formed."""
    try:
        return text_digest(entry.html) if has_words(entry.html) else ""
    except GazetteError:
        return None


def check_files(issue: Issue, lines: list[dict]) -> Iterator[Problem]:
    signed = {(line.get("entry"), line.get("name")): line for line in lines}
    for file in IssueFile.objects.filter(issue=issue).select_related("entry").order_by("pk").iterator(chunk_size=200):
        number = file.entry.number if file.entry else None
        line = signed.pop((number, file.name), None)
        name = file_name(number, file.name)
        if line is None:
            yield Problem(issue.path, "file_added", name, "清单中没有这个文件，可能是后来添加的。")
            continue
        if any(getattr(file, field) != line.get(field) for field in OF_FILE_ROW):
            yield Problem(issue.path, "file_changed", name, "库中记录的文件（类型、大小或校验值）与签名的清单不一致。")
        yield from check_disk(issue, file, name, line)
    for (number, name), _ in signed.items():
        yield Problem(issue.path, "file_missing", file_name(number, name), "清单中有这个文件，库中没有。")


def check_disk(issue: Issue, file: IssueFile, name: str, line: dict) -> Iterator[Problem]:
    """Reads the file in pieces: a scanned volume may be larger than the memory."""
    try:
        with file.file.storage.open(file.file.name, "rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        yield Problem(issue.path, "file_missing", name, f"磁盘上没有这个文件或读不出（{reason}），请从备份恢复。")
        return
    if found != line.get("sha256"):
        yield Problem(issue.path, "file_changed", name, "磁盘上的文件与签名的清单不一致，请从备份恢复。")


def file_name(number: int | None, name: str) -> str:
    return f"第{number}条的文件“{name}”" if number else f"文件“{name}”"
