"""What 双公示 refuses; every message is for the editor and says what to do."""

from dataclasses import dataclass


class DecisionError(Exception):
    """`reasons`: all that stands in the way, each a Chinese sentence."""

    def __init__(self, *reasons: str):
        super().__init__("；".join(reasons))
        self.reasons = list(reasons)


class NotAllowed(DecisionError):
    """This person may not do this here, or not in this state."""


class Unusable(DecisionError):
    """The file is no table of decisions."""


@dataclass(frozen=True)
class Fault:
    """`field` "" for the whole decision. No reason repeats the number of a person's papers."""

    field: str
    reason: str


class Faulty(DecisionError):
    def __init__(self, faults: list[Fault]):
        super().__init__(*(fault.reason for fault in faults))
        self.faults = faults
