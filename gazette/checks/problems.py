"""What a check answers: how grave, what is wrong and what to do, and at which entry."""

from dataclasses import dataclass
from enum import StrEnum


class Gravity(StrEnum):
    ERROR = "error"  # the issue cannot be handed in
    WARNING = "warning"  # odd, or against a rule that knows exceptions: the editor decides
    NOTICE = "notice"


LABELS = {Gravity.ERROR: "须改正", Gravity.WARNING: "请核对", Gravity.NOTICE: "提示"}


@dataclass(frozen=True)
class Problem:
    """`text` is a Chinese sentence that says what to do.

    `place` is where to put it right: "page" (the document itself), "issue" (its data), "files", "contents".
    """

    gravity: Gravity
    text: str
    place: str = "contents"
    entry_id: int | None = None
    page_id: int | None = None

    @property
    def label(self) -> str:
        return LABELS[self.gravity]


def error(text, **where) -> Problem:
    return Problem(Gravity.ERROR, text, **where)


def warning(text, **where) -> Problem:
    return Problem(Gravity.WARNING, text, **where)


def notice(text, **where) -> Problem:
    return Problem(Gravity.NOTICE, text, **where)


def errors_among(problems) -> list[Problem]:
    return [one for one in problems if one.gravity == Gravity.ERROR]


def short(title: str, length: int = 36) -> str:
    """To stand between 《 and 》: cut where it is long, with single marks for titles within it (GB/T 15834)."""
    title = title.replace("《", "〈").replace("》", "〉")
    return title if len(title) <= length else f"{title[: length - 1]}…"
