"""What a data set says of itself (数据开放目录元数据, section 7.3), and where the whole chain of its list ends."""

from django.conf import settings
from django.utils import timezone

from listings.data.asked import Asked
from listings.data.columns import columns_of
from listings.data.stamps import Stamp
from listings.history.chain import name_of
from listings.kinds import ListKind
from listings.public.addresses import list_path

CYCLE = "实时（调整生效即更新）"
OPEN = "无条件开放"
FORMATS = ("CSV", "XLSX", "JSON", "API")
ABSTRACTS = {
    ListKind.POWER: "各部门依法行使的行政权力事项：名称、编码、类别、依据、实施主体、时限、监督方式等。",
    ListKind.RESPONSIBILITY: "各部门的职责、职责边界、事中事后监管和公共服务事项，以及责任事项和追责情形。",
    ListKind.NEGATIVE: "禁止和须经核准的企业投资项目；清单之外的实行备案制。",
    ListKind.FUND: "财政专项资金的设立依据、管理办法、支持对象、分配方式、存续期限、预算、分配结果和绩效。",
    ListKind.BASIC: "全省统一的行政权力基本目录：名称、编码、类型、依据。",
}
SUBJECT = "政务公开"


def title_of(asked: Asked) -> str:
    scope = asked.scope
    if scope.whole and not scope.listing:
        return f"全省各级政府{asked.kind.label}"
    return f"{scope.body.name if scope.body else scope.listing.portal.name}{asked.kind.label}"


def dataset(asked: Asked, stamp: Stamp, rows: int) -> dict:
    """Nothing in it changes unless the list of that day does: it is part of what an ETag stands for."""
    portal, provider = asked.portal, asked.portal.organisation
    return {
        "标识": f"{portal.key}-lists-{asked.kind}{'-all' if asked.province else ''}",
        "数据集名称": title_of(asked),
        "摘要": ABSTRACTS[asked.kind],
        "关键字": [asked.kind.label, "权责清单", "动态调整"],
        "主题": SUBJECT,
        "提供单位": provider.name,
        "提供单位代码": provider.credit_code or "",
        "联系方式": "，".join(filter(None, (portal.contact_phone, portal.contact_email))),
        "开放条件": OPEN,
        "许可": settings.PORTAL_OPEN_DATA_LICENCE,
        "更新周期": CYCLE,
        "最近批准": stamp.approved and timezone.localtime(stamp.approved).isoformat(timespec="seconds"),
        "内容生效日": stamp.since and stamp.since.isoformat(),
        "数据量": rows,
        "数据项数": len(columns_of(asked.kind)),
        "格式": list(FORMATS),
        "来源": f"{portal.base_url}{list_path(asked.kind)}",
        "数据字典": f"{portal.base_url}{list_path(asked.kind)}dictionary.json",
        "记录指纹": [
            {"清单": name_of(asked.listings[pk]), "记录数": number, "指纹": digest}
            for pk, (number, digest) in stamp.records.items()
        ],
    }


def as_rows(told: dict) -> list[list]:
    """For a sheet."""
    rows = []
    for name, value in told.items():
        if name == "记录指纹":
            rows += [[f"记录指纹 {one['清单']}", f"{one['指纹']}（第 {one['记录数']} 条）"] for one in value]
        else:
            rows.append([name, "、".join(value) if isinstance(value, list) else value])
    return rows
