"""动态调整: the approved adjustments of a list, newest day first, and one of them with its lines."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from cms_core.models import Organisation
from listings.history.steps import Step
from listings.models import Adjustment, AdjustmentLine, Listed
from listings.public import addresses
from listings.public.bases import bases_of
from listings.public.days import AskedDay
from listings.public.frames import list_frame
from listings.public.history import changes
from listings.public.outward import link
from listings.public.partners import partners_of
from listings.public.scopes import Scope
from listings.slices import Slice
from listings.states import AdjustmentState, LineKind
from listings.terms import UNITS
from listings.values import MODELS

SIZE = 20
LINES = 50
MOST_PAGES = 500
LIST, ONE = "lists/adjustments.html", "lists/adjustment.html"
LISTING = tuple(f"listing__{name}" for name in ("portal__site", "portal__home", "portal__organisation", "column"))
BODIES = ("proposing_body", "approving_body", "basis_file")


def approved(scope: Scope):
    """Of a department's portal, those that touch an item of its own."""
    found = Adjustment.objects.filter(state=AdjustmentState.APPROVED, listing__kind=scope.kind)
    found = found.filter(listing=scope.listing) if scope.listing else found.filter(listing__in=scope.lists)
    if scope.body:
        own = Slice(scope.kind, scope.listing, scope.body).rows(Listed.objects.all())
        touched = AdjustmentLine.objects.filter(adjustment=OuterRef("pk"), item__in=own.values("item"))
        found = found.filter(Exists(touched))
    return found


@dataclass
class Shown:
    """One page of the adjustments of a list."""

    rows: list
    number: int
    more: bool


def page_of(scope: Scope, number: int) -> Shown:
    start = (number - 1) * SIZE
    ordered = approved(scope).order_by("-effective_day", "-pk").select_related("listing__portal__site", *BODIES[:2])
    lines = AdjustmentLine.objects.filter(adjustment=OuterRef("pk")).order_by().values("adjustment")
    ordered = ordered.annotate(items=lines.annotate(n=Count("pk")).values("n"))
    rows = list(ordered[start : start + SIZE + 1])
    return Shown(rows[:SIZE], number, len(rows) > SIZE)


