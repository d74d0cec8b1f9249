"""信息处理费 by the tiers of `fees.toml`: what one request costs, or what the pages of an answer cost, in yuan."""

import datetime
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from disclosure.models import Application

MOST = 1_000_000


@dataclass(frozen=True)
class Tier:
    """`upto` is its last one, None for the rest; from there `every` so many the price rises by `more`."""

    yuan: int
    upto: int | None = None
    every: int = 0
    more: int = 0


@cache
def tiers(way: str) -> tuple[Tier, ...]:
    """`way`: requests or pages."""
    read = tomllib.loads(files("disclosure.applications").joinpath("fees.toml").read_text("utf-8"))
    return tuple(Tier(**row) for row in read[way]["tiers"])


def spans(way: str, number: int):
    """(how many of `number` lie in it, price of each) by tier."""
    before = 0
    for tier in tiers(way):
        end = number if tier.upto is None else min(number, tier.upto)
        price = tier.yuan
        while tier.every and end - before > tier.every:
            yield tier.every, price
            before, price = before + tier.every, price + tier.more
        if end > before:
            yield end - before, price
            before = end


def fee_of(way: str, number: int) -> Decimal:
    """Of all of them together: 45 requests of a month, 120 pages. Raises ValueError for what cannot be."""
    if not 0 <= number <= MOST:
        raise ValueError(number)
    return Decimal(sum(count * price for count, price in spans(way, number)))


def fee_of_request(place: int) -> Decimal:
    """Of the `place`th request of the month alone."""
    return fee_of("requests", place) - fee_of("requests", place - 1)


def fee_of_pages(pages: int) -> Decimal:
    return fee_of("pages", pages)


def place_in_month(application: Application) -> int:
    """The how manieth it is of this applicant's with this body in the calendar month of receipt; one query.

    Told by the number of identity; what was merged, returned or handed over is none. 1 where nothing is known of it.
    """
    day = application.received_on or application.arrived_on
    if not application.identity_digest or day is None:
        return 1
    begin = day.replace(day=1)
    end = (begin + datetime.timedelta(days=31)).replace(day=1)
    same = Application.objects.counted().filter(
        organisation=application.organisation_id,
        identity_digest=application.identity_digest,
        received_on__gte=begin,
        received_on__lt=end,
    )
    earlier = same.filter(received_on__lt=day) | same.filter(received_on=day, pk__lt=application.pk)
    return earlier.count() + 1
