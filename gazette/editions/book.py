"""An issue as a book: its parts and entries in their order, with what the cover, the contents and the colophon say."""

from dataclasses import dataclass
from itertools import groupby

from gazette.editions.naming import chinese_day, day_of
from gazette.models import EntryKind, FileKind, Issue, IssueEntry, IssueFile


@dataclass
class Book:
    """Read in three queries, however many entries: everything that PDF, EPUB and the archive need."""

    issue: Issue
    entries: list[IssueEntry]
    files: dict[int, list[IssueFile]]
    cover: IssueFile | None

    @classmethod
    def of(cls, issue: Issue) -> "Book":
        entries = list(issue.entries.select_related("part", "corrects__issue__gazette").order_by("number", "position"))
        for entry in entries:
            entry.issue = issue
        files: dict[int, list[IssueFile]] = {}
        cover = None
        for file in issue.files.filter(kind__in=[FileKind.COVER, FileKind.ATTACHMENT, FileKind.PICTURE]):
            if file.entry_id:
                files.setdefault(file.entry_id, []).append(file)
            elif file.kind == FileKind.COVER:
                cover = cover or file
        return cls(issue, entries, files, cover)

    @property
    def has_text(self) -> bool:
        return any(entry.html for entry in self.entries)

    def parts(self) -> list[tuple[str, list[IssueEntry]]]:
        return [(name, list(found)) for name, found in groupby(self.entries, key=lambda entry: entry.part_label)]

    def files_of(self, entry: IssueEntry, kind: FileKind) -> list[IssueFile]:
        return [file for file in self.files.get(entry.pk, []) if file.kind == kind]

    @property
    def base_url(self) -> str:
        return self.issue.gazette.portal.base_url

    @property
    def address(self) -> str:
        return f"{self.base_url}{self.issue.path}"

    def address_of(self, entry: IssueEntry) -> str:
        return f"{self.base_url}{entry.path}"

    @property
    def day(self) -> str:
        """As printed: nothing is printed for an old volume whose day nobody knows."""
        issue = self.issue
        return chinese_day(day_of(issue)) if issue.publication_day or issue.published_at or issue.publish_at else ""

    def colophon(self) -> list[tuple[str, str]]:
        """What stands on the last page; lines without a value are left out."""
        gazette, issue = self.issue.gazette, self.issue
        lines = [
            ("刊名", gazette.name),
            ("期号", f"{issue.year}年{issue.label}"),
            ("出版日期", self.day),
            ("刊期", gazette.get_frequency_display()),
            ("主办", gazette.publisher),
            ("编辑出版", gazette.editors),
            ("刊号（准印证号）", gazette.registration),
            ("ISSN", gazette.issn),
            ("联系方式", gazette.contact),
            ("网络版", self.address),
        ]
        return [(label, value) for label, value in lines if value]

    def verification(self) -> list[str]:
        """How a reader finds out whether the copy before them is the issue (G9: 防篡改)."""
        lines = [
            f"在《{self.issue.gazette.name}》上刊登的规章文本为标准文本。",
            f"核验本期电子版：打开 {self.address}verify/ ，选择手中的文件或粘贴文字，"
            "由浏览器在本机与签名清单核对，不上传文件。",
        ]
        key = self.issue.gazette.keys.filter(retired_at=None).order_by("-created_at", "-pk").first()
        if key:
            fingerprint = " ".join(key.fingerprint[i : i + 8].upper() for i in range(0, len(key.fingerprint), 8))
            lines.append(f"签名密钥指纹（SHA-256）：{fingerprint}")
        return lines


def correction_of(entry: IssueEntry) -> str:
    """What an erratum corrects: 更正对象：2015年第7期《…》（浙政办发〔2015〕8号）"""
    old = entry.corrects
    if entry.kind != EntryKind.ERRATUM or not old:
        return ""
    number = f"（{old.document_number}）" if old.document_number else ""
    return f"更正对象：{old.issue.year}年第{old.issue.number}期《{old.title}》{number}"
