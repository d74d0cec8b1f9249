"""The pairs of characters that a search reads, against what the versions say: a pair that is gone hides items."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from listings.history.verify_chain import Fault
from listings.models import Listing, Pair
from listings.values import MODELS
from listings.words.pairs import BLOCK, items_in, pairs_ever, pairs_of, searched, searched_names, unpacked

ROWS = 2000
NAMED = 5


def word_faults(listing: Listing) -> Iterator[Fault]:
    """Kept pairs may say more: what an item said before a revocation costs a second look and is no fault."""
    missing = defaultdict(int)
    kept = Pair.objects.filter(listing=listing).values_list("block", "pair", "items").iterator(ROWS)
    stored = {(block, pair): unpacked(items) for block, pair, items in kept}
    for (block, pair), items in said(listing).items():
        missing[block] |= items & ~stored.get((block, pair), 0)
    hidden = [item for block, items in sorted(missing.items()) for item in items_in(block, items)]
    if hidden:
        some = "、".join(map(str, hidden[:NAMED]))
        yield (
            "检索用的字对",
            f"缺少 {len(hidden)} 个事项（{some}{'……' if hidden[NAMED:] else ''}）的，请运行 rebuild_listings。",
        )


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
