"""The desk for tests: signed in, days that are really working days, one step through its form."""

from django.urls import reverse
from django.utils import timezone

from cms_core.calendar import after_working_days
from tests.disclosure.applications.factories import make_handler


def signed_in(client, portal, *codenames):
    user = make_handler(portal, *(codenames or ("handle_application",)))
    client.force_login(user)
    return user


def address(name, application, *args):
    return reverse(f"applications_admin_{name}", args=[application.pk, *args])


def take(client, application, key, *, letter=False, **values):
    """POST the form of a step; `letter` asks for a draft first."""
    application.refresh_from_db()
    data = {"revision": application.revision, **values}
    answer = client.post(address("step", application, key), data | ({"draft": "1"} if letter else {}))
    application.refresh_from_db()
    return answer


def today():
    return timezone.localdate()


def ago(days: int):
    """So many working days before today, roughly: enough for the tests that need a past."""
    import datetime

    day = today() - datetime.timedelta(days=days * 2 + 14)
    while after_working_days(day, days) < today():
        day += datetime.timedelta(days=1)
    return day


def errors_of(answer) -> list[str]:
    form = answer.context["form"] if answer.context and "form" in answer.context else None
    return [str(error) for errors in form.errors.values() for error in errors] if form else []
