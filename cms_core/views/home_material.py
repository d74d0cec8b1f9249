"""The material of a home page: sections say what they need, it is fetched together, then sections take it."""

from itertools import chain

from django.db.models import Q

from cms_core.catalogue.columns import TOPIC
from cms_core.catalogue.heads import newest_of_groups
from cms_core.catalogue.kept import counts_of
from cms_core.models import Picture, TopicPage

# Renditions of a home page, by use; few, so that they can be prefetched in one query.
SIZES = {
    "lead": "fill-800x500|format-webp",
    "small": "fill-320x200|format-webp",
    "cover": "fill-300x400|format-webp",
    "person": "fill-240x320|format-webp",
    "banner": "fill-760x240|format-webp",
}


class Material:
    """One query each for newest entries, newest with pictures, topics; two for pictures and their renditions.

    A column stands for itself and the columns below it, as a channel does; not for the subsites below it.
    """

    def __init__(self, home, columns, today):
        self.home, self.columns, self.today = home, columns, today
        self.limits: dict[int, int] = {}
        self.picture_limits: dict[int, int] = {}
        self.topic_limit = 0
        self.counted: set[int] = set()
        self.kept: dict[int, tuple[int, str]] = {}
        self.entries, self.pictured, self.topics, self.pictures = {}, {}, [], {}

    def node(self, column):
        """The column's node; None when it is gone, closed, or never was."""
        return self.columns.get(column) if isinstance(column, int) else None

    def want_entries(self, column, limit):
        if self.node(column):
            self.limits[column] = max(limit, self.limits.get(column, 0))

    def want_pictured(self, column, limit):
        if self.node(column):
            self.picture_limits[column] = max(limit, self.picture_limits.get(column, 0))

    def want_topics(self, limit):
        self.topic_limit = max(limit, self.topic_limit)

    def want_count(self, column):
        if self.node(column):
            self.counted.add(column)

    def newest_of(self, limits, **options):
        groups = {column: self.node(column).family_ids() for column in limits}
        return newest_of_groups(groups, max(limits.values()), **options) if groups else {}

    def fetch(self):
        self.entries = self.newest_of(self.limits)
        self.pictured = self.newest_of(self.picture_limits, only_with_picture=True)
        if self.topic_limit:
            self.topics = self.current_topics()
        self.kept = counts_of(self.home, map(self.node, sorted(self.counted)), self.today)
        shown = chain.from_iterable([*self.entries.values(), *self.pictured.values()])
        wanted = {entry.picture_id for entry in shown}
        wanted |= {topic.picture_id for topic in self.topics}
        wanted.discard(None)
        if wanted:
            found = Picture.objects.filter(pk__in=wanted).prefetch_renditions(*SIZES.values())
            self.pictures = {picture.pk: picture for picture in found}

    def current_topics(self):
        """Open topics of this portal that have not ended, newest first."""
        nodes = [node.id for node in self.columns.nodes if node.kind == TOPIC and node.home_id == self.home.pk]
        if not nodes:
            return []
        current = TopicPage.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=self.today), pk__in=nodes)
        return list(current.order_by("-first_published_at", "-pk")[: self.topic_limit])

    def newest(self, column, limit):
        return self.entries[column][:limit] if self.node(column) else []

    def newest_pictured(self, column, limit):
        return self.pictured[column][:limit] if self.node(column) else []

    def count(self, column) -> tuple[int, str]:
        """How much is in it, with the unit: what a room above keeps for it (of columns that were wanted), else entries.

        The tree has asked for the counts of entries already, to know its empty columns.
        """
        node = self.node(column)
        if node is None:
            return 0, "条"
        return self.kept.get(node.id) or (sum(self.columns.count(each) for each in node.family()), "条")

    def picture(self, picture_id, use):
        """The rendition, or None where there is no picture or its file is gone."""
        picture = self.pictures.get(picture_id)
        if picture is None:
            return None
        try:
            return picture.get_rendition(SIZES[use])
        except OSError:
            return None
