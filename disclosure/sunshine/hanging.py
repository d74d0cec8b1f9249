"""Where the Sunshine Project hangs itself into the rooms below."""

from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When

from cms_core.catalogue.kept import register_kept
from cms_core.open_data import datasets as open_data
from cms_core.public.faces import register_column_face
from cms_core.search import sources
from cms_core.sitemaps.sources import register_sitemap
from disclosure.sunshine.places import COLUMN_TYPE

UNIT = "条"


def register() -> None:
    from disclosure.sunshine import search_feed
    from disclosure.sunshine.public import datasets, sitemap
    from disclosure.sunshine.public.faces import find_face
    from disclosure.sunshine.searching import Records

    register_column_face(COLUMN_TYPE, find_face)
    register_kept(holds(), count, UNIT)
    register_sitemap(sitemap.NAME, sitemap.ranges, sitemap.addresses)
    sources.register(Records())
    search_feed.connect()
    open_data.register("sunshine", datasets.datasets)


def holds() -> Q:
    """A column whose domain has records is not empty, whatever articles it has."""
    from disclosure.models import DomainCount
    from disclosure.sunshine.domains import by_column

    key = Case(*(When(domain=domain, then=Value(key)) for key, domain in by_column().items()), output_field=CharField())
    counts = DomainCount.objects.filter(count__gt=0, domain__in=by_column().values())
    own = counts.annotate(key=key).filter(
        key=OuterRef("columnpage__blueprint_key"), portal__home=OuterRef("column_place__site_home")
    )
    return Q(columnpage__column_type=COLUMN_TYPE) & Q(Exists(own))


def count(home, nodes, day) -> dict[int, int]:
    """{column id: records}; one query."""
    from disclosure.models import DomainCount
    from disclosure.sunshine.domains import by_column

    wanted = {by_column()[node.key]: node.id for node in nodes if node.key in by_column()}
    found = DomainCount.objects.filter(portal__home=home.pk, domain__in=wanted, count__gt=0)
    return {wanted[domain]: number for domain, number in (found.values_list("domain", "count") if wanted else ())}
