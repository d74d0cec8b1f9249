"""The first reading of an archive: what is wrong with any row, and which issues can be taken in; nothing is written.

Holds a few numbers for each issue and none of the texts.
"""

from dataclasses import dataclass, field
from datetime import date

from cms_core.attachments.checks import AttachmentRefused, check_attachment
from cms_core.text.dates import parse_date
from gazette.models import FileKind
from migrations.errors import LineError
from migrations.gazettes.entries import has_words, names_in, plain, read_entry
from migrations.gazettes.folder import FileRefused, Folder
from migrations.gazettes.headers import LABELS
from migrations.gazettes.rows import Issue, Row, read_issue_of
from migrations.gazettes.text_files import is_text_file, text_of_file

PICTURES = ("jpg", "jpeg", "png", "gif", "webp")
FIRST_OF_KIND = {"issue_files": FileKind.SCAN, "cover": FileKind.COVER}


@dataclass
class Seen:
    """One issue of the file: where it stands, and what its rows agreed on. `wrong` are lines with errors."""

    year: int
    number: int
    first: int
    last: int
    serial: int | None = None
    day: date | None = None
    rows: int = 0
    entries: int = 0
    texts: int = 0
    files: set[str] = field(default_factory=set)
    orders: set[int] = field(default_factory=set)
    told: dict[str, tuple[str, int]] = field(default_factory=dict)
    wrong: set[int] = field(default_factory=set)

    def __str__(self):
        return f"{self.year}年第{self.number}期"


