"""Where 双公示 hangs itself into the rooms below: columns, search, site map, regular jobs."""

from django.db.models import Exists, OuterRef, Q

from cms_core.catalogue.kept import register_kept
from cms_core.open_data import datasets as open_data
from cms_core.search import sources
from cms_core.sitemaps.sources import register_sitemap
from disclosure import faces
from disclosure.decisions.kinds import COLUMN_KEYS
from disclosure.decisions.tables import MODELS

UNIT = "件"


def register() -> None:
    from disclosure.decisions import regular_jobs, search_feed
    from disclosure.decisions.public import datasets, sitemap
    from disclosure.decisions.public.faces import find_face
    from disclosure.decisions.searching import Decisions

    regular_jobs.add_all()
    sources.register(Decisions())
    search_feed.connect()
    for kind, key in COLUMN_KEYS.items():
        faces.register(key, find_face)
        register_sitemap(sitemap.NAMES[kind], sitemap.ranges_of(kind), sitemap.addresses_of(kind))
    register_kept(holds(), count, UNIT)
    open_data.register("decisions", datasets.datasets)


def holds() -> Q:
    """A column of these keys whose portal has decisions is not empty, whatever articles it has."""
    found = Q(pk__in=[])
    for kind, key in COLUMN_KEYS.items():
        rows = MODELS[kind].objects.filter(
            portal__home=OuterRef("column_place__site_home"), published_on__isnull=False, withdrawn_at=None
        )
        found |= Q(columnpage__blueprint_key=key) & Q(Exists(rows))
    return found


def count(home, nodes, day) -> dict[int, int]:
    """{column id: decisions that are public}; a query for each of the two columns that is asked for."""
    found = {}
    for kind, key in COLUMN_KEYS.items():
        for node in nodes:
            if node.key == key:
                found[node.id] = MODELS[kind].objects.public(day).filter(portal__home=home.pk).count()
    return found
