"""The clock of a test: what the platform asks for the time is `django.utils.timezone.now`."""

import datetime

from django.utils import timezone


def set_clock(monkeypatch, day: datetime.date, time: str = "00:00:00") -> datetime.datetime:
    """To a time of that day in Beijing."""
    moment = datetime.datetime.combine(day, datetime.time.fromisoformat(time), timezone.get_current_timezone())
    monkeypatch.setattr(timezone, "now", lambda: moment)
    return moment
