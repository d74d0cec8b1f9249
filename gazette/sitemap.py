"""Entries in the host's site map, a file a year; the issues are in the catalogue, so they are there already."""

from django.db.models import Max

from gazette.models import Issue, IssueEntry
from gazette.states import IssueState


def ranges(portal) -> list[tuple[int, object]]:
    """(year, when its last issue came out); one query, over issues."""
    issues = Issue.objects.published().filter(gazette__portal=portal.pk, page__entry__visible=True)
    return list(issues.order_by("year").values_list("year").annotate(Max("published_at")))


def addresses(portal, year: int):
    """(path, moment) of each entry of that year."""
    entries = IssueEntry.objects.filter(issue__state=IssueState.PUBLISHED, issue__gazette__portal=portal.pk)
    entries = entries.filter(issue__year=year, issue__page__entry__visible=True)
    rows = entries.order_by("issue__number", "number").values_list("issue__number", "number", "issue__published_at")
    return [(f"/gazette/{year}/{issue}/{number}", moment) for issue, number, moment in rows]
