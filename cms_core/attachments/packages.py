"""Looking into ZIP containers (Office since 2007, OFD, plain archives) without ever unpacking them."""

import zipfile
from pathlib import PurePosixPath
from typing import BinaryIO

from cms_core.attachments.kinds import programs

CHUNK = 1 << 20
CENTRAL_ENTRY = b"PK\x01\x02"
MAX_ENTRIES = 20_000
MAX_UNPACKED = 2 << 30
MAX_RATIO = 200
# Below this, a high ratio harms nobody: an empty spreadsheet is a few kilobytes and packs a hundredfold.
RATIO_COUNTS_FROM = 64 << 20
ENCRYPTED = 0x1

OFFICE = (("word/", "ooxml-word"), ("xl/", "ooxml-sheet"), ("ppt/", "ooxml-slides"))


def look(file: BinaryIO) -> tuple[str, list[str]]:
    """(family, dangers) of a file that begins as a ZIP does."""
    if entries_at_most(file) > MAX_ENTRIES:
        return "zip", [f"压缩包内的文件过多（超过 {MAX_ENTRIES} 个），请分成几个上传。"]
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError):
        return "zip", ["文件已损坏或不完整，无法读出内容。请确认能够正常打开后再上传。"]
    names = [member.filename.replace("\\", "/") for member in members]
    family = family_of(names)
    return family, dangers_of(members, names, family)


def entries_at_most(file: BinaryIO) -> int:
    """An upper bound of the entries, counted before `zipfile` builds an object for each: a bomb may hold millions."""
    file.seek(0)
    count, tail = 0, b""
    while chunk := file.read(CHUNK):
        count += (tail + chunk).count(CENTRAL_ENTRY)
        tail = chunk[-3:]
        if count > MAX_ENTRIES:
            break
    file.seek(0)
    return count


def family_of(names: list[str]) -> str:
    present = set(names)
    if "OFD.xml" in present:
        return "ofd"
    if "[Content_Types].xml" in present:
        for folder, family in OFFICE:
            if any(name.startswith(folder) for name in names):
                return family
    if "AndroidManifest.xml" in present or any(name.endswith(".class") for name in names):
        return "program"
    return "zip"


def dangers_of(members: list[zipfile.ZipInfo], names: list[str], family: str) -> list[str]:
    dangers = []
    files = [member for member in members if not member.is_dir()]
    if not files:
        dangers.append("压缩包是空的。")
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if unpacked > MAX_UNPACKED or (unpacked > RATIO_COUNTS_FROM and unpacked / packed > MAX_RATIO):
        dangers.append("压缩包解开后过大，疑似“压缩炸弹”，不能上传。")
    if any(member.flag_bits & ENCRYPTED for member in members):
        dangers.append("压缩包设有密码，公众无法打开，也无法检查内容。请取消密码后再上传。")
    if any(name.startswith("/") or ".." in PurePosixPath(name).parts or ":" in name[:3] for name in names):
        dangers.append("压缩包内的文件路径不正常（指向压缩包之外），请重新压缩后再上传。")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        dangers.append("文件含有宏（可自动运行的程序）。请另存为不含宏的 docx、xlsx、pptx 后再上传。")
    if family == "zip":
        found = [name for name in names if "." in name and name.lower().rsplit(".", 1)[-1] in programs()]
        if found:
            shown = "、".join(found[:3]) + ("等" if len(found) > 3 else "")
            dangers.append(f"压缩包内有程序、网页或含宏的文件（{shown}），请删除后再上传。")
    return dangers
