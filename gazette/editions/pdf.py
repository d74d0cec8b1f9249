"""PDF of an issue, typeset as official documents are (GB/T 9704-2012), archival and accessible (PDF/A-2a, PDF/UA-1).

The same sealed issue gives the same bytes: all dates in it are its publication day.
"""

import shutil
import tempfile
from pathlib import Path

from PIL import Image

from cms_core.typesetting import run as typesetting
from cms_core.typesetting.characters import for_print
from cms_core.typesetting.fonts import FontSet, fonts_for
from gazette.editions.book import Book, correction_of
from gazette.editions.failures import as_editions
from gazette.editions.markup import Markup
from gazette.editions.naming import moment_of
from gazette.editions.pictures import WIDEST_COVER, print_picture
from gazette.errors import EditionFailed
from gazette.models import EntryKind, FileKind, Issue, IssueEntry

TEMPLATES = Path(__file__).with_name("typst")
# Short notices of one part (人事任免) follow each other on the page; every other entry begins a page.
SHORT = 500


def pdf_of(issue: Issue) -> bytes:
    with tempfile.TemporaryDirectory(prefix="gazette-") as scratch:
        target = Path(scratch) / "issue.pdf"
        write_pdf(issue, target)
        return target.read_bytes()


def write_pdf(issue: Issue, target: Path) -> dict:
    """Writes `target`; what typesetting says of it. Raises EditionFailed."""
    try:
        with tempfile.TemporaryDirectory(prefix="gazette-") as scratch:
            directory = Path(scratch)
            compose(issue, directory)
            with as_editions():
                result = typesetting.typeset(directory, moment_of(issue))
            shutil.move(directory / "issue.pdf", target)
            return result
    except OSError as error:
        raise EditionFailed(
            f"PDF 没有写成：{error.strerror or error}。请检查磁盘空间与 PORTAL_HOME 的权限。"
        ) from error


def compose(issue: Issue, directory: Path) -> FontSet:
    """Fill `directory` with all that is needed to typeset the issue."""
    book = Book.of(issue)
    if not book.has_text:
        raise EditionFailed("本期没有正文，只有目录和扫描件，不生成 PDF。")
    data = book_data(book, directory)
    fixed = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.typ"))
    with as_editions():
        fonts = fonts_for(fixed + "".join(strings_of(data)))
    typesetting.fill(directory, TEMPLATES, {**data, "fonts": fonts.as_data()}, fonts)
    return fonts


def book_data(book: Book, directory: Path) -> dict:
    issue, gazette = book.issue, book.issue.gazette
    (directory / "pictures").mkdir()
    cover = print_picture(book.cover, directory / "pictures", "cover", widest=WIDEST_COVER).name if book.cover else ""
    parts = []
    for name, entries in book.parts():
        found, before = [], None
        for entry in entries:
            made = entry_data(book, entry, directory)
            made["follows"] = bool(before and before["short"] and made["short"])
            found.append(made)
            before = made
        parts.append({"name": for_print(name), "entries": found})
    texts = {
        "name": gazette.name,
        "title": issue.title,
        "volume": f"{issue.year}年第{issue.number}期",
        "serial": f"总第{issue.serial}期" if issue.serial else "",
        "special": issue.name,
        "day": book.day,
        "publisher": gazette.publisher,
        "registration": gazette.registration,
        "issn": gazette.issn,
    }
    return {
        **{key: for_print(text) for key, text in texts.items()},
        "keywords": ["政府公报", gazette.name, *(name for name, _ in book.parts())],
        "cover": cover,
        "note": [for_print(line) for line in issue.note.splitlines() if line.strip()],
        "parts": parts,
        "printed_pages": any(entry.first_page for entry in book.entries),
        "colophon": [[for_print(label), for_print(value)] for label, value in book.colophon()],
        "verification": [for_print(line) for line in book.verification()],
    }


def entry_data(book: Book, entry: IssueEntry, directory: Path) -> dict:
    place = f"e{entry.number or entry.pk}"
    pictures = {
        file.name: picture_data(print_picture(file, directory / "pictures", f"{place}-{number}"))
        for number, file in enumerate(book.files_of(entry, FileKind.PICTURE), 1)
    }
    try:
        blocks = Markup(entry.html, prefix=place, pictures=pictures, address=book.address_of(entry)).blocks()
    except EditionFailed as error:
        raise EditionFailed(*(f"《{entry.title}》：{reason}" for reason in error.reasons)) from None
    if not blocks and entry.correction:
        blocks = [["p", "", [line], ""] for line in map(for_print, entry.correction.splitlines()) if line.strip()]
    plain = all(block[0] in {"p", "sign"} for block in blocks)
    attachments = [
        {"name": for_print(file.name), "address": f"{book.address_of(entry)}/files/{file.name}"}
        for file in book.files_of(entry, FileKind.ATTACHMENT)
    ]
    return {
        "place": place,
        "title": for_print(entry.title),
        "document_number": for_print(entry.document_number),
        "page": str(entry.first_page or ""),
        "is_listed_only": entry.kind == EntryKind.REFERENCE or not (blocks or attachments),
        "note": for_print(note_of(entry)),
        "blocks": blocks,
        "attachments": attachments,
        "short": plain and len(entry.html) < SHORT and not attachments,
    }


def picture_data(path: Path) -> dict:
    """Its size on the page in mm: at 150 dots an inch, within the type area and with room for a caption."""
    with Image.open(path) as image:
        width, height = (side / 150 * 25.4 for side in image.size)
    scale = min(1, 156 / width, 190 / height)
    return {"file": path.name, "width": round(width * scale, 2), "height": round(height * scale, 2)}


def note_of(entry: IssueEntry) -> str:
    return correction_of(entry) or ("（重刊）" if entry.reprint else "")


def strings_of(data):
    """Every text in the tree: what must be drawn, and a little more."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from strings_of(value)
    elif isinstance(data, list):
        for value in data:
            yield from strings_of(value)
