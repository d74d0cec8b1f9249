"""The kinds of letters and their standard wording (`kinds.toml`)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

APPLICANT = "applicant"


@dataclass(frozen=True)
class LetterKind:
    """`to`: applicant, third_party or bodies; only what goes to the applicant is ever shown on the status page."""

    key: str
    label: str
    title: str
    word: str
    to: str
    body: str


@cache
def kinds() -> dict[str, LetterKind]:
    data = tomllib.loads(files("disclosure.applications.letters").joinpath("kinds.toml").read_text("utf-8"))
    remedy = data["remedy"].strip()
    return {
        key: LetterKind(
            key, one["label"], one["title"], one["word"], one["to"], one["body"].strip().replace("{救济途径}", remedy)
        )
        for key, one in data["kinds"].items()
    }
