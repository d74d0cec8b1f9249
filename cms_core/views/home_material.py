"""The material of a home page: sections say what they need, it is fetched together, then sections take it."""

from itertools import chain

from django.db.models import Q, Sum

from cms_core.catalogue.heads import newest_of_each
from cms_core.models import EntryCount, Picture, TopicPage

# Renditions of a home page, by use; few, so that they can be prefetched in one query.
SIZES = {
    "lead": "fill-800x500|format-webp",
    "small": "fill-320x200|format-webp",
    "cover": "fill-300x400|format-webp",
    "person": "fill-240x320|format-webp",
    "banner": "fill-760x240|format-webp",
}


class Material:
    """One query each for the newest entries, the counts, the topics; two for pictures and their renditions."""

    def __init__(self, home, columns, today):
        self.home, self.today = home, today
        self.nodes = {node.id: node for node in walk(columns.roots)}
        # A subsite's home is itself a node of its county's tree; the host's own is not.
        self.home_url = self.nodes[home.pk].url if home.pk in self.nodes else "/"
        self.limits: dict[int, int] = {}
        self.count_of: set[int] = set()
        self.topic_limit = 0
        self.entries, self.counts, self.topics, self.pictures = {}, {}, [], {}

    def want_entries(self, column, limit):
        for node in self.family(column):
            self.limits[node.id] = max(limit, self.limits.get(node.id, 0))

    def want_count(self, column):
        self.count_of.update(node.id for node in self.family(column))

    def want_topics(self, limit):
        self.topic_limit = max(limit, self.topic_limit)

    def family(self, column):
        """The column and those below it; nothing for a column that is gone or closed."""
        node = self.nodes.get(column)
        return list(walk([node])) if node else []

    def fetch(self):
        if self.limits:
            self.entries = newest_of_each(sorted(self.limits), max(self.limits.values()))
        if self.count_of:
            counted = EntryCount.objects.filter(column__in=self.count_of).values_list("column").annotate(Sum("count"))
            self.counts = dict(counted)
        if self.topic_limit:
            self.topics = self.current_topics()
        wanted = {entry.picture_id for entry in chain.from_iterable(self.entries.values())}
        wanted |= {topic.picture_id for topic in self.topics}
        wanted.discard(None)
        if wanted:
            found = Picture.objects.filter(pk__in=wanted).prefetch_renditions(*SIZES.values())
            self.pictures = {picture.pk: picture for picture in found}

    def current_topics(self):
        """Live topics of this portal that have not ended, newest first."""
        # A range of paths: SQLite cannot use the index for descendant_of(), which compiles to LIKE.
        below = TopicPage.objects.filter(live=True, path__range=TopicPage._get_children_path_interval(self.home.path))
        current = below.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=self.today))
        return list(current.order_by("-first_published_at", "-pk")[: self.topic_limit])

    def newest(self, column, limit):
        """The newest of a column and those below it: pinned first, as in the column's own list."""
        found = [entry for node in self.family(column) for entry in self.entries.get(node.id, ())]
        found.sort(key=lambda entry: (entry.pinned, entry.published_at, entry.pk), reverse=True)
        return found[:limit]

    def count(self, column):
        return sum(self.counts.get(node.id, 0) for node in self.family(column))

    def picture(self, picture_id, use):
        """The rendition, or None where there is no picture or its file is gone."""
        picture = self.pictures.get(picture_id)
        if picture is None:
            return None
        try:
            return picture.get_rendition(SIZES[use])
        except OSError:
            return None


def walk(nodes):
    for node in nodes:
        yield node
        yield from walk(node.children)
