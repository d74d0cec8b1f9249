"""The material of a home page: sections say what they need, it is fetched together, then sections take it."""

from itertools import chain

from django.db.models import Q, Sum

from cms_core.catalogue.heads import newest_of_groups
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
    """One query each for newest entries, newest with pictures, counts, topics; two for pictures and renditions.

    A column stands for itself and the columns below it, as a channel does; not for the subsites below it.
    """

    def __init__(self, home, columns, today):
        self.home, self.columns, self.today = home, columns, today
        # A subsite's home is itself a node of its county's tree; the host's own is not.
        own = columns.get(home.pk)
        self.home_url = own.url if own else "/"
        self.limits: dict[int, int] = {}
        self.picture_limits: dict[int, int] = {}
        self.count_of: set[int] = set()
        self.topic_limit = 0
        self.entries, self.pictured, self.counts, self.topics, self.pictures = {}, {}, {}, [], {}

    def node(self, column):
        """The column's node; None when it is gone, closed, or never was."""
        return self.columns.get(column) if isinstance(column, int) else None

    def want_entries(self, column, limit):
        self.limits[column] = max(limit, self.limits.get(column, 0))

    def want_pictured(self, column, limit):
        self.picture_limits[column] = max(limit, self.picture_limits.get(column, 0))

    def want_count(self, column):
        self.count_of.update(self.family(column))

    def want_topics(self, limit):
        self.topic_limit = max(limit, self.topic_limit)

    def family(self, column):
        """Ids of the column and those below it; none for a column that is gone or closed."""
        node = self.node(column)
        return [each.id for each in walk(node)] if node else []

    def newest_of(self, limits, **options):
        groups = {column: family for column in limits if (family := self.family(column))}
        return newest_of_groups(groups, max(limits.values()), **options) if groups else {}

    def fetch(self):
        self.entries = self.newest_of(self.limits)
        self.pictured = self.newest_of(self.picture_limits, only_with_picture=True)
        if self.count_of:
            counted = EntryCount.objects.filter(column__in=self.count_of).values_list("column").annotate(Sum("count"))
            self.counts = dict(counted)
        if self.topic_limit:
            self.topics = self.current_topics()
        shown = chain.from_iterable([*self.entries.values(), *self.pictured.values()])
        wanted = {entry.picture_id for entry in shown}
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
        return self.entries.get(column, [])[:limit]

    def newest_pictured(self, column, limit):
        return self.pictured.get(column, [])[:limit]

    def count(self, column):
        return sum(self.counts.get(each, 0) for each in self.family(column))

    def picture(self, picture_id, use):
        """The rendition, or None where there is no picture or its file is gone."""
        picture = self.pictures.get(picture_id)
        if picture is None:
            return None
        try:
            return picture.get_rendition(SIZES[use])
        except OSError:
            return None


def walk(node):
    yield node
    for child in node.children:
        if not child.is_home:
            yield from walk(child)
