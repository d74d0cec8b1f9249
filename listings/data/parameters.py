"""Which parameters each machine address knows: one that it does not know is an error, not a wider answer.

A program that asks for `limit=2` and is given a hundred items would never learn that it is `size`.
"""

from listings.data.errors import BadQuestion

SCOPE = ("on", "scope", "listing")
FILTERS = ("body", "category", "level", "theme", "state", "q")
PAGED = ("cursor", "size")
KNOWN = {
    "lists": ("on", "scope"),
    "items": (*SCOPE, *FILTERS, *PAGED),
    "item": SCOPE,
    "history": SCOPE,
    "adjustments": ("scope", "listing", *PAGED),
    "description": (),
    "data": (*SCOPE, *FILTERS),
    "dictionary": (*SCOPE, *FILTERS),
    "compared": ("from", "to", "scope", "listing"),
}


def check_names(query, address: str, *also: str) -> None:
    """`also` are known to be refused with a better reason."""
    for name in query:
        if name not in (*KNOWN[address], *also):
            told = f"可以用：{'、'.join(KNOWN[address])}。" if KNOWN[address] else "这个地址没有参数。"
            raise BadQuestion(name[:40], f"没有这个参数；{told}")
