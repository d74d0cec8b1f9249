"""What an item of the demo says at a place: values in plain form, by list and code."""

import datetime
from decimal import Decimal

from listings.codes import SHORT_NAMES
from listings.demo.content import rows, tables
from listings.demo.place import Place
from listings.kinds import ListKind
from listings.models.power import CaseKind, Term

REMARK = "演示数据，不作为办事依据。"
MATERIALS = "1.申请表；2.申请人身份证明或营业执照；3.法律法规规定的其他材料（能通过数据共享取得的免予提交）。"
APPLYING = "每年3月1日至31日申报；经主管部门审核、专家评审后公示；联系电话：{phone}。"
QUICK = 3
CENTRE = "{place}政务服务中心综合窗口（演示地址）"


def items_of(kind: str, place: Place, today: datetime.date) -> dict[str, dict]:
    """{code: values}, with `added` (a day, or "") for what came after the first publication."""
    makers = {
        ListKind.POWER: powers, ListKind.BASIC: basic, ListKind.RESPONSIBILITY: responsibilities,
        ListKind.NEGATIVE: negative, ListKind.FUND: funds,
    }  # fmt: skip
    found = makers[kind](place, today)
    return {one["code"]: {**one, "remark": REMARK} for one in found}


def category_of(code: str):
    return SHORT_NAMES[code.split("-")[0]]


def powers(place: Place, today):
    for row in rows("powers"):
        if place.has(row["levels"]):
            yield power(place, row)


def power(place: Place, row: dict) -> dict:
    category = category_of(row["code"])
    flow = tables("responsibilities")["flow"].get(category.value, tables("responsibilities")["flow"]["other"])
    values = {
        "organisation": place.body(row["department"]),
        "name": row["name"],
        "code": row["code"],
        "basic_code": row["code"],
        "category": category.value,
        "level": int(place.level),
        "legal_basis": row["basis"],
        "industry_theme": row["theme"],
        "procedure": flow["steps"],
        "phone": place.phone,
        "supervision_phone": place.phone[:-4] + "0000",
        "supervision_way": "可拨打监督电话，或在本门户“互动交流”栏目投诉举报。",
        "charges": category.value == "levy",
        "added": row["added"],
    }
    if row["promised"]:
        promised = int(row["promised"])
        centre = CENTRE.format(place=place.government.name.removesuffix("人民政府"))
        values |= {
            "statutory_term": int(row["statutory"]), "statutory_unit": Term.WORKING_DAYS.value,
            "promised_term": promised, "promised_unit": Term.WORKING_DAYS.value,
            "case_kind": (CaseKind.AT_ONCE if promised <= QUICK else CaseKind.PROMISED).value,
            "address": centre, "one_visit": True, "visits": min(promised - 1, 1), "online_stars": 4,
            "materials": MATERIALS,
            "counterpart": "自然人、法人和其他组织",
        }  # fmt: skip
    return values


def basic(place: Place, today):
    """The catalogue of the province: what is the same at every level."""
    for row in rows("powers"):
        yield {
            "organisation": place.body(row["department"]),
            "name": row["name"],
            "code": row["code"],
            "category": category_of(row["code"]).value,
            "legal_basis": row["basis"],
            "levels": ",".join(row["levels"]),
            "added": row["added"],
        }


def responsibilities(place: Place, today):
    known = tables("responsibilities")
    for row in rows("powers"):
        category = category_of(row["code"])
        if place.has(row["levels"]) and category.value in known["flow"]:
            yield responsibility(place, row, known["flow"][category.value], known["accountability"])
    for number, one in enumerate(known["item"], 1):
        if place.has(one["levels"]):
            extra = {"phone": place.phone} if one["block"] == "service" else {}
            values = {name: value for name, value in one.items() if name not in ("department", "levels")}
            yield {
                **values,
                **extra,
                "code": f"责-{number:03}",
                "organisation": place.body(one["department"]),
                "added": "",
            }


def responsibility(place: Place, row: dict, flow: dict, accountability: dict) -> dict:
    return {
        "organisation": place.body(row["department"]),
        "name": row["name"],
        "code": f"责-{row['code']}",
        "block": "power",
        "power_code": row["code"],
        "legal_basis": row["basis"],
        "responsibilities": flow["steps"],
        "responsibility_basis": flow["basis"],
        "accountability": accountability["cases"],
        "accountability_basis": accountability["basis"],
        "supervision_way": f"监督电话：{place.phone[:-4]}0000",
        "added": row["added"],
    }


def negative(place: Place, today):
    columns = ("code", "industry_code", "name", "project", "measure", "measure_note", "authority", "basis", "area")
    for row in rows("negative"):
        if place.has(row["levels"]):
            values = {name: row[name] for name in columns if row[name]}
            yield {**values, "organisation": place.body("fgw"), "added": row["added"]}


def funds(place: Place, today: datetime.date):
    known = tables("funds")
    share = Decimal(known["share"][str(int(place.level))])
    for one in known["fund"]:
        if place.has(one["levels"]):
            yield fund(place, one, share, today)


def fund(place: Place, one: dict, share: Decimal, today: datetime.date) -> dict:
    year = today.year
    first, last = one["years"]
    ends = datetime.date(year + last, 12, 31)
    if "last_days" in one:
        ends = today + datetime.timedelta(one["last_days"])
    budget = (Decimal(one["budget"]) * share).quantize(Decimal(1))
    spent = (budget * Decimal("0.97") * Decimal(one["spent"])).quantize(Decimal("0.01"))
    by_projects = one["way"] in ("projects", "mixed")
    parts = [(budget * part / 100).quantize(Decimal(1)) for part in (34, 27, 21)]
    parts.append(budget - sum(parts))
    unit = "地区" if int(place.level) < 3 else "乡镇"
    shares = zip("甲乙丙丁", parts, strict=True)
    allocation = "\n".join(f"{unit}{name}（演示）：{amount} 万元" for name, amount in shares)
    return {
        "organisation": place.body(one["department"]),
        "name": one["name"],
        "code": one["code"],
        "finance_office": "财政部门对口业务处（科）室",
        "legal_basis": f"关于设立{one['name']}的批复（演示）",
        "rules": f"《{one['name']}管理办法》（演示）",
        "supports": one["supports"],
        "allocation_way": one["way"],
        "starts": f"{year + first}-01-01",
        "ends": ends.isoformat(),
        "budget_year": year,
        "budget": str(budget),
        "last_year_spent": str(spent),
        **({"applying": APPLYING.format(phone=place.phone)} if by_projects else {}),
        "allocation": allocation,
        "goals": one["goals"],
        "evaluation": f"{year - 1}年度绩效评价等次为良好。",
        "inspections": f"{year - 1}年度专项检查未发现违规使用资金问题。",
        "complaints": f"投诉电话：{place.phone[:-4]}0000",
        "added": "",
    }  # fmt: skip
