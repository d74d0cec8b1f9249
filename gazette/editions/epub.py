"""EPUB 3 of an issue, for phones: one file an entry, a table of contents by part and heading, no fixed layout.

Our own writer, since it is a ZIP of XHTML that we have already: the libraries known are AGPL or do more than this. The
mimetype comes first and uncompressed (EPUB OCF 3.3, 4.3); everything is dated with the publication day.
"""

import tempfile
from pathlib import Path

from gazette.editions.book import Book
from gazette.editions.entry_page import content_of, page, plain
from gazette.editions.epub_package import CONTAINER, Item, navigation, package
from gazette.editions.naming import day_of
from gazette.editions.packing import Pack
from gazette.editions.pictures import print_picture
from gazette.errors import EditionFailed
from gazette.models import FileKind, Issue, IssueEntry

CSS = Path(__file__).with_name("edition.css")
# Sharp on a phone and quick over its network.
WIDEST = 1280
TYPES = {".jpg": "image/jpeg", ".png": "image/png"}


def epub_of(issue: Issue) -> bytes:
    with tempfile.TemporaryDirectory(prefix="gazette-") as scratch:
        target = Path(scratch) / "issue.epub"
        write_epub(issue, target)
        return target.read_bytes()


def write_epub(issue: Issue, target: Path) -> None:
    """Raises EditionFailed."""
    book = Book.of(issue)
    if not book.has_text:
        raise EditionFailed("本期没有正文，只有目录和扫描件，不生成 EPUB。")
    try:
        with tempfile.TemporaryDirectory(prefix="gazette-") as scratch, Pack(target, day_of(issue)) as pack:
            pack.add("mimetype", "application/epub+zip", stored=True)
            pack.add("META-INF/container.xml", CONTAINER)
            Writer(book, pack, Path(scratch)).write()
    except OSError as error:
        raise EditionFailed(f"EPUB 没有写成：{error.strerror or error}。请检查磁盘空间。") from error


class Writer:
    def __init__(self, book: Book, pack: Pack, scratch: Path):
        self.book, self.pack, self.scratch = book, pack, scratch
        self.items: list[Item] = []

    def write(self) -> None:
        issue = self.book.issue
        self.pack.add("EPUB/edition.css", CSS.read_text(encoding="utf-8"))
        self.items.append(Item("css", "edition.css", "text/css"))
        picture = self.picture(self.book.cover, "cover", "cover-image") if self.book.cover else ""
        self.text("cover", "封面", self.cover(picture), "cover")
        # A page that readers turn to as well: written last, when it is known what stands in it.
        self.items.append(Item("nav", "nav.xhtml", "application/xhtml+xml", "nav"))
        if issue.note.strip():
            lines = "\n".join(f"<p>{plain(line)}</p>" for line in issue.note.splitlines() if line.strip())
            self.text("note", "卷首说明", f"<h1>卷首说明</h1>\n{lines}", "preface")
        for name, entries in self.book.parts():
            for number, entry in enumerate(entries):
                before = f'<p class="centred">{plain(name)}</p>\n' if number == 0 else ""
                self.entry(entry, before)
        lines = "\n".join(f"<p>{plain(label)}：{plain(text)}</p>" for label, text in self.book.colophon())
        more = "\n".join(f"<p>{plain(line)}</p>" for line in self.book.verification())
        self.text(
            "colophon", "本刊信息", f'<div class="colophon">\n<h1>本刊信息</h1>\n{lines}\n{more}\n</div>', "colophon"
        )
        self.pack.add("EPUB/nav.xhtml", navigation(self.book))
        self.pack.add("EPUB/package.opf", package(self.book, self.items))

    def cover(self, picture: str) -> str:
        issue, gazette = self.book.issue, self.book.issue.gazette
        lines = [f"{issue.year}年{issue.label}", gazette.publisher and f"{gazette.publisher}主办", self.book.day]
        body = "\n".join(f"<p>{plain(line)}</p>" for line in lines if line)
        image = f'\n<p><img src="{picture}" alt="封面图片"/></p>' if picture else ""
        return f'<div class="cover">\n<h1>{plain(gazette.name)}</h1>\n{body}{image}\n</div>'

    def entry(self, entry: IssueEntry, before: str) -> None:
        place = f"e{entry.number}"
        files = self.book.files_of(entry, FileKind.PICTURE)
        pictures = {f"files/{file.name}": self.picture(file, f"{place}-{n}") for n, file in enumerate(files, 1)}
        address = self.book.address_of(entry)
        attachments = [
            (file.name, f"{address}/files/{file.name}") for file in self.book.files_of(entry, FileKind.ATTACHMENT)
        ]

        def place_of(source: str) -> str:
            return pictures.get(source) or (f"{address}/{source}" if source.removeprefix("files/") in named else "")

        named = {name for name, _ in attachments}
        self.text(place, entry.title, before + content_of(entry, place_of, attachments), "chapter")

    def text(self, name: str, title: str, body: str, kind: str) -> None:
        self.pack.add(f"EPUB/{name}.xhtml", page(title, body, "edition.css", kind=kind))
        external = 'src="http' in body
        self.items.append(Item(name, f"{name}.xhtml", "application/xhtml+xml", "remote-resources" if external else ""))

    def picture(self, file, name: str, role: str = "") -> str:
        made = print_picture(file, self.scratch, name, widest=WIDEST)
        with made.open("rb") as source:
            self.pack.add_stream(f"EPUB/pictures/{made.name}", source)
        made.unlink()
        self.items.append(Item(f"picture-{name}", f"pictures/{made.name}", TYPES[made.suffix], role, in_spine=False))
        return f"pictures/{made.name}"
