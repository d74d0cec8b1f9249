"""统计: how many items by category, level and body, and how the list grew; from the kept counts, on any day."""

import datetime

from cms_core.models import Organisation
from cms_core.models.organisations import Level
from listings import counts, industries
from listings.kinds import ListKind
from listings.public import addresses
from listings.public.days import AskedDay, written
from listings.public.facets import category_title
from listings.public.frames import list_frame
from listings.public.questions import section
from listings.public.scopes import Scope
from listings.values import MODELS

TEMPLATE = "lists/statistics.html"
MOST_BODIES = 200
# A picture of more points than that says nothing to a reader of a phone.
MOST_POINTS = 24
WIDTH, HEIGHT = 720, 240
LEFT, RIGHT, TOP, BOTTOM = 56, 12, 16, 32


def statistics_context(request, scope: Scope, column) -> dict:
    path = addresses.statistics_path(scope.kind)
    heading = f"{scope.heading}统计"
    day = AskedDay.of(request.GET)
    context = list_frame(
        request, scope, column, crumbs=[("统计", path)], title=heading,
        path=addresses.with_parameters(path, **scope.parameters),
    )  # fmt: skip
    found = counts.facets(scope.kind, scope.counted, day.day, scope.filters)
    if scope.body:
        # The facet of bodies is not narrowed by the body itself: of the others nothing is told here.
        found["organisation"] = {key: n for key, n in found["organisation"].items() if key in scope.bodies}
    total = sum(found["organisation"].values())
    steps = counts.steps(scope.kind, scope.counted, day.day, scope.filters)
    trend = points_of(steps, day.day)
    model = MODELS[scope.kind]
    labels = dict(model._meta.get_field(model.CATEGORY).flatchoices)
    levels = {level.value: level.label for level in Level}
    return context | {
        "heading": heading,
        "day": day,
        "path": path,
        "total": total,
        "hidden_of_day": list(scope.parameters.items()),
        "today_url": addresses.with_parameters(path, **scope.parameters),
        "tables": tables(scope, found, labels, levels, total),
        "trend": trend,
        "chart": chart(trend),
    }


def tables(scope: Scope, found, labels, levels, total) -> list[dict]:
    """A single level or section is nothing to compare."""
    rest = [
        table("按事权层级", "层级", found["level"], levels, total),
        table("按行业", "行业", by_section(scope.kind, found["theme"]), industries.names(), total),
    ]
    first = table(f"按{category_title(scope.kind)}", category_title(scope.kind), found["category"], labels, total)
    return [first, *(one for one in rest if len(one["rows"]) > 1), bodies_table(scope, found["organisation"], total)]


def table(title, head, found, labels, total) -> dict:
    """Rows with a bar each, as a part of the largest."""
    rows = [(labels.get(key, str(key)), number) for key, number in found.items() if key in labels]
    return table_of(title, head, rows, total)


def table_of(title, head, rows, total, note="") -> dict:
    rows = sorted(rows, key=lambda row: -row[1])
    largest = max((number for _, number in rows), default=0)
    return {
        "title": title,
        "head": head,
        "note": note,
        "rows": [
            {
                "label": label,
                "count": number,
                "percent": f"{number * 100 / total:.1f}%" if total else "",
                "width": round(number * 100 / largest, 1) if largest else 0,
            }
            for label, number in rows
        ],
    }


def by_section(kind: str, themes: dict[str, int]) -> dict[str, int]:
    """Of the negative list: by 门类."""
    if kind != ListKind.NEGATIVE:
        return {}
    found: dict[str, int] = {}
    for code, number in themes.items():
        if code in industries.names():
            top = code if code.isalpha() else section(code)
            found[top] = found.get(top, 0) + number
    return found


def bodies_table(scope: Scope, found: dict[int, int], total: int) -> dict:
    """One query."""
    largest = sorted(found, key=lambda body: -found[body])[:MOST_BODIES]
    names = dict(Organisation.objects.filter(pk__in=largest).order_by().values_list("pk", "name"))
    note = f"共 {len(found)} 个机构，列出事项最多的 {MOST_BODIES} 个。" if len(found) > MOST_BODIES else ""
    return table_of("按机构", "机构", [(names[body], found[body]) for body in largest if body in names], total, note)


def points_of(steps, until: datetime.date) -> list[dict]:
    """How many there were at the end of each month, quarter or year, whichever is few enough, and on the last day."""
    if not steps:
        return []
    first = steps[0][0]
    ends = next(
        (found for length in (1, 3, 12, 60) if len(found := ends_of(first, until, length)) <= MOST_POINTS),
        [until],
    )
    found, at, sum_ = [], 0, 0
    for end in ends:
        before = sum_
        while at < len(steps) and steps[at][0] <= end:
            sum_ += steps[at][1]
            at += 1
        found.append({"day": end, "label": written(end), "count": sum_, "change": sum_ - before})
    return found


def ends_of(first: datetime.date, until: datetime.date, months: int) -> list[datetime.date]:
    """The last days of periods of so many months that end between the days, and the last day itself."""
    found, month = [], first.year * 12 + (first.month - 1) // months * months + months
    while len(found) <= MOST_POINTS + 1:
        end = datetime.date(month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)
        if end >= until:
            break
        found.append(end)
        month += months
    return [*found, until]


def chart(trend: list[dict]) -> dict | None:
    """Places of a line through the points, in the units of its own picture; nothing to draw of a single one."""
    if len(trend) < 2:
        return None
    top = nice(max(point["count"] for point in trend))
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    found = []
    for number, point in enumerate(trend):
        x = LEFT + wide * number / (len(trend) - 1)
        y = TOP + high * (1 - point["count"] / top)
        found.append({**point, "x": f"{x:.1f}", "y": f"{y:.1f}"})
    every = max(1, -(-len(found) // 8))
    line = " ".join(f"{point['x']},{point['y']}" for point in found)
    lines = [{"y": f"{TOP + high * (1 - part / 4):.1f}", "value": f"{top * part // 4:,}"} for part in range(5)]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "right": WIDTH - RIGHT,
        "bottom": HEIGHT - BOTTOM,
        "label_y": HEIGHT - 10,
        "value_x": LEFT - 8,
        "lines": lines,
        "points": found,
        "line": line,
        "area": f"{LEFT},{HEIGHT - BOTTOM} {line} {WIDTH - RIGHT},{HEIGHT - BOTTOM}",
        "ticks": [
            {"x": point["x"], "text": point["day"].strftime("%Y-%m"),
             "anchor": "start" if not number else "end" if number == len(found) - 1 else "middle"}
            for number, point in enumerate(found)
            if number == len(found) - 1 or (number % every == 0 and number + every < len(found))
        ],
        "first": found[0],
        "last": found[-1],
    }  # fmt: skip


def nice(value: int) -> int:
    """The next figure above that four steps divide: 4, 8, 20, 40, 80, 200, …"""
    step = 4
    while True:
        for factor in (1, 2, 5):
            if step * factor >= value:
                return step * factor
        step *= 10
