"""The difference of a workbook against a list, and the adjustment that is made of it."""

import datetime

import pytest

from listings.actions.prepare import DeleteDraft
from listings.errors import NotAllowed
from listings.models import Adjustment, UploadState
from listings.states import LineKind
from listings.workbooks.actions.confirm import ConfirmUpload
from listings.workbooks.checking import Check, start_check
from listings.workbooks.export import write_csv, write_own
from listings.workbooks.rejects import write_rejects
from listings.workbooks.template import write_list, write_template
from tests.listings.factories import DAY, added, change, make_body, make_listing, power, prepared
from tests.listings.workbook_factories import checked, csv_text, outcomes, reasons, sheet_rows, workbook

HEADERS = ["权力编码", "事项名称", "权力类别", "实施机关", "备注"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def listing():
    return make_listing()


@pytest.fixture
def forestry(listing):
    return make_body(listing, "县林业局")


@pytest.fixture
def water(listing):
    return make_body(listing, "县水利局")


def row(code, name, body="县林业局", category="行政许可", remark=None):
    return [code, name, category, body, remark]


def lines(adjustment):
    return [(line.kind, line.item_id, line.values) for line in adjustment.lines.all()]


def test_an_item_is_known_by_its_code_then_by_its_name(listing, forestry):
    one, two = added(
        listing, power(forestry, "甲", code="许可-00001-000"), power(forestry, "乙", code="许可-00002-000")
    )
    upload = checked(listing, workbook([HEADERS, row("许可-00001-000", "甲（新）"), row("许可-00009-000", "乙")]))
    assert outcomes(upload) == {"changed": 2}
    assert {found.item_id: found.changes for found in upload.rows.all()} == {
        one.pk: {"name": ["甲", "甲（新）"]},
        two.pk: {"code": ["许可-00002-000", "许可-00009-000"]},
    }


def test_two_items_of_one_name_are_not_guessed_between(listing, forestry):
    added(listing, power(forestry, "甲", code="许可-00001-000"), power(forestry, "甲", code="许可-00002-000"))
    upload = checked(listing, workbook([HEADERS, row("", "甲")]))
    assert outcomes(upload) == {"refused": 1}, "and neither of the two is gone"
    assert "有 2 个名为“甲”的事项" in reasons(upload)[0]


def test_a_row_that_stands_twice_is_refused_the_second_time(listing, forestry):
    rows = [row("许可-00001-000", "甲"), row("许可-00001-000", "乙"), row("", "丙"), row("", "丙")]
    upload = checked(listing, workbook([HEADERS, *rows]))
    assert outcomes(upload) == {"new": 2, "refused": 2}
    assert ["第 2 行" in reasons(upload)[0], "第 4 行" in reasons(upload)[1]] == [True, True]


def test_a_refused_row_does_not_make_its_item_disappear(listing, forestry):
    added(listing, power(forestry, "甲", code="许可-00001-000"), power(forestry, "乙", code="许可-00002-000"))
    bad_category, bad_body = row("许可-00001-000", "甲", category="放行"), row("许可-00002-000", "乙", body="县林叶局")
    assert outcomes(checked(listing, workbook([HEADERS, bad_category, bad_body]))) == {"refused": 2}


def test_missing_items_go_only_of_the_bodies_that_the_editor_names(listing, forestry, water):
    mine, theirs, kept = added(
        listing,
        power(forestry, "甲", code="许可-00001-000"), power(water, "乙", code="许可-00002-000"),
        power(water, "丙", code="许可-00003-000"),
    )  # fmt: skip
    upload = checked(listing, workbook([HEADERS, row("许可-00003-000", "丙", "县水利局")]))
    assert outcomes(upload) == {"same": 1, "gone": 1}, "the file does not speak of 县林业局"
    upload = checked(listing, workbook([HEADERS, row("许可-00003-000", "丙", "县水利局")]), whole=True)
    assert upload.counts["gone_by_body"] == {forestry.key: 1, water.key: 1}
    with pytest.raises(NotAllowed, match="没有差别"):
        ConfirmUpload(upload).execute()
    adjustment = ConfirmUpload(upload, gone=[water.key]).execute()
    assert lines(adjustment) == [(LineKind.CANCEL, theirs.pk, {})]
    assert adjustment.note == "", "published: neither the name of a file nor counts that may change"
    assert mine.pk != kept.pk


def test_body_and_category_change_by_lines_of_their_own(listing, forestry, water):
    (item,) = added(listing, power(forestry, "甲", code="服务-1", category="permit"))
    moved = row("服务-1", "甲", "县水利局", "公共服务", "改了备注")
    upload = checked(listing, workbook([HEADERS, moved]), whole=True)
    assert lines(ConfirmUpload(upload).execute()) == [
        (LineKind.TRANSFER, item.pk, {"organisation": water.key}),
        (LineKind.RECLASSIFY, item.pk, {"category": "service"}),
        (LineKind.AMEND, item.pk, {"remark": "改了备注"}),
    ]


@pytest.mark.parametrize(("keep", "outcome"), [(False, {"changed": 1}), (True, {"same": 1})])
def test_an_empty_cell_empties_the_field_unless_the_editor_says_otherwise(listing, forestry, keep, outcome):
    added(listing, power(forestry, "甲", code="许可-00001-000", remark="旧"))
    content = workbook([HEADERS, row("许可-00001-000", "甲")])
    assert outcomes(checked(listing, content, keep_blank=keep)) == outcome


def test_columns_that_the_file_has_not_stay_as_they_are(listing, forestry):
    added(listing, power(forestry, "甲", code="许可-00001-000", legal_basis="《森林法》"))
    assert outcomes(checked(listing, workbook([HEADERS, row("许可-00001-000", "甲")]))) == {"same": 1}


def test_the_list_of_the_effective_day_is_compared_with(listing, forestry):
    (item,) = added(listing, power(forestry, "甲", code="许可-00001-000"))
    from tests.listings.factories import adjust

    adjust(listing, change(LineKind.AMEND, item, {"name": "乙"}), day=datetime.date(2026, 6, 1))
    content = workbook([HEADERS, row("许可-00001-000", "甲")])
    assert outcomes(checked(listing, content, day=datetime.date(2026, 5, 31))) == {"same": 1}
    assert outcomes(checked(listing, content, day=datetime.date(2026, 6, 1))) == {"changed": 1}


def test_what_approval_would_refuse_the_preview_refuses(listing, forestry):
    upload = checked(
        listing, workbook([HEADERS, row("处罚-00001-000", "甲", category="行政许可"), row("许可-00002-000", "乙")])
    )
    (bad,) = upload.rows.filter(outcome="refused")
    assert bad.number == 2 and bad.faults[0]["column"] == "权力编码" and "不一致" in bad.faults[0]["reason"]


def test_a_second_confirmation_answers_the_first_adjustment(listing, forestry):
    upload = checked(listing, workbook([HEADERS, row("许可-00001-000", "甲")]))
    first = ConfirmUpload(upload, run=upload.run).execute()
    assert ConfirmUpload(upload, run=upload.run).execute() == first
    assert Adjustment.objects.count() == 1
    DeleteDraft(first).execute()
    assert ConfirmUpload(upload).execute() != first, "a deleted draft can be made again"


def test_a_list_that_changed_since_must_be_compared_again(listing, forestry):
    upload = checked(listing, workbook([HEADERS, row("许可-00001-000", "甲")]))
    added(listing, power(forestry, "甲", code="许可-00001-000"))
    with pytest.raises(NotAllowed, match="重新核对"):
        ConfirmUpload(upload).execute()
    start_check(upload)
    Check(upload).execute()
    upload.refresh_from_db()
    assert outcomes(upload) == {"same": 1}


def test_a_check_that_was_overtaken_writes_nothing(listing, forestry):
    upload = checked(listing, workbook([HEADERS, row("许可-00001-000", "甲")]))
    start_check(upload)
    late = Check(type(upload).objects.get(pk=upload.pk))
    start_check(upload)
    late.execute()
    upload.refresh_from_db()
    assert upload.state == UploadState.CHECKING


def test_good_rows_alone_are_taken_when_the_editor_says_so(listing, forestry):
    upload = checked(listing, workbook([HEADERS, row("许可-00001-000", "甲"), row("许可-00002-000", "")]))
    with pytest.raises(NotAllowed, match="1 行退回"):
        ConfirmUpload(upload).execute()
    assert len(lines(ConfirmUpload(upload, accept_good=True).execute())) == 1


HOSTILE = [
    "=1+1",
    "+86-571",
    "-甲",
    "@SUM(A1)",
    "'=x",
    "甲\n乙",
    "<b>&amp;",
    "_x0041_",
    "0012",
    "1E5",
    "２０１５",
    "是",
]


@pytest.mark.parametrize("shape", ["xlsx", "csv"])
def test_a_downloaded_list_uploaded_again_makes_no_difference(listing, forestry, tmp_path, shape):
    long = "长" * 40_000
    values = [power(forestry, name, remark=name, phone=name, legal_basis=name) for name in HOSTILE]
    values.append(power(forestry, "长", legal_basis=long, statutory_term=20, charges=False, level=3, online_stars=5))
    added(listing, *values)
    path = tmp_path / f"清单.{shape}"
    (write_list if shape == "xlsx" else write_csv)(path, listing, DAY)
    assert outcomes(checked(listing, path.read_bytes(), name=path.name)) == {"same": len(values)}


def test_amounts_and_days_survive_the_way_out_and_in(tmp_path):
    listing = make_listing("fund")
    body = make_body(listing, "县财政局")
    fund = {"organisation": body.key, "name": "造林", "allocation_way": "factors", "ends": "2030-12-31"}
    amounts = ["0.000001", "123456789012.123456", "12.5", "0"]
    added(
        listing, *({**fund, "starts": f"19{n}0-01-31", "code": str(n), "budget": one} for n, one in enumerate(amounts))
    )
    write_list(tmp_path / "list.xlsx", listing, DAY)
    assert outcomes(checked(listing, (tmp_path / "list.xlsx").read_bytes())) == {"same": 4}


def test_no_cell_of_a_download_is_a_formula(listing, forestry, tmp_path):
    added(listing, *(power(forestry, name) for name in HOSTILE))
    import openpyxl

    write_list(tmp_path / "list.xlsx", listing, DAY)
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets[0]
    assert not [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    write_csv(tmp_path / "list.csv", listing, DAY)
    text = (tmp_path / "list.csv").read_text("utf-8-sig")
    assert not [word for word in HOSTILE if word[0] in "=+-@" and f",{word}," in text]


@pytest.mark.parametrize("kind", ["power", "responsibility", "negative", "fund", "basic"])
def test_every_list_has_a_template_with_drop_downs_and_checks(kind, tmp_path):
    import openpyxl

    listing = make_listing(kind)
    make_body(listing, "县林业局")
    write_template(tmp_path / "t.xlsx", listing)
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == [listing.get_kind_display(), "机构", "可填的值", "填写说明"]
    rules = book.worksheets[0].data_validations.dataValidation
    assert {rule.type for rule in rules} >= {"list", "textLength"}
    assert all(len(rule.formula1) <= 257 for rule in rules)
    assert ("县林业局",) in {row[:1] for row in sheet_rows(tmp_path / "t.xlsx", "机构")}


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_rejects_can_be_put_right_and_sent_in_again(listing, forestry, tmp_path, ending):
    rows = [
        ["某县清单"],
        ["序号", *HEADERS],
        ["1", *row("许可-00001-000", "甲")],
        ["2", *row("许可-00002-000", "乙", category="放行")],
    ]
    content = workbook(rows, title="权力") if ending == "xlsx" else csv_text(rows).encode("gb18030")
    upload = checked(listing, content, name=f"权力.{ending}")
    path = tmp_path / f"back.{ending}"
    assert write_rejects(path, upload) == 1
    back = path.read_bytes()
    again = checked(listing, back, name=path.name)
    assert (outcomes(again), again.sheet, again.header_row) == ({"refused": 1}, upload.sheet, 2)
    assert again.headers == ["序号", *HEADERS, "退回原因"]
    if ending == "csv":
        put_right = back.decode("gb18030").replace("放行", "许可", 1).encode("gb18030")
        assert outcomes(checked(listing, put_right, name=path.name)) == {"new": 1}


def test_two_drafts_of_one_list_stand_beside_each_other(listing, forestry):
    prepared(listing)
    upload = checked(listing, workbook([HEADERS, row("许可-00001-000", "甲")]))
    assert ConfirmUpload(upload).execute().lines.count() == 1


def test_a_term_goes_out_with_its_unit_as_it_came_in(listing, forestry, tmp_path):
    rows = [["权力编码", "事项名称", "权力类别", "实施机关", "承诺时限"],
            ["许可-00001-000", "林木采伐许可", "行政许可", "县林业局", "5个工作日"],
            ["许可-00002-000", "林木运输许可", "行政许可", "县林业局", None]]  # fmt: skip
    checked(listing, workbook(rows))
    added(
        listing,
        power(forestry, "林木采伐许可", code="许可-00001-000", promised_term=5, promised_unit="working"),
        power(forestry, "林木运输许可", code="许可-00002-000"),
    )
    write_own(tmp_path / "own.xlsx", listing, DAY)
    assert sheet_rows(tmp_path / "own.xlsx") == [tuple(row) for row in rows]
    assert outcomes(checked(listing, (tmp_path / "own.xlsx").read_bytes())) == {"same": 2}
