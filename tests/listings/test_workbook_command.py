"""import_listing: the way of the editors, for whoever brings a county in."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from listings.models import Adjustment, ColumnMapping, Listed, Upload
from listings.states import AdjustmentState
from tests.listings.factories import make_body, make_listing
from tests.listings.workbook_factories import csv_text

MAPPING = """
[columns]
"号" = "code"
"事" = "名称"
"杂" = ""
[fixed]
category = "行政许可"
[words.organisation]
"县林草局" = "县林业局"
[adjustment]
title = "公布权力清单"
basis = "通知（云政发〔2026〕1号）"
basis_url = "https://www.example.gov.cn/1.html"
approving_body = "县林业局"
approval_number = "云编〔2026〕1号"
"""
pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path):
    listing = make_listing()
    make_body(listing, "县林业局")
    (tmp_path / "m.toml").write_text("header_row = 2\n" + MAPPING, "utf-8")

    def run(*rows, options=(), header=("号", "事", "部门", "杂")):
        path = tmp_path / "清单.csv"
        path.write_text(csv_text([["某县清单"], header, *rows]), "utf-8")
        out = io.StringIO()
        mapping = ["--mapping", str(tmp_path / "m.toml"), "--portal", listing.portal.key, "--kind", "power"]
        call_command("import_listing", str(path), *mapping, "--json", *options, stdout=out)
        return json.loads(out.getvalue())

    return run


def test_a_list_is_brought_in_and_approved(run):
    report = run(["1", "甲", "县林草局", "x"], options=["--approve"])
    assert (report["counts"]["new"], report["state"]) == (1, "已批准")
    assert Adjustment.objects.get().title == "公布权力清单"
    assert Listed.objects.get().organisation.name == "县林业局"


def test_a_dry_run_leaves_nothing(run):
    assert run(["1", "甲", "县林草局", "x"], options=["--dry-run"])["counts"]["new"] == 1
    assert not Upload.objects.exists() and not ColumnMapping.objects.exists()


def test_bad_rows_keep_everything_out_unless_told_otherwise(run, tmp_path):
    rows = [["1", "甲", "县林业局", ""], ["2", "", "县林业局", ""]]
    with pytest.raises(CommandError, match="1 行退回"):
        run(*rows, options=["--rejects", str(tmp_path / "back.csv")])
    assert not Adjustment.objects.exists() and not Upload.objects.exists()
    assert "缺少" in (tmp_path / "back.csv").read_text("utf-8-sig")
    assert run(*rows, options=["--accept-good"])["refused"][0]["row"] == 4
    assert Adjustment.objects.get().state == AdjustmentState.DRAFT


def test_what_is_missing_is_taken_out_when_asked(run):
    run(["1", "甲", "县林业局", ""], ["2", "乙", "县林业局", ""], options=["--approve"])
    report = run(["1", "甲", "县林业局", ""], options=["--approve", "--take-out-gone"])
    assert (report["counts"]["gone"], Listed.objects.filter(state="cancelled").count()) == (1, 1)


def test_a_column_that_the_file_has_not_is_told(run):
    with pytest.raises(CommandError, match="没有“号”这一列"):
        run(["1", "甲", "县林业局", ""], header=("编码", "事", "部门", "杂"))
