"""Who speaks in a demo portal: its names, its numbers and the day it is loaded on."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from random import Random

UNITS = {"province": "省", "city": "市", "county": "县", "department": "省", "subsite": "镇"}
HEADS = {"province": "省长", "city": "市长", "county": "县长", "department": "厅长", "subsite": "镇长"}


@dataclass(frozen=True)
class Setting:
    """Everything a text may name; `today` is the day of loading, `seed` makes each portal its own and repeatable."""

    key: str
    level: str
    short_name: str
    body: str
    body_short: str
    prefix: str
    today: datetime.date
    seed: int
    contact: str = ""

    @property
    def unit(self) -> str:
        return "区" if self.body.endswith("区人民政府") else UNITS[self.level]

    @property
    def head(self) -> str:
        return "区长" if self.unit == "区" else HEADS[self.level]

    @property
    def place(self) -> str:
        """How the text calls its area: 浙江省, 杭州市, 桐庐县; a department speaks for the province."""
        if self.level == "department":
            return "全省"
        return self.body.removesuffix("人民政府")

    @property
    def office(self) -> str:
        if self.level == "department":
            return self.body_short + "办公室"
        return self.body + ("办公厅" if self.level in {"province", "city"} else "办公室")

    @property
    def phone(self) -> str:
        """The one that stands in the footer, where the portal has one."""
        return self.contact or f"0571-0000{self.seed % 9000 + 1000}"

    def random(self, purpose: str) -> Random:
        return Random(f"{self.seed}/{purpose}")

    def values(self) -> dict[str, str]:
        return {
            "place": self.place,
            "body": self.body,
            "body_short": self.body_short,
            "unit": self.unit,
            "head": self.head,
            "office": self.office,
            "phone": self.phone,
            "year": str(self.today.year),
        }
