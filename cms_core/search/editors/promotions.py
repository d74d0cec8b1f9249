"""Promoted results in force for a portal and a question; a page that the public may not see is never among them."""

import datetime
import re
from dataclasses import dataclass

from django.utils import timezone

from cms_core.models.entries import Entry
from cms_core.models.search_promotions import PromotionMatch, SearchPromotion
from cms_core.models.validity import Validity
from cms_core.public.entries import roots_of
from cms_core.public.outside import leaves, notice_url
from cms_core.search.analysis.characters import fold
from cms_core.search.editors.kept import own_and_common, remembered

SHOWN = 3
TEXT = 120
UNSAID = re.compile(r"[\s?？!！。，,;；、:：.]+")
NO_LONGER = (Validity.REPEALED, Validity.EXPIRED)


@dataclass(frozen=True)
class Promoted:
    """`url` can be linked to as it is: absolute where it is on another host, through the notice where it leaves."""

    title: str
    url: str
    text: str


@dataclass(frozen=True)
class Rule:
    words: tuple[str, ...]
    exact: bool
    page_id: int | None
    url: str
    title: str
    text: str
    since: datetime.date | None
    until: datetime.date | None

    def fits(self, asked: str, today: datetime.date) -> bool:
        if (self.since and today < self.since) or (self.until and today > self.until):
            return False
        return asked in self.words if self.exact else any(word in asked for word in self.words)


def key(text: str) -> str:
    """One spelling of a question: 公积金 怎么提取？ is 公积金怎么提取."""
    return UNSAID.sub("", fold(text))


def of(portal_home_id: int | None, question, now: datetime.datetime | None = None) -> list[Promoted]:
    """`question` as it was typed, or analysed. One query, and two more where pages are promoted for it."""
    rules = remembered("promotions", portal_home_id, lambda: rules_of(portal_home_id), ())
    asked, today = key(getattr(question, "text", question) or ""), timezone.localdate(now)
    fitting = [rule for rule in rules if asked and rule.fits(asked, today)]
    entries = public_entries({rule.page_id for rule in fitting if rule.page_id})
    roots = roots_of([entry for entry in entries.values() if entry.site_home_id != portal_home_id])
    found: dict[str, Promoted] = {}
    for rule in fitting:
        if one := promoted(rule, entries, roots):
            found.setdefault(one.url, one)
    return list(found.values())[:SHOWN]


def rules_of(home_id: int | None) -> tuple[Rule, ...]:
    """In the order in which they are shown; at the same place a portal's own before those of all."""
    rows = SearchPromotion.objects.filter(own_and_common(home_id), enabled=True).order_by("order", "pk")
    rows = sorted(rows, key=lambda row: (row.order, row.home_id is None))
    return tuple(
        Rule(
            tuple(filter(None, map(key, row.words.split("\n")))),
            row.match == PromotionMatch.EXACT,
            row.page_id,
            row.url,
            row.title,
            row.text,
            row.since,
            row.until,
        )
        for row in rows
    )


def public_entries(page_ids) -> dict[int, Entry]:
    """Those that may be promoted: open to the public, and not of a document that is no longer in force."""
    found = Entry.objects.visible().filter(pk__in=page_ids).exclude(validity__in=NO_LONGER).order_by()
    return {entry.pk: entry for entry in found} if page_ids else {}


def promoted(rule: Rule, entries, roots) -> Promoted | None:
    if rule.url:
        return Promoted(rule.title, notice_url(rule.url) if leaves(rule.url) else rule.url, rule.text)
    entry = entries.get(rule.page_id)
    if entry is None:
        return None
    url = f"{roots.get(entry.site_home_id, '')}/{entry.address}"
    return Promoted(rule.title or entry.title, url, rule.text or entry.summary[:TEXT])
