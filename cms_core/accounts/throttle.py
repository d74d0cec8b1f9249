"""登录失败处理: after so many failures a name, or an address, must wait.

GB/T 22239-2019 8.1.4.1 b) (level three): limit illegal logins; the usual values are five failures and thirty minutes.
Counted in the database, since the web server is several processes on perhaps several machines.
"""

import datetime
import logging

from django.conf import settings
from django.utils import timezone

from cms_core.models import LoginFailure

logger = logging.getLogger("portal.security")


def address_of(request) -> str:
    """The client's address: nginx's word for it when PORTAL_BEHIND_PROXY says that there is one, never otherwise."""
    if settings.PORTAL_BEHIND_PROXY:
        return request.headers.get("X-Real-IP") or request.META.get("REMOTE_ADDR", "")
    return request.META.get("REMOTE_ADDR", "")


def locked_minutes(username: str, address: str, now: datetime.datetime | None = None) -> int:
    """How long this name from this address must still wait; 0 when it may try.

    An address has a limit of its own, higher since an office shares one: else a list of names could be tried from it.
    """
    now = now or timezone.now()
    waiting = datetime.timedelta(minutes=settings.PORTAL_LOGIN_LOCK_MINUTES)
    recent = LoginFailure.objects.filter(address=address, at__gt=now - waiting).order_by("-at")
    limits = (
        (recent.filter(username=folded(username)), settings.PORTAL_LOGIN_FAILURES),
        (recent, settings.PORTAL_LOGIN_ADDRESS_FAILURES),
    )
    longest = 0
    for failures, limit in limits:
        times = list(failures.values_list("at", flat=True)[:limit])
        if len(times) == limit:
            # Free again when the oldest of the last `limit` failures is out of the window.
            left = times[-1] + waiting - now
            longest = max(longest, -(-left // datetime.timedelta(minutes=1)))
    return longest


def record_failure(username: str, address: str, now: datetime.datetime | None = None) -> None:
    LoginFailure.objects.create(username=folded(username), address=address, at=now or timezone.now())
    logger.warning("登录失败：账号 %r，来自 %s", username[:150], address)


def forget_failures(username: str, address: str) -> None:
    """After a success the name starts anew; the address keeps its other names' failures."""
    LoginFailure.objects.filter(username=folded(username), address=address).delete()


def tidy(now: datetime.datetime) -> None:
    LoginFailure.objects.filter(at__lt=now - datetime.timedelta(days=1)).delete()


def folded(username: str) -> str:
    return username.strip().lower()[:150]
