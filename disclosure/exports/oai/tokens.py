"""Resumption tokens: all that the next answer needs, so that nothing has to be kept for a harvest, and none expires.

A token says after which change the next page begins, not after how many: what changes meanwhile moves to the end of the
list, and is given there. It is not signed: whatever is written in one can be asked without it.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from disclosure.exports.oai.errors import BadArgument, BadResumptionToken
from disclosure.exports.oai.moments import LAST, bound, microseconds, of_microseconds
from disclosure.exports.oai.requests import PREFIX, SET

WRONG = "resumptionToken 无效，请从头开始收割，或者原样使用上一次回答中的 resumptionToken。"
MOST = 10**15


@dataclass(frozen=True)
class Token:
    """`after` is (microseconds of the change, page) of the last one given, `given` how many, of `total`."""

    verb: str
    prefix: str
    start: str = ""
    end: str = ""
    set: str = ""
    after: tuple[int, int] | None = None
    given: int = 0
    total: int = 0

    @classmethod
    def first(cls, asked) -> "Token":
        return cls(asked.verb, asked.get("metadataPrefix"), asked.get("from"), asked.get("until"), asked.get("set"))

    @classmethod
    def parse(cls, text: str, verb: str) -> "Token":
        parts = text.split(",")
        if len(parts) != 9 or parts[0] != verb or not PREFIX.fullmatch(parts[1]):
            raise BadResumptionToken(WRONG)
        if parts[4] and not SET.fullmatch(parts[4]):
            raise BadResumptionToken(WRONG)
        numbers = [number_of(part) for part in parts[5:]]
        if numbers[0] > microseconds(LAST) or numbers[3] < 1:
            raise BadResumptionToken(WRONG)
        try:
            bound("from", parts[2])
            bound("until", parts[3])
        except BadArgument:
            raise BadResumptionToken(WRONG) from None
        return cls(*parts[:5], (numbers[0], numbers[1]), *numbers[2:])

    def __str__(self):
        return ",".join([self.verb, self.prefix, self.start, self.end, self.set, *map(str, self.after or (0, 0)),
                         str(self.given), str(self.total)])  # fmt: skip

    def following(self, after: tuple[int, int], given: int) -> "Token":
        return replace(self, after=after, given=self.given + given)

    @property
    def moment(self) -> datetime | None:
        return of_microseconds(self.after[0]) if self.after else None


def number_of(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise BadResumptionToken(WRONG)
    return int(text)
