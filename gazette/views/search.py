"""/gazette/search/?q=…: every filter is in the address."""

from urllib.parse import urlencode

from django.shortcuts import render

from cms_core.models.validity import Validity
from cms_core.public.entries import NO_LONGER
from gazette.public.access import of_gazette
from gazette.public.addresses import SEARCH
from gazette.public.entry_page import is_visible
from gazette.public.frames import gazette_frame
from gazette.public.search import Question, ask
from gazette.public.titles import MAX_LENGTH, marked


@of_gazette
def search(request, gazette):
    question = Question.of(request.GET)
    answer = ask(question, gazette)
    title = f"{question.text} - 检索公报" if question.text else "检索公报"
    context = gazette_frame(request, gazette, crumbs=[("检索公报", SEARCH)], title=title, path=SEARCH)
    context |= {
        "canonical": "",
        "gazette_query": question.text,
        "hidden": [item for item in question.parameters().items() if item[0] != "q"],
        "search_url": SEARCH,
        "results": [result(entry, gazette, [*question.terms, *question.numbers]) for entry in answer.entries],
        "asked": bool(question.terms),
        "total": answer.total,
        "filters": filters(question, answer, gazette) if question.terms else [],
        "note": f"关键词超过 {MAX_LENGTH} 个字，只按前 {MAX_LENGTH} 个字检索。" if question.too_long else "",
        "pagination": pagination(question, answer),
    }
    response = render(request, "gazette/search.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def result(entry, gazette, terms) -> dict:
    entry.issue.gazette = gazette
    validity = entry.page.entry.validity if entry.page and is_visible(entry.page) else ""
    return {
        "url": entry.path,
        "title_html": marked(entry.title, terms),
        "document_number": entry.document_number,
        "part": entry.part_label,
        "issue_label": f"{entry.issue.year}年{entry.issue.label}",
        "issue_url": entry.issue.path,
        "day": entry.issue.publication_day,
        "validity_label": Validity(validity).label if validity in NO_LONGER else "",
    }


def address(question, **changes) -> str:
    return f"{SEARCH}?{urlencode(question.parameters(**changes))}"


def filters(question, answer, gazette) -> list[dict]:
    """Groups of choices; the one in force has `active`. Years without a result are not offered."""
    years = [("", "不限")] + [(year, f"{year}年（{count}）") for year, count in answer.years.items()]
    if question.year and question.year not in answer.years:
        years.append((question.year, f"{question.year}年（0）"))
    parts = [("", "不限"), *gazette.parts.values_list("pk", "name")]
    groups = [("期内栏目", "part", parts, question.part or ""), ("年份", "year", years, question.year or "")]
    return [
        {
            "title": title,
            "choices": [
                {"title": label, "url": address(question, **{name: value}), "active": value == chosen}
                for value, label in choices
            ],
        }
        for title, name, choices, chosen in groups
        if len(choices) > 2 or chosen
    ]


def pagination(question, answer) -> dict:
    first = question.page == 1
    return {
        "first_url": address(question),
        "previous_url": None if first else address(question, page=question.page - 1 if question.page > 2 else ""),
        "next_url": address(question, page=question.page + 1) if answer.has_next else None,
        "last_url": None,
        "total": None,
    }
