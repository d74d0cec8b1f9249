"""体裁分类: the kinds of official documents of 《党政机关公文处理工作条例》 (2012), as used on government sites."""

import re
import tomllib
from functools import cache
from pathlib import Path

from cms_core.text.folding import fold

NOTE = re.compile(r"(?:[（(〔\[【][^（()）]*[）)〕\]】]|\s)+$")
NUMBERED = re.compile(r"^\d{1,2}[.、\s]*")


@cache
def genres() -> dict[str, tuple[str, ...]]:
    """Name → the words that close a title of that kind."""
    with (Path(__file__).parent / "genres.toml").open("rb") as file:
        return {row["name"]: tuple(row["ends"]) for row in tomllib.load(file)["genres"]}


def genre_choices():
    return [(name, name) for name in genres()]


def resolve_genre(text: str) -> str:
    """The kind that an old page names (命令, 令, 03 公告, 会议纪要); "" when it names none of ours."""
    key = NUMBERED.sub("", fold(text))
    for name, ends in genres().items():
        if key in {fold(name), *map(fold, ends)}:
            return name
    return ""


def genre_of_title(title: str) -> str:
    """What the title of a document says it is (关于…的通知（试行）is a 通知); "" when it says nothing."""
    title = NOTE.sub("", title.strip())
    for name, ends in genres().items():
        if any(title.endswith(end) for end in ends):
            return name
    return ""
