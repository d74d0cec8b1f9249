"""勾稽: what keeps a report from being submitted and published, each as a sentence with the figures and the cell.

国办公开办函〔2021〕30号: 第一项加第二项之和，等于第三项加第四项之和, in every column; 总计 are sums.
"""

from dataclasses import dataclass

from disclosure.applications.counting import CARRIED_IN, CARRIED_OUT, NEW, SUM
from disclosure.applications.outcomes import all_outcomes
from disclosure.applications.states import ReviewKind
from disclosure.reports.form import (
    KINDS,
    RESULTS,
    TOTAL,
    Key,
    cells,
    columns_of_four,
    columns_of_three,
    label_of,
    rows_of_three,
)
from disclosure.reports.sums import Tables

MOST = 10**9


@dataclass(frozen=True)
class Fault:
    """`keys`: the cells to look at, the first is where to begin. `in_text`: the numbers in a text are what is wrong."""

    reason: str
    keys: tuple[Key, ...] = ()
    in_text: bool = False


def faults_of(tables: Tables, year: int, last_year: Tables | None = None) -> list[Fault]:
    """All of them. `tables` are whole, with their sums; `last_year` those that were published for the year before."""
    found = [*empty(tables), *sums_of_three(tables["3"]), *balance(tables["3"]), *sums_of_four(tables["4"])]
    if last_year:
        found += carried(tables["3"], last_year["3"], year)
    return found + validity(tables["2"])


def empty(tables: Tables) -> list[Fault]:
    found = []
    for key, cell in cells().items():
        number = tables[key[0]][key[1]][key[2]]
        if number is None:
            found.append(Fault(f"{cell.label}还没有填写；没有的请填 0。", (key,)))
        elif number < 0:
            found.append(Fault(f"{cell.label}是 {number}，不能小于 0。", (key,)))
        elif number >= MOST:
            found.append(Fault(f"{cell.label}是 {number}，大得不合理，请核对。", (key,)))
        elif number != int(number) and not cell.places:
            found.append(Fault(f"{cell.label}是 {number}，应为整数。", (key,)))
    return found


def sums_of_three(table) -> list[Fault]:
    found = []
    for row in rows_of_three():
        parts = sum(table[row][kind.value] or 0 for kind in KINDS)
        if table[row][TOTAL] != parts:
            found.append(wrong_sum("3", row, TOTAL, table[row][TOTAL], "自然人与五类组织之和", parts))
    for column in columns_of_three():
        parts = sum(table[row][column] or 0 for row in all_outcomes())
        if table[SUM][column] != parts:
            found.append(wrong_sum("3", SUM, column, table[SUM][column], "（一）至（六）各行之和", parts))
    return found


def wrong_sum(table, row, column, total, of, parts) -> Fault:
    return Fault(f"{label_of(table, row, column)}是 {said(total)}，{of}是 {parts}，应当相等。", ((table, row, column),))


def said(number) -> str:
    return "空" if number is None else str(number)


def balance(table) -> list[Fault]:
    """一 + 二 = 三（七） + 四."""
    found = []
    for column, title in columns_of_three().items():
        new, come, done, left = (table[row][column] or 0 for row in (NEW, CARRIED_IN, SUM, CARRIED_OUT))
        if new + come != done + left:
            more = f"多 {new + come - done - left}" if new + come > done + left else f"少 {done + left - new - come}"
            found.append(
                Fault(
                    f"表三“{title}”列勾稽不平：一（{new}）＋二（{come}）＝{new + come}，"
                    f"三（七）（{done}）＋四（{left}）＝{done + left}，前者比后者{more}。",
                    tuple(("3", row, column) for row in (NEW, CARRIED_IN, SUM, CARRIED_OUT)),
                )
            )
    return found


def sums_of_four(table) -> list[Fault]:
    found = []
    for kind in ReviewKind:
        row = table[kind.value]
        parts = sum(row[result.value] or 0 for result in RESULTS)
        if row[TOTAL] != parts:
            of = "、".join(title for code, title in columns_of_four().items() if code != TOTAL)
            found.append(wrong_sum("4", kind.value, TOTAL, row[TOTAL], f"{of}之和", parts))
    return found


def carried(table, last, year: int) -> list[Fault]:
    """What last year's report carried over is what this one takes up."""
    found = []
    for column, title in columns_of_three().items():
        left, come = last[CARRIED_OUT][column] or 0, table[CARRIED_IN][column] or 0
        if left != come:
            found.append(
                Fault(
                    f"表三“{title}”列：{year - 1} 年年报的“四、结转下年度继续办理”是 {left}，"
                    f"本年的“二、上年结转”是 {come}，应当相等。"
                    "结转后又合并、退回或移交的，请用“更正”补上，并写明原因。",
                    (("3", CARRIED_IN, column),),
                )
            )
    return found


def validity(table) -> list[Fault]:
    """What was made this year and is not repealed is in force."""
    found = []
    for row in ("rules", "normative"):
        made, repealed, in_force = (table[row][column] for column in ("made", "repealed", "in_force"))
        if None not in (made, repealed, in_force) and made - repealed > in_force:
            label = cells()["2", row, "in_force"].label
            found.append(
                Fault(
                    f"{label}是 {in_force}，少于本年制发（{made}）减本年废止（{repealed}），请核对。",
                    (("2", row, "in_force"),),
                )
            )
    return found
