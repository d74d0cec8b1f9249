"""The organisations that come with the platform: names and codes of places and departments, which are facts."""

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
PROVINCES = {"33": "浙江省"}


def shipped_file(region: str = "33") -> Path:
    """The organisation file of a province, to be loaded with `LoadOrganisations`."""
    return DATA / {"33": "zhejiang"}[region] / "organisations.csv"


@cache
def shipped_keys() -> dict[str, str]:
    """Division code → key of its government, so that a division file meets the bodies that are there already."""
    with shipped_file().open(encoding="utf-8", newline="") as file:
        return {
            row["行政区划代码"]: row["标识"]
            for row in csv.DictReader(file)
            if row["行政区划代码"] and row["类别"] in ("人民政府", "派出机关")
        }
