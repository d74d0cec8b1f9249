"""Lays the demo content over one portal: every column in one transaction, so that a portal is full or untouched."""

from __future__ import annotations

import zlib
from io import BytesIO

from django.core.files.images import ImageFile
from django.db import transaction

from cms_core.attachments.store import store_attachment
from cms_core.models import ArticlePage, ColumnPage, DocumentPage, Entry, Organisation, Picture, TopicPage
from cms_core.models.pages.column import ListStyle
from cms_core.numbers.serials import next_index_number
from cms_core.tree.bulk import write_pages
from cms_core.tree.specs import PageSpec
from sites.demo.bodies import body_value
from sites.demo.composer import body_for, items_for
from sites.demo.files import attachment
from sites.demo.items import Item
from sites.demo.news import news
from sites.demo.pictures import SCENE_NAMES, draw
from sites.demo.setting import Setting
from sites.demo.texts import topics

PICTURES = 8
# Only the newest of a column carry files: enough to see, and quick to make.
WITH_FILES = 4
TOPICS = ("营商环境优化提升", "未来乡村建设", "政务公开标准化规范化")


class FillPortal:
    """`execute()` returns how many pages it wrote; a portal that has content already is left alone."""

    def __init__(self, portal, setting: Setting):
        self.portal = portal
        self.setting = setting
        self.pictures: list[Picture] = []

    @transaction.atomic
    def execute(self) -> int:
        if Entry.objects.filter(portal_home=self.portal.home).exists():
            return 0
        self.pictures = [self._picture(number) for number in range(PICTURES)]
        written = 0
        for column in self._columns():
            if column.list_style == ListStyle.SINGLE:
                column.body = body_value(body_for(self.setting, column.blueprint_key))
                column.save()
            elif column.blueprint_key == "topics":
                written += self._write_topics(column)
            else:
                written += self._write(column, items_for(self.setting, column.blueprint_key))
        return written

    def _columns(self):
        """This portal's own columns; those of its subsites belong to them."""
        path = self.portal.home.path
        below = self.portal.get_descendants().filter(home__path__startswith=path).values_list("home__path", flat=True)
        columns = ColumnPage.objects.filter(path__startswith=path).exclude(list_style=ListStyle.CHANNEL)
        topics_column = ColumnPage.objects.filter(path__startswith=path, blueprint_key="topics")
        own = [*columns.exclude(blueprint_key="topics").order_by("path"), *topics_column]
        return [column for column in own if not any(column.path.startswith(prefix) for prefix in below)]

    def _write(self, parent, items: list[Item]) -> int:
        specs = [PageSpec(self._page(item, number)) for number, item in enumerate(items)]
        return len(write_pages(parent, specs))

    def _write_topics(self, parent) -> int:
        subjects = [topic for topic in topics() if topic.name in TOPICS]
        pages = [
            TopicPage(
                title=topic.name,
                summary=topic.background.format(place=self.setting.place),
                picture=self.pictures[number % PICTURES],
                show_in_menus=True,
            )
            for number, topic in enumerate(subjects)
        ]
        written = write_pages(parent, [PageSpec(page) for page in pages])
        count = len(written)
        for page in written:
            found = [item for item in news(self.setting, 200, f"topics/{page.title}", 4) if item.topic == page.title]
            count += self._write(page, found)
        return count

    def _page(self, item: Item, number: int):
        picture = self.pictures[item.picture % PICTURES] if item.picture is not None else None
        files = [self._file(name, item) for name in item.attachments] if number < WITH_FILES else []
        shown = (picture.pk, picture.description) if picture and number % 2 == 0 else None
        fields = {
            "title": item.title,
            "published_at": item.published_at,
            "source": item.source,
            "summary": item.summary,
            "keywords": item.keywords,
            "picture": picture,
            "pinned": item.pinned,
            "body": body_value(item.parts, files, shown),
        }
        if not item.document:
            return ArticlePage(**fields, interprets=self._document(item.interprets))
        issuer = self._issuer(item.document["issuer_text"])
        number = next_index_number(issuer, item.published_at.year)
        return DocumentPage(**fields, **(item.document | {"issuer": issuer, "index_number": number}))

    def _document(self, number: str) -> DocumentPage | None:
        if not number:
            return None
        return DocumentPage.objects.filter(path__startswith=self.portal.home.path, document_number=number).first()

    def _issuer(self, name: str) -> Organisation:
        return Organisation.objects.filter(name=name).first() or self.portal.organisation

    def _picture(self, number: int) -> Picture:
        drawing = (zlib.crc32(self.portal.key.encode()) + number * 9) % 40
        content = draw(drawing)
        title = f"{self.setting.short_name}{SCENE_NAMES[drawing % len(SCENE_NAMES)]}"
        picture = Picture(title=title, description=f"插画：{title}", source="演示绘图")
        picture.collection = self.portal.collection
        picture.file = ImageFile(BytesIO(content), name=f"demo-{self.portal.key}-{number}.jpg")
        picture.width, picture.height = 1280, 800
        picture.file_size = len(content)
        picture.save()
        return picture

    def _file(self, name: str, item: Item) -> tuple[int, str]:
        paragraphs = [value for kind, value in item.parts if kind in {"p", "h", "h3"}]
        content = attachment(name, item.title, paragraphs)
        stored, _dangers = store_attachment(BytesIO(content), name, self.portal.collection)
        return stored.pk, name
