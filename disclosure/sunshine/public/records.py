"""The records of a domain as its page lists them: filters with counts, one page, the ways to the others."""

from collections import Counter

from disclosure.models import RecordState, SunshineRecord
from disclosure.sunshine.counters import counts_by_kind
from disclosure.sunshine.domains import Domain
from disclosure.sunshine.public.paging import page_of
from disclosure.sunshine.public.questions import Question, filters
from disclosure.sunshine.public.scopes import Scope
from disclosure.sunshine.values import digits_of, shown

FORMS = ("csv", "xlsx", "json")
# What a word finds is counted by reading it: not further than a reader wants to know.
MOST_COUNTED = 1000


def records_context(scope: Scope, domain: Domain, question: Question) -> dict:
    """Two queries: how many of each year and kind, and one page; one more where words are looked for."""
    everything = counts_by_kind(scope.portal.pk, domain.key)
    # None: more than are counted. Then no choice says how many it has.
    counts = worded_counts(scope, domain, question) if question.text else everything
    page = page_of(public_records(scope, domain, question), question.cursor)
    total = None if counts is None else sum(one[-1] for one in counts if question.takes(*one[:3]))
    heads = [one for one in domain.fields if one.listed]
    digits = {
        one.name: digits_of(value for record in page.rows if (value := record.values.get(one.name)) is not None)
        for one in heads
        if one.type == "amount"
    }
    path = scope.url(domain.path)

    def url(cursor: str) -> str | None:
        return question.url(path, cursor=cursor) if cursor else None

    return {
        "records": [record_row(record, heads, digits) for record in page.rows],
        "records_total": sum(one[-1] for one in everything),
        "matching_total": total,
        "most_counted": MOST_COUNTED,
        "heads": [{"label": one.heading, "is_amount": one.type in ("amount", "number")} for one in heads],
        "groups": filters(domain, everything if counts is None else counts, question, path, told=counts is not None),
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
            "total": total,
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


def worded_counts(scope: Scope, domain: Domain, question: Question) -> list[tuple] | None:
    """(year, category, stage, count) of what has the words, whatever else is chosen; None where that is too much."""
    found = public_records(scope, domain, Question(text=question.text)).order_by()
    kinds = list(found.values_list("year", "category", "stage")[: MOST_COUNTED + 1])
    if len(kinds) > MOST_COUNTED:
        return None
    return [(year, category, stage, n) for (year, category, stage), n in Counter(kinds).items()]


def record_row(record: SunshineRecord, heads, digits: dict[str, int]) -> dict:
    """The cell that names the record is its link; where none does, the first."""
    cells = [
        {
            "label": one.heading,
            "text": shown(one, record.values.get(one.name), digits.get(one.name)),
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
