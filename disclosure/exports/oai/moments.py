"""Datestamps: UTC, to the second, rounded up.

A change is written a moment before it can be read. Rounded up, its datestamp is never before that of an answer which
could not contain it, so that who asks again from the date of the last answer misses nothing
(`disclosure.directory.settling` holds for transactions that last longer).
"""

import re
from datetime import UTC, datetime, timedelta

from disclosure.exports.oai.errors import BadArgument

SECOND = timedelta(seconds=1)
FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?", re.ASCII)
GRANULARITY = "YYYY-MM-DDThh:mm:ssZ"
# Wider than anything that was ever written; both databases can compare with them.
FIRST, LAST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2999, 12, 31, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def datestamp(moment: datetime) -> str:
    return written(moment + SECOND - timedelta(microseconds=1))


def bound(name: str, text: str) -> datetime | None:
    """The first second of `from`, the last of `until`; raises BadArgument."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text.replace("Z", "+00:00")) if FORM.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None:
        raise BadArgument(f"{name} 应写作 2015-06-30 或 2015-06-30T08:00:00Z（世界协调时）。")
    found = found.replace(tzinfo=UTC)
    if name == "until" and len(text) == len("2015-06-30"):
        found += timedelta(days=1) - SECOND if found < LAST else timedelta(0)
    return min(max(found, FIRST), LAST)


def within(field: str, start: datetime | None, end: datetime | None) -> dict:
    """The condition on a column of moments whose datestamps lie between both, with them."""
    found = {}
    if start:
        found[f"{field}__gt"] = start - SECOND
    if end:
        found[f"{field}__lte"] = end
    return found


def microseconds(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1)


def of_microseconds(number: int) -> datetime:
    return EPOCH + timedelta(microseconds=number)
