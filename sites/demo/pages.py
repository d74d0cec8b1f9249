"""Single pages and the smaller kinds of columns: overview, duties, leaders, guides, statistics, Sunshine tables."""

from __future__ import annotations

import datetime

from django.utils import timezone

from sites.demo.dates import spread
from sites.demo.items import Item, parse_text
from sites.demo.setting import Setting
from sites.demo.texts import fill, pieces

PERIODS = ("前三季度", "上半年", "一季度", "全年")


def single(setting: Setting, kind: str) -> list[tuple]:
    """Parts of the single page `kind`: overview, duties or guide."""
    return parse_text(fill(pieces()[kind]["text"], **setting.values()))


def leaders(setting: Setting) -> list[Item]:
    moments = spread(setting.today, 6, setting.random("leaders"), every=1)
    items = []
    for moment, leader in zip(moments, pieces()["leader"], strict=False):
        post = fill(leader["post"], **setting.values())
        parts = [
            ("table", [["项目", "内容"], ["职务", post], ["姓名", leader["name"]],
                       ["分工", fill(leader["duty"], **setting.values())]]),
            ("p", "以上为演示数据，姓名与分工均为示例，不代表任何真实人员。"),
        ]  # fmt: skip
        items.append(Item(f"{post}　{leader['name']}", parts, moment, setting.office))
    return items


def systems(setting: Setting) -> list[Item]:
    text = fill(pieces()["system"]["text"], **setting.values())
    titles = pieces()["system"]["titles"]
    moments = spread(setting.today, len(titles), setting.random("systems"), every=60)
    return [
        Item(f"{setting.place}{title}", parse_text(text), moment, setting.office)
        for title, moment in zip(titles, moments, strict=False)
    ]


def functions(setting: Setting) -> list[Item]:
    """机构职能 as a list: the body itself and its office."""
    moments = spread(setting.today, 2, setting.random("functions"), every=40)
    return [
        Item(f"{name}主要职责和内设机构", single(setting, "duties"), moment, setting.office)
        for name, moment in zip((setting.body, setting.office), moments, strict=False)
    ]


def annual_reports(setting: Setting, kind: str = "政府信息公开工作年度报告", count: int = 6) -> list[Item]:
    """One a year, on 20 January of the year after (条例第四十九条: departments by 31 January)."""
    random = setting.random("annual")
    items = []
    for year in range(setting.today.year - 1, setting.today.year - 1 - count, -1):
        moment = _noon(datetime.date(year + 1, 1, 20))
        numbers = {"n1": random.randint(3000, 48000), "n2": random.randint(12, 96), "n3": random.randint(3, 18)}
        text = fill(pieces()["annual_report"]["text"], **(setting.values() | {"year": year} | numbers))
        items.append(Item(f"{setting.body}{year}年{kind}", parse_text(text), moment, setting.office))
    return items


def guides(setting: Setting) -> list[Item]:
    """办事指南 with the eight elements the inspection rules count (19号, V6)."""
    moments = spread(setting.today, 8, setting.random("guides"), every=20)
    items = []
    for moment, row in zip(moments, pieces()["service"], strict=False):
        table = [
            ["要素", "内容"], ["事项名称", row["name"]], ["设定依据", row["basis"]], ["申请条件", row["who"]],
            ["办理材料", row["materials"]], ["办理地点", f"{setting.place}政务服务中心综合窗口"],
            ["办理时间", "工作日 8:30—12:00，13:30—17:00"], ["办理时限", row["days"]], ["联系电话", setting.phone],
            ["办理流程", "申请 → 受理 → 审查 → 决定 → 送达"],
        ]  # fmt: skip
        items.append(Item(f"{row['name']}办事指南", [("table", table)], moment, setting.office))
    return items


def statistics(setting: Setting, count: int = 12) -> list[Item]:
    random = setting.random("statistics")
    rows = pieces()["statistic"]
    items = []
    for number, moment in enumerate(spread(setting.today, count, random, every=28)):
        row = rows[number % len(rows)]
        values = {**setting.values(), "year": moment.year, "period": PERIODS[number // len(rows) % len(PERIODS)]}
        table = [["指标", "单位", "本期", "同比增长"]] + [
            [name, unit, f"{random.uniform(low, low * 9):.1f}", f"{random.uniform(1.2, 9.8):.1f}%"]
            for name, unit, low in (
                ("地区生产总值", "亿元", 180), ("第一产业增加值", "亿元", 8), ("第二产业增加值", "亿元", 70),
                ("第三产业增加值", "亿元", 90), ("一般公共预算收入", "亿元", 20), ("社会消费品零售总额", "亿元", 60),
            )
        ]  # fmt: skip
        parts = [("p", fill(row["lead"], **values)), ("table", table), ("p", "注：以上为演示数据。")]
        items.append(Item(fill(row["title"], **values), parts, moment, setting.office))
    return items


def datasets(setting: Setting) -> list[Item]:
    moments = spread(setting.today, 6, setting.random("datasets"), every=12)
    return [
        Item(
            f"{setting.place}{row['name']}",
            [("table", [["项目", "内容"], ["数据项", row["fields"]], ["更新周期", row["cycle"]],
                        ["开放条件", "无条件开放"], ["提供单位", setting.office], ["格式", "XLSX"]])],
            moment,
            setting.office,
            attachments=(f"{row['name']}.xlsx",),
        )
        for row, moment in zip(pieces()["dataset"], moments, strict=False)
    ]  # fmt: skip


ACCOUNTS_FROM = 7
DOMAINS = {
    "finance": ("财政预决算", "三公经费"),
    "procurement": ("公共资源交易",),
    "projects": ("重大建设项目",),
    "land": ("征地拆迁",),
    "housing": ("保障性住房",),
    "environment": ("环境保护",),
    "safety": ("安全生产",),
    "relief": ("社会救助",),
    "welfare": ("社会救助",),
    "emergency": ("安全生产",),
    "enforcement": ("安全生产",),
    "supervision": ("环境保护", "安全生产"),
    "licences": ("环境保护",),
    "penalties": ("安全生产",),
    "fees": ("社会救助",),
}


def sunshine(setting: Setting, key: str) -> list[Item]:
    """The tables of the Sunshine domain that the last part of the column's key names, else of all of them."""
    rows = pieces()["sunshine"]
    wanted = DOMAINS.get(key.rpartition(".")[2], ())
    chosen = [row for row in rows if row["domain"] in wanted] or rows[:6]
    moments = spread(setting.today, len(chosen), setting.random("sunshine" + key), every=45)
    items = []
    for back in range(3):
        for row, newest in zip(chosen, moments, strict=True):
            items.append(_sunshine_item(setting, row, newest - datetime.timedelta(weeks=52 * back)))
    return items


def _sunshine_item(setting: Setting, row: dict, moment: datetime.datetime) -> Item:
    """Accounts of a year are there in the summer after it at the earliest."""
    behind = (1 if moment.month >= ACCOUNTS_FROM else 2) if row.get("accounts") else 0
    values = {**setting.values(), "year": moment.year - behind}
    parts = [*parse_text(row["rows"]), ("p", "注：以上为演示数据。")]
    files = (f"{row['domain']}.xlsx",)
    return Item(fill(row["title"], **values), parts, moment, setting.office, attachments=files)


def _noon(date: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime(date.year, date.month, date.day, 10, 0))
