"""1,135 real service items go in through a workbook with a mapping, and come out as they were."""

import csv
import os
from pathlib import Path

import pytest

from listings.actions.approve import ApproveAdjustment
from listings.actions.prepare import EditAdjustment, SubmitAdjustment
from listings.codes import TYPE_CODES
from listings.models import ColumnMapping, Item, PowerVersion
from listings.workbooks.actions.confirm import ConfirmUpload
from listings.workbooks.export import write_own
from listings.workbooks.template import write_list
from tests.listings.factories import DAY, make_body, make_listing
from tests.listings.workbook_factories import checked, csv_text, outcomes, sheet_rows, workbook

SHARED = Path(os.environ.get("PORTAL_SHARED_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
ITEMS = SHARED / "lists" / "guangan_service_items.csv"
FIELDS = {
    "department": "organisation",
    "main_item": "main_name",
    "name": "name",
    "link": "guide_url",
    "item_code": "code",
    "area_code": "division_code",
    "task_type": "category",
}
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def rows():
    if not ITEMS.exists():
        pytest.skip(f"no real inputs at {SHARED}: set PORTAL_SHARED_DATA")
    with ITEMS.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture
def listing(rows):
    listing = make_listing()
    for name in sorted({row[0] for row in rows[1:]}):
        make_body(listing, name)
    return listing


def put_in_force(upload, listing):
    adjustment = ConfirmUpload(upload).execute()
    government = listing.portal.organisation
    adjustment = EditAdjustment(
        adjustment, basis="公布清单的通知", basis_url="https://www.example.gov.cn/1.html",
        approving_body=government, approval_number="广区编〔2026〕1号", note="公布市级权力清单",
    ).execute()  # fmt: skip
    return ApproveAdjustment(SubmitAdjustment(adjustment).execute()).execute()


def test_all_real_items_come_out_as_they_went_in(rows, listing, tmp_path):
    upload = checked(listing, csv_text(rows).encode("gb18030"), name="清单.csv")
    assert outcomes(upload) == {"new": 1135}
    mapping = ColumnMapping.objects.get()
    assert {header: mapping.columns[header] for header in rows[0]} == FIELDS

    put_in_force(upload, listing)

    wanted = {row[4]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}
    found = PowerVersion.objects.on(DAY).select_related("organisation")
    assert len(found) == len(wanted) == 1135
    for item in found:
        row = wanted[item.code]
        assert (item.organisation.name, item.main_name, item.name) == (
            row["department"],
            row["main_item"],
            row["name"],
        )
        assert (item.guide_url, item.division_code) == (row["link"], row["area_code"])
        assert item.category == TYPE_CODES[row["task_type"].zfill(2)]

    # Out again in their own columns and words, and in again in ours.
    mapping.words = {"category": {number.lstrip("0"): kind.value for number, kind in TYPE_CODES.items()}}
    mapping.save()
    write_own(tmp_path / "own.xlsx", listing, DAY)
    header, *written = sheet_rows(tmp_path / "own.xlsx")
    assert list(header) == rows[0]
    assert sorted(written) == sorted(map(tuple, rows[1:]))

    write_list(tmp_path / "list.xlsx", listing, DAY)
    again = checked(listing, (tmp_path / "list.xlsx").read_bytes())
    assert outcomes(again) == {"same": 1135}


def test_a_real_workbook_changed_in_three_places_shows_these_three(rows, listing):
    put_in_force(checked(listing, workbook(rows)), listing)
    header, *items = [list(row) for row in rows]
    items[0][2] += "（试行）"
    del items[1]
    items.append([*items[0][:4], "511Z07001006-511602000000-000-NEW", *items[0][5:]])
    items[-1][2] = "新的事项"

    upload = checked(listing, workbook([header, *items]))

    assert outcomes(upload) == {"new": 1, "changed": 1, "same": 1133, "gone": 1}
    assert upload.rows.get(outcome="changed").changes == {"name": [rows[1][2], items[0][2]]}
    assert upload.rows.get(outcome="gone").name == rows[2][2]
    assert Item.objects.count() == 1135
