"""发文字号: 〔2026〕第12号, one series for each body, year and 发文代字."""

from django.db import transaction
from django.db.models import F

from disclosure.models import LetterSerial


def next_serial(organisation, year: int, word: str) -> int:
    """The counter's row stays locked until the caller's transaction ends: none is given twice, none is left out."""
    with transaction.atomic():
        counter = LetterSerial.objects.filter(organisation=organisation, year=year, word=word)
        if not counter.update(last=F("last") + 1):
            fresh = LetterSerial(organisation=organisation, year=year, word=word)
            LetterSerial.objects.bulk_create([fresh], ignore_conflicts=True)
            counter.update(last=F("last") + 1)
        return counter.values_list("last", flat=True).get()
