"""Addresses of other hosts in disclosed pages: remembered here, asked by `asking` in the background.

Judging a page makes no request; it takes what is remembered of the last answers.
"""

import datetime
import hashlib
from urllib.parse import urlsplit

from django.conf import settings

from disclosure.models import OutsideLink

LONGEST = 2000
CHUNK = 500
KEPT = datetime.timedelta(days=90)
# A row is touched when it is older than this, not in every round.
TOUCHED = datetime.timedelta(days=7)


def is_on() -> bool:
    return bool(settings.PORTAL_CHECK_OUTSIDE_LINKS)


def normal(address: str) -> str:
    """The address without what no server is told; "" where it is none to ask for."""
    try:
        parts = urlsplit(address.strip())
        port = f":{parts.port}" if parts.port else ""
        host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme not in ("", "http", "https") or not host:
        return ""
    host = f"[{host}]" if ":" in host else host
    found = parts._replace(scheme=parts.scheme or "http", netloc=f"{host}{port}", fragment="").geturl()
    return found if len(found) <= LONGEST and found.isprintable() else ""


def digest(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()


def problems_of(addresses, now: datetime.datetime) -> dict[str, str]:
    """{normal address: what is known to be wrong}; those that are new are remembered, to be asked soon."""
    if not is_on():
        return {}
    by_digest = {digest(address): address for address in addresses}
    keys, found, known = sorted(by_digest), {}, {}
    for begin in range(0, len(keys), CHUNK):
        rows = OutsideLink.objects.filter(digest__in=keys[begin : begin + CHUNK])
        for pk, key, problem, seen in rows.values_list("pk", "digest", "problem", "seen_at"):
            known[key] = pk, seen
            if problem:
                found[by_digest[key]] = problem
    old = [pk for pk, seen in known.values() if now - seen > TOUCHED]
    for begin in range(0, len(old), CHUNK):
        OutsideLink.objects.filter(pk__in=old[begin : begin + CHUNK]).update(seen_at=now)
    OutsideLink.objects.bulk_create(
        [
            OutsideLink(
                digest=key, address=by_digest[key], host=urlsplit(by_digest[key]).hostname, seen_at=now, next_at=now
            )
            for key in keys
            if key not in known
        ],
        batch_size=CHUNK,
        ignore_conflicts=True,
    )
    return found


def forget(now: datetime.datetime) -> int:
    """What no page has had for long."""
    return OutsideLink.objects.filter(seen_at__lt=now - KEPT).delete()[0]
