"""What stands in the titles of this installation: which characters follow each other, sound alike, make words.

A file of its own under PORTAL_HOME, made by `learn`; without it nothing is proposed.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import contextmanager
from heapq import nlargest
from math import log
from pathlib import Path
from urllib.parse import quote

from django.conf import settings

# The weight of how common a character is by itself, beside what follows what.
ALONE = 0.5
VARIABLES = 900
FOLLOWERS = 300
# What follows as often as that is not looked at.
USUAL = log(0.05)
# What may be read for one question, in pairs weighed and twice the pairs read: about 40 ms of processor time. No
# question of the measured ones, all of which have one slip, needs more than 26,000; what is garbled throughout does.
MOST_LOOKED_AT = 30_000


class Exhausted(Exception):
    """So much has been looked at for one question that nothing likely will come of it."""


def path() -> Path:
    return Path(settings.PORTAL_HOME) / "search-vocabulary.sqlite3"


@contextmanager
def opened(file: Path | None = None):
    """The vocabulary in force; None where there is none that can be read. Opened for each question: few need it."""
    file = file or path()
    connection = None
    try:
        connection = sqlite3.connect(f"file:{quote(str(file))}?mode=ro&immutable=1", uri=True, isolation_level=None)
        known = Vocabulary(connection)
    except (sqlite3.DatabaseError, KeyError):
        known = None
    try:
        yield known
    finally:
        if connection:
            connection.close()


class Vocabulary:
    def __init__(self, connection: sqlite3.Connection):
        self.connection = connection
        about = dict(connection.execute("SELECT name, value FROM about"))
        self.syllables = frozenset(about["syllables"].split())
        self.total = int(about["total"]) + 1
        self.entries = int(about["entries"])
        self.known: dict[str, int] = {}  # pairs asked so far
        self.alone: dict[str, int] = {}  # characters asked so far
        self.left = MOST_LOOKED_AT

    def spend(self, looked_at: int) -> None:
        """Raises Exhausted."""
        self.left -= looked_at
        if self.left < 0:
            raise Exhausted

    def table(self, sql: str, keys: Iterable[str]) -> dict[str, int]:
        keys, found = list(keys), {}
        self.spend(2 * len(keys))
        for start in range(0, len(keys), VARIABLES):
            some = keys[start : start + VARIABLES]
            found |= dict(self.connection.execute(sql.format(", ".join("?" * len(some))), some))
        return found

    def look_up(self, pairs: Iterable[str]) -> None:
        """Read these pairs, and the characters they are made of, in few questions."""
        if wanted := {pair for pair in pairs if pair not in self.known}:
            found = self.table("SELECT pair, titles FROM pairs WHERE pair IN ({})", wanted)
            self.known |= dict.fromkeys(wanted, 0) | found
        if ones := {one for pair in wanted for one in pair if one not in self.alone}:
            found = self.table("SELECT character, max(titles) FROM sounds WHERE character IN ({}) GROUP BY 1", ones)
            self.alone |= dict.fromkeys(ones, 0) | found

    def pair(self, pair: str) -> int:
        if pair not in self.known:
            self.look_up([pair])
        return self.known[pair]

    def following(self, first: str, second: str) -> float:
        """How likely `second` is after `first`, as a logarithm; `first` is "" at the beginning."""
        self.spend(1)
        if not first:
            return log((self.alone.get(second, 0) + ALONE) / self.total)
        alone = (self.alone.get(second, 0) + ALONE) / self.total
        return log((self.pair(first + second) + ALONE * alone) / (self.alone.get(first, 0) / 2 + ALONE))

    def likely(self, text: str) -> float:
        """How likely a run of Chinese is."""
        self.look_up(text[place : place + 2] for place in range(len(text) - 1))
        self.look_up([text[:2]])
        return sum(self.following(text[place - 1] if place else "", one) for place, one in enumerate(text))

    def odd(self, text: str) -> list[bool]:
        """For each character but the first, whether it seldom follows the one before it."""
        self.look_up(text[place : place + 2] for place in range(len(text) - 1))
        return [place > 0 and self.following(text[place - 1], text[place]) < USUAL for place in range(len(text))]

    def sounds(self, character: str) -> list[str]:
        rows = self.connection.execute("SELECT sound FROM sounds WHERE character = ?", [character])
        return [sound for (sound,) in rows]

    def sounding(self, sound: str, most: int = 60) -> list[str]:
        """The characters of this sound that stand in titles, commonest first."""
        sql = "SELECT character FROM sounds WHERE sound = ? AND titles > 0 ORDER BY titles DESC LIMIT ?"
        return [character for (character,) in self.connection.execute(sql, [sound, most])]

    def words(self, words: Iterable[str]) -> dict[str, int]:
        return self.table("SELECT word, titles FROM words WHERE word IN ({})", words)

    def terms(self, initials: str, most: int = 8) -> list[str]:
        """Words and short expressions with these initials, commonest first."""
        sql = "SELECT term FROM terms WHERE initials = ? ORDER BY titles DESC LIMIT ?"
        return [term for (term,) in self.connection.execute(sql, [initials, most])]

    def between(self, first: str, last: str, most: int) -> list[str]:
        """What stands both after `first` and before `last`, likeliest first."""
        sql = "SELECT substr(pair, 2) FROM pairs WHERE pair > ? AND pair < ? ORDER BY titles DESC LIMIT ?"
        after = [one for (one,) in self.connection.execute(sql, [first, first + "\U0010ffff", FOLLOWERS])]
        self.look_up([*(first + one for one in after), *(one + last for one in after)])
        both = [one for one in after if self.pair(one + last)]
        return nlargest(most, both, key=lambda one: self.following(first, one) + self.following(one, last))
