"""One presenter a kind of section: what it asks of the material, and what its template gets.

`ask(value, material)` runs for all sections before anything is fetched; `show(value, material)` returns the template's
values, or None when there is nothing to show.
"""

from decimal import Decimal, InvalidOperation

from cms_core.blocks.home_parts import ICONS, is_address
from cms_core.views.home_material import Material

COUNTS = {"tabs": 8, "column_lists": 7, "picture_news": 4, "covers": 4, "leaders": 12, "topic_banners": 3}
# Of a column of news not every article has a picture: look at so many to find enough that do.
PICTURE_SEARCH = 24


def items(stored):
    """A stored list, written plainly or as Wagtail's ListBlock writes it."""
    wrapped = (
        item["value"] if isinstance(item, dict) and item.get("type") == "item" else item for item in stored or ()
    )
    return [item for item in wrapped if item]


def number_of(kind, value):
    count = value.get("count")
    return count if isinstance(count, int) and count > 0 else COUNTS[kind]


def entry_values(entry):
    return {
        "title": entry.title,
        "url": f"/{entry.address}",
        "published_at": entry.published_at,
        "summary": entry.summary,
        "document_number": entry.document_number,
        "pinned": entry.pinned,
    }


def column_values(column, limit, material):
    """A column with its newest entries; None when it is gone, closed or empty."""
    node, newest = material.nodes.get(column), material.newest(column, limit)
    if not node or not newest:
        return None
    entries = [entry_values(entry) for entry in newest]
    return {"title": node.title, "url": node.url, "anchor": f"c{node.id}", "entries": entries}


class ByHand:
    """Base of the sections whose content is all in their own value."""

    @staticmethod
    def ask(value, material: Material):
        """Nothing."""


class OneColumn:
    """Base of the sections that read one column."""

    kind = ""
    template = ""
    search = 0

    @classmethod
    def ask(cls, value, material: Material):
        material.want_entries(value.get("column"), max(number_of(cls.kind, value), cls.search))

    @classmethod
    def show(cls, value, material: Material):
        node = material.nodes.get(value.get("column"))
        limit = number_of(cls.kind, value)
        entries = material.newest(value.get("column"), max(limit, cls.search))
        if not node or not entries:
            return None
        own = cls.values(entries, limit, material)
        return own and {"template": cls.template, "title": value.get("title") or node.title, "url": node.url, **own}


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
    kind, template, search = "picture_news", "sections/picture_news.html", PICTURE_SEARCH

    @classmethod
    def values(cls, entries, limit, material):
        with_pictures = []
        for entry in entries:
            picture = material.picture(entry.picture_id, "small" if with_pictures else "lead")
            if picture:
                with_pictures.append({**entry_values(entry), "picture": picture})
            if len(with_pictures) == limit:
                break
        return with_pictures and {"lead": with_pictures[0], "rest": with_pictures[1:]}


class Covers(OneColumn):
    kind, template = "covers", "sections/covers.html"

    @classmethod
    def values(cls, entries, limit, material):
        covers = [{**entry_values(entry), "picture": material.picture(entry.picture_id, "cover")} for entry in entries]
        return {"covers": covers, "portal_name": material.home.title}


class Leaders(OneColumn):
    kind, template = "leaders", "sections/leaders.html"

    @classmethod
    def values(cls, entries, limit, material):
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


class LinkTiles:
    """Tiles with live counts, and services without."""

    def __init__(self, field, template, counted):
        self.field, self.template, self.counted = field, template, counted

    def ask(self, value, material):
        if self.counted:
            for link in items(value.get(self.field)):
                material.want_count(link.get("column"))

    def show(self, value, material):
        links = [self.link(link, material) for link in items(value.get(self.field))]
        links = [link for link in links if link]
        return links and {"template": self.template, "title": value.get("title"), self.field: links}

    def link(self, stored, material):
        node = material.nodes.get(stored.get("column"))
        url = node.url if node else stored.get("url") or ""
        if not is_address(url):
            return None
        icon = stored.get("icon") if stored.get("icon") in ICONS else "list"
        count = f"{material.count(node.id):,}" if node and self.counted else ""
        return {"title": stored.get("title") or (node and node.title), "url": url, "icon": icon, "count": count}


class Topics:
    @staticmethod
    def ask(value, material):
        material.want_topics(number_of("topic_banners", value))

    @staticmethod
    def show(value, material):
        topics = [
            {
                "title": topic.title,
                "url": below_host(topic, material),
                "picture": material.picture(topic.picture_id, "banner"),
            }
            for topic in material.topics[: number_of("topic_banners", value)]
        ]
        return topics and {"template": "sections/topic_banners.html", "title": value.get("title"), "topics": topics}


def below_host(page, material):
    """The path of a page below this home on its host; no query, unlike `Page.url`."""
    return material.home_url + page.url_path[len(material.home.url_path) :]


class Links(ByHand):
    @staticmethod
    def show(value, material):
        groups = []
        for group in items(value.get("groups")):
            links = [link for link in items(group.get("links")) if is_address(link.get("url") or "")]
            if links:
                groups.append({"title": group.get("title"), "links": links})
        return groups and {"template": "sections/links.html", "title": value.get("title"), "groups": groups}


class Figures(ByHand):
    @staticmethod
    def show(value, material):
        figures = [figure for figure in items(value.get("figures")) if figure.get("value")]
        return figures and {
            "template": "sections/figures.html",
            "title": value.get("title"),
            "figures": figures,
            "source": value.get("source"),
        }


class Chart(ByHand):
    @staticmethod
    def show(value, material):
        rows = [(row.get("label"), amount(row.get("value"))) for row in items(value.get("rows"))]
        rows = [(label, number) for label, number in rows if label and number is not None]
        most = max((number for _, number in rows), default=0)
        shown = [
            {"label": label, "value": f"{number:,f}", "percent": round(float(number / most * 100), 1) if most else 0}
            for label, number in rows
        ]
        kept = {key: value.get(key) for key in ("title", "unit", "source")}
        return shown and {"template": "sections/chart.html", "rows": shown, **kept}


def amount(value):
    """A number not below zero, or None."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() and number >= 0 else None


class Text(ByHand):
    @staticmethod
    def show(value, material):
        body = value.get("body")
        return body and {"template": "sections/text.html", "title": value.get("title"), "body": body}


PRESENTERS = {
    "headline": Headline,
    "picture_news": PictureNews,
    "tabs": SeveralColumns("tabs", "sections/tabs.html"),
    "column_lists": SeveralColumns("column_lists", "sections/column_lists.html"),
    "tiles": LinkTiles("tiles", "sections/tiles.html", counted=True),
    "services": LinkTiles("links", "sections/services.html", counted=False),
    "covers": Covers,
    "leaders": Leaders,
    "topic_banners": Topics,
    "figures": Figures,
    "chart": Chart,
    "links": Links,
    "text": Text,
}