class Check:
    """`issues` by (year, number) in the order of the file, `errors` of all rows, `stray`: wrong rows of no issue."""

    def __init__(self, contents, files: Folder, issuers, *, today: date, progress=None):
        self.contents, self.files, self.issuers, self.today = contents, files, issuers, today
        self.progress = progress or (lambda *_: None)
        self.issues: dict[tuple[int, int], Seen] = {}
        self.errors: list[LineError] = []
        self.stray: set[int] = set()
        self.rows = 0
        self.missing_files: list[dict] = []
        self.without_date = self.without_number = 0
        self.parts: dict[str, int] = {}
        self.checked: dict[str, str] = {}
        self.current: tuple[int, int] | None = None

    def run(self) -> "Check":
        for row in self.contents.rows():
            self.rows += 1
            self.read(row)
            if self.rows % 1000 == 0:
                self.progress(f"已检查 {self.rows} 行")
        for seen in self.issues.values():
            if not seen.entries and not seen.files:
                self.refuse(seen.first, seen, "标题", "", "这一期既没有条目也没有整期文件。")
        self.check_serials()
        self.errors.sort(key=lambda error: error.line)
        return self

    def refuse(self, line: int, seen: Seen | None, name: str, value, reason: str) -> None:
        self.errors.append(LineError(line, name, str(value)[:60], reason))
        self.stray.add(line) if seen is None else seen.wrong.add(line)

    def read(self, row: Row) -> None:
        if "unreadable" in row.values:
            self.refuse(row.line, None, "整行", row.values["unreadable"][:40], "不是完整的 JSON 对象，可能被截断。")
            return
        issue = read_issue_of(row)
        seen = self.place(row, issue) if issue.key else None
        for name, value, reason in issue.wrong:
            self.refuse(row.line, seen, name, value, reason)
        if seen is not None:
            self.agree(row, seen, issue)
        entry = read_entry(row, self.issuers)
        wrong = entry.wrong if row.has_entry else [one for one in entry.wrong if one[0] != row.label("title")]
        for name, value, reason in wrong:
            self.refuse(row.line, seen, name, value, reason)
        self.check_issue_files(row, seen)
        if row.has_entry:
            self.check_entry(row, entry, seen)

    def place(self, row: Row, issue: Issue) -> Seen:
        """The rows of an issue stand together: then it can be written before the next is read."""
        seen = self.issues.get(issue.key)
        if seen is None:
            seen = self.issues[issue.key] = Seen(issue.year, issue.number, row.line, row.line)
        elif self.current != issue.key:
            reason = (
                f"{seen}的条目应排在一起，前面第 {seen.first}—{seen.last} 行已有这一期；请按年份、期号排序后再导入。"
            )
            self.refuse(row.line, seen, row.label("number"), row.text("number"), reason)
        seen.last = max(seen.last, row.line)
        seen.rows += 1
        self.current = issue.key
        return seen

    def agree(self, row: Row, seen: Seen, issue: Issue) -> None:
        """What is said of an issue in several rows is the same in all."""
        day = row.text("publication_day").strip()
        if day and (found := parse_date(plain("publication_day", day))) is None:
            self.refuse(row.line, seen, row.label("publication_day"), day, "看不懂这个日期，应如“2015-03-25”。")
        elif day and found > self.today:
            reason = "出版日期在将来；这里只收录已出版的往期。"
            self.refuse(row.line, seen, row.label("publication_day"), day, reason)
        elif day:
            if abs(found.year - seen.year) > 1:
                self.refuse(row.line, seen, row.label("publication_day"), day, f"与年份 {seen.year} 相差过大，请核对。")
            seen.day = seen.day or found
            day = found.isoformat()
        for name, value in (("serial", issue.serial), ("publication_day", day), ("name", issue.name)):
            if not value:
                continue
            before, line = seen.told.setdefault(name, (str(value), row.line))
            if before != str(value):
                reason = f"{seen}的{LABELS[name]}在第 {line} 行是“{before}”，这里是“{value}”，请核对。"
                self.refuse(row.line, seen, row.label(name), value, reason)
        seen.serial = seen.serial or issue.serial

    def check_serials(self) -> None:
        """总期号 belongs to one issue and runs on (section 4); gaps are told in the report and stop nothing."""
        owners: dict[int, Seen] = {}
        for seen in self.issues.values():
            if not seen.serial:
                continue
            if other := owners.get(seen.serial):
                line = seen.told["serial"][1]
                reason = f"总期号 {seen.serial} 已是{other}（第 {other.first} 行）的，请核对。"
                self.refuse(line, seen, LABELS["serial"], seen.serial, reason)
            owners.setdefault(seen.serial, seen)
        before = None
        for seen in sorted(owners.values(), key=lambda one: (one.year, one.number)):
            if before and seen.serial < before.serial:
                reason = f"总期号往回走：前一期{before}是总第{before.serial}期。请核对，确实无从查考的可留空。"
                self.refuse(seen.told["serial"][1], seen, LABELS["serial"], seen.serial, reason)
            elif before is None or seen.serial > before.serial:
                before = seen

    def check_entry(self, row: Row, entry, seen: Seen | None) -> None:
        self.check_days(row, entry.draft, seen)
        self.without_date += entry.draft.date_written is None
        self.without_number += not entry.draft.document_number
        part = " ".join(entry.part.split())[:40]
        self.parts[part] = self.parts.get(part, 0) + 1
        text = has_words(entry.body)
        if entry.text_file:
            kind = self.check_file(row, seen, "text_file", entry.text_file)
            text = text or kind == "text"
        for name in entry.attachments:
            self.check_file(row, seen, "attachments", name)
        if seen is None:
            return
        seen.entries += 1
        seen.texts += text
        if entry.order and entry.order in seen.orders:
            self.refuse(row.line, seen, row.label("order"), entry.order, f"{seen}已有序号 {entry.order} 的条目。")
        seen.orders.add(entry.order)

    def check_days(self, row: Row, draft, seen: Seen | None) -> None:
        """An archive holds what was; a day to come is a slip of the pen, but for the day of effect."""
        published = draft.published_at and draft.published_at.date()
        for name, day in (("date_written", draft.date_written), ("published_at", published)):
            if day and day > self.today:
                self.refuse(row.line, seen, row.label(name), day.isoformat(), "这个日期在将来，请核对。")

    def check_issue_files(self, row: Row, seen: Seen | None) -> None:
        for field_name in FIRST_OF_KIND:
            for name in names_in(row.values.get(field_name)):
                if seen is not None and name in seen.files:
                    continue
                kind = self.check_file(row, seen, field_name, name)
                if field_name == "cover" and kind and kind not in PICTURES:
                    self.refuse(row.line, seen, row.label("cover"), name, "封面应为图片（jpg 或 png）。")
                if seen is not None:
                    seen.files.add(name)

    def check_file(self, row: Row, seen: Seen | None, field_name: str, name: str) -> str:
        """Text, or the kind of the file, or nothing when it cannot be taken; one named in several rows is read once."""
        try:
            path = self.files.find(name)
        except FileRefused as error:
            self.missing_files.append({"line": row.line, "file": name})
            self.refuse(row.line, seen, row.label(field_name), name, str(error))
            return ""
        key = f"{field_name == 'text_file'}{path}"
        if key not in self.checked:
            self.checked[key] = self.look(path, as_text=field_name == "text_file")
        kind, _, reason = self.checked[key].partition("\n")
        if reason:
            self.refuse(row.line, seen, row.label(field_name), name, reason)
        return kind

    def look(self, path: str, *, as_text: bool) -> str:
        try:
            with self.files.open(path) as file:
                if as_text and is_text_file(path):
                    text_of_file(file, path)
                    return "text"
                return check_attachment(file, path.rpartition("/")[2], legacy=True).kind.key
        except FileRefused as error:
            return f"\n{error}"
        except AttachmentRefused as error:
            return f"\n{' '.join(error.reasons)}"
