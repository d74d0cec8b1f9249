"""Lists over many paragraphs: 废止下列规章：, then a line each. Every line knows what its list does."""

import re
from bisect import bisect_right
from datetime import date

from cms_core.citations.find.bare import ITEM
from cms_core.citations.find.cues import pattern
from cms_core.citations.find.days import effective_day
from cms_core.citations.find.found import Kind
from cms_core.citations.find.sentences import MENTION

LEAD = re.compile(r"下列|以下|如下|目录|清单|名录|:\s*$|\(共?\d+[件个部项]\)|\d+[件个部项]\)?:?\s*$")
KEPT = re.compile(r"继续有效|保留|现行有效|不作修改")
# A list of the text's own papers.
ATTACHED = re.compile(r"^\s*附\s*(?:件|表|录)?\s*\d{0,2}\s*[:.]")
HEADING = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|附\s*件)")
SHORT_LINE = 40
# A lead says so at its end, after whatever reasons it gives.
LEAD_WORDS = 120
# Longer is a whole text whose line breaks were lost.
MAX_LEAD = 600
CHANGED = re.compile(r"修改|修正|修订")
ROW = re.compile(rf"(?:\d{{1,4}}\s{{1,4}})?{MENTION.pattern}")
# A longer item is text again; titles are masked, so a name takes one character.
MAX_ATTACHED = 60


class Lists:
    """By the lines of the masked text."""

    def __init__(self, masked: str, default: Kind | None):
        self.starts, self.kinds = [], []
        self.attached = []
        kind, day, attached, place = default, None, False, 0
        for line in masked.split("\n"):
            bare = line.strip()
            if not bare:
                place += len(line) + 1
                continue
            item = bool(ITEM.match(line) or ROW.match(bare))
            if ATTACHED.match(line) and not pattern("kinds", "repeal").search(line):
                attached = True
            elif attached and (not item or len(bare) > MAX_ATTACHED or bare.endswith("。")):
                attached = False
            self.starts.append(place)
            self.attached.append(attached)
            place += len(line) + 1
            lead = self._lead(bare)
            if lead is not None:
                kind, day = lead
            elif not item and not MENTION.search(bare) and len(bare) > SHORT_LINE:
                kind, day = default, None
            self.kinds.append((kind, day, item))

    @staticmethod
    def _lead(line) -> tuple[Kind | None, date | None] | None:
        """What a line that opens a list says of it; None for other lines."""
        if len(line) > MAX_LEAD:
            return None
        opens = line.endswith(":") or (len(line) <= MAX_ATTACHED and LEAD.search(line))
        if not opens and not (HEADING.match(line) and len(line) <= SHORT_LINE):
            return None
        line = line[-LEAD_WORDS:]
        repeals, amends = pattern("kinds", "repeal").search(line), CHANGED.search(line)
        if KEPT.search(line):
            return None, None
        if repeals and amends:
            return (Kind.REPEAL if repeals.start() > amends.start() else Kind.AMEND), effective_day(line)
        if repeals or amends:
            return (Kind.REPEAL if repeals else Kind.AMEND), effective_day(line)
        return None

    def at(self, place):
        """(kind, day) of the list whose item begins the line of `place`; (None, None) elsewhere."""
        kind, day, item = self.kinds[bisect_right(self.starts, place) - 1]
        return (kind, day) if item else (None, None)

    def is_attached(self, place) -> bool:
        return self.attached[bisect_right(self.starts, place) - 1]
