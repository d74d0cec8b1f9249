"""Reads the design tokens as a browser would: base tokens, overridden by a look, with var() followed."""

import re
from pathlib import Path

import themes

STATIC = Path(themes.__file__).parent / "static" / "themes"
LOOKS = ("province", "department", "city", "county")


def declared(path: Path) -> dict[str, str]:
    """Custom properties of the file's `:root` rules outside media queries."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    found = {}
    for block in re.findall(r"^:root\s*{([^}]*)}", text, flags=re.M):
        found |= dict(re.findall(r"(--[\w-]+):\s*([^;]+);", block))
    return found


def tokens_of(look: str, mode: str = "") -> dict[str, str]:
    tokens = declared(STATIC / "tokens.css") | declared(STATIC / "looks" / f"{look}.css")
    return tokens | (declared(STATIC / "display" / f"{mode}.css") if mode else {})


def colour(tokens: dict[str, str], name: str) -> str:
    """The six-digit colour behind a token."""
    value = tokens[name].strip()
    while match := re.fullmatch(r"var\((--[\w-]+)\)", value):
        value = tokens[match[1]].strip()
    return "#" + "".join(digit * 2 for digit in value[1:]) if re.fullmatch(r"#[0-9a-fA-F]{3}", value) else value
