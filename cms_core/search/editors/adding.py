"""Adding counts to the database: rows made where there are none, numbers added to where there are, by any process."""

import datetime
from collections import Counter, defaultdict

from django.db import transaction
from django.db.models import Count, F

from cms_core.models.pages.home import HomePage

# A flood of made-up questions fills so many rows of a portal's day; the rest is counted without its words.
MOST_A_DAY = 5000
# So many keys in one transaction: nobody else can write meanwhile on SQLite.
BATCH = 250


@transaction.atomic
def add(model, counts: dict[tuple, int]) -> None:
    """At most BATCH `counts` by (day, home id, question, ...): `names_of` the model, in its order."""
    homes = {key[1] for key in counts}
    homes &= set(HomePage.objects.filter(pk__in=homes).values_list("pk", flat=True))
    counts = {key: count for key, count in counts.items() if key[1] in homes}
    if not counts:
        return
    counts = within_bounds(model, counts, rows_of(model, counts))
    missing = sorted(counts.keys() - rows_of(model, counts).keys())
    # In one order in every process, and whoever was first wins: two that wait for each other would both fail.
    rows = [model(**dict(zip(names_of(model), key, strict=True)), count=0) for key in missing]
    model.objects.bulk_create(rows, ignore_conflicts=True)
    by_count = defaultdict(list)
    for key, pk in rows_of(model, counts).items():
        if key in counts:
            by_count[counts[key]].append(pk)
    pks = sorted(pk for some in by_count.values() for pk in some)
    list(model.objects.select_for_update().filter(pk__in=pks).order_by("pk").values_list("pk", flat=True))
    # Most are 1 or 2: an UPDATE for each number costs less than one that says each row's.
    for count, some in by_count.items():
        model.objects.filter(pk__in=some).update(count=F("count") + count)


def names_of(model) -> tuple[str, ...]:
    """The fields of a key, in the order of the keys."""
    unique = model._meta.constraints[0].fields
    return ("day", "home_id", "question", *(name for name in unique if name not in {"home", "day", "question"}))


def rows_of(model, counts) -> dict[tuple, int]:
    """The rows that are there for these keys, and some beside; ids by key."""
    days, homes, questions = ({key[place] for key in counts} for place in range(3))
    rows = model.objects.filter(day__in=days, home__in=homes, question__in=questions)
    return {row[1:]: row[0] for row in rows.order_by().values_list("pk", *names_of(model))}


def within_bounds(model, counts: dict[tuple, int], known: dict[tuple, int]) -> dict[tuple, int]:
    """Questions that are new to a portal's day beyond the bound lose their words; the frequent ones stay."""
    asked: dict[tuple[datetime.date, int], Counter] = defaultdict(Counter)
    for key, count in counts.items():
        if key not in known and key[2]:
            asked[key[:2]][key[2]] += count
    if not asked:
        return counts
    rows = model.objects.filter(day__in={day for day, _ in asked}, home__in={home for _, home in asked})
    held = {(day, home): number for day, home, number in rows.values_list("day", "home").annotate(Count("pk"))}
    kept = {
        (place, question)
        for place, questions in asked.items()
        for question, _ in questions.most_common(max(0, MOST_A_DAY - held.get(place, 0)))
    }
    bounded: Counter = Counter()
    for key, count in counts.items():
        keep = key in known or not key[2] or (key[:2], key[2]) in kept
        bounded[key if keep else (*key[:2], "", *key[3:])] += count
    return dict(bounded)
