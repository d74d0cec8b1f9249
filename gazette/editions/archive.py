"""全文数据包: all texts of an issue as one ZIP, for people (HTML) and machines (the canonical JSON, contents.json).

说明.txt  contents.json  edition.css
entries/3/index.html  entries/3/entry.json  entries/3/files/<pictures and attachments>
"""

import json
import tempfile
from pathlib import Path

from gazette.editions.book import Book
from gazette.editions.entry_page import content_of, page, plain
from gazette.editions.naming import day_of
from gazette.editions.packing import Pack
from gazette.errors import EditionFailed, GazetteError
from gazette.files import open_file
from gazette.models import FileKind, Issue, IssueEntry
from gazette.texts.canonical import canonical_bytes

CSS = Path(__file__).with_name("edition.css")
ENTRY_FILES = (FileKind.PICTURE, FileKind.ATTACHMENT)


def archive_of(issue: Issue) -> bytes:
    with tempfile.TemporaryDirectory(prefix="gazette-") as scratch:
        target = Path(scratch) / "issue.zip"
        write_archive(issue, target)
        return target.read_bytes()


def write_archive(issue: Issue, target: Path) -> None:
    """Written as it goes: an issue with large attachments costs no memory. Raises EditionFailed."""
    book = Book.of(issue)
    try:
        with Pack(target, day_of(issue)) as pack:
            pack.add("说明.txt", readme(book))
            pack.add("contents.json", json.dumps(contents(book), ensure_ascii=False, indent=1) + "\n")
            pack.add("index.html", page(issue.title, index(book), "edition.css"))
            pack.add("edition.css", CSS.read_text(encoding="utf-8"))
            for entry in book.entries:
                add_entry(book, entry, pack)
    except EditionFailed:
        raise
    except GazetteError as error:
        raise EditionFailed(*error.reasons) from error
    except OSError as error:
        raise EditionFailed(f"全文数据包没有写成：{error.strerror or error}。请检查磁盘空间。") from error


def add_entry(book: Book, entry: IssueEntry, pack: Pack) -> None:
    files = {f"files/{file.name}": file for kind in ENTRY_FILES for file in book.files_of(entry, kind)}
    attachments = [(file.name, name) for name, file in files.items() if file.kind == FileKind.ATTACHMENT]
    body = content_of(entry, lambda source: source if source in files else "", attachments)
    place = f"entries/{entry.number}"
    pack.add(f"{place}/index.html", page(entry.title, body, "../../edition.css"))
    pack.add(f"{place}/entry.json", canonical_bytes(entry))
    for name, file in files.items():
        with open_file(file) as source:
            pack.add_stream(f"{place}/{name}", source)


def contents(book: Book) -> dict:
    issue = book.issue
    return {
        "gazette": issue.gazette.name,
        "year": issue.year,
        "number": issue.number,
        "serial": issue.serial,
        "name": issue.name,
        "publication_day": issue.publication_day.isoformat() if issue.publication_day else "",
        "address": book.address,
        "parts": [
            {"name": name, "entries": [entry_contents(book, entry) for entry in entries]}
            for name, entries in book.parts()
        ],
    }


def entry_contents(book: Book, entry: IssueEntry) -> dict:
    return {
        "number": entry.number,
        "title": entry.title,
        "document_number": entry.document_number,
        "kind": str(entry.kind),
        "pages": entry.pages,
        "address": book.address_of(entry),
        "html": f"entries/{entry.number}/index.html",
        "json": f"entries/{entry.number}/entry.json",
        "sha256": entry.digest,
        "files": [
            {"name": f"entries/{entry.number}/files/{file.name}", "size": file.size, "sha256": file.sha256}
            for kind in ENTRY_FILES
            for file in book.files_of(entry, kind)
        ],
    }


def index(book: Book) -> str:
    parts = []
    for name, entries in book.parts():
        items = "\n".join(
            f'<li><a href="entries/{entry.number}/index.html">{plain(entry.title)}</a>'
            f"{plain(f'（{entry.document_number}）') if entry.document_number else ''}</li>"
            for entry in entries
        )
        parts.append(f"<h2>{plain(name)}</h2>\n<ul>\n{items}\n</ul>")
    return f"<h1>{plain(book.issue.title)}</h1>\n" + "\n".join(parts)


def readme(book: Book) -> str:
    lines = "\n".join(f"{label}：{text}" for label, text in book.colophon())
    check = "\n".join(book.verification())
    return f"""{book.issue.title}　全文数据包

{lines}

内容
  index.html                 目录，用浏览器打开
  contents.json              目录（供程序使用），含各文件的 SHA-256
  entries/序号/index.html    每篇一页，含公文头各项
  entries/序号/entry.json    标准文本的规范形式（UTF-8）；其 SHA-256 即签名清单中该篇的摘要，请勿改动或重新排版
  entries/序号/files/        该篇的图片与附件原件

核验
{check}
"""
