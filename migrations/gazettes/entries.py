"""One row → the document it tells of (a `Draft`), its pages in print, its files, and all that is wrong with it."""

import re
from dataclasses import dataclass, field

from cms_core.html.text import text_of
from migrations.documents.draft import Draft
from migrations.documents.interpret import DATES, READERS, TEXTS, infer_genre, interpret, settle_validity
from migrations.documents.issuers import Issuers
from migrations.documents.mapping import Mapping
from migrations.documents.records import read_text_of, refusals
from migrations.gazettes.rows import Row
from migrations.gazettes.values import is_error, plain_day, read_pages

NAMED = ("title", "document_number", "index_number", "theme", "genre", "validity", "published_at", "issuer")
DRAFTED = tuple(name for name in (*READERS, *TEXTS, *DATES, "issuer") if name != "disclosure")
LONGEST_TEXT = 2_000_000
LONGEST_CELL = 500
LAST_PAGE = 32_000
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
MARKUP = re.compile(r"<(?:p|div|table|br|span|h[1-6]|ul|ol|section|font)\b[^>]*>", re.IGNORECASE)
SEPARATOR = re.compile(r"[;；|\n]+")
BODY = Mapping(fields={"body_html": ["html"], "body_text": ["text"]})


@dataclass
class EntryRow:
    """`body` is text or HTML; `text_file` and `attachments` are names of files. `wrong`: (field, value, reason)."""

    row: Row
    draft: Draft
    part: str = ""
    order: int | None = None
    first_page: int | None = None
    last_page: int | None = None
    body: str = ""
    text_file: str = ""
    attachments: list[str] = field(default_factory=list)
    wrong: list[tuple[str, str, str]] = field(default_factory=list)

    def refuse(self, name, value, reason):
        self.wrong.append((self.row.label(name), str(value)[:60], reason))


def read_entry(row: Row, issuers: Issuers) -> EntryRow:
    entry = EntryRow(row, Draft(), part=row.text("part").strip(), body=row.text("body"))
    refuse_unreadable(entry)
    values = {name: (row.label(name), plain(name, row.text(name))) for name in DRAFTED if row.text(name).strip()}
    if not any(row.label(name) == label for name in values for label, _, _ in entry.wrong):
        interpret(entry.draft, values, issuers)
        entry.wrong += [(f"{row.where}{label}", raw, reason) for label, raw, reason in refusals(entry.draft)]
    if not row.text("title").strip():
        entry.refuse("title", "", "必填，不能为空。")
    read_place(entry)
    text_files = names_in(row.values.get("text_file"))
    entry.text_file = text_files[0] if text_files else ""
    entry.attachments = [*text_files[1:], *names_in(row.values.get("attachments"))]
    return entry


def plain(name, text):
    return plain_day(text) if name in DATES or name == "published_at" else text


def refuse_unreadable(entry: EntryRow) -> None:
    for name, value in entry.row.values.items():
        if isinstance(value, dict):
            entry.refuse(name, value["wrong"], "应为文字或数字。")
            continue
        for text in value if isinstance(value, list) else [value]:
            longest = LONGEST_TEXT if name == "body" else LONGEST_CELL if name != "note" else 10_000
            if UNSTORABLE.search(text):
                entry.refuse(name, UNSTORABLE.sub("", text), "含有无法保存的字符（空字符或残缺的编码），请清理。")
            elif is_error(text):
                entry.refuse(name, text, "单元格里的公式出错，请改正公式或粘贴为数值。")
            elif len(text) > longest and name not in ("attachments", "issue_files"):
                entry.refuse(name, text, f"有 {len(text)} 个字符，超过 {longest} 个，请核对是否粘错了内容。")


def read_place(entry: EntryRow) -> None:
    """序号 and 页码. An attachment to nothing: without pages a contents page simply shows none."""
    order, pages = entry.row.text("order").strip(), entry.row.text("pages").strip()
    if order:
        digits = re.sub(r"\.0+$|\D", "", order)
        if digits and 0 < int(digits) <= LAST_PAGE:
            entry.order = int(digits)
        else:
            entry.refuse("order", order, "序号应为正整数。")
    if pages.strip("-—/无"):
        found = read_pages(pages)
        if found is None:
            entry.refuse("pages", pages, "看不懂页码，应如“12-15”或“12”。")
        else:
            entry.first_page, entry.last_page = found
    for name in ("first_page", "last_page"):
        if text := entry.row.text(name).strip():
            found = read_pages(text)
            if found is None or (name == "last_page" and found[0] != found[1]):
                entry.refuse(name, text, "看不懂页码，应如“12”。")
            else:
                setattr(entry, name, found[0])
                # 起始页 may hold the whole range.
                if name == "first_page" and found[1] != found[0]:
                    entry.last_page = found[1]
    first, last = entry.first_page, entry.last_page
    shown = pages or f"{entry.row.text('first_page')}-{entry.row.text('last_page')}"
    name = "pages" if pages else "first_page"
    if (first is not None and not 0 < first <= LAST_PAGE) or (last is not None and not 0 < last <= LAST_PAGE):
        entry.refuse(name, shown, "页码应在 1 到 32000 之间。")
    elif last is not None and first is None:
        entry.refuse("last_page", last, "有终止页而没有起始页。")
    elif first is not None and last is not None and last < first:
        entry.refuse(name, shown, "起始页在终止页之后，请核对页码。")


def names_in(value) -> list[str]:
    """Several files in a cell are parted by ；, | or line ends; a comma may be part of a name."""
    parts = value if isinstance(value, list) else SEPARATOR.split(value) if isinstance(value, str) else []
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


def read_text(entry: EntryRow, text: str, issuers: Issuers, today) -> None:
    """The body of the draft, and what the text itself tells of it."""
    draft = entry.draft
    read_text_of({"html" if MARKUP.search(text) else "text": text}, BODY, draft)
    issuers.infer(draft)
    infer_genre(draft)
    settle_validity(draft, today)


def has_words(text: str) -> bool:
    return bool((text_of(text) if MARKUP.search(text) else text).strip())
