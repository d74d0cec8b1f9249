"""Which row a record fills where nobody said so, and what the pages say of rows that others fill."""

import pytest

from disclosure.demo.sunshine_content import table_rows
from disclosure.models import CatalogueRow, SunshineRecord
from disclosure.sunshine.actions.take_in import TakeInRecords
from disclosure.sunshine.belonging import row_for, rows_of
from disclosure.sunshine.domains import domains
from disclosure.sunshine.values import clean, fill
from tests.disclosure.sunshine.factories import (
    MONEY,
    RELIEF,
    THREE_PUBLIC,
    county_with_columns,
    load,
    make_record,
    reader,
    row_values,
)

pytestmark = pytest.mark.django_db
LAND = {"number": "1", "title": "甲", "kind": "land", "step": "plan", "day": "2026-01-02"}
TRADE = {"number": "1", "title": "甲", "kind": "works", "notice": "result", "day": "2026-01-02"}
AIR = {"number": "1", "title": "甲", "kind": "air", "day": "2026-01-02"}
PROJECT = {"code": "1", "title": "甲", "stage": "construction", "day": "2026-01-02"}


@pytest.fixture
def portal():
    portal = county_with_columns()[0]
    by_domain = {}
    for row in table_rows():
        by_domain.setdefault(row["domain"], []).append(row)
    for domain, rows in by_domain.items():
        load(portal, *rows, domain=domain)
    return portal


def row_that(portal, domain, values) -> str:
    record = SunshineRecord(portal=portal, domain=domain, organisation=portal.organisation)
    record.values, faults = clean(domains()[domain], values)
    assert not faults
    fill(domains()[domain], record)
    row = row_for(domains()[domain], record, rows_of(portal, domains()[domain]))
    return f"{row.item}/{row.sub_item}" if row else ""


@pytest.mark.parametrize(
    ("domain", "values", "row"),
    [
        ("relief", RELIEF, "最低生活保障/审核审批信息"),
        ("relief", RELIEF | {"kind": "temporary"}, "临时救助/支出型和急难型救助"),
        ("relief", RELIEF | {"kind": "extreme"}, ""),
        ("finance", MONEY, "政府预决算/政府决算"),
        ("finance", MONEY | {"scope": "department", "stage": "budget"}, "部门预决算/部门预算"),
        ("finance", MONEY | {"scope": "department"}, ""),
        ("three_public", THREE_PUBLIC, "部门预决算/“三公”经费"),
        ("land", LAND, "土地征收/补偿安置方案"),
        ("land", LAND | {"step": "payment"}, ""),
        ("trading", TRADE, "工程建设项目招标投标/中标结果"),
        ("trading", TRADE | {"notice": "contract"}, ""),
        ("trading", TRADE | {"kind": "land"}, "土地使用权出让/出让公告和成交结果"),
        ("environment", AIR, "环境质量/空气和水环境质量"),
        ("environment", AIR | {"kind": "accepted"}, "建设项目环评/受理公示"),
        ("projects", PROJECT, "施工有关信息/项目进展"),
        ("projects", PROJECT | {"stage": "approval"}, ""),
    ],
)
def test_a_record_fills_the_one_row_that_is_called_like_it_and_never_one_of_several(portal, domain, values, row):
    assert row_that(portal, domain, values) == row


def test_what_a_file_brings_fills_its_row_and_what_an_editor_chose_stays(portal):
    other = CatalogueRow.objects.get(sub_item="救助标准")
    kept = make_record(portal, "relief", row=other, kind="temporary", number="9")
    rows = []
    for number, kind in (("1", "temporary"), ("9", "temporary")):
        values, _ = clean(domains()["relief"], RELIEF | {"number": number, "kind": kind, "people": "2"})
        record = SunshineRecord(domain="relief", organisation=portal.organisation, values=values)
        fill(domains()["relief"], record)
        rows.append({"organisation": portal.organisation_id, "values": values, "identity": record.identity})
    TakeInRecords(portal, "relief", rows, publish=True).execute()
    assert SunshineRecord.objects.get(values__number="1").row.item == "临时救助"
    kept.refresh_from_db()
    assert kept.row == other and kept.values["people"] == 2


def test_a_domain_whose_rows_are_filled_by_records_of_another_is_not_said_to_be_empty():
    portal = county_with_columns()[0]
    (row,) = load(portal, row_values(item="部门预决算", sub_item="“三公”经费"))
    make_record(portal, "three_public", row=row)
    home = reader(portal).get("/sunshine/").content.decode()
    tile = home.split('id="domain-finance"')[1].split("</li>\n")[0]
    assert "还没有公开内容" not in tile and f'href="/sunshine/finance/#row-{row.pk}"' in tile and "目录 1/1 项" in tile
    page = reader(portal).get("/sunshine/finance/").content.decode()
    assert "已有内容 1 项" in page
    assert 'href="/sunshine/three_public/"' in page.split(f'id="row-{row.pk}"')[1].split("<details>")[0]
