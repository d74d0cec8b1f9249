"""The cue words of cues.toml, read once and made into patterns."""

import re
import tomllib
from functools import cache
from pathlib import Path


@cache
def cues() -> dict:
    with (Path(__file__).parent / "cues.toml").open("rb") as file:
        return tomllib.load(file)


def one_of(words) -> str:
    """A pattern of any of `words`, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


@cache
def words(section: str, name: str) -> tuple:
    """The list `name` of `section`, for `str.endswith` and for membership."""
    return tuple(cues()[section][name])


@cache
def pattern(section: str, name: str) -> re.Pattern:
    """The list `name`, or the pattern `name_pattern`, of `section`, compiled."""
    found = cues()[section]
    return re.compile(found[f"{name}_pattern"] if f"{name}_pattern" in found else one_of(found[name]))
