"""Sections that are links: tiles with live counts, services, friendly links."""

from cms_core.blocks.home_parts import ICONS, is_address
from cms_core.views.home_parts import ByHand, items, outward


class LinkTiles(ByHand):
    """Tiles with live counts, and services without."""

    def __init__(self, field, template, counted):
        self.field, self.template, self.counted = field, template, counted

    def ask(self, value, material):
        for stored in items(value.get(self.field)) if self.counted else ():
            material.want_count(stored.get("column"))

    def show(self, value, material):
        links = [self.link(link, material) for link in items(value.get(self.field))]
        links = [link for link in links if link]
        return links and {"template": self.template, "title": value.get("title"), self.field: links}

    def link(self, stored, material):
        node = material.node(stored.get("column"))
        url = node.url if node else stored.get("url") or ""
        if not is_address(url):
            return None
        icon = stored.get("icon") if stored.get("icon") in ICONS else "list"
        number, unit = material.count(node.id) if node and self.counted else (None, "")
        return {
            "title": stored.get("title") or (node and node.title),
            "url": outward(url),
            "icon": icon,
            "count": "" if number is None else f"{number:,}",
            "unit": unit,
        }


class Links(ByHand):
    @staticmethod
    def show(value, material):
        groups = []
        for group in items(value.get("groups")):
            links = [
                {"title": link.get("title"), "url": outward(link["url"])}
                for link in items(group.get("links"))
                if is_address(link.get("url") or "")
            ]
            if links:
                groups.append({"title": group.get("title"), "links": links})
        return groups and {"template": "sections/links.html", "title": value.get("title"), "groups": groups}
