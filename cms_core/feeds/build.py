"""A feed as bytes, from catalogue entries; links are absolute, times are Beijing time."""

import datetime

from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from cms_core.catalogue.heads import newest_of_groups
from cms_core.models.entries import Entry
from cms_core.public.entries import validity_note

SIZE = 30
EPOCH = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
# Characters that XML cannot hold at all and that a paste from an office document brings.
CONTROLS = {code: None for code in range(32) if code not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}


class Undated:
    """A feed without entries was last changed at a fixed moment, not now: else it would never be the same twice."""

    def latest_post_date(self):
        return super().latest_post_date() if self.items else EPOCH


class Atom(Undated, Atom1Feed):
    pass


class Rss(Undated, Rss201rev2Feed):
    pass


FORMATS = {"atom": Atom, "rss": Rss}


def newest(columns: list[int] | None, site_home) -> list[Entry]:
    """The newest visible entries of these columns, or of the whole host; one query."""
    if columns is None:
        return list(Entry.objects.visible().of_site(site_home).newest()[:SIZE])
    found = newest_of_groups({0: columns}, SIZE)[0]
    return sorted(found, key=lambda entry: (entry.published_at, entry.pk), reverse=True)


def build(format: str, *, title: str, root: str, path: str, description: str, author: str, entries) -> str:
    """`path` is that of the page whose feed it is, with both slashes; `root` the host's address."""
    generator = FORMATS[format](
        title=clean(title),
        link=f"{root}{path}",
        description=clean(description),
        language="zh-CN",
        feed_url=f"{root}{path}feed.{format}",
        feed_guid=f"{root}{path}",
        author_name=clean(author),
    )
    for entry in entries:
        add(
            generator,
            title=entry.title,
            url=f"{root}/{entry.address}",
            summary=summary_of(entry),
            author=entry.source or author,
            published_at=entry.published_at,
            updated_at=entry.updated_at,
        )
    return generator.writeString("utf-8")


def add(generator, *, title, url, summary, author, published_at, updated_at) -> None:
    generator.add_item(
        title=clean(title),
        link=url,
        description=clean(summary),
        unique_id=url,
        unique_id_is_permalink=True,
        author_name=clean(author),
        pubdate=timezone.localtime(published_at),
        updateddate=timezone.localtime(max(updated_at, published_at)),
    )


def summary_of(entry) -> str:
    """文件修改、废止、失效要明确标注 (standards 1.3, U5): for who reads it elsewhere too."""
    note = validity_note(entry)
    return f"【{note}】{entry.summary or entry.title}" if note else entry.summary or entry.title


def clean(text: str) -> str:
    return text.translate(CONTROLS)
