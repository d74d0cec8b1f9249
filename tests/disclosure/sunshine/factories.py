"""Portals with Sunshine: standard tables as spreadsheets, rows, records."""

from django.test import Client
from openpyxl import Workbook

from disclosure.models import CatalogueRow, CatalogueTable, SunshineRecord
from disclosure.sunshine.actions.load import LoadCatalogue
from disclosure.sunshine.actions.records import PublishRecords, SaveRecord
from disclosure.sunshine.limits import limit_of
from disclosure.sunshine.workbooks.catalogue import identity_of
from sites.models import PortalLevel
from tests.factories import make_column, make_portal

UPPER = ["序号", "公开事项", None, "公开内容\n（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体",
         "公开对象", None, "公开方式", None, "公开层级", None]  # fmt: skip
LOWER = [None, "一级事项", "二级事项", None, None, None, None, None, "全社会", "特定群众", "主动", "依申请公开",
         "县级", "乡、村级"]  # fmt: skip
MERGED = ("A2:A3", "B2:C2", "D2:D3", "E2:E3", "F2:F3", "G2:G3", "H2:H3", "I2:J2", "K2:L2", "M2:N2")
CHANNELS = "■政府网站 □政府公报\n■两微一端 □发布会/听证会\n□其他_______"
GOOD = [1, "政府预决算", "政府预算", "一般公共预算收支表", "《中华人民共和国预算法》",
        "自信息形成或者变更之日起20个工作日内", "县级财政部门", CHANNELS, "√", None, "√", None, "√", "√"]  # fmt: skip
MONEY = {"year": 2025, "scope": "government", "stage": "final", "side": "expenditure", "function": "教育支出",
         "amount": "1234.5"}  # fmt: skip
RELIEF = {"period": "2026年第三季度", "number": "1", "person": "欧阳某某", "kind": "minimum", "day": "2026-09-01",
          "amount": "0.31", "place": "城东村"}  # fmt: skip

THREE_PUBLIC = {"year": 2025, "scope": "government", "stage": "final", "abroad": "1", "hospitality": "2",
                "purchase": "3", "running": "4"}  # fmt: skip


def standard_table(path, *rows, title="财政预决算领域基层政务公开标准目录", merged=(), header=(UPPER, LOWER)):
    book = Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.merge_cells("A1:N1")
    for line in (*header, *rows):
        sheet.append(list(line))
    for area in (*(MERGED if header == (UPPER, LOWER) else ()), *merged):
        sheet.merge_cells(area)
    book.save(path)
    return path


def row_values(item="政府预决算", sub_item="政府预算", **fields):
    term = fields.pop("term", "自信息形成或者变更之日起20个工作日内")
    limit = limit_of(term)
    values = {
        "number": "1", "item": item, "sub_item": sub_item, "content": f"{sub_item}的内容", "basis": "《预算法》",
        "term": term, "term_kind": limit.kind.value, "term_days": limit.days, "body": "县级财政部门",
        "channels": ["website"], "other_channels": "", "to_all": True, "to_some": "", "active": True,
        "on_request": False, "at_province": False, "at_city": False, "at_county": True, "at_town": False, **fields,
    }  # fmt: skip
    return values | {"identity": identity_of(values)}


def load(portal, *rows, domain="finance"):
    LoadCatalogue(portal, [{"domain": domain, "title": "标准目录", "rows": list(rows)}]).execute()
    table = CatalogueTable.objects.get(portal=portal, domain=domain)
    return list(CatalogueRow.objects.filter(table=table, retired_at=None).order_by("place"))


def make_record(portal, domain="finance", publish=True, row=None, **values):
    written = {**{"finance": MONEY, "relief": RELIEF, "three_public": THREE_PUBLIC}[domain], **values}
    record = SunshineRecord(portal=portal, domain=domain, organisation=portal.organisation, row=row)
    record = SaveRecord(record, written).execute()
    if publish:
        PublishRecords(SunshineRecord.objects.filter(pk=record.pk)).execute()
        record.refresh_from_db()
    return record


def county_with_columns(key="tonglu", parent=None):
    portal = make_portal(key, PortalLevel.COUNTY, parent)
    above = make_column(portal.home, "阳光工程", column_type="重点领域", blueprint_key="sunshine")
    finance = make_column(above, "财政预决算", column_type="重点领域", blueprint_key="sunshine.finance", update_days=30)
    return portal, above, finance


def reader(portal) -> Client:
    return Client(headers={"host": portal.site.hostname})
