"""The round through all disclosed pages: a bounded piece at a time, each one transaction, begun anew at the end."""

import datetime
from collections import defaultdict

from django.db import transaction

from cms_core.models import ArticlePage, DocumentPage
from disclosure.models import DeadLink, DirectoryEntry, LinkRound
from disclosure.supervision.links.judging import Judge
from disclosure.supervision.links.reading import links_in

PAGES = 400
KEPT = 50  # of one page
URL = 500


def check_links(now: datetime.datetime, pages: int = PAGES) -> int:
    """The next pages by number; how many. A worker that is killed leaves the round where the last piece ended."""
    with transaction.atomic():
        place = LinkRound.objects.select_for_update().first() or LinkRound(started_at=now)
        rows = DirectoryEntry.objects.filter(listed=True, page_number__gt=place.last_page).order_by("page_number")
        rows = list(rows.values_list("page_number", "site_number", "portal_number")[:pages])
        last = rows[-1][0] if rows else None
        # Pages in between that are listed no more take their dead links with them.
        passed = DeadLink.objects.filter(page_number__gt=place.last_page)
        (passed.filter(page_number__lte=last) if len(rows) == pages else passed).delete()
        DeadLink.objects.bulk_create(dead_links(rows, now), batch_size=500)
        if len(rows) < pages:
            place.last_page, place.started_at, place.finished_at = 0, now, now
        else:
            place.last_page = last
        place.save()
    return len(rows)


def dead_links(rows, now) -> list[DeadLink]:
    links = defaultdict(list)
    numbers = [page for page, *_ in rows]
    for model in (ArticlePage, DocumentPage):
        for page, body in model.objects.filter(pk__in=numbers).order_by().values_list("pk", "body"):
            links[page] = links_in(list(body.raw_data)) if body else []
    judge, found = Judge(), []
    judge.prepare(link for own in links.values() for link in own)
    judge.prepare_outside(((link, site) for page, site, _ in rows for link in links[page]), now)
    for page, site, portal in rows:
        wrong = [(link, problem) for link in links[page] if (problem := judge.problem(link, site))]
        found += [
            DeadLink(
                page_number=page,
                portal_number=portal,
                url=shown(link)[:URL],
                text=link.text,
                problem=problem,
                found_at=now,
            )
            for link, problem in wrong[:KEPT]
        ]
    return found


def shown(link) -> str:
    return {"page": f"页面 {link.target}", "document": f"附件 {link.target}"}.get(link.kind, link.target)
