"""The regular jobs of the platform itself: what is due is published or withdrawn, what is old is thrown away."""

import datetime
import logging

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import InterfaceError, OperationalError, transaction
from wagtail.models import DraftStateMixin, Page, Revision

from cms_core.accounts import throttle
from cms_core.tasks import regular
from cms_core.tasks.leases import forget_absent

logger = logging.getLogger("portal.worker")


def publish_due(now: datetime.datetime) -> int:
    """Withdraw what has expired and publish what was approved for a time now past; how many changed.

    Wagtail's `publish_scheduled` in one transaction a page: the page and its catalogue entry never part, and one page
    that cannot be published does not hold up the others.
    """
    models = [Page]
    models += [
        model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    changed = sum(withdraw_expired(model, now) for model in models)
    for pk in Revision.objects.filter(approved_go_live_at__lt=now).values_list("pk", flat=True):
        changed += attempt(publish, pk)
    return changed


def withdraw_expired(model, now: datetime.datetime) -> int:
    expired = model.objects.filter(live=True, expire_at__lt=now).order_by("expire_at")
    return sum(attempt(withdraw, model, pk) for pk in expired.values_list("pk", flat=True))


def withdraw(model, pk) -> None:
    thing = model.objects.get(pk=pk)
    getattr(thing, "specific", thing).unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def publish(pk) -> None:
    Revision.objects.get(pk=pk).publish(log_action="wagtail.publish.scheduled")


def attempt(act, *arguments) -> bool:
    """Do it in a transaction; log what stands in the way and go on, but give up when the database itself is gone."""
    try:
        with transaction.atomic():
            act(*arguments)
    except (OperationalError, InterfaceError):
        # The database is gone. What it refuses of one page (a duplicate, a value too long) must not stop the rest.
        raise
    except Exception:
        logger.exception("到期处理失败：%s %s", act.__name__, arguments)
        return False
    return True


def tidy(now: datetime.datetime) -> None:
    """Throw away finished tasks of PORTAL_TASK_RESULT_DAYS ago, ended sessions, and what is counted for a day."""
    days = settings.PORTAL_TASK_RESULT_DAYS
    call_command("prune_db_task_results", queue_name="*", min_age_days=days, verbosity=0)
    call_command("clearsessions", verbosity=0)
    forget_absent(now)
    throttle.tidy(now)


def add_all() -> None:
    regular.add("publish_due", every=datetime.timedelta(minutes=1), run=publish_due)
    regular.add("tidy", every=datetime.timedelta(days=1), run=tidy)
