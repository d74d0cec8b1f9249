"""Organisation files: CSV and JSON of our own columns, and the published file of administrative divisions."""

import csv
import io
import json
from pathlib import Path

from cms_core.organisations.divisions import rows_of_divisions
from cms_core.organisations.errors import UnreadableFile
from cms_core.organisations.rows import COLUMN_NAMES, FIELDS, OrganisationRow

FORMATS = ("csv", "json", "divisions")
UTF8_LONGEST = 4


def read_organisations(path, file_format: str | None = None) -> list[OrganisationRow]:
    """The rows of the file; `file_format` is found out from its name and shape when left out. Raises UnreadableFile."""
    text = decode(Path(path))
    file_format = file_format or guess_format(path, text)
    if file_format == "csv":
        return read_csv(text)
    data = read_json(text)
    if file_format == "divisions":
        return rows_of_divisions(data)
    if isinstance(data, dict):
        data = data.get("organisations")
    if not isinstance(data, list):
        raise UnreadableFile("JSON 应为机构记录的数组，或含“organisations”数组的对象。")
    return [OrganisationRow.read(number, raw) for number, raw in enumerate(data, start=1)]


def decode(path: Path, may_break_off: bool = False) -> str:
    """UTF-8 with or without a mark, or GB18030 (Excel's CSV in a Chinese Windows).

    A file that breaks off within a character is refused, unless the reader can name the row that is not whole.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"读不到文件“{path}”：{error.strerror}。") from error
    if not content.strip():
        raise UnreadableFile(f"文件“{path}”是空的。")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace").replace("\0", "")
    whole = without_broken_end(content)
    if len(whole) < len(content) and not may_break_off:
        raise UnreadableFile(f"文件“{path}”在一个字的中间断开，可能没有传完，请重新获取后再导入。")
    content = whole
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            # PostgreSQL stores no NUL; in a text file it is rubbish of a broken disk or export.
            return content.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(f"文件“{path}”既不是 UTF-8 也不是 GB18030 编码的文本，请另存为 UTF-8 后再导入。")


def without_broken_end(content: bytes) -> bytes:
    """UTF-8 that ends within a character, without the rest of that character."""
    try:
        content.decode()
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and len(content) - error.start < UTF8_LONGEST:
            return content[: error.start]
    return content


def guess_format(path, text: str) -> str:
    if str(path).lower().endswith(".json") or text.lstrip()[:1] in "[{":
        return "divisions" if '"areas"' in text and '"organisations"' not in text else "json"
    return "csv"


def read_csv(text: str) -> list[OrganisationRow]:
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="（多出的列）")
    header = [name.strip() for name in reader.fieldnames or []]
    if not {"key", "name"} <= {COLUMN_NAMES.get(name) for name in header}:
        raise UnreadableFile(
            f"CSV 的第一行应为列名，至少有“{FIELDS['key']}”和“{FIELDS['name']}”；读到的是：{'、'.join(header)[:80]}。"
        )
    try:
        # A row stands where its last line ends: quoted cells may hold line breaks.
        return [
            OrganisationRow.read(reader.line_num, {name: value for name, value in raw.items() if value is not None})
            for raw in reader
            if any(value for value in raw.values())
        ]
    except csv.Error as error:
        raise UnreadableFile(f"CSV 第 {reader.line_num} 行读不下去：{error}。") from error


def read_json(text: str):
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableFile(
            f"JSON 在第 {error.lineno} 行第 {error.colno} 列处不完整或有误，请核对文件是否被截断。"
        ) from error
