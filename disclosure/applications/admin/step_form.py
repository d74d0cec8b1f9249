"""What the form of each step is: fields, and the arguments that the action is taken with."""

import datetime
from decimal import Decimal

from disclosure.applications.admin.forms import DeskForm


class StepForm(DeskForm):
    """`arguments` are kept with the letter's draft, so all of them are JSON; `words` are the handler's."""

    def __init__(self, application, *args, **kwargs):
        self.application = application
        super().__init__(*args, **kwargs)
        self.choose()

    def choose(self) -> None:
        """Choices that depend on the application."""

    def arguments(self) -> dict:
        plain = {name: jsonable(value) for name, value in self.cleaned_data.items() if value not in (None, "")}
        return {name: value for name, value in plain.items() if name not in self.aside}

    # Fields that are not for the action.
    aside: tuple[str, ...] = ()


def jsonable(value):
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
