"""What makes the search follow decisions: changes at once, what ends by itself, columns that open or close."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_save
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms_core.models import ColumnPage, HomePage
from cms_core.search.feed import outbox
from cms_core.search.sources import number_of
from disclosure.decisions.kinds import COLUMN_KEYS, DecisionKind
from disclosure.decisions.tables import MODELS
from disclosure.models.decisions import FollowedDecisionDay

NUMBER = 5
JOB = "search"
# One source for both tables: the last bit says which.
BITS = {DecisionKind.LICENCE: 0, DecisionKind.PENALTY: 1}


def pk_of(kind: str, pk: int) -> int:
    return pk * 2 + BITS[DecisionKind(kind)]


def note(kind: str, pks) -> None:
    """In the caller's transaction."""
    outbox.note(number_of(NUMBER, pk_of(kind, pk)) for pk in pks)


def follow_days(now: datetime.datetime) -> int:
    """Note what ended since the day that was followed last; how many that were.

    Nothing depends on running at midnight: results are asked for by the day anyway, and this takes them out.
    """
    today = timezone.localdate(now)
    with transaction.atomic():
        followed, _ = FollowedDecisionDay.objects.select_for_update().get_or_create(
            job=JOB, defaults={"day": datetime.date(2000, 1, 1)}
        )
        if followed.day >= today:
            return 0
        ended = Q(published_until__gte=followed.day, published_until__lt=today)
        count = 0
        for kind, model in MODELS.items():
            ids = list(model.objects.filter(ended, withdrawn_at=None).values_list("pk", flat=True))
            note(kind, ids)
            count += len(ids)
        followed.day = today
        followed.save(update_fields=["day"])
    return count


def remember(instance, raw=False, update_fields=None, **kwargs):
    if not raw and instance.pk and (update_fields is None or "live" in update_fields):
        instance._decisions_live = Page.objects.filter(pk=instance.pk).values_list("live", flat=True).first()


def follow_page(instance, **kwargs):
    before = instance.__dict__.pop("_decisions_live", None)
    if before is not None and before != instance.live:
        follow_below(instance)


def follow_restriction(instance, **kwargs):
    if page := Page.objects.filter(pk=instance.page_id).specific().first():
        follow_below(page)


def follow_below(page) -> None:
    """Decisions of the portals whose column of this kind, or whose home, is at or below this page."""
    reach = (page.path, page.path + page.alphabet[-1] * page.steplen)
    for kind, key in COLUMN_KEYS.items():
        columns = ColumnPage.objects.filter(path__range=reach, blueprint_key=key)
        paths = list(columns.values_list("path", flat=True))
        homes = {path[:end] for path in paths for end in range(page.steplen, len(path), page.steplen)}
        of = Q(portal__home__path__in=homes) | Q(portal__home__path__range=reach)
        if paths or isinstance(page, HomePage):
            note(kind, MODELS[kind].objects.filter(of, withdrawn_at=None).values_list("pk", flat=True))


def connect() -> None:
    for model in (ColumnPage, HomePage):
        pre_save.connect(remember, sender=model, dispatch_uid="search of decisions")
        post_save.connect(follow_page, sender=model, dispatch_uid="search of decisions")
    for signal in (post_save, post_delete):
        signal.connect(follow_restriction, sender=PageViewRestriction, dispatch_uid="search of decisions")
