"""收到申请之日 (条例第三十一条), the number on the receipt, and the code that opens the status page."""

import datetime
import hashlib
import hmac
import secrets

from django.db import transaction
from django.db.models import F

from disclosure.applications.errors import NotAllowed
from disclosure.applications.states import Channel
from disclosure.models import ApplicationSerial
from disclosure.sealing import digest_of

# Without letters and digits that are taken for one another on paper and on the telephone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 10
# 当面提交的为提交之日，需签收的邮寄为签收之日; by the others it is the day on which both sides confirm.
BY_ARRIVAL = (Channel.IN_PERSON, Channel.REGISTERED)


def received_day(channel: str, arrived_on: datetime.date, confirmed_on: datetime.date) -> datetime.date:
    """T0. Raises NotAllowed where the confirmation lies before the arrival.

    条例第三十一条: 当面提交之日; 邮寄签收之日; 平信与申请人确认之日; 互联网、传真双方确认之日.
    """
    if confirmed_on < arrived_on:
        raise NotAllowed(f"确认日期不能早于收到日期 {arrived_on:%Y-%m-%d}。")
    return arrived_on if channel in BY_ARRIVAL else confirmed_on


def next_number(organisation, year: int) -> tuple[str, int]:
    """`2026-142-00017`: year, body, serial; the body's part keeps the numbers of two bodies apart.

    The counter's row stays locked until the caller's transaction ends: none is given twice, none is left out.
    """
    with transaction.atomic():
        counter = ApplicationSerial.objects.filter(organisation=organisation, year=year)
        if not counter.update(last=F("last") + 1):
            fresh = ApplicationSerial(organisation=organisation, year=year)
            ApplicationSerial.objects.bulk_create([fresh], ignore_conflicts=True)
            counter.update(last=F("last") + 1)
        serial = counter.values_list("last", flat=True).get()
    return f"{year}-{organisation.pk}-{serial:05d}", serial


def query_code(submission: str = "") -> str:
    """Ten characters in two groups, `7KQ4M-2WXYZ`. The same `submission` (a form's token) always gives the same one.

    So a second click, or a page that is loaded again, shows the code that the first one showed, though only its
    digest is kept.
    """
    if not submission:
        letters = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    else:
        number = int(digest_of("application code of", submission), 16)
        letters = ""
        for _ in range(CODE_LENGTH):
            number, place = divmod(number, len(ALPHABET))
            letters += ALPHABET[place]
    return f"{letters[:5]}-{letters[5:]}"


def code_digest(code: str) -> str:
    """Case, blanks and the dash do not count."""
    return digest_of("application code", code.replace("-", "").replace("－", ""))


def is_code(application, code: str) -> bool:
    """Takes as long for a wrong code as for the right one."""
    return bool(application.code_digest) and hmac.compare_digest(application.code_digest, code_digest(code))


def submission_key(token: str) -> str | None:
    """What is kept of a form's token: enough to know it again, not enough to make the code of."""
    return hashlib.sha256(f"application submission\0{token}".encode()).hexdigest() if token else None
