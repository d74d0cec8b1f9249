"""Where the Sunshine Project hangs itself into the rooms below."""

from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When

from cms_core.catalogue.kept import register_kept
from cms_core.public.faces import register_column_face
from disclosure.sunshine.places import COLUMN_TYPE

UNIT = "条"


def register() -> None:
    from disclosure.sunshine.public.faces import find_face

    register_column_face(COLUMN_TYPE, find_face)
    register_kept(holds(), count, UNIT)


def holds() -> Q:
    """A column whose domain has records is not empty, whatever articles it has."""
    from disclosure.models import RecordState, SunshineRecord
    from disclosure.sunshine.domains import by_column

    key = Case(*(When(domain=domain, then=Value(key)) for key, domain in by_column().items()), output_field=CharField())
    records = SunshineRecord.objects.filter(state=RecordState.PUBLISHED, domain__in=by_column().values())
    own = records.annotate(key=key).filter(
        key=OuterRef("columnpage__blueprint_key"), portal__home=OuterRef("column_place__site_home")
    )
    return Q(columnpage__column_type=COLUMN_TYPE) & Q(Exists(own))


def count(home, nodes, day) -> dict[int, int]:
    """{column id: records}; one query."""
    from django.db.models import Count

    from disclosure.models import RecordState, SunshineRecord
    from disclosure.sunshine.domains import by_column

    wanted = {by_column()[node.key]: node.id for node in nodes if node.key in by_column()}
    found = SunshineRecord.objects.filter(portal__home=home.pk, domain__in=wanted, state=RecordState.PUBLISHED)
    counted = found.order_by().values_list("domain").annotate(n=Count("pk")) if wanted else ()
    return {wanted[domain]: number for domain, number in counted}
