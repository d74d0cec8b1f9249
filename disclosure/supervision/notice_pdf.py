"""A notice as PDF (`cms_core.typesetting`), made of the same words and the same table as its page."""

import datetime
import tempfile
from pathlib import Path

from django.utils import timezone

from cms_core.typesetting import run
from cms_core.typesetting.characters import for_print
from cms_core.typesetting.errors import TypesettingFailed
from cms_core.typesetting.fonts import fonts_for
from disclosure.models import Notice, NoticeState
from disclosure.reports.files.paragraphs import paragraphs_of
from disclosure.supervision.wording import table_of

TEMPLATES = Path(__file__).with_name("typst")
SECONDS = 60
# More names than this are not written above the text; the table has them all.
NAMED = 12


def pdf_of(notice: Notice) -> bytes:
    """Raises TypesettingFailed with what is lacking: fonts, space."""
    data, moment = book_of(notice), notice.approved_at or notice.created_at
    try:
        fonts = fonts_for("— 0123456789：附件各单位政府信息公开检查情况表统计日期" + "".join(strings_of(data)))
        with tempfile.TemporaryDirectory(prefix="notice-") as scratch:
            directory = Path(scratch)
            run.fill(directory, TEMPLATES, {**data, "fonts": fonts.as_data()}, fonts)
            (directory / "notice.typ").rename(directory / "main.typ")
            run.typeset(directory, moment, output="notice.pdf", seconds=SECONDS)
            return (directory / "notice.pdf").read_bytes()
    except OSError as error:
        raise TypesettingFailed(f"PDF 没有写成：{error.strerror or error}。请检查磁盘空间。") from error


def book_of(notice: Notice) -> dict:
    heads, lines = table_of(notice.figures)
    approved = notice.state == NoticeState.APPROVED
    day = timezone.localdate(notice.approved_at) if approved else notice.counted_on
    return {
        "title": for_print(notice.title),
        "number": for_print(notice.number),
        "office": for_print(notice.portal.organisation.name),
        "addressees": for_print(addressed(notice)),
        "state": "" if approved else f"（{notice.get_state_display()}稿，未印发）",
        "opening": [printed(runs) for runs in paragraphs_of(notice.opening)],
        "closing": [printed(runs) for runs in paragraphs_of(notice.closing)],
        "day": chinese(day),
        "counted": chinese(notice.counted_on),
        "heads": heads,
        "lines": [[for_print(cell) for cell in line] for line in lines],
    }


def addressed(notice: Notice) -> str:
    names = [row["name"] for row in notice.figures]
    return "、".join(names) if len(names) <= NAMED else f"附表所列 {len(names)} 个单位"


def chinese(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def printed(runs) -> list[dict]:
    return [{"text": for_print(one.text), "bold": one.bold} for one in runs]


def strings_of(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings_of(one)
