"""The text's own title and number, which are no citations, and what its title says it does to others."""

import re

from cms_core.citations.find.cues import pattern
from cms_core.citations.find.found import Kind
from cms_core.citations.find.head import headings, number_at_head
from cms_core.citations.find.numbers import number_key
from cms_core.citations.find.titles import NESTED, OUTER, inner_titles, title_key, title_keys

ABOUT = re.compile(
    r"关于(?P<verb>废止|宣布失效|修改|修正|修订)(?P<what>.+?)(?:等.{0,20})?的(?:决定|通知|公告|命令|令)$"
)


class Own:
    def __init__(self, title: str, number: str):
        title = OUTER.sub(r"\1", title.strip())
        self.title = title
        self.number_key = number_key(number)
        self.keys = {key for key in title_keys(title) if key.variant not in ("short", "forwarded")}
        self.named: dict[str, Kind] = {}
        self.default = None
        self._read(title)
        self.keys -= set(self.named)

    def _read(self, title):
        """A title that names its target says what the text does: 关于修改〈…〉的决定, 转发…的通知, 《…》解读."""
        for name, variant in inner_titles(title):
            if variant == "forwarded":
                self._name(name, Kind.FORWARD)
        about = ABOUT.search(title)
        if about:
            kind = Kind.REPEAL if about["verb"] in ("废止", "宣布失效") else Kind.AMEND
            both = kind is Kind.AMEND and pattern("kinds", "repeal").search(about["what"])
            self.default = None if both else kind
            for name in NESTED.findall(about["what"]) or [about["what"]]:
                self._name(name, kind)
        elif pattern("kinds", "reading").search(title):
            for name in NESTED.findall(title) or [pattern("kinds", "reading").split(title)[0]]:
                self._name(name, Kind.INTERPRET)

    def _name(self, name, kind):
        for key in title_keys(name):
            self.named.setdefault(str(key), kind)

    def without_head(self, text: str, mentions) -> list:
        """`mentions` without those in the head of the plain text, whose number is the own one where none was given."""
        spans = []
        if not self.number_key and Kind.INTERPRET not in self.named.values():
            own = number_at_head(text, self.title)
            if own:
                self.number_key = number_key(str(own.number))
                spans.append((-1, own.end))
        if not self.named:
            spans += headings(text, self.title)
        return [one for one in mentions if not any(start < one.start and one.end <= end for start, end in spans)]

    def kind_of(self, title: str) -> Kind | None:
        """What the own title says of a cited one."""
        if not self.named or not title:
            return None
        return next((self.named[key] for key in map(str, title_keys(title)) if key in self.named), None)

    def has_number(self, number) -> bool:
        return bool(number and self.number_key) and number_key(str(number)) == self.number_key

    def has_title(self, title: str, number) -> bool:
        """With a number that is not its own, the same title is another document's."""
        return bool(title) and title_key(title) in self.keys and not (number and self.number_key)

    def issue(self, title: str) -> None:
        """The text says that `title` comes with it."""
        self.keys |= {key for key in title_keys(title) if key.variant not in ("short", "forwarded")}
