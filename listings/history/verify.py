"""The proof that nothing was changed behind the records: the chain whole, and every row what the records make of it."""

from dataclasses import asdict, dataclass

from listings.history import chain
from listings.history.verify_chain import chain_faults
from listings.history.verify_counts import count_faults, province_faults
from listings.history.verify_decided import decided_faults
from listings.history.verify_rows import row_faults
from listings.history.verify_words import word_faults
from listings.kinds import ListKind
from listings.models import Listing

PARTS = (chain_faults, decided_faults, row_faults, count_faults, word_faults)


@dataclass(frozen=True)
class Finding:
    """`where` says list and row, `message` what is wrong with it."""

    listing: str
    where: str
    message: str

    as_dict = asdict


def verify(listing: Listing) -> list[Finding]:
    """All that is wrong with one list; nothing for one that is as it was recorded. `listing` has its head then.

    Once more from the start when it was adjusted meanwhile: half of before and half of after is no tampering.
    """
    while True:
        listing.refresh_from_db(fields=["length", "digest"])
        name = chain.name_of(listing)
        found = [Finding(name, *fault) for part in PARTS for fault in part(listing)]
        head = Listing.objects.values_list("length", "digest").get(pk=listing.pk)
        if not found or head == (listing.length, listing.digest):
            return found


def verify_province(kind: str) -> list[Finding]:
    """What is kept of all lists of a kind together."""
    return [Finding(ListKind(kind).label, *fault) for fault in province_faults(kind)]
