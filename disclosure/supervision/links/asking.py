"""A bounded piece of the links to other hosts, asked in the background: few at once, few of one host, slowly."""

import datetime
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

from django.db.models import F

from disclosure.models import DeadLink, OutsideLink
from disclosure.supervision.links import outside, requesting

# Of one piece; with a piece every two minutes at most 43,000 links a day, of one host 2,160.
LINKS, OF_HOST, HOSTS_AT_ONCE = 60, 3, 6
LOOKED_AT = 2_000
PAUSE = 1.0  # seconds between two requests to one host
WITHIN = 20  # seconds in which requests of a piece begin; what is left waits for the next
AGAIN = datetime.timedelta(days=14)
SOON = datetime.timedelta(days=1)
# On so many days in a row, so that a server that is being serviced is not called dead.
ENOUGH = 3
PROVEN = datetime.timedelta(days=2)


def ask_outside(now: datetime.datetime, pause: float = PAUSE) -> int:
    """How many were asked. No transaction is open while a server is waited for; a killed worker has asked in vain."""
    if not outside.is_on():
        return 0
    chosen = choose(now)
    if not chosen:
        outside.forget(now)
        return 0
    end = time.monotonic() + WITHIN
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as threads:
        said = [one for some in threads.map(lambda rows: ask_host(rows, pause, end), chosen) for one in some]
    proven = any(answer.answered for _, answer in said) or is_connected(now)
    for pk, answer in said:
        remember(pk, answer, now, proven)
    return len(said)


def choose(now) -> list[list[tuple[int, str]]]:
    """Rows of each host, those that wait longest first; one query."""
    rows = OutsideLink.objects.filter(next_at__lte=now).order_by("next_at", "pk").values_list("pk", "address", "host")
    found, number = defaultdict(list), 0
    for pk, address, host in rows[:LOOKED_AT]:
        if len(found[host]) < OF_HOST and number < LINKS:
            found[host].append((pk, address))
            number += 1
    return [some for some in found.values() if some]


def ask_host(rows, pause: float, end: float) -> list[tuple]:
    said = []
    for number, (pk, address) in enumerate(rows):
        if number and pause:
            time.sleep(pause)
        if time.monotonic() > end:
            break
        said.append((pk, requesting.ask(address)))
    return said


def is_connected(now) -> bool:
    """Whether anybody outside has answered lately: else it is our own network that is silent, and nothing is dead."""
    return OutsideLink.objects.filter(answered_at__gte=now - PROVEN).exists()


def remember(pk: int, said: requesting.Said, now, proven: bool) -> None:
    """One row, two queries; what opens again is struck from the pages at once."""
    row = OutsideLink.objects.filter(pk=pk)
    if said.skipped or not (proven or said.problem in ("", requesting.INTERNAL)):
        row.update(checked_at=now, next_at=now + SOON)
    elif said.problem:
        at_once = said.problem == requesting.INTERNAL
        row.update(checked_at=now, next_at=now + SOON, failures=F("failures") + 1)
        if said.answered:
            row.update(answered_at=now)
        (row if at_once else row.filter(failures__gte=ENOUGH)).update(problem=said.problem, next_at=now + AGAIN / 2)
    else:
        gone = row.exclude(problem="").values_list("address", flat=True).first()
        row.update(checked_at=now, answered_at=now, next_at=now + AGAIN, failures=0, problem="")
        if gone:
            DeadLink.objects.filter(url=gone[:500], problem__in=requesting_problems()).delete()


def requesting_problems() -> tuple[str, ...]:
    return requesting.NOT_THERE, requesting.NO_HOST, requesting.NO_ANSWER, requesting.BROKEN, requesting.INTERNAL
