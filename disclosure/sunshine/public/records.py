"""The records of a domain as its page lists them: filters with counts, one page, the ways to the others."""

from disclosure.models import RecordState, SunshineRecord
from disclosure.sunshine.counters import counts_by_kind
from disclosure.sunshine.domains import Domain
from disclosure.sunshine.public.paging import page_of
from disclosure.sunshine.public.questions import Question, filters
from disclosure.sunshine.public.scopes import Scope
from disclosure.sunshine.values import shown

FORMS = ("csv", "xlsx", "json")


def records_context(scope: Scope, domain: Domain, question: Question) -> dict:
    """Two queries: how many of each year and kind, and one page."""
    counts = counts_by_kind(scope.portal.pk, domain.key)
    page = page_of(public_records(scope, domain, question), question.cursor)
    total = sum(count for year, category, stage, count in counts if question.takes(year, category, stage))
    heads = [one for one in domain.fields if one.listed]
    path = scope.url(domain.path)

    def url(cursor: str) -> str | None:
        return question.url(path, cursor=cursor) if cursor else None

    return {
        "records": [record_row(record, heads) for record in page.rows],
        "records_total": sum(one[-1] for one in counts),
        "matching_total": None if question.text else total,
        "heads": [{"label": one.heading, "is_amount": one.type in ("amount", "number")} for one in heads],
        "groups": filters(domain, counts, question, path),
        "clear_url": path,
        "has_fields": True,
        "downloads": [
            {"title": form.upper(), "url": question.url(scope.url(f"{domain.path}data.{form}"))} for form in FORMS
        ],
        "feed_url": scope.url(f"{domain.path}feed.atom"),
        "records_pagination": {
            "first_url": question.url(path),
            "previous_url": url(page.previous),
            "next_url": url(page.next),
            "last_url": None,
            "total": None if question.text else total,
        },
        "hidden": [(name, value) for name, value in scope.parameters.items()]
        + [(name, value) for name, value in question.parameters().items() if name != "q"],
    }


def title_of(scope: Scope, domain: Domain) -> str:
    """Of files and feeds."""
    return f"{scope.portal.short_name}{domain.title}数据"


def public_records(scope: Scope, domain: Domain, question: Question):
    found = SunshineRecord.objects.filter(portal=scope.portal.pk, domain=domain.key, state=RecordState.PUBLISHED)
    return question.matching(found)


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
