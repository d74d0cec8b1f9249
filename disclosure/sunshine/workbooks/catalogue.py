"""A spreadsheet of standard tables → their rows in plain form, and all that is wrong with them."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from cms_core.text.folding import fold
from disclosure.sunshine.domains import domain_in, domains
from disclosure.sunshine.errors import Unusable
from disclosure.sunshine.limits import limit_of
from disclosure.sunshine.workbooks.grid import is_page_mark, rows_of, visible_sheets
from disclosure.sunshine.workbooks.headers import LABELS, Header, find_header, repeats
from disclosure.sunshine.workbooks.marks import channels_of, ticked, without_ticks

LONGEST = {"number": 20, "item": 200, "sub_item": 200, "content": 8000, "basis": 8000, "term": 500, "body": 300}
REQUIRED = ("item", "content", "basis", "term", "body")
LEVELS = ("at_province", "at_city", "at_county", "at_town")
LEVEL_WORDS = {
    "at_province": ("省",), "at_city": ("市级", "设区市"),
    "at_county": ("县", "区级"), "at_town": ("乡", "镇", "街道", "村"),
}  # fmt: skip
MOST_FAULTS = 500


@dataclass
class Part:
    """One table of the file, of one domain; `rows` are plain values of `CatalogueRow`."""

    sheet: str
    domain: str
    title: str
    rows: list[dict] = field(default_factory=list)

    def as_data(self) -> dict:
        return {"sheet": self.sheet, "domain": self.domain, "title": self.title, "rows": self.rows}


@dataclass
class Read:
    parts: list[Part] = field(default_factory=list)
    faults: list[dict] = field(default_factory=list)
    refused: list[dict] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_catalogue(path: Path, name: str, domain: str = "") -> Read:
    """Every sheet that is a table; `domain` where the file does not say which. Raises Unusable."""
    found = Read()
    sheets = visible_sheets(path)
    for sheet in sheets:
        rows = rows_of(path, sheet)
        header = find_header(rows)
        if header is None:
            if len(sheets) > 1 and rows:
                found.notes.append(f"工作表“{sheet}”没有标准目录的表头，没有导入。")
            continue
        read_sheet(found, sheet, name, rows, header, domain)
    if not found.parts:
        raise Unusable(
            "没有找到标准目录的表头。表头应有序号、公开事项（一级事项、二级事项）、公开内容、公开依据、公开时限、"
            "公开主体、公开渠道和载体、公开对象、公开方式、公开层级。"
        )
    seen: dict[str, str] = {}
    for part in found.parts:
        if part.domain and part.domain in seen:
            title = domains()[part.domain].title
            raise Unusable(f"工作表“{seen[part.domain]}”和“{part.sheet}”都是“{title}”，请合并为一张，或分开上传。")
        seen[part.domain] = part.sheet
    if len(found.faults) > MOST_FAULTS:
        found.notes.append(f"错误超过 {MOST_FAULTS} 处，只列出前 {MOST_FAULTS} 处。")
        del found.faults[MOST_FAULTS:]
    return found


def read_sheet(found: Read, sheet: str, name: str, rows, header: Header, domain: str) -> None:
    if header.missing:
        found.faults.append(fault(sheet, header.first, "表头", "", f"缺少这些列：{'、'.join(header.missing)}。"))
    titles = [cell for number, cells in rows if number < header.first for cell in cells[:1] if cell]
    domain = domain or next(filter(None, map(domain_in, (sheet, *titles, name))), "")
    if not domain:
        found.faults.append(
            fault(sheet, header.first, "领域", sheet, "看不出是哪个领域，请在上传时选定领域，或把领域写进表名。")
        )
    title = next((title_in(one) for one in titles if "目录" in one), "")
    part = Part(sheet, domain, title[:200] or default_title(domain))
    reader = RowReader(header)
    heads = [cells for number, cells in rows if header.first <= number <= header.last]
    refused = {"sheet": sheet, "header": heads, "rows": []}
    found.refused.append(refused)
    for number, cells in rows:
        if number <= header.last or repeats(header, cells) or is_page_mark(cells) or is_note(cells):
            continue
        values, faults = reader.read(cells)
        found.faults += [fault(sheet, number, *one) for one in faults]
        if values is None:
            continue
        if values["identity"] in reader.seen:
            same = reader.seen[values["identity"]]
            found.faults.append(fault(sheet, number, "公开事项", values["item"], f"与第 {same} 行相同，请删去一行。"))
            refused["rows"].append([number, cells])
            continue
        reader.seen[values["identity"]] = number
        values["row"] = number
        if faults:
            refused["rows"].append([number, cells])
        else:
            part.rows.append(values)
    if not reader.seen:
        found.notes.append(f"工作表“{sheet or name}”的表头下面没有事项。")
    found.parts.append(part)


def title_in(cell: str) -> str:
    """Over several lines, as wide as the page is; what follows the line that ends with 目录 is no part of it."""
    lines = cell.split("\n")
    last = next(number for number, line in enumerate(lines) if "目录" in line)
    return "".join(lines[: last + 1])


def default_title(domain: str) -> str:
    return f"{domains()[domain].title}领域基层政务公开标准目录" if domain else "基层政务公开标准目录"


def is_note(cells: list[str]) -> bool:
    """备注 below the table."""
    said = list(dict.fromkeys(cell for cell in cells if cell))
    return len(said) == 1 and said[0].startswith(("备注", "注：", "注:", "说明", "填表"))


def fault(sheet: str, row: int, column: str, value: str, reason: str) -> dict:
    return {"sheet": sheet, "row": row, "column": column, "value": value[:100], "reason": reason}


class RowReader:
    """Knows what stood above: 一级事项 of a CSV stands in the first of its rows only."""

    def __init__(self, header: Header):
        self.header, self.item = header, ""
        self.seen: dict[str, int] = {}

    def text(self, cells, name: str) -> str:
        parts = [cells[place] for place in self.header.places(name) if place < len(cells) and cells[place]]
        return "\n".join(dict.fromkeys(parts))

    def read(self, cells) -> tuple[dict | None, list[tuple[str, str, str]]]:
        """(values, [(column, value, reason)]); None for a row without any content."""
        faults: list[tuple[str, str, str]] = []
        values = {name: self.text(cells, name) for name in LONGEST}
        values["item"] = values["item"].replace("\n", "") or self.item
        values["sub_item"] = values["sub_item"].replace("\n", "")
        self.item = values["item"]
        if not any(values[name] for name in ("content", "basis", "term", "sub_item")):
            return None, []
        values["number"] = values["number"].replace("\n", "")
        if values["sub_item"] == values["item"]:
            values["sub_item"] = ""
        faults += [(LABELS[name], "", f"缺少“{LABELS[name]}”。") for name in REQUIRED if not values[name]]
        for name, most in LONGEST.items():
            if len(values[name]) > most:
                faults.append((LABELS[name], values[name], f"最多 {most} 字，现有 {len(values[name])} 字。"))
        limit = limit_of(values["term"])
        values |= {"term_kind": limit.kind.value, "term_days": limit.days}
        values |= self.channels(cells, faults) | self.audience(cells, faults)
        values |= self.ways(cells, faults) | self.levels(cells, faults)
        values["identity"] = identity_of(values)
        return values, faults

    def channels(self, cells, faults) -> dict:
        written = self.text(cells, "channels")
        keys, others = channels_of(written)
        if not keys and not others and self.header.places("channels"):
            faults.append((LABELS["channels"], written, "没有勾选任何公开渠道，请在选用的渠道前打■。"))
        return {"channels": keys, "other_channels": others}

    def audience(self, cells, faults) -> dict:
        if self.header.places("audience"):
            said = self.text(cells, "audience")
            return {"to_all": not said or "全社会" in said, "to_some": "" if "全社会" in said else said[:300]}
        said = self.text(cells, "to_some")
        named = without_ticks(said)
        some = "" if ticked(said) is False else (named if fold(named) not in ("", "v") else "特定群体")
        found = {"to_all": self.tick(cells, "to_all", faults), "to_some": some[:300]}
        if not found["to_all"] and not found["to_some"]:
            faults.append(("公开对象", "", "全社会、特定群体都没有勾选，请至少勾选一项。"))
        return found

    def ways(self, cells, faults) -> dict:
        if self.header.places("way"):
            said = self.text(cells, "way")
            return {"active": "主动" in said, "on_request": "依申请" in said}
        found = {name: self.tick(cells, name, faults) for name in ("active", "on_request")}
        if not any(found.values()):
            faults.append(("公开方式", "", "主动、依申请都没有勾选，请至少勾选一项。"))
        return found

    def levels(self, cells, faults) -> dict:
        if self.header.places("level"):
            said = self.text(cells, "level")
            found = {name: any(word in said for word in words) for name, words in LEVEL_WORDS.items()}
        else:
            found = {name: self.tick(cells, name, faults) for name in LEVELS}
        if not any(found.values()):
            faults.append(("公开层级", "", "没有勾选公开层级，请至少勾选一级。"))
        return found

    def tick(self, cells, name: str, faults) -> bool:
        answers = []
        for place in self.header.places(name):
            said = cells[place] if place < len(cells) else ""
            answer = ticked(said)
            if answer is None:
                faults.append((LABELS[name], said, "应打√或留空。"))
            answers.append(bool(answer))
        return any(answers)


def identity_of(values: dict) -> str:
    """事项 and the beginning of its content: several rows of one 二级事项 differ by what they hold."""
    parts = (values["item"], values["sub_item"], values["content"])
    return hashlib.blake2b("\x1f".join(fold(part) for part in parts).encode(), digest_size=16).hexdigest()
