"""The text of an entry that lies in a file: HTML, plain text, or a Word document of today."""

import re
import zipfile
from pathlib import PurePosixPath
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import parse

from migrations.gazettes.folder import FileRefused

TEXT_ENDINGS = ("html", "htm", "txt", "docx")
LARGEST = 20 << 20
LARGEST_XML = 100 << 20
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = re.compile(r"<body[^>]*>(.*?)(?:</body>|$)", re.IGNORECASE | re.DOTALL)


def is_text_file(name: str) -> bool:
    return ending_of(name) in TEXT_ENDINGS


def ending_of(name: str) -> str:
    return PurePosixPath(name).suffix.lower().lstrip(".")


def text_of_file(file, name: str) -> str:
    """Plain text or HTML. Raises FileRefused."""
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise FileRefused(f"作为正文过大（超过 {LARGEST >> 20} MB）。")
    if ending_of(name) == "docx":
        file.seek(0)
        return text_of_docx(file)
    text = decoded(content)
    if ending_of(name) in ("html", "htm") and (body := BODY.search(text)):
        text = body[1]
    if not text.strip():
        raise FileRefused("文件中没有文字。")
    return text


def decoded(content: bytes) -> str:
    """What pages declare is often wrong (gb2312 for GBK, GBK for UTF-8): the bytes decide (section 10.5)."""
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            continue
        if text.count("\x01") + text.count("\x02") + text.count("\x03") > 2:
            break
        return text
    raise FileRefused("不是文本文件（不是 UTF-8 也不是 GB18030 编码）。")


def text_of_docx(file) -> str:
    """A line for each paragraph; the cells of a row are parted by tabs, which reads as a table."""
    try:
        with zipfile.ZipFile(file) as archive:
            if archive.getinfo("word/document.xml").file_size > LARGEST_XML:
                raise FileRefused("Word 文件过大。")
            with archive.open("word/document.xml") as xml:
                body = parse(xml).getroot().find(f"{WORD}body")
    except (zipfile.BadZipFile, KeyError, ParseError, DefusedXmlException, OSError, ValueError) as error:
        raise FileRefused("不是完好的 Word 文件（docx）。") from error
    text = "\n".join(lines_of(body)) if body is not None else ""
    if not text.strip():
        raise FileRefused("文件中没有文字。")
    return text


def lines_of(body):
    for child in body:
        if child.tag == f"{WORD}tbl":
            for row in child.iter(f"{WORD}tr"):
                yield "\t".join(words(cell).replace("\n", " ") for cell in row.findall(f"{WORD}tc"))
        elif child.tag == f"{WORD}p":
            yield words_of_paragraph(child)


def words(element) -> str:
    return "\n".join(words_of_paragraph(one) for one in element.iter(f"{WORD}p"))


def words_of_paragraph(element) -> str:
    parts = []
    for node in element.iter():
        if node.tag == f"{WORD}t":
            parts.append(node.text or "")
        elif node.tag == f"{WORD}tab":
            parts.append("\t")
        elif node.tag == f"{WORD}br":
            parts.append("\n")
    return "".join(parts)
