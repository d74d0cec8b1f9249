"""办理结果: the rows of table three, and the replies that fall into each (`outcomes.toml`)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Reply:
    """答复类型 (条例第三十六条). `outcome` is its row; `by_hand` False: only the machine gives it.

    `gives`: what was asked for goes with it, so that files are expected.
    """

    code: str
    label: str
    article: str
    letter: str
    outcome: str
    by_hand: bool = True
    gives: bool = False


@dataclass(frozen=True)
class Outcome:
    """A row of table three, part 三: `code` 3.1 … 3.6.3."""

    code: str
    label: str
    group: str
    replies: tuple[Reply, ...]


@cache
def all_outcomes() -> dict[str, Outcome]:
    """By code, in the order of the report."""
    data = tomllib.loads(files("disclosure.applications").joinpath("outcomes.toml").read_text("utf-8"))
    return {
        row["code"]: Outcome(
            row["code"],
            row["label"],
            row["group"],
            tuple(Reply(**reply, outcome=row["code"]) for reply in row["replies"]),
        )
        for row in data["rows"]
    }


@cache
def all_replies() -> dict[str, Reply]:
    return {reply.code: reply for outcome in all_outcomes().values() for reply in outcome.replies}


def replies_by_hand() -> list[Reply]:
    """What a handler may choose from."""
    return [reply for reply in all_replies().values() if reply.by_hand]
