"""Text in CSV that no table program takes for a formula."""

import re

# Behind an apostrophe it is text. Numbers stay as they are. Some table programs take full-width signs for the same.
DANGEROUS = re.compile(r"'*[=+\-@＝＋－＠\t\r]")
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def quoted(text: str) -> str:
    return f"'{text}" if DANGEROUS.match(text) and not NUMBER.fullmatch(text) else text
