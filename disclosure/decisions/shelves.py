"""What is public of each portal, as sets of bits for its lists and their counts; followed by every change.

Terms end by themselves: a row says its last day, and a question counts what has not ended on the day it is asked.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from django.db.models import Q
from django.utils import timezone

from disclosure.decisions.kinds import DecisionKind, unpacked
from disclosure.decisions.masking import mask_number
from disclosure.decisions.search_feed import BITS, pk_of
from disclosure.decisions.tables import model_of
from disclosure.shelves.kept import Kept
from disclosure.shelves.shelf import Row
from disclosure.shelves.snapshots import Snapshot
from disclosure.shelves.stamps import Place, Stamps
from disclosure.shelves.words import line_of

FACETS = ("area", "body", "category", "year")
STAMPS = Stamps("DecisionStamp")
COLUMNS = (
    *("portal", "pk", "decided_on", "published_until", "government", "organisation", "category"),
    *("shown_party", "number", "credit_code", "organisation_code"),
)
# Of a portal and a kind.
site_of = pk_of


def read(whole: Collection[Place], single: Collection[tuple[int, int]]) -> Iterator[tuple[int, int, Row]]:
    """One query for each kind among them."""
    today = timezone.localdate()
    for kind, bit in BITS.items():
        places = [place for place in whole if place[0] % 2 == bit]
        wanted = Q(pk__in=[page for site, page in single if site % 2 == bit])
        if places:
            sites, years = {site for site, _ in places}, {year for _, year in places}
            first, last = datetime.date(min(years), 1, 1), datetime.date(max(years), 12, 31)
            wanted |= Q(portal__in=[site // 2 for site in sites], decided_on__range=(first, last))
        elif not any(site % 2 == bit for site, _ in single):
            continue
        rows = model_of(kind).objects.filter(wanted, published_on__isnull=False, withdrawn_at=None)
        rows = rows.filter(published_until__gte=today).order_by().values_list(*COLUMNS)
        for portal, pk, decided_on, *facts in rows.iterator(chunk_size=5000):
            yield site_of(kind, portal), decided_on.year, row_of(kind, pk, decided_on, *facts)


def row_of(kind, pk, decided_on, until, government, body, category, party, number, *codes) -> Row:
    categories = [category] if kind == DecisionKind.LICENCE else unpacked(category)
    pairs = [("area", government), ("body", body), ("year", decided_on.year)]
    pairs += [("category", one) for one in categories]
    # As the public reads them: whoever types the number of somebody's papers must not learn that it stands here.
    words = line_of(" / ".join((party, mask_number(number), *codes)))
    return Row(decided_on.toordinal(), pk, tuple(pairs), words, until.toordinal())


KEPT = Kept(STAMPS, Snapshot("decisions", "双公示"), read)


def place_of(decision) -> Place | None:
    """Where it is listed, public or not: what is no longer public must go from there."""
    return (site_of(decision.KIND, decision.portal_id), decision.decided_on.year) if decision.pk else None


def follow(changes: Iterable[tuple[int, Iterable[Place | None]]]) -> None:
    """Of (decision, the places where it was and is), in the transaction that changed it."""
    pages = defaultdict(set)
    for pk, places in changes:
        for place in {*places} - {None}:
            pages[place].add(pk)
    STAMPS.stamp_pages(pages)


def stamp_all() -> None:
    """Whatever is kept is read anew."""
    for kind in DecisionKind:
        rows = model_of(kind).objects.filter(published_on__isnull=False).order_by()
        places = rows.values_list("portal", "decided_on__year").distinct()
        STAMPS.stamp_places({(site_of(kind, portal), year) for portal, year in places})


def compact() -> None:
    STAMPS.compact()
    KEPT.snapshot.keep(KEPT.shelves())
