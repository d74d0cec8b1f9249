"""Leads all citations with given keys to the document they mean now: when one arrives, changes or leaves."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from cms_core.citations.candidates import CHUNK, candidates_for, choose
from cms_core.models.citations import Citation

ROW = ("pk", "source", "number_key", "title_key", "source__entry__portal_home__path", "target")
# Rows a statement: SQLite takes 32,766 parameters.
ROWS = 5000


def settle(keys: Iterable[str]) -> set[int]:
    """Bring the targets of the citations with any of `keys` into line; ids of all pages that gained or lost some.

    Two queries for 500 keys, and one for each target that gains some, were it cited ten thousand times.
    """
    keys, moved = sorted(set(keys) - {""}), set()
    for start in range(0, len(keys), CHUNK):
        part = keys[start : start + CHUNK]
        rows = Citation.objects.filter(Q(number_key__in=part) | Q(title_key__in=part)).order_by()
        if found := list(rows.values_list(*ROW)):
            moved |= _settle(found)
    return moved


def _settle(rows) -> set[int]:
    among = candidates_for({key for _, _, number, title, *_ in rows for key in (number, title)})
    own = {one.page_id for found in among.values() for one in found}
    chosen, gaining, moved = {}, defaultdict(list), set()
    for pk, source, number, title, path, present in rows:
        # A text never means itself; all others of one portal with the same keys mean the same.
        asked = number, title, path or "", source if source in own else None
        if asked not in chosen:
            chosen[asked] = choose(number, title, path or "", among, without=source)
        target = chosen[asked]
        if target != present:
            gaining[target].append(pk)
            moved |= {target, present}
    for target, ids in gaining.items():
        for start in range(0, len(ids), ROWS):
            Citation.objects.filter(pk__in=ids[start : start + ROWS]).update(target=target)
    return moved - {None}
