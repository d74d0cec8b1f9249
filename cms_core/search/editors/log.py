"""What readers ask for and open, counted without anything of a person: no address, no cookie, no account, no hour.

A question that might be personal is counted without its words (`privacy`), and so is what a flood brings beyond the
bounds (`adding`). Counting is a line in memory; `writing` brings it to the database.
"""

import datetime
import logging

from django.conf import settings
from django.utils import timezone

from cms_core.models.search_counts import Found, SearchClick, SearchCount, SearchScope
from cms_core.search.analysis.characters import fold
from cms_core.search.editors import writing
from cms_core.search.editors.privacy import looks_personal

logger = logging.getLogger("portal.search")
LENGTH = 60
DEEPEST = 100  # a position further down is counted as this
SCOPES = {"all": SearchScope.ALL, "column": SearchScope.COLUMN}


def searched(portal_home_id: int, site_home_id: int | None, question_text: str, scope: str, total: int) -> None:
    """Count one search, the first page of its results only. `scope` as in the address; never raises.

    Counted for the portal that was asked; where it is none of its own, for the host's.
    """
    try:
        question, home = kept_words(question_text), portal_home_id or site_home_id
        if question is None or not home:
            return
        key = (timezone.localdate(), home, question, str(SCOPES.get(scope, SearchScope.SITE)), int(found_of(total)))
        writing.searches.add(key)
        writing.start()
    except Exception:
        logger.exception("检索未能计数")


def clicked(portal_home_id: int, question: str, position) -> bool:
    """Count that the result at `position` (from 1) of this question was opened; whether it was; never raises."""
    try:
        words = kept_words(question)
        position = int(position)
        if words is None or not portal_home_id or not 1 <= position <= 1000:
            return False
        writing.clicks.add((timezone.localdate(), portal_home_id, words, min(position, DEEPEST)))
        writing.start()
    except (TypeError, ValueError, OverflowError):
        return False
    except Exception:
        logger.exception("检索点击未能计数")
        return False
    return True


def kept_words(text) -> str | None:
    """The question as it is kept: folded and cut; "" where its words are not kept, None where nothing was asked."""
    text = str(text or "")[:1000].encode("utf-8", "ignore").decode()
    words = " ".join(fold(text).split())
    if not words:
        return None
    return "" if looks_personal(text) else words[:LENGTH].strip()


def found_of(total: int) -> Found:
    if total <= 0:
        return Found.NONE
    return Found.FEW if total <= 3 else Found.SOME if total <= 20 else Found.MANY


def forget(now: datetime.datetime) -> int:
    """Delete what is older than PORTAL_SEARCH_LOG_DAYS, a day at a time; how many rows that were."""
    first, gone = timezone.localdate(now) - datetime.timedelta(days=settings.PORTAL_SEARCH_LOG_DAYS), 0
    for model in (SearchCount, SearchClick):
        old = model.objects.filter(day__lt=first).order_by().values_list("day", flat=True).distinct()
        for day in list(old):
            gone += model.objects.filter(day=day).delete()[0]
    return gone
