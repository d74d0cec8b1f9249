"""Who may see what of the gazette: the public only what is published, where its column is open to them.

Every public view of an issue, an entry or a file goes through here: not published yet is 404 as if it were not there,
withdrawn is 410 (standards 1.3, U4).
"""

from functools import wraps

from django.http import Http404

from cms_core.public.place import place_of
from cms_core.views.errors import gone
from cms_core.views.public import public
from cms_core.views.serve import through_hooks
from gazette.models import Gazette, Issue, IssueEntry
from gazette.states import IssueState

KNOWN = (IssueState.PUBLISHED, IssueState.WITHDRAWN)
# The document that an entry was made from, if it is still there: what became of it, who changed it.
SOURCE = ("page__entry", "page__documentpage__issuer", "page__documentpage__changed_by__entry")


def of_gazette(show):
    """A view of the gazette itself: `show(request, gazette, **arguments)`."""

    @public
    @wraps(show)
    def answer(request, **arguments):
        gazette = gazette_of(request)
        return within_column(request, gazette, lambda: show(request, gazette, **arguments))

    return answer


def of_issue(show):
    """`show(request, issue, **arguments)`; the issue comes with its gazette and column, in one query."""

    @public
    @wraps(show)
    def answer(request, year, number, **arguments):
        issue = find_issue(request, int(year), int(number))
        return within_column(request, issue.gazette, lambda: unless_withdrawn(request, issue, issue, show, arguments))

    return answer


def of_entry(show):
    """`show(request, entry, **arguments)`; the entry comes with all that it belongs to, in one query."""

    @public
    @wraps(show)
    def answer(request, year, number, entry, **arguments):
        found = find_entry(request, int(year), int(number), int(entry))
        issue = found.issue
        return within_column(request, issue.gazette, lambda: unless_withdrawn(request, issue, found, show, arguments))

    return answer


def unless_withdrawn(request, issue, shown, show, arguments):
    """Asked within the column: of one that is closed, not even titles of what was withdrawn are told."""
    if issue.state == IssueState.WITHDRAWN:
        return gone(request, shown.title)
    return show(request, shown, **arguments)


def within_column(request, gazette, show):
    """As for a page of the column: not when it or a column above is closed, behind its password where it has one."""
    if place_of(request, gazette.column).node is None:
        raise Http404
    return through_hooks(request, gazette.column, lambda *_: show())


def gazette_of(request) -> Gazette:
    """The gazette of the portal that answers on this host; a department or a county has none (G2)."""
    gazette = Gazette.objects.select_related("column").filter(portal=request.portal.pk).first()
    if gazette is None:
        raise Http404
    gazette.portal = request.portal
    return gazette


def find_issue(request, year: int, number: int) -> Issue:
    issues = Issue.objects.filter(state__in=KNOWN).select_related("gazette__column")
    issue = issues.filter(gazette__portal=request.portal.pk, year=year, number=number).first()
    if issue is None:
        raise Http404
    issue.gazette.portal = request.portal
    return issue


def find_entry(request, year: int, number: int, entry: int) -> IssueEntry:
    entries = IssueEntry.objects.filter(issue__state__in=KNOWN, issue__gazette__portal=request.portal.pk)
    entries = entries.select_related("part", "issue__gazette__column", "corrects__issue", *SOURCE)
    found = entries.filter(issue__year=year, issue__number=number, number=entry).first()
    if found is None:
        raise Http404
    found.issue.gazette.portal = request.portal
    return found
