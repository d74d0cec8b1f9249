"""/sunshine/<domain>/: the rows of the standard table with what fills each, the records, and the column's articles."""

from django.utils import timezone

from cms_core.public.lists import listed
from cms_core.views.frame import ATOM
from disclosure.sunshine.domains import Domain, domains
from disclosure.sunshine.fill import fills
from disclosure.sunshine.filling import is_text
from disclosure.sunshine.public.frames import sunshine_frame
from disclosure.sunshine.public.questions import Question
from disclosure.sunshine.public.records import records_context, title_of
from disclosure.sunshine.public.scopes import Scope
from disclosure.sunshine.slices import rows_for
from disclosure.sunshine.workbooks.marks import channel_labels

TEMPLATE = "sunshine/domain.html"
ENTRIES = 15


def domain_context(request, scope: Scope, column, domain: Domain) -> dict:
    node = scope.columns.node(domain.key)
    path = node.url if node else scope.url(domain.path)
    context = sunshine_frame(request, scope, column, title=domain.title, path=path, domain=domain)
    values = domain_values(request, scope, domain, node, context)
    if values.get("records_total"):
        feed = (f"{title_of(scope, domain)}（Atom）", values["feed_url"], ATOM)
        context["feeds"] = [feed, *context["feeds"]]
    return context | values


def domain_values(request, scope: Scope, domain: Domain, node, context) -> dict:
    """Seven queries at most."""
    rows = rows_for(scope.portal, domain.key)
    filled = fills(scope.portal, rows, scope.tree)
    question = Question.of(request.GET)
    found = records_context(scope, domain, question) if domain.fields else {}
    entries = listed(request, scope.columns.ids(domain.key), node.url, ENTRIES) if node else {"entries": []}
    table = [row_values(row, filled[row.pk]) | records_of_row(scope, domain, row) for row in rows]
    return {
        "heading": domain.title,
        "own_path": scope.url(domain.path),
        "table": table,
        "table_title": rows[0].table.title if rows else "",
        "rows_filled": sum(1 for one in table if not one["is_empty"]),
        "node": node,
        "column_entries": entries["entries"],
        "column_total": entries.get("total", 0),
        "entries_pagination": entries.get("pagination"),
        "years": entries.get("years", ()) if node else (),
        "list_url": f"{node.url}?view=list" if node else "",
        "question": question,
        **found,
        "nothing": not table and not entries["entries"] and not found.get("records_total") and not question.is_filtered,
    }


def records_of_row(scope: Scope, domain: Domain, row) -> dict:
    """The way to what fills it: the list on this page, or that of the domain whose records they are."""
    of = domains().get(row.record_domain or "")
    if of is None or of.key in scope.columns.closed:
        return {"records_url": "", "records_title": ""}
    return {"records_url": "#records" if of == domain else scope.url(of.path), "records_title": of.title}


def row_values(row, fill) -> dict:
    levels = [label for name, label in (("at_province", "省级"), ("at_city", "市级"), ("at_county", "县级"),
                                        ("at_town", "乡级")) if getattr(row, name)]  # fmt: skip
    newest = timezone.localtime(fill.newest) if fill.newest else None
    return {
        "id": row.pk,
        "number": row.number,
        "item": row.item,
        "sub_item": row.sub_item,
        "content": row.content,
        "basis": row.basis,
        "term": row.term,
        "body": row.organisation.name if row.organisation else row.body,
        "channels": "、".join([*channel_labels(row.channels), *filter(None, [row.other_channels])]),
        "audience": "、".join(filter(None, ["全社会" if row.to_all else "", row.to_some])),
        "way": "、".join(filter(None, ["主动公开" if row.active else "", "依申请公开" if row.on_request else ""])),
        "levels": "、".join(levels),
        "is_empty": fill.is_empty,
        "bound": fill.bound,
        "count": fill.count,
        "newest": newest,
        "columns": [
            {
                "title": one.title,
                "url": one.url,
                "count": one.entry_count,
                "is_text": is_text(one),
                "words": "、".join(fill.words.get(one.id, ())),
            }
            for one in fill.nodes
        ],
        "entries": [{"title": one.title, "url": f"/{one.address}"} for one in fill.entries],
        "record_count": fill.record_count,
    }
