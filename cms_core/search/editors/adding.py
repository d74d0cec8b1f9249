"""Adding counts to the database: rows made where there are none, numbers added to where there are, by any process."""

import datetime
from collections import Counter, defaultdict

from django.db import transaction
from django.db.models import Case, Count, F, IntegerField, Value, When

from cms_core.models.pages.home import HomePage

# A flood of made-up questions fills so many rows of a portal's day; the rest is counted without its words.
MOST_A_DAY = 5000
BATCH = 200


@transaction.atomic
def add(model, counts: dict[tuple, int]) -> None:
    """`counts` by (day, home id, question, ...), the rest of the model's unique key in its order (`rest_of`)."""
    homes = {key[1] for key in counts}
    homes &= set(HomePage.objects.filter(pk__in=homes).values_list("pk", flat=True))
    counts = {key: count for key, count in counts.items() if key[1] in homes}
    if not counts:
        return
    counts = within_bounds(model, counts, rows_of(model, counts))
    missing = sorted(counts.keys() - rows_of(model, counts).keys())
    # In one order in every process, and whoever was first wins: two that wait for each other would both fail.
    rows = [model(**dict(zip(names_of(model), key, strict=True)), count=0) for key in missing]
    model.objects.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH)
    found = {pk: counts[key] for key, pk in rows_of(model, counts).items() if key in counts}
    for some in batches(sorted(found)):
        list(model.objects.select_for_update().filter(pk__in=some).order_by("pk").values_list("pk", flat=True))
        more = Case(*(When(pk=pk, then=Value(found[pk])) for pk in some), output_field=IntegerField())
        model.objects.filter(pk__in=some).update(count=F("count") + more)


def batches(items: list) -> list[list]:
    return [items[start : start + BATCH] for start in range(0, len(items), BATCH)]


def names_of(model) -> tuple[str, ...]:
    """The fields of a key, in the order of the keys."""
    unique = model._meta.constraints[0].fields
    return ("day", "home_id", "question", *(name for name in unique if name not in {"home", "day", "question"}))


def rows_of(model, counts) -> dict[tuple, int]:
    """The rows that are there for these keys, and some beside; ids by key."""
    days, homes, questions = ({key[place] for key in counts} for place in range(3))
    names, found = names_of(model), {}
    for some in batches(sorted(questions)):
        rows = model.objects.filter(day__in=days, home__in=homes, question__in=some)
        found |= {row[1:]: row[0] for row in rows.values_list("pk", *names)}
    return found


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
