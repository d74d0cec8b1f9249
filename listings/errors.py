"""What the lists refuse; every message is for the editor and says what to do."""

from dataclasses import dataclass


class ListingsError(Exception):
    """`reasons`: all that stands in the way, each a Chinese sentence."""

    def __init__(self, *reasons: str):
        super().__init__("；".join(reasons))
        self.reasons = list(reasons)


class NotAllowed(ListingsError):
    """This person may not do this here, or not in this state."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with one line: `line` is its place in the adjustment, from 1; `field` "" for the whole line."""

    line: int
    reason: str
    field: str = ""
    value: str = ""

    def __str__(self):
        return f"第 {self.line} 项：{self.reason}" if self.line else self.reason


class Faulty(ListingsError):
    """`faults`: all of an adjustment."""

    def __init__(self, faults: list[Fault]):
        super().__init__(*(str(fault) for fault in faults))
        self.faults = faults


class Impossible(ListingsError):
    """The steps of an item do not follow one another."""


class Tampered(ListingsError):
    """A stored row is not what was recorded."""
