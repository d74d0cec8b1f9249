"""/sunshine/<domain>/: the rows of the standard table with what fills each, the records, and the column's articles."""

from django.db.models import Count
from django.utils import timezone

from cms_core.public.lists import listed
from disclosure.models import RecordState, SunshineRecord
from disclosure.sunshine.domains import Domain
from disclosure.sunshine.fill import fills
from disclosure.sunshine.public.frames import sunshine_frame
from disclosure.sunshine.public.questions import Question, filters
from disclosure.sunshine.public.scopes import Scope
from disclosure.sunshine.slices import rows_for
from disclosure.sunshine.values import shown
from disclosure.sunshine.workbooks.marks import channel_labels

TEMPLATE = "sunshine/domain.html"
SIZE = 20
ENTRIES = 15


def domain_context(request, scope: Scope, column, domain: Domain) -> dict:
    node = scope.columns.node(domain.key)
    path = node.url if node else scope.url(domain.path)
    context = sunshine_frame(request, scope, column, title=domain.title, path=path, domain=domain)
    return context | domain_values(request, scope, domain, node, context)


def domain_values(request, scope: Scope, domain: Domain, node, context) -> dict:
    """Seven queries at most."""
    rows = rows_for(scope.portal, domain.key)
    filled = fills(scope.portal, rows, scope.tree)
    question = Question.of(request.GET, domain)
    found = records(scope, domain, question) if domain.fields else {}
    entries = listed(request, scope.columns.ids(domain.key), node.url, ENTRIES) if node else {"entries": []}
    table = [row_values(row, filled[row.pk]) for row in rows]
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
        "columns": [{"title": one.title, "url": one.url, "count": one.entry_count} for one in fill.nodes],
        "entries": [{"title": one.title, "url": f"/{one.address}"} for one in fill.entries],
        "record_count": fill.record_count,
    }


def records(scope: Scope, domain: Domain, question: Question) -> dict:
    """Two queries: how many of each year and kind, and one page."""
    found = SunshineRecord.objects.filter(portal=scope.portal.pk, domain=domain.key, state=RecordState.PUBLISHED)
    counts = list(found.order_by().values_list("year", "category", "stage").annotate(count=Count("pk")))
    rows = question.matching(found).order_by("-published_at", "-pk")
    size, page = SIZE, question.page
    some = list(rows.select_related("organisation")[(page - 1) * size : page * size + 1])
    total = sum(count for year, category, stage, count in counts if question.takes(year, category, stage))
    heads = [one for one in domain.fields if one.listed]
    path = scope.url(domain.path)

    def url(number: int) -> str:
        return question.url(path, page=number if number > 1 else "")

    return {
        "records": [record_row(record, heads) for record in some[:size]],
        "records_total": sum(one[-1] for one in counts),
        "matching_total": None if question.text else total,
        "heads": [{"label": one.heading, "is_amount": one.type in ("amount", "number")} for one in heads],
        "groups": filters(domain, counts, question, path),
        "clear_url": path,
        "has_fields": True,
        "records_pagination": {
            "first_url": url(1),
            "previous_url": url(page - 1) if page > 1 else None,
            "next_url": url(page + 1) if len(some) > size else None,
            "last_url": None,
            "total": None if question.text else total,
        },
        "hidden": [(name, value) for name, value in scope.parameters.items()]
        + [(name, value) for name, value in question.parameters().items() if name not in ("q", "page")],
    }


def record_row(record: SunshineRecord, heads) -> dict:
    """The cell that names the record is its link; where none does, the first."""
    cells = [
        {
            "label": one.heading,
            "text": shown(one, record.values.get(one.name)),
            "is_amount": one.type in ("amount", "number"),
            "is_link": False,
        }
        for one in heads
    ]
    place = next((at for at, one in enumerate(heads) if one.holds == "title"), None)
    place = next((at for at, one in enumerate(heads) if one.holds == "category"), 0) if place is None else place
    cells[place]["is_link"] = True
    cells[place]["text"] = cells[place]["text"] or record.title
    return {"url": record.path, "title": record.title, "cells": cells}
