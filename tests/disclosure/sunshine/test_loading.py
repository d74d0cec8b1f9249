"""Tables are loaded whole or not at all, again and again; what was bound stays bound; levels decide where they hold."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from disclosure.models import CatalogueRow, CatalogueTable, RowColumn, UploadKind
from disclosure.sunshine.actions.bind import BindRow
from disclosure.sunshine.actions.receive import ConfirmUpload, ReceiveUpload
from disclosure.sunshine.errors import NotAllowed
from disclosure.sunshine.slices import rows_for
from sites.models import PortalLevel
from tests.disclosure.sunshine.factories import GOOD, county_with_columns, load, row_values, standard_table
from tests.factories import make_column, make_portal

pytestmark = pytest.mark.django_db
BAD = [*GOOD[:4], None, *GOOD[5:]]


def test_a_command_loads_a_table_and_a_second_run_changes_nothing(tmp_path, capsys):
    portal = make_portal()
    path = standard_table(tmp_path / "a.xlsx", GOOD)
    call_command("import_sunshine_catalogue", str(path), portal=portal.key)
    capsys.readouterr()
    call_command("import_sunshine_catalogue", str(path), portal=portal.key, json=True)
    report = json.loads(capsys.readouterr().out)
    assert report["written"] and report["parts"][0]["same"] == 1 and report["parts"][0]["new"] == []
    assert CatalogueRow.objects.count() == 1


def test_with_one_fault_nothing_is_written(tmp_path):
    portal = make_portal()
    path = standard_table(tmp_path / "a.xlsx", GOOD, [*BAD[:2], "债务", "限额", *BAD[4:]])
    with pytest.raises(CommandError, match="没有写入"):
        call_command("import_sunshine_catalogue", str(path), portal=portal.key)
    assert not CatalogueTable.objects.exists()


def test_good_rows_alone_retire_nothing(tmp_path):
    portal = make_portal()
    load(portal, row_values(sub_item="债务"))
    path = standard_table(tmp_path / "a.xlsx", GOOD, [*BAD[:2], "债务", "限额", *BAD[4:]])
    call_command("import_sunshine_catalogue", str(path), portal=portal.key, accept_good=True)
    assert CatalogueRow.objects.filter(retired_at=None).count() == 2


def test_an_upload_changes_nothing_until_it_is_confirmed_and_a_second_click_nothing_more(tmp_path):
    portal = make_portal()
    path = standard_table(tmp_path / "a.xlsx", GOOD)
    file = SimpleUploadedFile("目录.xlsx", path.read_bytes())
    upload = ReceiveUpload(portal, file, kind=UploadKind.CATALOGUE).execute()
    assert not CatalogueTable.objects.exists()
    ConfirmUpload(upload).execute()
    done = ConfirmUpload(upload).execute().done_at
    assert ConfirmUpload(upload).execute().done_at == done
    assert CatalogueRow.objects.count() == 1


def test_a_row_whose_content_was_rewritten_keeps_its_columns():
    portal, _, finance = county_with_columns()
    row = load(portal, row_values())[0]
    BindRow(row, portal, [finance.pk]).execute()
    again = load(portal, row_values(content="预算报告和全部附表"))
    assert [one.pk for one in again] == [row.pk]
    assert RowColumn.objects.filter(row=row).count() == 1


def test_a_row_that_is_gone_is_retired_and_comes_back_as_itself():
    portal = make_portal()
    first = load(portal, row_values(), row_values(sub_item="政府决算"))
    assert len(load(portal, row_values())) == 1
    assert [row.pk for row in load(portal, row_values(), row_values(sub_item="政府决算"))] == [row.pk for row in first]


def test_a_column_of_another_portal_fills_no_row():
    portal, _, _ = county_with_columns()
    other = make_column(make_portal("deqing").home)
    row = load(portal, row_values())[0]
    with pytest.raises(NotAllowed):
        BindRow(row, portal, [other.pk]).execute()


def test_tables_hold_for_the_levels_below_and_the_nearest_one_counts():
    province = make_portal("zj", PortalLevel.PROVINCE)
    county = make_portal("tonglu", PortalLevel.COUNTY, province)
    town = make_portal("fuchunjiang", PortalLevel.SUBSITE, county)
    load(province, row_values(sub_item="县级"), row_values(sub_item="乡级", at_county=False, at_town=True))
    assert [row.title for row in rows_for(county)] == ["县级"]
    assert [row.title for row in rows_for(town)] == ["乡级"]
    assert rows_for(province) == []
    load(county, row_values(sub_item="本县"))
    assert [row.title for row in rows_for(county)] == ["本县"]
    deqing = make_portal("deqing", PortalLevel.COUNTY, province)
    assert [row.title for row in rows_for(deqing)] == ["县级"]


def test_an_old_site_is_mapped_and_both_sides_are_reported(tmp_path, capsys):
    portal, above, _ = county_with_columns()
    make_column(above, "旧栏目", column_type="重点领域")
    rows = load(portal, row_values(), row_values(sub_item="政府决算"))
    file = tmp_path / "map.toml"
    file.write_text(
        'under = "阳光工程"\n[rows.finance]\n"政府预算" = "阳光工程/财政预决算"\n"没有的" = "旧栏目"\n', "utf-8"
    )
    call_command("map_sunshine", str(file), portal=portal.key, json=True)
    report = json.loads(capsys.readouterr().out)
    assert report["matched"] == [["政府预算", "阳光工程/财政预决算"]]
    assert report["rows_unknown"] == ["财政预决算：没有的"] and report["rows_left"] == ["财政预决算：政府决算"]
    assert "阳光工程/旧栏目" in report["columns_left"]
    assert RowColumn.objects.get().row_id == rows[0].pk


def test_an_old_column_that_several_rows_share_is_mapped_by_words(tmp_path):
    portal, _, finance = county_with_columns()
    load(portal, row_values(), row_values(sub_item="政府决算"))
    file = tmp_path / "map.toml"
    file.write_text(
        '[rows.finance]\n"政府预算" = { column = "财政预决算", words = "预算" }\n'
        '"政府决算" = [{ column = "财政预决算", words = "决算、执行" }]\n',
        "utf-8",
    )
    call_command("map_sunshine", str(file), portal=portal.key)
    found = RowColumn.objects.filter(column=finance).order_by("row__place").values_list("words", flat=True)
    assert list(found) == ["预算", "决算 执行"]
