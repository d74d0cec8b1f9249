"""撤销告知、征求: what was asked by mistake is taken back; the clocks run on as if it had never been asked."""

from disclosure.applications.actions.base import Step
from disclosure.applications.errors import NotAllowed
from disclosure.applications.events import EventKind
from disclosure.applications.permissions import Power


class RetractAsking(Step):
    """By who is in charge, with a reason in `words`: of a correction, an opinion or a fee that is still waited for.

    The event that is taken back stays in the history; whoever had a letter of it gets another one.
    """

    kind = EventKind.RETRACTED
    power = Power.APPROVE

    def check(self, case):
        if not self.words:
            raise NotAllowed("请写明撤销的理由。")
