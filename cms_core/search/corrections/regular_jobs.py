"""What the worker does for corrections by itself: learns the vocabulary anew every day, and when much has changed."""

import datetime
from collections.abc import Iterator

from cms_core.models.entries import Entry
from cms_core.search.corrections import learn, vocabulary
from cms_core.search.sources import SOURCES, number_of, records_of
from cms_core.tasks import regular

DAY = 86_400
# So many newest texts teach what stands in bodies only; of what is no page, so many records.
TEXTS, BATCH, OTHERS = 2_000, 200, 20_000
OPENING = 3_000


def learn_vocabulary(now: datetime.datetime) -> int:
    entries = Entry.objects.visible().count()
    if not is_due(entries, now):
        return 0
    return learn.learn(titles(), vocabulary.path(), texts=texts(), entries=entries)


def is_due(entries: int, now: datetime.datetime) -> bool:
    """Each day; sooner when a tenth of the pages have come or gone, as after an import."""
    with vocabulary.opened() as known:
        if known is None:
            return True
        age = now.timestamp() - vocabulary.path().stat().st_mtime
        return age > DAY or abs(entries - known.entries) * 10 > known.entries


def texts() -> Iterator[str]:
    """How those begin that were published last; only of what the public may see."""
    pks = list(newest().values_list("pk", flat=True)[:TEXTS])
    for start in range(0, len(pks), BATCH):
        for record in records_of([number_of(0, pk) for pk in pks[start : start + BATCH]]):
            yield record.body[:OPENING]


def titles() -> Iterator[str]:
    for source in SOURCES.values():
        if source.number:
            for place, record in enumerate(source.all_records()):
                if place >= OTHERS:
                    break
                yield record.title
    yield from newest().values_list("title", flat=True)[: learn.MOST_TITLES].iterator(chunk_size=2000)


def newest():
    return Entry.objects.visible().order_by("-published_at")


def add_all() -> None:
    regular.add("learn_vocabulary", every=datetime.timedelta(hours=1), run=learn_vocabulary)
