"""Sections that show columns of the catalogue: headline, pictures, covers, leaders, lists, tabs, topics."""

from django.utils import timezone

from cms_core.public.covers import covers_of
from cms_core.public.entries import entry_values
from cms_core.views.home_material import Material
from cms_core.views.home_parts import items, number_of


def column_values(column, limit, material):
    """A column with its newest entries; None when it is gone, closed or empty."""
    node, newest = material.node(column), material.newest(column, limit)
    if not node or not newest:
        return None
    entries = [entry_values(entry) for entry in newest]
    return {"title": node.title, "url": node.url, "anchor": f"c{node.id}", "entries": entries}


class OneColumn:
    """Base of the sections that read one column."""

    kind = ""
    template = ""

    @classmethod
    def ask(cls, value, material: Material):
        material.want_entries(value.get("column"), number_of(cls.kind, value))

    @classmethod
    def show(cls, value, material: Material):
        node = material.node(value.get("column"))
        entries = cls.newest(value.get("column"), number_of(cls.kind, value), material)
        own = cls.values(entries, material) if node and entries else None
        return own and {"template": cls.template, "title": value.get("title") or node.title, "url": node.url, **own}

    @staticmethod
    def newest(column, limit, material):
        return material.newest(column, limit)


class Headline(OneColumn):
    template = "sections/headline.html"

    @classmethod
    def ask(cls, value, material):
        material.want_entries(value.get("column"), 1)

    @classmethod
    def show(cls, value, material):
        newest = material.newest(value.get("column"), 1)
        return {"template": cls.template, "entry": entry_values(newest[0])} if newest else None


class PictureNews(OneColumn):
    kind, template = "picture_news", "sections/picture_news.html"

    @classmethod
    def ask(cls, value, material):
        material.want_pictured(value.get("column"), number_of(cls.kind, value))

    @staticmethod
    def newest(column, limit, material):
        return material.newest_pictured(column, limit)

    @classmethod
    def values(cls, entries, material):
        shown = []
        for entry in entries:
            picture = material.picture(entry.picture_id, "small" if shown else "lead")
            if picture:
                shown.append({**entry_values(entry), "picture": picture})
        return shown and {"lead": shown[0], "rest": shown[1:]}


class Covers(OneColumn):
    kind, template = "covers", "sections/covers.html"

    @classmethod
    def values(cls, entries, material):
        own = covers_of(entries)
        return {"covers": [cls.cover(entry, material, own.get(entry.pk, {})) for entry in entries]}

    @staticmethod
    def cover(entry, material, own):
        day = timezone.localdate(entry.published_at)
        drawn = {"name": material.home.title, "word": "公报", "date": f"{day.year}年{day.month}月"}
        return {**entry_values(entry), **drawn, "picture": material.picture(entry.picture_id, "cover"), **own}


class Leaders(OneColumn):
    kind, template = "leaders", "sections/leaders.html"

    @classmethod
    def values(cls, entries, material):
        people = [{**entry_values(entry), "picture": material.picture(entry.picture_id, "person")} for entry in entries]
        return {"leaders": people, "pictured": any(person["picture"] for person in people)}


class SeveralColumns:
    """Tabs and column lists: the same values, another template."""

    def __init__(self, kind, template):
        self.kind, self.template = kind, template

    def ask(self, value, material):
        for column in items(value.get("columns")):
            material.want_entries(column, number_of(self.kind, value))

    def show(self, value, material):
        limit = number_of(self.kind, value)
        columns = [column_values(column, limit, material) for column in items(value.get("columns"))]
        columns = [column for column in columns if column]
        return columns and {"template": self.template, "columns": columns}


class Topics:
    @staticmethod
    def ask(value, material):
        material.want_topics(number_of("topic_banners", value))

    @staticmethod
    def show(value, material):
        topics = [
            {
                "title": topic.title,
                "url": material.node(topic.pk).url,
                "picture": material.picture(topic.picture_id, "banner"),
            }
            for topic in material.topics[: number_of("topic_banners", value)]
        ]
        return topics and {"template": "sections/topic_banners.html", "title": value.get("title"), "topics": topics}
