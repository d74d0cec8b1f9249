"""The indicators of supervision in their order: how each is called, what it says, and how its number is read.

No points and no places are made of them: bodies differ in what they have to disclose.
"""

from dataclasses import dataclass

from disclosure.supervision.coverage import MISSING
from disclosure.terms.duty import Status

REPORTS = {
    Status.IN_TIME: "按期",
    Status.DONE_LATE: "迟于期限公布",
    Status.LATE: "超期未公布",
    Status.SOON: "即将到期",
    "": "—",
}


@dataclass(frozen=True)
class Indicator:
    """`of`: the figure of which it is a share. `says` stands in the head of the table, for whoever asks."""

    key: str
    title: str
    says: str
    of: str = ""

    def number(self, figures: dict) -> float | None:
        """What is sorted by: the share in per cent, or the number; None where there is nothing to count."""
        if not self.of:
            return figures.get(self.key, 0)
        whole = figures.get(self.of, 0)
        return round(100 * figures.get(self.key, 0) / whole, 1) if whole else None

    def shown(self, figures: dict) -> str:
        number = self.number(figures)
        if not self.of:
            return str(number)
        return "—" if number is None else f"{number:g}%"

    def detail(self, figures: dict) -> str:
        return f"{figures.get(self.key, 0)}/{figures[self.of]}" if self.of and figures.get(self.of) else ""


MISSING_ALL = "missing"
INDICATORS = (
    Indicator("items", "第二十条覆盖率", "条例第二十条规定的事项中，有内容公开的比例", of="items_of"),
    Indicator("rows", "标准目录覆盖率", "阳光工程标准目录事项中，有内容公开的比例", of="rows_of"),
    Indicator("timely", "按时公开率", "有形成日期的公文、记录和行政决定中，在期限内公开的比例", of="timely_of"),
    Indicator("late", "超期未公开", "已过公开期限或更新期限的事项、栏目、公文、记录和行政决定"),
    Indicator("columns_empty", "空白栏目", "没有任何内容的法定公开栏目"),
    Indicator("dead_links", "失效链接", "公开信息中已打不开的链接，站内和站外"),
    Indicator(MISSING_ALL, "要素缺失", "公文缺少的索引号、概述、主题分类、成文日期、发布机构，文章缺少的概述（处）"),
    Indicator("applications_late", "申请超期", "超过答复期限尚未办结的依申请公开"),
)


def complete(figures: dict) -> dict:
    """With the sums that are not kept."""
    return figures | {MISSING_ALL: sum(figures.get(f"no_{name}", 0) for name in MISSING)}


def report_of(figures: dict) -> str:
    return REPORTS.get(figures.get("report", ""), "—")


def total_of(rows: list[dict]) -> dict:
    """The figures of several bodies as one: sums, so that shares are of all."""
    keys = {key for row in rows for key, value in row.items() if isinstance(value, int)}
    return {key: sum(row.get(key, 0) for row in rows) for key in keys}
