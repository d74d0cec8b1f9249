"""Where a page of a list begins: after or before which entry. It stays right when entries come or go."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FORM = re.compile(r"([ab])([01])(-?[0-9]{1,17})\.([0-9]{1,9})\.([0-9]{1,9})")
# The cursor of the last page, wherever that begins by then.
LAST = "z"


@dataclass(frozen=True, slots=True)
class Cursor:
    """`before` is the page that ends just before the key (backwards), else the page that follows it.

    `ahead`: how many entries stood ahead of the page when the link was made; it numbers the pages for the reader and
    decides nothing.
    """

    before: bool
    pinned: bool
    published_at: datetime
    page_id: int
    ahead: int = 0

    def __str__(self):
        moment = (self.published_at - EPOCH) // timedelta(microseconds=1)
        return f"{'b' if self.before else 'a'}{int(self.pinned)}{moment}.{self.page_id}.{self.ahead}"

    @classmethod
    def at(cls, entry, *, before: bool, ahead: int):
        return cls(before, entry.pinned, entry.published_at, entry.pk, max(ahead, 0))

    @classmethod
    def parse(cls, text: str):
        """None for whatever is not a cursor: old links, typing errors and probes get the first page, not an error."""
        match = FORM.fullmatch(text or "")
        if match is None:
            return None
        side, pinned, moment, page, ahead = match.groups()
        try:
            published_at = EPOCH + timedelta(microseconds=int(moment))
        except OverflowError:
            return None
        return cls(side == "b", pinned == "1", published_at, int(page), int(ahead))
