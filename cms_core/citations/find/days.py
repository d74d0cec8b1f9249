"""自2015年1月1日起: the day on which a repeal or amendment takes effect."""

import re
from datetime import date

DAY = re.compile(
    r"(?:自|从|于)?\s{0,2}(?P<year>(?:19|20)\d\d)\s{0,2}年\s{0,2}(?P<month>\d{1,2})\s{0,2}月\s{0,2}(?P<day>\d{1,2})\s{0,2}日"
    r"(?=\s{0,2}(?:起(?!(?:试行|施行|实施|执行|生效)的)|同时|废止|失效|停止))"
)

# 本决定自2021年3月1日起施行: of what it changes without naming a day.
OWN_DAY = re.compile(rf"本[\u4e00-\u9fa5]{{1,6}}?\s{{0,2}}{DAY.pattern}起(?:施行|实施|生效|执行)")


def own_day(text: str) -> date | None:
    """The day from which the text itself is in force, where it is one that changes others."""
    stated = OWN_DAY.search(text)
    return effective_day(stated.group()) if stated else None


def effective_day(text: str) -> date | None:
    """The last day of the kind that `text` names; a day that is none is none."""
    day = None
    for match in DAY.finditer(text):
        try:
            day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            continue
    return day
