"""What the demo's Sunshine holds: standard rows from a file, and invented records of the domains."""

import csv
import datetime
import random
import zlib
from functools import cache
from pathlib import Path

from disclosure.sunshine.limits import limit_of
from disclosure.sunshine.workbooks.catalogue import identity_of

FUNCTIONS = (
    ("一般公共服务支出", 68200), ("公共安全支出", 52100), ("教育支出", 156300), ("科学技术支出", 31800),
    ("文化旅游体育与传媒支出", 14600), ("社会保障和就业支出", 112400), ("卫生健康支出", 84600), ("节能环保支出", 18900),
    ("城乡社区支出", 96700), ("农林水支出", 73500), ("交通运输支出", 28400), ("住房保障支出", 33200),
)  # fmt: skip
PROJECTS = (
    ("滨江路网提升工程", 86000), ("第二水厂扩建工程", 42000), ("实验学校迁建工程", 31500),
    ("城东污水处理厂提标工程", 22800),
    ("县域医共体业务用房工程", 38600),
)  # fmt: skip
PRODUCTS = ("菜籽油", "鲜面条", "散装白酒", "速冻汤圆", "鲜鸡蛋", "复合调味料")
FEES = (
    ("不动产登记费（住宅类）", "administrative", "80元/件", "自然资源主管部门"),
    ("城镇污水处理费（居民）", "administrative", "0.95元/立方米", "城镇排水主管部门"),
    ("居民生活用水（第一阶梯）", "pricing", "2.90元/立方米", "供水企业（演示）"),
    ("公办幼儿园保育教育费", "operating", "500元/月", "公办幼儿园"),
)
SURNAMES = "赵钱孙李周吴郑王冯陈"
VILLAGES = ("城东村", "溪口村", "南山社区", "江滨社区")


@cache
def table_rows() -> list[dict]:
    with (Path(__file__).parent / "content" / "sunshine_rows.csv").open(encoding="utf-8") as file:
        return [row_of(one) for one in csv.DictReader(file)]


def row_of(told: dict) -> dict:
    limit, levels = limit_of(told["公开时限"]), told["层级"]
    values = {
        "domain": told["领域"], "column": told["栏目"], "words": told["标题含"], "number": "", "item": told["一级事项"],
        "sub_item": told["二级事项"], "content": told["公开内容"], "basis": told["公开依据"], "term": told["公开时限"],
        "term_kind": limit.kind.value, "term_days": limit.days, "body": told["公开主体"],
        "channels": ["website", "reading_point"], "other_channels": "", "to_all": True, "to_some": "", "active": True,
        "on_request": False, "at_province": False, "at_city": "县" in levels, "at_county": "县" in levels,
        "at_town": "乡" in levels,
    }  # fmt: skip
    return values | {"identity": identity_of(values)}


def told_at_home(home) -> dict[str, int]:
    """{function: 万元} of the chart that `sites.demo.decoration` has on the home page in 亿元: the same money."""
    for block in home.sections:
        if block.block_type == "chart" and block.value["unit"] == "亿元":
            return {row["label"]: round(float(row["value"]) * 10_000) for row in block.value["rows"]}
    return {}


def figures(portal, year: int, spent: dict[str, int]):
    """(domain, values) of the money of one year; `spent` is what is said of it elsewhere already."""
    chance = random.Random(zlib.crc32(f"{portal.key}{year}".encode()))
    usual = dict(FUNCTIONS)
    size = sum(spent.values()) / sum(usual[name] for name in spent) if spent else size_of(portal)
    for name, value in FUNCTIONS:
        planned = round(value * size * chance.uniform(0.95, 1.08))
        final = spent.get(name) or round(planned * chance.uniform(0.94, 1.02))
        planned = round(final / chance.uniform(0.94, 1.02)) if name in spent else planned
        yield "finance", money(year, "budget", name, planned)
        yield "finance", money(year, "final", name, final)


def size_of(portal) -> float:
    return 0.4 + zlib.crc32(portal.key.encode()) % 100 / 100


def money(year: int, stage: str, function: str, value: int) -> dict:
    return {"year": year, "scope": "government", "stage": stage, "side": "expenditure", "function": function,
            "amount": str(value)}  # fmt: skip


def expenses(portal, year: int, before: int):
    """三公: a little less each year."""
    size = size_of(portal) * 0.95**before
    for stage, share in (("budget", 1.15), ("final", 1.0)):
        values = {"abroad": 186, "hospitality": 1120, "purchase": 860, "running": 2090}
        amounts = {name: str(round(value * size * share, 2)) for name, value in values.items()}
        yield "three_public", {"year": year, "scope": "government", "stage": stage, **amounts}


def lines(portal, today: datetime.date):
    """(domain, values) of the other domains."""
    chance = random.Random(zlib.crc32(f"{portal.key}lines".encode()))

    def day(most: int) -> str:
        return (today - datetime.timedelta(days=chance.randint(3, most))).isoformat()

    for number, (title, value) in enumerate(PROJECTS, start=1):
        for stage in chance.sample(("approval", "bidding", "construction", "completion"), 2):
            yield "projects", {
                "code": f"演示-{today.year}-{number:03d}", "title": title, "stage": stage, "investment": str(value),
                "owner": "建设投资单位（演示）", "day": day(300),
            }  # fmt: skip
        yield "trading", {
            "number": f"演示交易{today.year}{number:03d}", "title": f"{title}施工", "kind": "works",
            "notice": chance.choice(("announcement", "result")), "tenderer": "建设投资单位（演示）",
            "amount": str(round(value * chance.uniform(0.88, 0.97))), "day": day(60),
        }  # fmt: skip
        yield "land", {
            "number": f"演示批次{number}", "title": f"第{number}批次", "kind": "land",
            "step": chance.choice(("announcement", "plan", "payment")), "location": chance.choice(VILLAGES),
            "area": f"{chance.uniform(2, 30):.2f}", "day": day(200),
        }  # fmt: skip
    for number, product in enumerate(PRODUCTS, start=1):
        failed = number % 4 == 0
        yield "food", {
            "number": f"演示抽样{number:04d}", "title": product, "maker": "食品生产企业（演示）",
            "result": "failed" if failed else "passed", **({"failed_items": "菌落总数"} if failed else {}),
            "day": day(85),
        }  # fmt: skip
    for number, place in enumerate(VILLAGES * 3, start=1):
        kind = ("minimum", "extreme", "temporary")[number % 3]
        yield "relief", {
            "period": f"{today.year}年第{(today.month - 1) // 3 + 1}季度", "number": str(number),
            "person": f"{SURNAMES[number % 10]}**", "kind": kind, "place": place, "people": 1 + number % 3,
            "amount": f"{chance.randint(12, 60) / 100:.2f}", "day": day(30),
        }  # fmt: skip
    for title, kind, standard, collector in FEES:
        yield "prices", {"title": title, "kind": kind, "standard": standard, "collector": collector,
                         "basis": "《政府制定价格行为规则》（演示）", "day": f"{today.year - 1}-07-01"}  # fmt: skip
    for number, kind in enumerate(("air", "water", "accepted", "approved"), start=1):
        titles = {
            "air": "空气质量月报",
            "water": "地表水断面水质月报",
            "accepted": "建材加工项目",
            "approved": "污水提标工程",
        }
        yield "environment", {"number": f"演示环境{number}", "title": titles[kind], "kind": kind, "day": day(60)}
