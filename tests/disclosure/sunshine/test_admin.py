"""The desk: who may do what, forms that say what is wrong, spreadsheets that wait for a confirmation."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from disclosure.models import CatalogueRow, RowColumn, SunshineRecord, SunshineUpload
from tests.disclosure.sunshine.factories import (
    GOOD,
    MONEY,
    county_with_columns,
    load,
    make_record,
    reader,
    row_values,
    standard_table,
)
from tests.factories import make_column, make_group, make_portal, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal():
    return county_with_columns()[0]


@pytest.fixture
def client(portal):
    return reader(portal)


def signed_in(client, portal=None, actions=("add", "change", "publish"), **fields):
    user = make_user(**fields)
    if portal:
        user.groups.add(make_group(f"group {user}", [portal.home], actions))
    client.force_login(user)
    return user


def test_every_page_of_the_desk_is_shown(client, portal):
    signed_in(client, superuser=True)
    row, record = load(portal, row_values())[0], make_record(portal)
    of = [portal.pk, "finance"]
    for name, args in [
        ("sunshine_admin_portal", [portal.pk]), ("sunshine_admin_domain", of), ("sunshine_admin_new", of),
        ("sunshine_admin_record", [*of, record.pk]), ("sunshine_admin_row", [*of, row.pk]),
        ("sunshine_admin_template", of), ("sunshine_admin_domain", [portal.pk, "elderly"]),
    ]:  # fmt: skip
        assert client.get(reverse(name, args=args)).status_code == 200, name


def test_nobody_touches_another_portal(client, portal):
    other = make_portal("deqing")
    record = make_record(other)
    signed_in(client, portal)
    assert client.get(reverse("sunshine_admin_portal", args=[other.pk])).status_code in (302, 403)
    wrong = reverse("sunshine_admin_record", args=[portal.pk, "finance", record.pk])
    assert client.get(wrong).status_code == 404


def test_who_may_not_publish_saves_a_draft(client, portal):
    signed_in(client, portal, ("add", "change"))
    address = reverse("sunshine_admin_new", args=[portal.pk, "finance"])
    client.post(address, MONEY | {"organisation": portal.organisation_id, "publish": "1"})
    assert SunshineRecord.objects.get().state == "draft"


def test_a_form_says_what_is_wrong_and_keeps_what_was_typed(client, portal):
    signed_in(client, portal)
    address = reverse("sunshine_admin_new", args=[portal.pk, "finance"])
    answer = client.post(address, MONEY | {"organisation": portal.organisation_id, "amount": "很多"})
    assert "应为数字" in answer.content.decode() and "教育支出" in answer.content.decode()
    assert not SunshineRecord.objects.exists()


def test_a_table_is_loaded_by_whoever_administers_the_portal_only(client, portal, tmp_path):
    content = standard_table(tmp_path / "a.xlsx", GOOD).read_bytes()
    address = reverse("sunshine_admin_catalogue", args=[portal.pk])
    signed_in(client, portal)
    client.post(address, {"file": SimpleUploadedFile("目录.xlsx", content)})
    assert not SunshineUpload.objects.exists()
    signed_in(client, superuser=True)
    client.post(address, {"file": SimpleUploadedFile("目录.xlsx", content)})
    upload = SunshineUpload.objects.get()
    preview = reverse("sunshine_admin_upload", args=[portal.pk, upload.pk])
    assert "新增 1" in client.get(preview).content.decode() and not CatalogueRow.objects.exists()
    client.post(preview)
    client.post(preview)
    assert CatalogueRow.objects.count() == 1


def test_a_file_that_is_no_table_is_told(client, portal):
    signed_in(client, superuser=True)
    address = reverse("sunshine_admin_send", args=[portal.pk, "finance"])
    answer = client.post(address, {"file": SimpleUploadedFile("a.exe", b"MZ")}, follow=True)
    assert "不是表格" in answer.content.decode()


def test_the_columns_of_an_old_site_are_looked_at_bound_and_bound_again_without_an_engineer(client, portal):
    budget, _ = load(portal, row_values(), row_values(sub_item="政府决算"))
    old = make_column(portal.home, "旧阳光工程网")
    column = make_column(old, "政府预算")
    make_column(portal.home, "政府决算")
    signed_in(client, portal)
    address = reverse("sunshine_admin_mapping", args=[portal.pk])
    text = client.get(f"{address}?under=旧阳光工程网").content.decode()
    assert "旧阳光工程网/政府预算" in text and "财政预决算：政府决算" in text
    assert not RowColumn.objects.exists()
    for _ in range(2):
        client.post(address, {"under": "旧阳光工程网"})
        assert list(RowColumn.objects.values_list("row", "column")) == [(budget.pk, column.pk)]
    assert client.get(f"{address}?under=没有的").status_code == 200


def test_all_faults_of_an_upload_are_a_table_to_take_along(client, portal):
    signed_in(client, portal)
    faults = [{"sheet": "", "row": n, "column": "金额", "value": "=x", "reason": "应为数字。"} for n in range(300)]
    upload = SunshineUpload.objects.create(
        portal=portal, kind="records", domain="finance", name="预算.xlsx", faults=faults
    )
    address = reverse("sunshine_admin_upload", args=[portal.pk, upload.pk])
    assert "还有 100 处" in client.get(address).content.decode()
    book = load_workbook(io.BytesIO(b"".join(client.get(f"{address}?format=xlsx").streaming_content)))
    assert book.active.max_row == 301 and book.active["D2"].data_type == "s"
