"""/gazette/province/: the policy, gazette and reading columns of all portals of the region, newest first."""

from urllib.parse import urlencode

from django.shortcuts import render

from cms_core.public.entries import entry_values, roots_of
from cms_core.views.frame import frame
from gazette.gathering.question import Question, ask, years_of
from gazette.gathering.sources import Sources
from gazette.public.access import of_gazette
from sites.models import PortalLevel

PLACE = "/gazette/province/"
SHORT_LEVELS = {"province": "省级", "department": "省级部门", "city": "市级", "county": "县级"}


@of_gazette
def province(request, gazette):
    sources = Sources(gazette)
    question = Question.of(request.GET, sources)
    answer = ask(question, sources)
    roots = roots_of(answer.entries)
    names = {one.home_id: one.name for one in sources.portals}
    entries = [
        {**entry_values(entry, roots.get(entry.site_home_id, "")), "portal": names.get(entry.site_home_id, "")}
        for entry in answer.entries
    ]
    context = frame(request, None)
    heading = "各地各部门政务公报"
    context |= {
        "heading": heading,
        "page_title": f"{heading} - {gazette.name} - {context['portal'].name}",
        "breadcrumb": [
            {"title": "首页", "url": "/"},
            {"title": gazette.column.title, "url": "/gazette/"},
            {"title": heading, "url": PLACE},
        ],
        "entries": entries,
        "tabs": tabs(question, sources),
        "groups": groups(question, sources),
        "portals": [
            (one.key, one.name) for one in sources.portals if not question.level or one.level == question.level
        ],
        "question": question,
        "hidden": [item for item in question.parameters().items() if item[0] not in ("portal", "year")],
        "years": years_of(question.column_type),
        "pagination": pagination(question, answer),
    }
    return render(request, "gazette/province.html", context)


def address(question: Question, **changes) -> str:
    return f"{PLACE}?{urlencode(question.parameters(**changes))}"


def tabs(question, sources) -> list[dict]:
    return [
        {"title": name, "url": address(question, type=name), "active": name == question.column_type}
        for name in sources.column_types
    ]


def groups(question, sources) -> list[dict]:
    """By level, only those there are; the one in force has `active`."""
    levels = dict.fromkeys(one.level for one in sources.portals)
    choices = [("", "全部"), *((level, SHORT_LEVELS[level]) for level in PortalLevel.values if level in levels)]
    return [
        {"title": label, "url": address(question, level=level, portal=""), "active": level == question.level}
        for level, label in choices
    ]


def pagination(question, answer) -> dict:
    def link(cursor):
        return address(question, cursor=cursor) if cursor else None

    return {
        "first_url": address(question),
        "previous_url": link(answer.previous),
        "next_url": link(answer.next),
        "last_url": None,
        "total": None,
    }
