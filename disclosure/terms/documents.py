"""Duties by documents: public within twenty working days after they were made (《条例》第二十六条).

Of what is public the directory knows the days; drafts that were never published tell theirs, so that one can act.
"""

import datetime
from collections.abc import Iterator
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils import timezone

from cms_core.catalogue.kinds import PATH_LENGTH
from cms_core.catalogue.overdue import RANGES
from cms_core.models import DocumentPage
from cms_core.models.entries import EntryKind
from cms_core.models.validity import DisclosureAttribute
from disclosure.models import DirectoryEntry
from disclosure.terms.duty import DutyKind, DutyState
from disclosure.terms.ground import Ground
from disclosure.terms.rules import rules
from disclosure.terms.written import standing

CONTENT = "latest_revision__content"


def of_documents(ground: Ground) -> Iterator[DutyState]:
    yield from published(ground)
    yield from drafts(ground)


def published(ground: Ground) -> Iterator[DutyState]:
    """One query, and one for the bodies."""
    rows = DirectoryEntry.objects.filter(
        kind=EntryKind.DOCUMENT,
        listed=True,
        portal_number__in=ground.by_home,
        published_at__gte=ground.since_moment,
        date_written__isnull=False,
    )
    names = ("portal_number", "page_number", "title", "date_written", "published_at", "organisation_number", "address")
    for home, page, title, made, moment, body, address in rows.order_by().values_list(*names):
        portal = ground.by_home[home]
        if ground.is_own(portal, body):
            yield state_of(ground, portal, page, title, made, timezone.localtime(moment).date(), f"/{address}")


def drafts(ground: Ground) -> Iterator[DutyState]:
    """As they were last saved; those that are not for the public have no term. One query."""
    pages = DocumentPage.objects.filter(live=False, first_published_at=None)
    paths = [one.home.path for one in ground.portals]
    if not paths:
        return
    if len(paths) <= RANGES:
        pages = pages.filter(reduce(or_, (Q(path__range=(path, path.ljust(PATH_LENGTH, "Z"))) for path in paths)))
    names = ("pk", "path", "draft_title", "date_written", "disclosure", "issuer_id")
    saved = (f"{CONTENT}__date_written", f"{CONTENT}__disclosure", f"{CONTENT}__issuer")
    for pk, path, title, made, disclosure, issuer, *newer in pages.order_by().values_list(*names, *saved):
        portal = ground.portal_of(path)
        made, disclosure, issuer = day_of(newer[0]) or made, newer[1] or disclosure, newer[2] or issuer
        if portal and made and disclosure == DisclosureAttribute.ACTIVE and ground.is_own(portal, issuer):
            yield state_of(ground, portal, pk, title, made, None)


def day_of(text) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except (TypeError, ValueError):
        return None


def state_of(ground: Ground, portal, page: int, title: str, made, done, path: str = "") -> DutyState:
    days = rules()["disclosure_working_days"]
    due = ground.terms.due(made, days)
    status, over = standing(due, done, ground.on)
    return DutyState(
        portal.pk,
        DutyKind.DOCUMENT,
        status,
        title or "（未命名）",
        term=f"{made:%Y-%m-%d} 成文，{days} 个工作日内",
        due=due,
        last=done,
        over=over,
        name="wagtailadmin_pages:edit",
        args=(page,),
        public=done is not None,
        path=path,
    )
