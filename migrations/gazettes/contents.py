"""The table of contents of an archive, from a spreadsheet, a CSV file or JSONL; it can be read again and again."""

import json
from collections.abc import Iterator
from pathlib import Path

from migrations.errors import UnreadableFile
from migrations.gazettes.headers import REASON, field_of, is_header, match, read_pairs
from migrations.gazettes.rows import Above, Row
from migrations.gazettes.sheets import beginning, encoding_of, rows_of_sheet

JSON_ENDINGS = (".jsonl", ".ndjson", ".json")
LONGEST_LINE = 64 << 20
# Titles and notes stand above the header of many tables.
HEADER_WITHIN = 10
SHOWN_HEADERS = 80


def open_contents(path, *, sheet="", pairs=(), fill=None):
    """`fill`: whether a blank cell means as above; None: as usual, in tables yes, in JSONL no."""
    path = Path(path)
    given = read_pairs(pairs)
    if path.suffix.lower() in JSON_ENDINGS:
        return LineContents(path, given, fill=bool(fill))
    return TableContents(path, given, sheet=sheet, fill=fill is not False)


class TableContents:
    def __init__(self, path: Path, given, *, sheet="", fill=True):
        self.path, self.given, self.sheet, self.fill = path, given, str(sheet or ""), fill
        self.headers: list[str] = []
        self.columns: dict[int, str] = {}

    def rows(self) -> Iterator[Row]:
        """Raises UnreadableFile when the file or its header cannot be read."""
        read = rows_of_sheet(self.path, self.sheet)
        self.find_header(read)
        above = Above()
        for line, cells in read:
            if is_header(match(cells, self.given)):
                continue  # repeated on every printed page
            values = {name: cells[place].strip() for place, name in self.columns.items() if place < len(cells)}
            if not any(values.values()):
                continue
            filled = above.fill(values) if self.fill else []
            yield Row(line, values, self.given_back(cells, values, filled))

    def find_header(self, read) -> None:
        seen = []
        for _, cells in read:
            found = match(cells, self.given)
            if is_header(found):
                self.headers, self.columns = [cell.strip() for cell in cells], found
                return
            seen = seen or [cell.strip() for cell in cells if cell.strip()]
            if len(seen) and _ >= HEADER_WITHIN * 10:
                break
        if not seen:
            raise UnreadableFile(f"“{self.path.name}”是空的，没有任何内容。")
        raise UnreadableFile(
            f"没有找到表头：应有一行列名，至少含“年份”“期号”“标题”；读到的第一行是：{'、'.join(seen)[:SHOWN_HEADERS]}。"
            "列名不同时用 --map 标题=表头 指定，表在另一个工作表时用 --sheet 指定。"
        )

    def given_back(self, cells, values, filled) -> list[str]:
        """As it stood, but with what it took from above: in another file another row stands there."""
        cells = list(cells) + [""] * (len(self.headers) - len(cells))
        for place, name in self.columns.items():
            if name in filled:
                cells[place] = values[name]
        return cells


class LineContents:
    """A JSON object a line: an entry, or an issue with its `entries` (条目)."""

    ENTRIES = ("entries", "条目", "目录")
    headers: list[str] = []

    def __init__(self, path: Path, given, *, fill=False):
        self.path, self.given, self.fill = path, given, fill
        beginning(path)

    def rows(self) -> Iterator[Row]:
        above = Above()
        for line, record in self.records():
            if isinstance(record, str):
                yield Row(line, {"unreadable": record}, record)
                continue
            entries = next((record[name] for name in self.ENTRIES if isinstance(record.get(name), list)), None)
            common = self.values(record)
            for number, entry in enumerate([{}] if entries is None else entries or [{}], start=1):
                own = self.values(entry) if isinstance(entry, dict) else {"title": str(entry)}
                values = {**common, **{name: value for name, value in own.items() if value}}
                if self.fill:
                    above.fill(values)
                yield Row(line, values, record, f"第{number}条的" if entries else "")

    def records(self):
        """(line, object), or (line, the line itself) where it is none."""
        with self.path.open(encoding=encoding_of(self.path), newline="\n") as file:
            line = 0
            # Not splitlines(): JSON allows U+2028 and the like inside a text, and old pages have them.
            while text := file.readline(LONGEST_LINE):
                line += 1
                if len(text) >= LONGEST_LINE and not text.endswith("\n"):
                    raise UnreadableFile(f"第 {line} 行过长，不像是每行一条的 JSONL。")
                text = text.replace("\0", "").strip()
                if not text:
                    continue
                try:
                    record = json.loads(text)
                except (json.JSONDecodeError, RecursionError):
                    record = None
                yield line, record if isinstance(record, dict) else text

    def values(self, record: dict) -> dict:
        found = {}
        for key, value in record.items():
            name = self.given.get(_folded(key)) or field_of(key)
            if not name or name == "reason" or name in found or key in self.ENTRIES or key == REASON:
                continue
            if isinstance(value, list) and all(isinstance(one, str) for one in value):
                found[name] = value
            elif isinstance(value, dict | list):
                found[name] = {"wrong": value}
            elif value is not None:
                found[name] = str(value).strip()
        return found


def _folded(text):
    from cms_core.text.folding import fold

    return fold(str(text))
