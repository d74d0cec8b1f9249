"""A province of a given number of power items over its 142 bodies, on the lists of 12 governments, made in bulk.

Half of them are on the province's own list; the cities' lists hold those of their counties too. 5 in 100 were amended
since, 2 in 100 cancelled, and an approved adjustment is still to come.
"""

import datetime
import random
from collections.abc import Callable
from time import perf_counter

LINES = 5000
FIRST_DAY, LATER_DAY = datetime.date(2014, 6, 25), datetime.date(2021, 7, 1)
AMENDED_EVERY, CANCELLED_EVERY = 20, 50
CATEGORIES = {
    "permit": "许可", "penalty": "处罚", "coercion": "强制", "levy": "征收", "grant": "给付", "inspection": "检查",
    "confirmation": "确认", "reward": "奖励", "ruling": "裁决", "other": "其他",
}  # fmt: skip
THEMES = ("农林牧渔", "卫生医药", "教育科研", "交通运输", "环境保护", "市场监管", "城乡建设", "文化旅游", "财政金融",
          "公安司法", "民政社保", "自然资源")  # fmt: skip
THINGS = ("建设项目", "危险化学品", "医疗机构", "民办学校", "道路运输", "水利工程", "食品生产", "特种设备", "林木采伐",
          "社会团体", "排污单位", "文物保护")  # fmt: skip
DEEDS = ("许可", "登记", "备案", "监督检查", "违法行为的处罚", "资格认定", "变更审批", "年度报告公示")


def build(items: int, approved: Callable[[int, float], None] = lambda lines, seconds: None) -> None:
    """`approved` is told of every adjustment: how many lines, how long its approval took."""
    from cms_core.models import Organisation

    portals = make_portals()
    province = portals[0]
    governments = [portal.organisation for portal in portals]
    departments = list(Organisation.objects.filter(kind="department", level=1).order_by("path"))
    bodies = {province: [governments[0], *departments]}
    for portal in portals[1:]:
        counties = portal.organisation.get_children().filter(kind="government", level=3)
        bodies[portal] = [portal.organisation, *counties]
    if sum(map(len, bodies.values())) != 142:
        raise RuntimeError("机构名录变了：不再是 142 个机关。")
    for portal, those in bodies.items():
        share = items // 2 if portal == province else items // 2 // (len(portals) - 1)
        fill(portal, those, share, approved)


def make_portals():
    """The province's portal and its cities'."""
    from django.db import transaction

    from cms_core.organisations.load import LoadOrganisations
    from cms_core.organisations.readers import read_organisations
    from cms_core.organisations.shipped import shipped_file
    from sites.actions.provision import ProvisionPortals
    from sites.demo.portals import REGION, requests
    from sites.models import Portal, PortalState

    with transaction.atomic():
        LoadOrganisations(read_organisations(shipped_file(REGION))).execute()
    wanted = [one for one in requests() if one.organisation.kind == "government" and one.organisation.level < 3]
    ProvisionPortals(wanted, state=PortalState.RUNNING).execute()
    return list(Portal.objects.select_related("organisation", "home").order_by("depth", "path"))


def fill(portal, bodies, items: int, approved) -> None:
    from listings.kinds import ListKind
    from listings.models import Listed
    from listings.slices import ensure_listing

    listing = ensure_listing(portal, ListKind.POWER)
    dice = random.Random(portal.key)
    for start in range(0, items, LINES):
        numbers = range(start, min(start + LINES, items))
        lines = [{"kind": "add", "values": values_of(number, bodies, dice)} for number in numbers]
        adjust(listing, lines, FIRST_DAY + datetime.timedelta(start // LINES * 60), approved)
    found = list(Listed.objects.filter(listing=listing).order_by("item").values_list("item", "name"))
    amended = [
        {"kind": "amend", "item_id": item, "values": {"name": f"{name}（修订）", "promised_term": 5}}
        for item, name in found[::AMENDED_EVERY]
    ]
    adjust(listing, amended, LATER_DAY, approved)
    cancelled = [{"kind": "cancel", "item_id": item, "values": {}} for item, _ in found[1::CANCELLED_EVERY]]
    adjust(listing, cancelled, LATER_DAY + datetime.timedelta(400), approved)
    coming = [{"kind": "suspend", "item_id": item, "values": {}} for item, _ in found[2 :: CANCELLED_EVERY * 10]]
    adjust(listing, coming, datetime.date.today() + datetime.timedelta(20), approved)


def values_of(number: int, bodies, dice) -> dict:
    category = list(CATEGORIES)[number % len(CATEGORIES)]
    thing, deed = THINGS[number % len(THINGS)], DEEDS[number // 7 % len(DEEDS)]
    return {
        "organisation": bodies[number % len(bodies)].key,
        "name": f"{thing}{deed}（第{number}项）",
        "code": f"{CATEGORIES[category]}-{number:05}-000",
        "category": category,
        "level": 1 + dice.randrange(4),
        "industry_theme": THEMES[dice.randrange(len(THEMES))],
        "legal_basis": f"《{thing}管理条例》第{number % 80 + 1}条：县级以上人民政府主管部门负责{thing}{deed}工作。" * 3,
        "promised_term": dice.randrange(1, 30),
        "promised_unit": "working",
        "phone": f"0571-0000{number % 10000:04}",
        "supervision_phone": "0571-00001234",
    }


def adjust(listing, lines: list[dict], day: datetime.date, approved=lambda lines, seconds: None):
    from listings.actions.approve import ApproveAdjustment
    from listings.actions.prepare import CreateAdjustment, EditAdjustment, SubmitAdjustment

    body = listing.portal.organisation
    adjustment = CreateAdjustment(
        listing, title="权力清单动态调整", basis="《关于调整权力清单的通知》（浙政发〔2014〕1号）",
        basis_url="https://www.example.gov.cn/1.html", proposing_body=body, approving_body=body,
        approval_number="浙编〔2014〕1号", note="依法调整。", effective_day=day,
    ).execute()  # fmt: skip
    adjustment = SubmitAdjustment(EditAdjustment(adjustment, lines=lines).execute()).execute()
    started = perf_counter()
    adjustment = ApproveAdjustment(adjustment).execute()
    approved(len(lines), perf_counter() - started)
    return adjustment
