"""Issues of the file that the gazette has already: the same ones are passed over, others are told and left alone."""

from collections.abc import Iterator

from cms_core.text.document_numbers import key_of
from cms_core.text.folding import fold
from gazette.models import IssueEntry
from gazette.states import IssueState
from migrations.gazettes.gathered import Gathered


class Existing:
    """Read once for a whole import: one query."""

    def __init__(self, gazette):
        rows = gazette.issues.values_list("year", "number", "serial", "pk", "state", "imported_from__digest")
        self.issues = {(year, number): (pk, state, digest) for year, number, _, pk, state, digest in rows}
        self.serials = {serial: (year, number) for year, number, serial, *_ in rows if serial}
        self.conflicting: set[tuple[int, int]] = set()

    def fresh(self, issues: Iterator[Gathered], report) -> Iterator[Gathered]:
        for issue in issues:
            key = (issue.seen.year, issue.seen.number)
            if key not in self.issues:
                yield issue
                continue
            pk, state, digest = self.issues[key]
            report.existing_issues += 1
            if digest != issue.digest:
                self.conflicting.add(key)
                reason = why(pk, state, digest, issue)
                report.conflicts.append({"line": issue.seen.first, "issue": str(issue.seen), "reason": reason})


def why(pk, state, digest, issue: Gathered) -> str:
    if state != IssueState.PUBLISHED:
        return f"本系统中的这一期{IssueState(state).label}，未改动。"
    held = [
        (number, fold(title), document_key)
        for number, title, document_key in IssueEntry.objects.filter(issue=pk)
        .order_by("number")
        .values_list("number", "title", "document_key")
    ]
    rows = issue.in_order()
    said = []
    if len(held) != len(rows):
        said.append(f"已收录 {len(held)} 条，文件中 {len(rows)} 条")
    for (number, title, document_key), row in zip(held, rows, strict=False):
        draft = row.draft
        if title != fold(draft.title):
            said.append(f"第 {number} 条标题不同（文件中是“{draft.title[:40]}”）")
        elif document_key != (key_of(draft.document_number) if draft.document_number else ""):
            said.append(f"第 {number} 条发文字号不同（文件中是“{draft.document_number}”）")
    origin = "" if digest else "这一期不是由导入收录的。"
    told = "；".join(said[:5]) or "正文、页码、日期或文件有不同"
    return f"{origin}{told}。已发布的公报不再改写，如确有误请登更正。"
