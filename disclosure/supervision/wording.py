"""通报 as it is first proposed: sentences with the figures, for the office to rewrite; nobody is first or last."""

import datetime

from disclosure.supervision.coverage import MISSING
from disclosure.supervision.indicators import INDICATORS, complete, report_of, total_of
from disclosure.terms.duty import Status


def title_of(portal, on: datetime.date) -> str:
    return f"关于{on.year}年{on.month}月政府信息公开工作检查情况的通报"


def opening_of(rows: list[dict], on: datetime.date) -> str:
    """`rows` are what `rows_of` gives. Simple HTML, as the editor of the notice writes it."""
    all_of_them = total_of([row["figures"] for row in rows])
    shown = {one.key: one.shown(all_of_them) for one in INDICATORS}
    lacking = "、".join(
        f"{label} {all_of_them[f'no_{name}']} 条"
        for name, (label, _) in MISSING.items()
        if all_of_them.get(f"no_{name}")
    )
    unpublished = [row["name"] for row in rows if row["figures"].get("report") == Status.LATE]
    sentences = [
        f"截至 {on.year} 年 {on.month} 月 {on.day} 日，对 {len(rows)} 个单位的政府信息公开情况进行了检查，"
        "现将有关情况通报如下。",
        f"条例第二十条规定事项的公开覆盖率为 {shown['items']}，阳光工程标准目录事项的覆盖率为 {shown['rows']}；"
        f"近一年有形成日期的信息中，在期限内公开的占 {shown['timely']}。",
    ]
    counted = (
        (all_of_them["late"], "项内容超期未公开"),
        (all_of_them["columns_empty"], "个法定公开栏目没有内容"),
        (all_of_them["dead_links"], "个链接失效"),
        (all_of_them["applications_late"], "件依申请公开超期未办结"),
    )
    if found := "，".join(f"{number} {words}" for number, words in counted if number):
        sentences.append(f"检查发现：{found}。")
    if lacking:
        sentences.append(f"公开信息的要素不全：缺{lacking}。")
    if unpublished:
        sentences.append(f"上一年度政府信息公开工作年度报告尚未公布的单位：{'、'.join(unpublished)}。")
    return "".join(f"<p>{one}</p>" for one in sentences)


CLOSING = (
    "<p>请各单位对照附表核实问题，补充空白栏目和缺失要素，修正失效链接，尽快公开超期信息，"
    "并于本通报印发之日起 15 个工作日内完成整改。"
    "节假日尚未公布的年份，期限为推算，以公布的放假安排为准。</p>"
)


def rows_of(portals, found: dict[int, dict]) -> list[dict]:
    """What a notice keeps of each body, in the order of the site tree."""
    return [
        {"portal": one.pk, "name": one.name, "figures": complete(found[one.pk])} for one in portals if one.pk in found
    ]


def table_of(rows: list[dict]) -> tuple[list[str], list[list[str]]]:
    """Heads and lines, the sum at the end: for the page, the paper and the workbook alike."""
    heads = ["单位", *(one.title for one in INDICATORS), "年度报告"]
    lines = [
        [row["name"], *(one.shown(row["figures"]) for one in INDICATORS), report_of(row["figures"])] for row in rows
    ]
    if len(rows) > 1:
        total = total_of([row["figures"] for row in rows])
        lines.append(["合计", *(one.shown(total) for one in INDICATORS), "—"])
    return heads, lines
