"""What makes the search follow columns and portals that open or close; records say themselves that they changed."""

from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.models import Page, PageViewRestriction

from cms_core.models import ColumnPage, HomePage
from disclosure.models import RecordState, SunshineRecord
from disclosure.sunshine.following import note
from disclosure.sunshine.places import COLUMN_TYPE, domain_of

# What of a column says whether it is a domain's, and open.
WATCHED = ("live", "columnpage__column_type", "columnpage__blueprint_key", "title", "path")
NAMES = {name.rpartition("__")[2] for name in WATCHED}


def remember(instance, raw=False, update_fields=None, **kwargs):
    if not raw and instance.pk and (update_fields is None or NAMES & set(update_fields)):
        instance._sunshine_before = Page.objects.filter(pk=instance.pk).values_list(*WATCHED).first()


def follow_page(instance, **kwargs):
    before = instance.__dict__.pop("_sunshine_before", None)
    if before is None:
        return
    now = (instance.live, domain_told_by(instance), instance.path)
    live, kind, key, title, path = before
    was = (live, domain_of(key or "", title) if kind == COLUMN_TYPE else "", path)
    if was != now:
        follow_below(instance, itself=bool(was[1] or now[1]))


def domain_told_by(page) -> str:
    """ "" for what is none's column."""
    is_area = getattr(page, "column_type", "") == COLUMN_TYPE
    return domain_of(page.blueprint_key, page.title) if is_area else ""


def follow_deleted_column(instance, **kwargs):
    follow_below(instance, itself=instance.column_type == COLUMN_TYPE)


def follow_deleted_record(instance, **kwargs):
    note([instance.pk])


def follow_restriction(instance, **kwargs):
    if page := Page.objects.filter(pk=instance.page_id).first():
        follow_below(page)


def follow_below(page, itself: bool = False) -> None:
    """Records of the portals that have a column of the key areas, or their home, at or below this page."""
    reach = (page.path, page.path + page.alphabet[-1] * page.steplen)
    paths = list(ColumnPage.objects.filter(path__range=reach, column_type=COLUMN_TYPE).values_list("path", flat=True))
    if itself:
        paths.append(page.path)
    homes = {path[:end] for path in paths for end in range(page.steplen, len(path), page.steplen)}
    of = Q(portal__home__path__in=homes) | Q(portal__home__path__range=reach)
    note(SunshineRecord.objects.filter(of, state=RecordState.PUBLISHED).values_list("pk", flat=True))


def connect() -> None:
    for model in (ColumnPage, HomePage):
        pre_save.connect(remember, sender=model, dispatch_uid="search of sunshine")
        post_save.connect(follow_page, sender=model, dispatch_uid="search of sunshine")
    post_delete.connect(follow_deleted_column, sender=ColumnPage, dispatch_uid="search of sunshine")
    post_delete.connect(follow_deleted_record, sender=SunshineRecord, dispatch_uid="search of sunshine")
    for signal in (post_save, post_delete):
        signal.connect(follow_restriction, sender=PageViewRestriction, dispatch_uid="search of sunshine")
