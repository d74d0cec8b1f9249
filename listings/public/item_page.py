"""The page of an item: what it is on the day, what became of it, what belongs to it."""

from cms_core.public.meta import comma_separated
from listings.kinds import ListKind
from listings.models import Item, ItemVersion
from listings.public.addresses import SHORT, item_path, with_parameters
from listings.public.bases import bases_of
from listings.public.days import AskedDay, written
from listings.public.frames import list_frame
from listings.public.groups import citing_texts, grouped
from listings.public.heads import day_banner, heads
from listings.public.history import Event, history_of
from listings.public.outward import link
from listings.public.relations import relations_of
from listings.public.schema import item_graph
from listings.public.scopes import Scope
from listings.public.shown import label, value_of
from listings.states import ItemState
from listings.values import MODELS

TEMPLATE = "lists/item.html"
# Pictures that a browser shows; a PDF is a link.
PICTURES = {"png", "jpg", "jpeg", "gif", "webp"}
SOON = 180
SUMMARY = {
    ListKind.POWER: ("code", "category", "organisation", "level"),
    ListKind.RESPONSIBILITY: ("code", "block", "organisation"),
    ListKind.NEGATIVE: ("measure", "industry_code", "authority", "organisation"),
    ListKind.FUND: ("code", "organisation", "allocation_way"),
    ListKind.BASIC: ("code", "category", "organisation"),
}


def versions_of(item: Item) -> list[ItemVersion]:
    """All periods, the earliest first; one query."""
    wanted = ["organisation"] + (["flow_chart"] if item.listing.kind == ListKind.POWER else [])
    return list(MODELS[item.listing.kind].objects.filter(item=item).select_related(*wanted).order_by("valid_from"))


def shown_on(versions: list[ItemVersion], day: AskedDay) -> ItemVersion:
    """Of that day; before its first day the first."""
    return next((one for one in versions if one.valid_from <= day.day < one.valid_until), versions[0])


def item_context(request, item: Item, versions, scope: Scope, column) -> dict:
    listing, day = item.listing, AskedDay.of(request.GET)
    path = item_path(listing.kind, item.pk)
    version = shown_on(versions, day)
    bodies = names_of_bodies(item, versions)
    events, _ = history_of(item, bodies)
    relations = relations_of(item, version, day)
    context = list_frame(
        request,
        scope,
        column,
        crumbs=[("事项", path)],
        title=f"{version.name} - {SHORT[listing.kind]}",
        path=path,
        tags=content_tags(version, listing, path, request),
        graph=item_graph(version, listing, scope.portal.base_url, path),
    )
    place = context["place"]
    documents = {event.adjustment.basis_document_id for event in events} - {None}
    bases = bases_of(citing_texts(version), place, documents)
    history = told(events, bases, day)
    notices = heads(item, version, versions, events, relations, day)
    for notice in notices:
        event = notice.get("event")
        notice["basis"] = next((one for one in history if event and one["url"] == event.url), None)
    return context | {
        "item": item,
        "version": version,
        "code": version.code,
        "day": day,
        "banner": day_banner(day, listing.kind, path),
        "refusal": day.refusal,
        "own_url": path,
        "heads": notices,
        "summary": summary(version, listing.kind),
        "groups": grouped(version, bases, told_above(version, listing.kind)),
        "lapsed": bases.lapsed,
        "cited": bases.entries,
        "flow": flow(version) if listing.kind == ListKind.POWER else None,
        "guide": guide(version, listing.kind, day),
        "relations": relations,
        "events": history,
        "term": term(version, day) if listing.kind == ListKind.FUND else None,
        "list_url": with_parameters(f"/lists/{listing.kind}/", on=day.parameter, body=version.organisation.key),
        "negative": listing.kind == ListKind.NEGATIVE,
    }


def names_of_bodies(item: Item, versions) -> dict[str, str]:
    """By key; a transfer names a body by its key. No query: each was the body of one of the periods."""
    return {version.organisation.key: version.organisation.name for version in versions}


def content_tags(version: ItemVersion, listing, path, request) -> list[tuple[str, str]]:
    """内容标签 (standards 1.1): an item is content of its column."""
    moment = f"{version.valid_from.isoformat()} 00:00"
    keywords = comma_separated(f"{version.name},{listing.get_kind_display()},{version.organisation.name}")
    tags = [
        ("ArticleTitle", version.name),
        ("PubDate", moment),
        ("ContentSource", version.organisation.name),
        ("Keywords", keywords),
        ("Url", f"{listing.portal.base_url}{path}"),
    ]
    return [(name, content) for name, content in tags if content]


def summary(version: ItemVersion, kind: str) -> list[tuple[str, str]]:
    """The table below the title."""
    return [(label(kind, name), value_of(version, name)) for name in SUMMARY[kind] if value_of(version, name)]


def told_above(version: ItemVersion, kind: str) -> set[str]:
    """What the groups need not repeat: the summary, and the steps that stand beside a flow chart."""
    told = {name for name in SUMMARY[kind] if value_of(version, name)}
    return told | {"procedure"} if kind == ListKind.POWER and flow(version) else told


def guide(version: ItemVersion, kind: str, day: AskedDay) -> dict | None:
    """Only of what is exercised today: nobody is sent to apply for what is gone or not there yet."""
    exercised = version.state == ItemState.IN_FORCE and version.valid_from <= day.today and day.is_today
    return link(version.guide_url) if kind == ListKind.POWER and exercised else None


def flow(version) -> dict | None:
    """流程图: the picture or where it is found, with the steps in words beside it."""
    chart = version.flow_chart
    if chart is None and not version.flow_chart_url:
        return None
    return {
        "picture": chart.url if chart and chart.file_extension.lower() in PICTURES else "",
        "file": {"url": chart.url, "name": chart.filename, "kind": chart.kind_label} if chart else None,
        "link": link(version.flow_chart_url),
        "alternative": f"“{version.name}”流程图" + ("，步骤见下面的文字" if version.procedure else ""),
        "steps": [line for line in version.procedure.split("\n") if line.strip()],
    }


def term(version, day: AskedDay) -> dict:
    """存续期限 of a fund: ended, near its end, or neither."""
    left = (version.ends - day.day).days
    period = f"{written(version.starts)}至{written(version.ends)}"
    if left < 0:
        return {"kind": "ended", "label": "期限已届满", "text": f"存续期限为{period}，已届满，不再安排。"}
    if left <= SOON:
        return {"kind": "coming", "label": "即将到期", "text": f"存续期限为{period}，还有 {left} 天届满。"}
    return {"kind": "", "label": "", "text": f"存续期限为{period}。"}


def told(events: list[Event], bases, day: AskedDay) -> list[dict]:
    """The newest first; what is to come says so."""
    found = []
    for event in reversed(events):
        adjustment = event.adjustment
        document = bases.by_id.get(adjustment.basis_document_id)
        basis_url = document["url"] if document else adjustment.basis_url
        found.append(
            {
                "label": event.label,
                "day": event.day,
                "coming": event.day > day.today,
                "url": event.url,
                "title": adjustment.title,
                "note": event.note,
                "changes": event.changes,
                "basis": adjustment.basis,
                "basis_link": link(basis_url),
                "basis_file": adjustment.basis_file,
                "approval_number": adjustment.approval_number,
                "proposing": adjustment.proposing_body,
                "approving": adjustment.approving_body,
            }
        )
    return found
