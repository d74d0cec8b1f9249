"""What editors keep, remembered in each process and read again when it has changed.

A search asks for the tokens of its portal and of all portals: one query. Only when one is new are the words read. A
token is random and not a number that counts: a transaction that was rolled back must not leave its state under a number
that the next one gives again.
"""

import secrets
from collections.abc import Callable

from django.db.models import Q

from cms_core.models.search_kept import SearchKept

REMEMBERED = 1000  # portals; more are read again
_memory: dict[tuple, tuple[tuple, object]] = {}


def own_and_common(home_id: int | None) -> Q:
    return Q(home=home_id) | Q(home=None)


def changed(home_id: int | None) -> None:
    """To be called in the transaction that changes what is kept for this portal, or for all (None)."""
    # Of two that are the first at once the constraint refuses one, which then finds the other's row.
    SearchKept.objects.update_or_create(home_id=home_id, defaults={"token": secrets.token_hex(16)})


def remembered(name: str, home_id: int | None, load: Callable[[], object], nothing):
    """What `load()` gives for the portal, and for all portals; `nothing` where nothing was ever kept."""
    tokens = tuple(sorted(SearchKept.objects.filter(own_and_common(home_id)).values_list("token", flat=True)))
    if not tokens:
        return nothing
    found = _memory.get((name, home_id))
    if found is None or found[0] != tokens:
        # The tokens were read first: what changes meanwhile is read once more, never missed.
        found = (tokens, load())
        if len(_memory) >= REMEMBERED:
            _memory.clear()
        _memory[name, home_id] = found
    return found[1]
