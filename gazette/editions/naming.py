"""What an edition is called, and the day it bears: all that is dated in it is dated so, whenever it was made."""

import datetime
import re

from django.utils import timezone

from gazette.models import FileKind, Issue

FORMS = {
    FileKind.PDF: ("", ".pdf", "application/pdf"),
    FileKind.EPUB: ("", ".epub", "application/epub+zip"),
    FileKind.ARCHIVE: ("全文数据包", ".zip", "application/zip"),
}
# What one of the usual file systems refuses in a name, and what breaks a line.
UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\s]+')


def edition_name(issue: Issue, kind: FileKind) -> str:
    """浙江省人民政府公报2015年第7期（总第1074期）.pdf"""
    what, ending, _ = FORMS[kind]
    title = UNFIT.sub("", f"{issue.gazette.name}{issue.year}年{issue.label}{what}")
    return f"{title[:150]}{ending}"


def day_of(issue: Issue) -> datetime.date:
    """The publication day; for an old volume without one the day it went out, else the first of its year."""
    if issue.publication_day:
        return issue.publication_day
    moment = issue.published_at or issue.publish_at
    return timezone.localdate(moment) if moment else datetime.date(issue.year, 1, 1)


def moment_of(issue: Issue) -> datetime.datetime:
    """Midnight (UTC) of that day: what files are stamped with."""
    return datetime.datetime.combine(day_of(issue), datetime.time(), datetime.UTC)


def chinese_day(day: datetime.date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
