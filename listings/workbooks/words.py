"""What governments write for our choices: {field: {folded word: plain value}}."""

import tomllib
from functools import cache
from pathlib import Path

from cms_core.text.folding import fold
from listings.values import fields_of


@cache
def known_words(kind: str) -> dict[str, dict[str, object]]:
    with (Path(__file__).parent / "words.toml").open("rb") as file:
        table = tomllib.load(file).get(kind, {})
    found = {}
    for name, choices in table.items():
        keys = {str(key): key for key, _ in fields_of(kind)[name].flatchoices}
        found[name] = {fold(word): keys[key] for key, words in choices.items() for word in words}
    return found
