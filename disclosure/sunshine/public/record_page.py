"""/sunshine/<domain>/<number>.html: one record with all of its fields."""

from django.http import Http404
from django.utils import timezone

from disclosure.models import RecordState, SunshineRecord
from disclosure.sunshine.domains import Domain
from disclosure.sunshine.public.frames import sunshine_frame
from disclosure.sunshine.public.scopes import Scope
from disclosure.sunshine.values import digits_of, shown

TEMPLATE = "sunshine/record.html"
LONG = 40


def find_record(scope: Scope, domain: str, number: int) -> SunshineRecord:
    """Of this host: its portal's, or of one of its subsites; Http404 for what never was public."""
    record = (
        SunshineRecord.objects.filter(pk=number, domain=domain)
        .exclude(state=RecordState.DRAFT)
        .select_related("organisation", "row")
        .first()
    )
    if record is None or record.portal_id not in {
        scope.site_portal.pk,
        *(one.pk for one in scope.site_portal.subsites),
    }:
        raise Http404
    return record


def record_context(request, scope: Scope, column, domain: Domain, record: SunshineRecord) -> dict:
    crumb = "正文"
    context = sunshine_frame(
        request, scope, column, title=record.title, path=record.path, domain=domain, crumbs=[(crumb, record.path)]
    )
    digits = digits_of(
        value for one in domain.fields if one.type == "amount" and (value := record.values.get(one.name)) is not None
    )
    rows = [
        {
            "label": one.heading,
            "text": text,
            "is_long": one.type == "long" or len(text) > LONG,
            "url": text if one.type == "url" else "",
        }
        for one in domain.fields
        if (text := shown(one, record.values.get(one.name), digits))
    ]
    return context | {
        "record": record,
        "rows": rows,
        "published_at": timezone.localtime(record.published_at),
        "changed_at": timezone.localtime(record.updated_at),
        # Made is 1, published is 2.
        "is_changed": record.revision > 2 and record.updated_at > record.published_at,
        "list_url": scope.url(domain.path),
    }
