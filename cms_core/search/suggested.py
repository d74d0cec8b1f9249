"""Which of the titles that may be meant are suggested, in which order; of any engine."""

from collections.abc import Iterable

from cms_core.search.analysis.readings import bare
from cms_core.search.analysis.typed import Typed
from cms_core.search.ranking.features import OUT_OF_FORCE

# Keys that an engine reads in their order; where more begin so it asks for the newest pages of the portal.
MAX_KEYS = 400
MAX_NEWEST = 150


def suggested(asked: Typed, rows: Iterable[tuple[str, list[str], str]], size: int) -> list[str]:
    """Of rows (title, keys, validity), newest first, the titles that fit: in force before repealed, the title itself,
    whole titles before later parts of them, newest first; each once."""
    found = []
    for age, (title, keys, validity) in enumerate(rows):
        start = asked.fits(title, keys)
        if start is not None:
            found.append((validity in OUT_OF_FORCE, bare(title) != asked.beginning, start, age, title))
    return list(dict.fromkeys(title for *_, title in sorted(found)))[:size]
