"""Leads all citations with given keys to the document they mean now: when one arrives, changes or leaves.

Asked and written by groups (keys, portal, present target), so that a document cited ten thousand times costs as many
statements as one cited once.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F, Q

from cms_core.citations.candidates import CHUNK, candidates_for, choose
from cms_core.models.citations import Citation

GROUP = ("number_key", "title_key", "source__entry__portal_home", "source__entry__portal_home__path", "target")


def settle(keys: Iterable[str]) -> set[int]:
    """Bring the targets of the citations with any of `keys` into line; ids of all pages that gained or lost some."""
    keys, moved = sorted(set(keys) - {""}), set()
    for start in range(0, len(keys), CHUNK):
        part = keys[start : start + CHUNK]
        rows = Citation.objects.filter(Q(number_key__in=part) | Q(title_key__in=part)).order_by()
        groups = list(rows.values_list(*GROUP).distinct())
        if groups:
            moved |= _settle(rows, groups)
    return moved


def _settle(rows, groups) -> set[int]:
    among = candidates_for(key for number, title, *_ in groups for key in (number, title))
    # A text never means itself: those that are found by such a key are looked at one by one.
    own = sorted({one.page_id for found in among.values() for one in found})
    moved = _settle_own(rows.filter(source__in=own), among) if own else set()
    # All portals of one pair of keys with one present target, and what each should have.
    wanted = defaultdict(dict)
    for number, title, home, path, target in groups:
        wanted[number, title, target][home] = choose(number, title, path or "", among)
    for (number, title, present), by_home in wanted.items():
        found = {one.page_id for key in (number, title) for one in among.get(key, ())}
        same = Citation.objects.filter(number_key=number, title_key=title, target=present).exclude(source__in=found)
        if len(set(by_home.values())) == 1:
            moved |= _lead(same, present, next(iter(by_home.values())))
            continue
        for home, target in by_home.items():
            moved |= _lead(same.filter(source__entry__portal_home=home), present, target)
    return moved


def _lead(rows, present, target) -> set[int]:
    if target == present or not rows.update(target=target):
        return set()
    return {page for page in (present, target) if page}


def _settle_own(rows, among) -> set[int]:
    changed, moved = [], set()
    for row in rows.annotate(home=F("source__entry__portal_home__path")):
        target = choose(row.number_key, row.title_key, row.home or "", among, without=row.source_id)
        if target != row.target_id:
            moved |= {row.target_id, target}
            row.target_id = target
            changed.append(row)
    Citation.objects.bulk_update(changed, ["target"], batch_size=CHUNK)
    return moved - {None}
