"""The two pictures of a county's Sunshine: expenditure by function, the three public expenses over the years.

Geometry only; the template draws it, with the table behind it.
"""

from collections import defaultdict
from decimal import Decimal

from django.db.models import Q, Subquery

from disclosure.models import RecordState, SunshineRecord
from disclosure.sunshine.domains import domains
from disclosure.sunshine.values import amount, digits_of

# Functions × two stages × some years: whoever publishes more than that gets the newest.
MOST = 800
YEARS = 6
# Of the newest year there may be revenue alone.
BUDGETS = 2
THREE = ("abroad", "hospitality", "purchase", "running")
WIDTH, HEIGHT = 480, 280
LEFT, RIGHT, TOP, BOTTOM = 64, 8, 16, 36
STAGES = {"budget": "预算", "final": "决算"}


def charts_of(portal, closed) -> dict:
    """`budget` and `three_public`, each None where there is nothing; one query."""
    public = SunshineRecord.objects.filter(portal=portal.pk, state=RecordState.PUBLISHED, scope="government")
    wanted = Q()
    for key, years in (("finance", BUDGETS), ("three_public", YEARS)):
        if key not in closed:
            newest = public.filter(domain=key, year__isnull=False).order_by("-year").values("year")[:1]
            wanted |= Q(domain=key, year__gt=Subquery(newest) - years)
    rows = public.filter(wanted).order_by("-year", "pk") if wanted else public.none()
    by_domain = defaultdict(list)
    for domain, year, stage, values in rows.values_list("domain", "year", "stage", "values")[:MOST]:
        by_domain[domain].append((year, stage, values))
    return {"budget": budget(by_domain["finance"]), "three_public": three_public(by_domain["three_public"])}


def budget(rows) -> dict | None:
    """Of the newest year: what each function was to cost and has cost."""
    rows = [row for row in rows if row[2].get("side") == "expenditure"]
    if not rows:
        return None
    year = rows[0][0]
    found: dict[str, dict] = {}
    for _, stage, values in (row for row in rows if row[0] == year):
        sums = found.setdefault(values["function"], {"budget": Decimal(0), "final": Decimal(0)})
        sums[stage] += Decimal(values["amount"])
    stages = [stage for stage in STAGES if any(sums[stage] for sums in found.values())] or ["budget"]
    first = stages[0]
    largest = max((sums[stage] for sums in found.values() for stage in stages), default=Decimal(0))
    ordered = sorted(found.items(), key=lambda pair: -pair[1][first])
    totals = [sum(sums[stage] for sums in found.values()) for stage in stages]
    digits = digits_of([*totals, *(sums[stage] for sums in found.values() for stage in stages)])
    return {
        "year": year,
        "stages": [{"key": stage, "label": STAGES[stage]} for stage in stages],
        "rows": [
            {
                "label": name,
                "cells": [
                    {"stage": stage, "label": STAGES[stage], "text": amount(sums[stage], digits),
                     "width": part(sums[stage], largest)}
                    for stage in stages
                ],
            }
            for name, sums in ordered
        ],
        "totals": [amount(total, digits) for total in totals],
    }  # fmt: skip


def part(value: Decimal, largest: Decimal) -> str:
    return f"{max(Decimal(0), value) * 100 / largest:.1f}" if largest else "0"


def three_public(rows) -> dict | None:
    """A column for each year, final accounts where there are, else the budget; what it is stands below the year."""
    years: dict[int, tuple[str, dict]] = {}
    for year, stage, values in rows:
        if year not in years or (years[year][0] == "budget" and stage == "final"):
            years[year] = (stage, values)
    shown = sorted(years.items())[-YEARS:]
    if not shown:
        return None
    labels = {name: domains()["three_public"].field(name).label for name in THREE}
    lines = [
        {
            "year": year,
            "stage": STAGES[stage],
            "parts": [Decimal(values.get(name, 0)) for name in THREE],
        }
        for year, (stage, values) in shown
    ]
    for line in lines:
        line["total"] = sum(line["parts"])
    digits = digits_of(value for line in lines for value in (line["total"], *line["parts"]))
    top = nice(max(line["total"] for line in lines))
    return {
        "first": lines[0]["year"],
        "last": lines[-1]["year"],
        "legend": [{"label": labels[name], "place": place} for place, name in enumerate(THREE, start=1)],
        "table": [
            {
                "year": line["year"],
                "stage": line["stage"],
                "cells": [amount(value, digits) for value in line["parts"]],
                "total": amount(line["total"], digits),
            }
            for line in lines
        ],
        **geometry(lines, top),
    }


def geometry(lines, top: Decimal) -> dict:
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    step = Decimal(wide) / len(lines)
    thick = min(step * Decimal("0.6"), Decimal(56))
    bars = []
    for number, line in enumerate(lines):
        middle = LEFT + step * number + step / 2
        y, pieces = Decimal(HEIGHT - BOTTOM), []
        for place, value in enumerate(line["parts"], start=1):
            height = high * max(Decimal(0), value) / top if top else Decimal(0)
            y -= height
            pieces.append({"y": f"{y:.1f}", "height": f"{height:.1f}", "place": place})
        bars.append(
            {
                "x": f"{middle - thick / 2:.1f}",
                "middle": f"{middle:.1f}",
                "width": f"{thick:.1f}",
                "pieces": pieces,
                "label": str(line["year"]),
                "stage": line["stage"],
            }
        )
    marks = [{"y": f"{TOP + high * (1 - Decimal(one) / 4):.1f}", "value": f"{top * one / 4:,.0f}"} for one in range(5)]
    return {
        "width": WIDTH, "height": HEIGHT, "left": LEFT, "right": WIDTH - RIGHT, "value_x": LEFT - 8,
        "label_y": HEIGHT - BOTTOM + 22, "bars": bars, "marks": marks,
    }  # fmt: skip


def nice(value: Decimal) -> Decimal:
    """The next figure above that four steps divide: 4, 8, 20, 40, 80, 200, …"""
    step = Decimal(4)
    while step < Decimal(10) ** 13:
        for factor in (1, 2, 5):
            if step * factor >= value:
                return step * factor
        step *= 10
    return step
