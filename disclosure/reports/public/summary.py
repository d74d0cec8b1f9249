"""/disclosure/reports/: one year's figures of all bodies of a portal's slice, with sums, as page and as files."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from disclosure.applications.counting import CARRIED_IN, CARRIED_OUT, NEW, SUM
from disclosure.reports.actions.make import FIRST_YEAR
from disclosure.reports.form import TOTAL, cells, columns_of_three, label_of, rows_of_three
from disclosure.reports.public.scopes import YEARS, Body, bodies_below, contents_of
from disclosure.reports.sums import from_json

# What the page compares; the files have every cell.
SHOWN = (
    ("新收申请", ("3", NEW, TOTAL)),
    ("上年结转", ("3", CARRIED_IN, TOTAL)),
    ("办结", ("3", SUM, TOTAL)),
    ("予以公开", ("3", "3.1", TOTAL)),
    ("部分公开", ("3", "3.2", TOTAL)),
    ("结转下年", ("3", CARRIED_OUT, TOTAL)),
    ("复议", ("4", "reconsideration", TOTAL)),
    ("诉讼", ("4", "direct", TOTAL), ("4", "after", TOTAL)),
    ("规范性文件", ("2", "normative", "made")),
    ("许可", ("2", "licence", "decided")),
    ("处罚", ("2", "penalty", "decided")),
)


@dataclass
class Row:
    """`tables` None: nothing published yet, or an old report that is only text (`url`)."""

    body: Body
    url: str
    published_on: object
    tables: dict | None

    def number(self, key):
        if self.tables is None:
            return None
        return self.tables.get(key[0], {}).get(key[1], {}).get(key[2])

    def numbers(self) -> list:
        """Of the columns that the page shows."""
        return [sum(self.number(key) or 0 for key in keys) for _, *keys in SHOWN]


def year_asked(text: str) -> int:
    last = timezone.localdate().year - 1
    year = int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else last
    return year if FIRST_YEAR <= year <= last + 1 else last


def rows_of(top, year: int) -> list[Row]:
    """Five queries, however many bodies."""
    bodies = bodies_below(top, year)
    contents = contents_of([body.portal.pk for body in bodies], year)
    found = []
    for body in bodies:
        report, tables = contents.get(body.portal.organisation_id, (None, None))
        found.append(
            Row(
                body,
                body.reports.get(year, ""),
                report.published_on if report else None,
                from_json(tables) if tables else None,
            )
        )
    return found


def sums_of(rows: list[Row]) -> list[dict]:
    """Governments' figures hold those of their departments already: each kind has a sum of its own."""
    found = []
    for title, of in (("各级政府合计", True), ("部门、乡镇（街道）合计", False)):
        told = [row for row in rows if row.body.is_government == of and row.tables]
        if told:
            numbers = [sum(column) for column in zip(*(row.numbers() for row in told), strict=True)]
            found.append({"title": title, "count": len(told), "numbers": numbers})
    return found


def context_of(top, year: int) -> dict:
    rows, last = rows_of(top, year), timezone.localdate().year - 1
    return {
        "year": year,
        "years": [{"year": one, "url": f"?year={one}", "active": one == year} for one in range(last, last - YEARS, -1)],
        "heads": [title for title, *_ in SHOWN],
        "rows": [
            {
                "name": row.body.name,
                "url": row.url,
                "is_government": row.body.is_government,
                "published_on": row.published_on,
                "numbers": row.numbers() if row.tables else None,
            }
            for row in rows
            if row.url
        ],
        "missing": [row.body.name for row in rows if not row.url],
        "sums": sums_of(rows),
        "published": sum(1 for row in rows if row.url),
        "total": len(rows),
        "with_figures": sum(1 for row in rows if row.tables),
    }


def header() -> list[str]:
    return ["单位", "年度", "首次发布日期", "网址", *(label for _, label in all_columns())]


def all_columns() -> list[tuple]:
    """Every cell of the form and the sums of table three and four."""
    found = [(key, cell.label) for key, cell in cells().items()]
    sums = [("3", row, TOTAL) for row in rows_of_three()]
    sums += [("3", SUM, column) for column in columns_of_three() if column != TOTAL]
    return [*found, *((key, label_of(*key)) for key in sums)]


def table_rows(top, year: int) -> list[list]:
    """Those with figures."""
    return [
        [row.body.name, year, row.published_on, row.url, *(plain(row.number(key)) for key, _ in all_columns())]
        for row in rows_of(top, year)
        if row.tables
    ]


def plain(number):
    return number.normalize() + 0 if isinstance(number, Decimal) else number
