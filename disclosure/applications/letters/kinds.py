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


# Sentences that several kinds share: the word in braces of `kinds.toml` → its entry there.
SHARED = {"救济途径": "remedy", "先行复议": "review_first", "收费异议": "fee_disputed"}


@cache
def kinds() -> dict[str, LetterKind]:
    data = tomllib.loads(files("disclosure.applications.letters").joinpath("kinds.toml").read_text("utf-8"))
    return {
        key: LetterKind(key, one["label"], one["title"], one["word"], one["to"], body_of(one["body"], data))
        for key, one in data["kinds"].items()
    }


def body_of(text: str, data: dict) -> str:
    for word, entry in SHARED.items():
        text = text.replace(f"{{{word}}}", data[entry].strip())
    return text.strip()
