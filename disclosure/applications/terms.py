"""The terms of `terms.toml`: how many working days for what, and by which article."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Rule:
    days: int
    article: str
    most: int = 0
    after: str = ""


@cache
def read() -> dict:
    return tomllib.loads(files("disclosure.applications").joinpath("terms.toml").read_text("utf-8"))


def rule(name: str) -> Rule:
    """One of: confirm, correction_notice, correction_answer, reply, extension, third_party, other_bodies, …"""
    return Rule(**read()[name])


def erase_years() -> int:
    return read()["erase"]["years"]


def erase_days_uncounted() -> int:
    return read()["erase"]["days_uncounted"]


def erase_days_drafts() -> int:
    return read()["erase"]["days_drafts"]
