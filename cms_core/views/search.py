"""/search/?q=…: titles and document numbers, here or in the whole province; every filter is in the address."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.utils import timezone

from cms_core.models.entries import EntryKind
from cms_core.public.entries import entry_values, roots_of
from cms_core.search.titles import MAX_LENGTH, Question, ask, marked
from cms_core.views.frame import frame
from cms_core.views.public import public

YEARS = 10


@public
def search(request):
    question = Question.of(request.GET)
    context = frame(request, None)
    answer = ask(question, context["site_portal"].home_id)
    roots = roots_of(answer.entries) if question.everywhere else {}
    results = [
        {
            **entry_values(entry, roots.get(entry.site_home_id, "")),
            "title_html": marked(entry.title, question.terms),
            "kind_label": EntryKind(entry.kind).label,
        }
        for entry in answer.entries
    ]
    context |= {
        "page_title": f"{question.text or '搜索'} - 搜索 - {context['portal'].name}",
        "breadcrumb": [{"title": "首页", "url": "/"}, {"title": "搜索", "url": "/search/"}],
        "query": question.text,
        "hidden": [item for item in question.parameters().items() if item[0] != "q"],
        "results": results,
        "asked": bool(question.terms),
        "total": answer.total - 1 if answer.more_than_counted else answer.total,
        "more_than_counted": answer.more_than_counted,
        "note": f"关键词超过 {MAX_LENGTH} 个字，只按前 {MAX_LENGTH} 个字搜索。" if question.too_long else "",
        "filters": filters(question) if question.terms else [],
        "everywhere": question.everywhere,
        "pagination": pagination(question, answer),
    }
    response = render(request, "portal/search.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def address(question, **changes) -> str:
    return f"/search/?{urlencode(question.parameters(**changes))}"


def filters(question) -> list[dict]:
    """Groups of choices; the one in force has `active`."""
    this_year = timezone.localdate().year
    years = list(range(this_year, this_year - YEARS, -1))
    if question.year and question.year not in years:
        years.append(question.year)
    groups = [
        ("范围", "scope", [("", "本站"), ("all", "全省")], "all" if question.everywhere else ""),
        ("类型", "kind", [("", "全部"), *EntryKind.choices], question.kind),
        ("年份", "year", [("", "不限"), *((year, f"{year}年") for year in years)], question.year or ""),
    ]
    return [
        {
            "title": title,
            "choices": [
                {"title": label, "url": address(question, **{name: value}), "active": value == chosen}
                for value, label in choices
            ],
        }
        for title, name, choices, chosen in groups
    ]


def pagination(question, answer) -> dict:
    """By key in both directions; no last page, whose place nobody has counted."""

    def link(cursor):
        return address(question, cursor=cursor) if cursor else None

    return {
        "first_url": address(question),
        "previous_url": link(answer.previous),
        "next_url": link(answer.next),
        "last_url": None,
        "total": None,
    }