def number_of(query, name: str = "page") -> int:
    text = query.get(name, "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return min(max(number, 1), MOST_PAGES)


def adjustments_context(request, scope: Scope, column) -> dict:
    path = addresses.adjustments_path(scope.kind)
    heading = f"{scope.heading}动态调整"
    day = AskedDay.of({})
    context = list_frame(
        request, scope, column, crumbs=[("动态调整", path)], title=heading,
        path=addresses.with_parameters(path, **scope.parameters),
    )  # fmt: skip
    shown = page_of(scope, number_of(request.GET))

    def url(number):
        return addresses.with_parameters(path, **scope.parameters, page=number if number > 1 else "")

    return context | {
        "heading": heading,
        "adjustments": [line_of(one, scope, day) for one in shown.rows],
        "pagination": {
            "first_url": url(1),
            "previous_url": url(shown.number - 1) if shown.number > 1 else None,
            "next_url": url(shown.number + 1) if shown.more else None,
            "last_url": None,
            "total": None,
        },
        "feed_url": addresses.with_parameters(addresses.feed_path(scope.kind), **scope.parameters),
    }


def line_of(adjustment: Adjustment, scope: Scope, day: AskedDay) -> dict:
    root = ""
    if adjustment.listing.portal_id != scope.portal.pk and adjustment.listing.portal.base_url != scope.portal.base_url:
        root = adjustment.listing.portal.base_url
    return {
        "title": adjustment.title,
        "url": f"{root}{addresses.adjustment_path(scope.kind, adjustment.pk)}",
        "day": adjustment.effective_day,
        "coming": adjustment.effective_day > day.today,
        "basis": adjustment.basis,
        "approval_number": adjustment.approval_number,
        "items": adjustment.items,
        "of": adjustment.listing.portal.short_name if scope.whole else "",
    }


def find(kind: str, number: int) -> Adjustment | None:
    """An approved one; one that was revoked before its day was public, and says so."""
    known = (AdjustmentState.APPROVED, AdjustmentState.REVOKED)
    found = Adjustment.objects.filter(listing__kind=kind, state__in=known, approved_at__isnull=False, pk=number)
    return found.select_related(*BODIES, *LISTING).first()


def adjustment_context(request, scope: Scope, column, adjustment: Adjustment) -> dict:
    path = addresses.adjustment_path(scope.kind, adjustment.pk)
    day = AskedDay.of({})
    context = list_frame(
        request, scope, column,
        crumbs=[("动态调整", addresses.adjustments_path(scope.kind)), ("公告", path)],
        title=adjustment.title, path=path, tags=tags(adjustment, scope, path),
    )  # fmt: skip
    number = number_of(request.GET)
    rows = adjustment.lines.select_related("partner_line").order_by("order", "pk")[
        (number - 1) * LINES : number * LINES + 1
    ]
    rows = list(rows)
    documents = {adjustment.basis_document_id} - {None}
    bases = bases_of([adjustment.basis], context["place"], documents)
    document = bases.by_id.get(adjustment.basis_document_id)
    basis_url = document["url"] if document else adjustment.basis_url
    revoked = adjustment.state == AdjustmentState.REVOKED

    def url(page):
        return addresses.with_parameters(path, page=page if page > 1 else "")

    lines = lines_of(adjustment, rows[:LINES], day, revoked, scope.portal)
    return context | {
        "adjustment": adjustment,
        "total": adjustment.lines.count(),
        "coming": not revoked and adjustment.effective_day > day.today,
        "revoked": revoked,
        "basis_link": link(basis_url),
        "basis_html": bases.html(adjustment.basis),
        "lapsed": bases.lapsed,
        "lines": lines,
        "any_content": any(line["partner"] or line["fields"] or line["note"] for line in lines),
        "pagination": {
            "first_url": url(1),
            "previous_url": url(number - 1) if number > 1 else None,
            "next_url": url(number + 1) if len(rows) > LINES else None,
            "last_url": None,
            "total": None,
        },
    }


def tags(adjustment: Adjustment, scope: Scope, path: str) -> list[tuple[str, str]]:
    moment = adjustment.approved_at.astimezone().strftime("%Y-%m-%d %H:%M") if adjustment.approved_at else ""
    source = adjustment.approving_body.name if adjustment.approving_body else scope.portal.organisation.name
    found = [
        ("ArticleTitle", adjustment.title),
        ("PubDate", moment),
        ("ContentSource", source),
        ("Keywords", f"{scope.kind.label},动态调整"),
        ("Url", f"{scope.portal.base_url}{path}"),
    ]
    return [(name, content) for name, content in found if content]


def lines_of(adjustment: Adjustment, lines, day: AskedDay, revoked: bool, portal) -> list[dict]:
    """Six queries: items as they were before it and as they are from its day, bodies named by key, partners."""
    items = [line.item_id for line in lines if line.item_id]
    rows = Listed.objects.filter(
        Q(item__in=items) & (Q(valid_from=adjustment.effective_day) | Q(valid_until=adjustment.effective_day))
    )
    names, bodies = {}, {}
    for row in rows.select_related("organisation").order_by("valid_from"):
        names[row.item_id], bodies[row.item_id] = row.name, row.organisation.name
    missing = [item for item in items if item not in names]
    for row in Listed.objects.filter(item__in=missing).select_related("organisation") if missing else ():
        names[row.item_id], bodies[row.item_id] = row.name, row.organisation.name
    keys = {line.values.get("organisation") for line in lines} - {None}
    by_key = dict(Organisation.objects.filter(key__in=keys).values_list("key", "name")) if keys else {}
    kind, partners = adjustment.listing.kind, partners_of(lines, portal)
    units = units_of(kind, lines, adjustment.effective_day)
    return [
        {
            "label": line.get_kind_display(),
            "name": names.get(line.item_id) or line.values.get("name", ""),
            "url": item_url(kind, line, names, adjustment, day, revoked),
            "body": bodies.get(line.item_id) or by_key.get(line.values.get("organisation"), ""),
            "partner": partners.get(line.pk),
            "note": line.note,
            "fields": told_fields(kind, line, by_key, units.get(line.item_id, {})),
        }
        for line in lines
    ]


def item_url(kind, line, names, adjustment, day, revoked) -> str:
    if revoked or line.item_id not in names:
        return ""
    coming = adjustment.effective_day.isoformat() if adjustment.effective_day > day.today else ""
    return addresses.with_parameters(addresses.item_path(kind, line.item_id), on=coming)


def units_of(kind: str, lines, day) -> dict[int, dict]:
    """{item: units of its terms}, of items whose term changes and not its unit. One query, where there are any."""
    items = {line.item_id for line in lines if line.item_id and UNITS.keys() & line.values.keys()}
    rows = MODELS[kind].objects.on(day).filter(item__in=items).values("item_id", *UNITS.values()) if items else ()
    return {row.pop("item_id"): row for row in rows}


def told_fields(kind, line, bodies, units: dict) -> list[tuple[str, str]]:
    """What an amendment sets; what it was before is on the item's own page."""
    known = {name: unit for name, unit in units.items() if name not in line.values}
    step = Step(line.adjustment.effective_day, 0, LineKind(line.kind), line.values)
    return [(label, after) for label, _, after in changes(kind, step, known, bodies)]
