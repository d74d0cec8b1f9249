"""Everything below a page whose way to the public changed: it moved, opened, closed, or became private."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from wagtail.models import Page

from cms_core.catalogue import column_places, counters, former
from cms_core.catalogue.kinds import containers_below, content_below, content_models, within
from cms_core.catalogue.locks import hold
from cms_core.catalogue.places import Place, Places
from cms_core.catalogue.privacy import marks, private_among, restricted
from cms_core.catalogue.rebuild import batches, read_pages
from cms_core.catalogue.signals import columns_settled
from cms_core.catalogue.write import remove_entries, write_entries
from cms_core.models.entries import Entry

# Columns a statement: SQLite takes 32,766 parameters.
BATCH = 5000


@transaction.atomic(savepoint=False)
def sync_subtree(page, *, moved: bool = True) -> None:
    """Bring homes and visibility of all entries at or below `page` into line, and the counters of what changed.

    The work is a handful of queries for each different answer, not for each entry; nothing is written when all is in
    line. What content says of itself is `sync`'s. Without `moved` no page is looked for that has come from outside
    every portal, where content has no entries: that costs a look at each page.
    """
    path = Page.objects.filter(pk=page.pk).values_list("path", flat=True).get()
    hold(containers_below(path))
    places = Places.below(path)
    paths = [at for at in places.steps if at.startswith(path)]
    for start in range(0, len(paths), BATCH):
        column_places.settle(column_places.wanted_columns(places, paths[start : start + BATCH]))
    here = {places.steps[at].page_id: places.column(at) for at in paths}
    wanted = {column: place for column, place in here.items() if place}
    private = private_among(marks(content_below(path).filter(Q(restricted()) | Q(alias_of__isnull=False))))
    for columns in _batches(here.keys() - wanted.keys()):
        remove_entries(list(Entry.objects.filter(column__in=columns).values_list("pk", flat=True)), pages_remain=True)
    for columns in _batches(wanted):
        _settle({column: wanted[column] for column in columns}, private)
    if moved and wanted:
        for model in content_models():
            for ids in batches(within(model, path).filter(live=True, entry__isnull=True)):
                write_entries(read_pages(model, ids))


def _batches(columns: Iterable[int]):
    columns = sorted(columns)
    return (columns[start : start + BATCH] for start in range(0, len(columns), BATCH))


def _settle(wanted: dict[int, Place], private: set[int]) -> None:
    entries = Entry.objects.filter(column__in=wanted).order_by()
    stored = set(entries.values_list("column", "site_home", "portal_home", "column_type", "visible").distinct())
    homes, types = defaultdict(set), defaultdict(set)
    opened, closed = set(), set()
    for column, site_home, portal_home, column_type, visible in stored:
        place = wanted[column]
        if (site_home, portal_home) != (place.site_home_id, place.portal_home_id):
            homes[place.site_home_id, place.portal_home_id].add(column)
        if column_type != place.column_type:
            types[place.column_type].add(column)
        if place.open and (private or not visible):
            opened.add(column)
        if visible and not place.open:
            closed.add(column)
    for (site_home, portal_home), columns in homes.items():
        _rehome(Entry.objects.filter(column__in=columns), site_home, portal_home)
    for column_type, columns in types.items():
        Entry.objects.filter(column__in=columns).update(column_type=column_type)
    _show(opened, private)
    Entry.objects.filter(column__in=closed).update(visible=False)
    if opened or closed:
        counters.recount(opened | closed)
    if changed := set().union(opened, closed, *homes.values()):
        columns_settled.send(Entry, columns=changed)


def _rehome(entries, site_home: int, portal_home: int) -> None:
    """Give these entries their homes; those that change the host name leave a former address behind."""
    leaving = list(entries.exclude(site_home=site_home))
    former.leave(leaving)
    entries.update(site_home=site_home, portal_home=portal_home)
    former.arrive([(site_home, entry.address) for entry in leaving])


def _show(columns: Iterable[int], private: set[int]) -> None:
    """All entries of these open columns are visible, but for private pages."""
    entries = Entry.objects.filter(column__in=columns)
    entries.filter(visible=False).exclude(pk__in=private).update(visible=True)
    if private:
        entries.filter(visible=True, pk__in=private).update(visible=False)
