"""What a file is, told by its content alone, and what in it is dangerous; the name plays no part.

Section 9.2 of the reference (入侵防范: 扩展名 + 魔数). Reading is bounded: nothing is unpacked beyond a limit.
"""

from dataclasses import dataclass, field
from typing import BinaryIO

import olefile

from cms_core.attachments import packages, pdf
from cms_core.attachments.kinds import magic

HEAD = 4096
OLE_STREAMS = (
    ("WordDocument", "ole-word"),
    ("Workbook", "ole-sheet"),
    ("Book", "ole-sheet"),
    ("PowerPoint Document", "ole-slides"),
)
OLE_MACROS = {"Macros", "_VBA_PROJECT_CUR", "VBA"}
MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<iframe", b"<svg", b"<table", b"<meta")
SCRIPTS = (b"#!", b"<?php", b"<%", b"@echo", b"powershell", b"<job", b"<hta:")


@dataclass
class Finding:
    """`dangers` are sentences for the editor: reasons why a content of an allowed family is refused all the same."""

    family: str
    dangers: list[str] = field(default_factory=list)


def sniff(file: BinaryIO) -> Finding:
    """`file` is open for reading and seekable; it is left at its beginning."""
    try:
        file.seek(0)
        head = file.read(HEAD)
        file.seek(0)
        return look(file, head)
    finally:
        file.seek(0)


def look(file: BinaryIO, head: bytes) -> Finding:
    if head.startswith(olefile.MAGIC):
        return look_into_ole(file)
    if head.startswith(b"PK"):
        return Finding(*packages.look(file))
    if head[4:8] == b"ftyp":
        return Finding("picture" if head[8:12] in (b"heic", b"heix", b"avif", b"mif1") else "mp4")
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Finding("picture")
    # Readers accept blanks and a byte order mark before the beginning of a PDF or a script, and so must we.
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for start, family in magic():
        if head.startswith(start) or (family in {"pdf", "rtf", "captions"} and bare.startswith(start)):
            return Finding(family, pdf.dangers(file.read()) if family == "pdf" else [])
    return look_at_text(file, head, bare)


def look_at_text(file: BinaryIO, head: bytes, bare: bytes) -> Finding:
    lowered = as_bytes_of_ascii(bare).lower()
    if lowered.startswith(SCRIPTS):
        return Finding("script")
    if lowered.startswith((b"<?xml", b"<!--")) or any(mark in lowered[:1024] for mark in MARKUP):
        return Finding("html")
    if is_text(file.read()):
        return Finding("text")
    return Finding("unknown-binary")


def as_bytes_of_ascii(data: bytes) -> bytes:
    """UTF-16 markup is markup too: drop the byte order mark and the zero bytes between Latin letters."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data[2:].replace(b"\0", b"").lstrip()
    return data


def is_text(data: bytes) -> bool:
    """UTF-8, UTF-16 with its mark, or GB18030 (whatever the sender called it), without control characters."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    for name in (encoding, "gb18030"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        return not any(ord(character) < 32 and character not in "\t\n\r\f\x1a" for character in text)
    return False


def look_into_ole(file: BinaryIO) -> Finding:
    """Word, Excel and PowerPoint up to 2003, and WPS, are told apart by the names of their streams."""
    try:
        with olefile.OleFileIO(file) as container:
            paths = container.listdir(streams=True, storages=True)
    except (OSError, ValueError, IndexError, TypeError, RecursionError):
        return Finding("ole", ["文件已损坏，无法读出内容。请确认能够正常打开后再上传。"])
    top = {path[0] for path in paths}
    names = {part for path in paths for part in path}
    if "EncryptedPackage" in top:
        return Finding("ole", ["文件设有打开密码，公众无法打开。请取消密码后再上传。"])
    family = next((family for stream, family in OLE_STREAMS if stream in top), "ole")
    dangers = []
    if names & OLE_MACROS:
        dangers.append("文件含有宏（可自动运行的程序）。请删除宏，或另存为 docx、xlsx、PDF 后再上传。")
    return Finding(family, dangers)
