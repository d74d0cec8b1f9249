"""What has been typed of a title so far: characters, pinyin, initials, all of them mixed; one or several words."""

import re
from dataclasses import dataclass
from functools import cached_property

from cms_core.search.analysis.characters import IS_CJK
from cms_core.search.analysis.readings import bare, opens

MAX_TYPED = 40
MAX_BEGINNING = 32
UNITS = re.compile(r"[a-z]+|[^a-z]+")
LONGEST_SYLLABLE = 6


@dataclass(frozen=True)
class Typed:
    """`beginning` is the first word, `more` the others, which stand anywhere in the title; all without punctuation."""

    beginning: str
    more: tuple[str, ...] = ()

    @classmethod
    def of(cls, typed: str) -> "Typed":
        # The title of a page in Latin writing has blanks itself.
        words = typed[:MAX_TYPED].split() if IS_CJK.search(typed) else [typed[:MAX_TYPED]]
        first, *more = [word for word in map(bare, words) if word] or [""]
        return cls(first[:MAX_BEGINNING], tuple(more))

    @cached_property
    def units(self) -> list[str]:
        """Letters and other characters by turns."""
        return UNITS.findall(self.beginning)

    @property
    def is_mixed(self) -> bool:
        return len(self.units) > 1 and any(IS_CJK.search(unit) for unit in self.units)

    @property
    def sought(self) -> str:
        """What the keys of titles are asked for; the rest is compared."""
        return self.units[0] if self.is_mixed else self.beginning

    @cached_property
    def patterns(self) -> tuple[re.Pattern, list[re.Pattern]]:
        """政wu: characters begin with 政 and another one, and either pinyin with a syllable and wu, or initials with w
        in the second place."""
        characters, pinyin, initials = "", "", ""
        for unit in self.units:
            if IS_CJK.search(unit):
                characters += re.escape(unit)
                pinyin += f"[a-z]{{{len(unit)},{LONGEST_SYLLABLE * len(unit)}}}"
                initials += f".{{{len(unit)}}}"
            else:
                characters += f".{{1,{len(unit)}}}"
                pinyin += re.escape(unit)
                initials += re.escape(unit)
        return re.compile(characters), [re.compile(pinyin), re.compile(initials)]

    def fits(self, title: str, keys: list[str]) -> int | None:
        """0 where the title or its number begins so, 1 where a later part of it does, None where none."""
        if self.more and not all(word in bare(title) for word in self.more):
            return None
        numbered, starts = opens(title, keys)
        for place, start in enumerate(starts):
            if self.begins(start):
                return int(place > numbered)
        return None

    def begins(self, start: tuple[str, ...]) -> bool:
        if not self.is_mixed:
            return any(key.startswith(self.beginning) for key in start)
        characters, readings = self.patterns
        return bool(characters.match(start[0])) and any(pattern.match(key) for pattern in readings for key in start[1:])
