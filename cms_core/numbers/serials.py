"""Gives out index numbers: one serial an organisation and year, counted up in the database, never used again."""

from django.db import transaction
from django.db.models import F

from cms_core.models.serials import IndexSerial
from cms_core.numbers.errors import NoCode, SerialsUsedUp

LAST_SERIAL = 99_999


def next_index_number(organisation, year: int) -> str:
    """`code/YYYY-NNNNN` with the organisation's credit code, or its organisation code. Raises NoCode, SerialsUsedUp.

    The counter's row stays locked until the caller's transaction ends: two publications of one body wait for each
    other, so no number is given twice, and one that is rolled back leaves no gap.
    """
    code = organisation.credit_code or organisation.organisation_code
    if not code:
        raise NoCode(organisation)
    with transaction.atomic():
        serial = _count_up(organisation, year)
        if serial > LAST_SERIAL:
            raise SerialsUsedUp(organisation, year)
    return f"{code}/{year}-{serial:05d}"


def _count_up(organisation, year) -> int:
    counter = IndexSerial.objects.filter(organisation=organisation, year=year)
    if not counter.update(last=F("last") + 1):
        # Two first publications of a year: the second insert waits for the first and does nothing.
        IndexSerial.objects.bulk_create([IndexSerial(organisation=organisation, year=year)], ignore_conflicts=True)
        counter.update(last=F("last") + 1)
    return counter.values_list("last", flat=True).get()


def note_used_serial(organisation, year: int, serial: int) -> None:
    """Old documents of this very code and form come in with their numbers: new ones go on after the highest."""
    if not 0 < serial <= LAST_SERIAL:
        return
    with transaction.atomic():
        IndexSerial.objects.bulk_create([IndexSerial(organisation=organisation, year=year)], ignore_conflicts=True)
        IndexSerial.objects.filter(organisation=organisation, year=year, last__lt=serial).update(last=serial)
