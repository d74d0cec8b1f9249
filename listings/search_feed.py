"""What makes the search follow the lists: adjustments, the days themselves, and lists that open or close."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_save
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms_core.models import ColumnPage, HomePage
from cms_core.search.feed import outbox
from cms_core.search.sources import number_of
from listings.models import FollowedDay, Listed, Listing
from listings.searching import NUMBER
from listings.signals import adjusted

JOB = "search"


def note(items) -> None:
    """In the caller's transaction."""
    outbox.note(number_of(NUMBER, item) for item in items)


def follow_adjustment(adjustment, items, **kwargs):
    """What begins later is followed on its day; what begins tomorrow also now, for midnight may pass before it is
    committed, and who follows the days does not see it then."""
    if adjustment.effective_day <= timezone.localdate() + datetime.timedelta(days=1):
        note(items)


def follow_days(now: datetime.datetime) -> int:
    """Note every item that became another since the day that was followed last; how many that were.

    Nothing depends on running at midnight, or every day: it begins where it stopped, the first time with all there is.
    """
    today = timezone.localdate(now)
    if FollowedDay.objects.filter(job=JOB, day__gte=today).exists():
        return 0
    with transaction.atomic():
        FollowedDay.objects.get_or_create(job=JOB, defaults={"day": datetime.date.min})
        followed = FollowedDay.objects.select_for_update().get(job=JOB)
        if followed.day >= today:
            return 0
        items = changed_between(followed.day, today)
        note(items)
        followed.day = today
        followed.save(update_fields=["day"])
    return len(items)


def changed_between(after: datetime.date, until: datetime.date) -> list[int]:
    """Items whose period began or ended on a day after the first and up to the second."""
    begun = Q(valid_from__gt=after, valid_from__lte=until) | Q(valid_until__gt=after, valid_until__lte=until)
    return sorted(set(Listed.objects.filter(begun).order_by().values_list("item", flat=True)))


def items_of(**which):
    rows = Listed.objects.on(timezone.localdate()).current().filter(**which).order_by()
    return rows.values_list("item", flat=True)


def remember(instance, raw, update_fields=None, **kwargs):
    """What of a column or a home page decides whether its lists are open."""
    if not raw and instance.pk and (update_fields is None or "live" in update_fields):
        instance._live_before = Page.objects.filter(pk=instance.pk).values_list("live", flat=True).first()


def follow_page(instance, **kwargs):
    before = instance.__dict__.pop("_live_before", None)
    if before is not None and before != instance.live:
        follow_below(instance.path)


def follow_restriction(instance, **kwargs):
    if page := Page.objects.filter(pk=instance.page_id).first():
        follow_below(page.path)


def follow_below(path: str) -> None:
    """Lists whose column, or whose portal, is at or below this place in the page tree."""
    at = Q(column__path__startswith=path) | Q(portal__home__path__startswith=path)
    lists = list(Listing.objects.filter(at).values_list("pk", flat=True))
    if lists:
        note(items_of(listing__in=lists))


def remember_column(instance, raw, update_fields=None, **kwargs):
    if not raw and instance.pk and (update_fields is None or "column" in update_fields):
        instance._column_before = Listing.objects.filter(pk=instance.pk).values_list("column", flat=True).first()


def follow_listing(instance, **kwargs):
    if "_column_before" in instance.__dict__ and instance.__dict__.pop("_column_before") != instance.column_id:
        note(items_of(listing=instance))


def connect():
    adjusted.connect(follow_adjustment, dispatch_uid="search")
    for model in (Page, ColumnPage, HomePage):
        pre_save.connect(remember, sender=model, dispatch_uid="search of lists")
        post_save.connect(follow_page, sender=model, dispatch_uid="search of lists")
    for signal in (post_save, post_delete):
        signal.connect(follow_restriction, sender=PageViewRestriction, dispatch_uid="search of lists")
    pre_save.connect(remember_column, sender=Listing, dispatch_uid="search of lists")
    post_save.connect(follow_listing, sender=Listing, dispatch_uid="search of lists")
