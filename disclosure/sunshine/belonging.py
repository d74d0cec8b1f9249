"""Which row of the standard table a record fills, where nobody has said so: what its kind and step are called there.

Never a guess among several: then it fills none until an editor chooses.
"""

from cms_core.text.folding import fold
from disclosure.models import CatalogueRow, SunshineRecord
from disclosure.sunshine.domains import Domain, Field
from disclosure.sunshine.slices import rows_for

OF_KIND = ("category", "stage", "scope")
# Shorter names of an item are in too many others.
LONG_ENOUGH = 4


def rows_of(portal, domain: Domain) -> list[CatalogueRow]:
    """Of the domain, and of the one whose column it shares; one query."""
    return [row for row in rows_for(portal) if row.table.domain in (domain.key, domain.within)]


def row_for(domain: Domain, record: SunshineRecord, rows: list[CatalogueRow]) -> CatalogueRow | None:
    """`rows` with their `table`, as `rows_of` gives them; the own domain's first."""
    for key in filter(None, (domain.key, domain.within)):
        of_domain = [row for row in rows if row.table.domain == key]
        if (found := chosen(domain, record, of_domain)) is not None:
            return found
    return None


def chosen(domain: Domain, record: SunshineRecord, rows: list[CatalogueRow]) -> CatalogueRow | None:
    left = called(rows, [fold(word) for word in domain.row_words])
    if len(left) == 1:
        return left[0]
    left, matched = left or rows, bool(left)
    for name in OF_KIND:
        field, value = domain.holding(name), getattr(record, name)
        if field is None or not value:
            continue
        if narrowed := called(left, words_of(field, value)):
            left, matched = narrowed, True
        else:
            # What is called as another choice is, is that one's: a 决算 fills no 部门预算.
            others = [word for other in field.choices if other != value for word in words_of(field, other)]
            left = [row for row in left if row not in called(left, others)]
    return left[0] if matched and len(left) == 1 else None


def words_of(field: Field, value: str) -> list[str]:
    told = field.row_words.get(value) or [field.choices.get(value, value)]
    return [fold(word) for word in told]


def called(rows: list[CatalogueRow], words: list[str]) -> list[CatalogueRow]:
    """Those whose 二级事项 says one of the words; else whose 一级事项 begins with one, has one, or is part of one."""
    names = [(row, fold(row.sub_item), fold(row.item)) for row in rows]
    tests = (
        lambda sub, item, word: word in sub,
        lambda sub, item, word: item.startswith(word),
        lambda sub, item, word: word in item,
        lambda sub, item, word: len(item) >= LONG_ENOUGH and item in word,
    )
    for test in tests:
        if found := [row for row, sub, item in names if any(test(sub, item, word) for word in words)]:
            return found
    return []
