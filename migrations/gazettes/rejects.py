"""Rejected rows go back as a file of the same shape, each with the reason, ready to be put right and imported again."""

import csv
import json
from pathlib import Path

from migrations.gazettes.headers import REASON
from migrations.gazettes.rows import read_issue_of

OF_ISSUE = "同一期的其他行有误，整期暂不收录。"


def write_rejects(path, contents, check) -> int:
    """How many rows went back. The file is read once more, so that none of it need be remembered."""
    reasons: dict[int, list[str]] = {}
    for error in check.errors:
        said = f"{error.field}：{error.reason}"
        if said not in reasons.setdefault(error.line, []):
            reasons[error.line].append(said)
    path = Path(path)
    writer = writer_of(path, contents)
    count, last = 0, None
    with writer:
        for row in contents.rows():
            if row.line == last or not is_rejected(row, check):
                continue
            # The entries of one line of JSON go back as that line, once.
            last = row.line
            writer.write(row.record, "；".join(reasons.get(row.line, [OF_ISSUE])))
            count += 1
    return count


def is_rejected(row, check) -> bool:
    if row.line in check.stray:
        return True
    key = read_issue_of(row).key if "unreadable" not in row.values else None
    seen = check.issues.get(key) if key else None
    return bool(seen and seen.wrong)


def writer_of(path: Path, contents):
    if not contents.headers:
        return Lines(path)
    headers = list(contents.headers)
    place = headers.index(REASON) if REASON in headers else len(headers)
    headers = [*headers[:place], REASON, *headers[place + 1 :]]
    return Book(path, headers, place) if path.suffix.lower() in (".xlsx", ".xls") else Table(path, headers, place)


def with_reason(cells, reason, place):
    cells = [*cells, *[""] * (place - len(cells))]
    return [*cells[:place], reason, *cells[place + 1 :]]


class Table:
    """CSV with a mark, which Excel needs to read UTF-8."""

    def __init__(self, path, headers, place):
        self.path, self.headers, self.place = path, headers, place

    def __enter__(self):
        self.file = self.path.open("w", encoding="utf-8-sig", newline="")
        self.csv = csv.writer(self.file)
        self.csv.writerow(self.headers)

    def write(self, cells, reason):
        self.csv.writerow(with_reason(cells, reason, self.place))

    def __exit__(self, *_):
        self.file.close()


class Book:
    """Written row by row. Every cell is text: no cell of a foreign file becomes a formula."""

    LONGEST = 32_767

    def __init__(self, path, headers, place):
        self.path, self.headers, self.place = path, headers, place

    def __enter__(self):
        import openpyxl

        self.book = openpyxl.Workbook(write_only=True)
        self.sheet = self.book.create_sheet("退回")
        self.sheet.append([self.cell(header) for header in self.headers])

    def cell(self, text):
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

        cell = WriteOnlyCell(self.sheet, ILLEGAL_CHARACTERS_RE.sub("", str(text))[: self.LONGEST])
        cell.data_type = "s"
        return cell

    def write(self, cells, reason):
        self.sheet.append([self.cell(cell) for cell in with_reason(cells, reason, self.place)])

    def __exit__(self, *_):
        self.book.save(self.path)


class Lines:
    def __init__(self, path):
        self.path = path

    def __enter__(self):
        self.file = self.path.open("w", encoding="utf-8")

    def write(self, record, reason):
        """What is no object goes back as it stood: there is no place for a reason in it."""
        text = json.dumps({**record, REASON: reason}, ensure_ascii=False) if isinstance(record, dict) else record
        self.file.write(text.encode("utf-8", "replace").decode() + "\n")

    def __exit__(self, *_):
        self.file.close()
