"""The pairs of characters that a search reads, against what the versions say.

A pair that is gone hides items. One too many finds them where a search does not read again: `CHANGED` tells it to.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from listings.history.verify_chain import Fault
from listings.models import Listing, Pair
from listings.values import MODELS
from listings.words.pairs import BLOCK, CHANGED, items_in, pairs_ever, pairs_of, searched, searched_names, unpacked

ROWS = 2000
NAMED = 5
WHERE = "检索用的字对"


def word_faults(listing: Listing) -> Iterator[Fault]:
    """More may be kept than is said, what an item said before a revocation, where the item is marked so."""
    kept = Pair.objects.filter(listing=listing).values_list("block", "pair", "items").iterator(ROWS)
    stored = {(block, pair): unpacked(items) for block, pair, items in kept}
    told = said(listing)
    missing, superfluous = defaultdict(int), defaultdict(int)
    for (block, pair), items in told.items():
        missing[block] |= items & ~stored.get((block, pair), 0)
    for (block, pair), items in stored.items():
        if pair != CHANGED:
            superfluous[block] |= items & ~told.get((block, pair), 0) & ~stored.get((block, CHANGED), 0)
    yield from of_items("缺少", missing)
    yield from of_items("多出", superfluous)


def of_items(what: str, found: dict[int, int]) -> Iterator[Fault]:
    items = [item for block, bits in sorted(found.items()) for item in items_in(block, bits)]
    if items:
        some = "、".join(map(str, items[:NAMED]))
        more = "……" if items[NAMED:] else ""
        yield WHERE, f"{what} {len(items)} 个事项（{some}{more}）的，请运行 rebuild_listings。"


def said(listing: Listing) -> dict[tuple[int, str], int]:
    """{(block, pair): items as bits} of all that the items say, on whatever day."""
    found: dict[tuple[int, str], int] = defaultdict(int)
    names = searched_names(listing.kind)
    rows = MODELS[listing.kind].objects.filter(listing=listing).order_by("item_id").values("item_id", *names)
    for item, versions in groupby(rows.iterator(ROWS), key=lambda row: row["item_id"]):
        texts = {searched(listing.kind, row) for row in versions}
        for pair in pairs_ever(texts, pairs_of):
            found[item // BLOCK, pair] |= 1 << item % BLOCK
    return found
