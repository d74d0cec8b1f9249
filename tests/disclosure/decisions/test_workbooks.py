"""Tables in: every official form of them, the difference, all of it or nothing."""

import datetime
import io
import zipfile

import pytest
from openpyxl import load_workbook

from disclosure.decisions.actions.confirm import ConfirmUpload
from disclosure.decisions.actions.publish import WithdrawDecision
from disclosure.decisions.actions.receive import ReceiveUpload, RecheckUpload
from disclosure.decisions.errors import NotAllowed, Unusable
from disclosure.decisions.fields import fields_of, official_fields
from disclosure.decisions.kinds import DecisionKind
from disclosure.decisions.workbooks.rejects import write_rejects
from disclosure.decisions.workbooks.templates import write_export, write_template
from disclosure.models.decisions import DecisionUploadRow, Licence, Penalty
from tests.disclosure.decisions import factories

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 6, 1)


@pytest.fixture
def portal():
    return factories.make_portal()


@pytest.fixture
def body(portal):
    return factories.make_body(portal, "县市场监督管理局")


def receive(portal, kind, file):
    return ReceiveUpload(portal, kind, file, today=TODAY).execute()


def counted(upload):
    return {name: upload.counts[name] for name in ("new", "changed", "same", "refused")}


def reasons(upload):
    rows = upload.rows.filter(outcome="refused")
    return [fault["reason"] for row in rows for fault in row.sealed.open()["faults"]]


@pytest.mark.parametrize("kind", DecisionKind)
def test_a_filled_template_is_taken_in_as_it_was_written(portal, body, kind):
    upload = receive(portal, kind, factories.as_xlsx(*(factories.row(kind, body) for _ in range(3))))
    assert counted(upload) == {"new": 3, "changed": 0, "same": 0, "refused": 0}
    assert not Licence.objects.exists()
    assert not Penalty.objects.exists()
    ConfirmUpload(upload).execute()
    model = {"licence": Licence, "penalty": Penalty}[kind]
    assert [row.organisation for row in model.objects.all()] == [body] * 3
    assert model.objects.filter(published_on__isnull=False).count() == 3


@pytest.mark.parametrize("kind", DecisionKind)
def test_the_same_table_again_changes_nothing(portal, body, kind):
    rows = [factories.row(kind, body) for _ in range(2)]
    ConfirmUpload(receive(portal, kind, factories.as_xlsx(*rows))).execute()
    again = receive(portal, kind, factories.as_xlsx(*rows))
    assert counted(again) == {"new": 0, "changed": 0, "same": 2, "refused": 0}
    with pytest.raises(NotAllowed, match="没有差别"):
        ConfirmUpload(again).execute()


@pytest.mark.parametrize("kind", DecisionKind)
def test_official_codes_are_headers_too(portal, body, kind):
    row = factories.row(kind, body)
    codes = [fields_of(kind)[name].code.upper() for name in official_fields(kind)]
    upload = receive(portal, kind, factories.as_xlsx(row, headers=codes))
    assert upload.counts["new"] == 1, reasons(upload)


def test_titles_above_and_codes_below_the_header_are_no_rows(portal, body):
    row = factories.row("licence", body)
    codes = dict(zip(row, (fields_of("licence")[name].code for name in official_fields("licence")), strict=True))
    upload = receive(
        portal, "licence", factories.as_xlsx(codes, row, above=[["行政许可公示表"], ["填报日期：2026 年"]])
    )
    assert (upload.header_row, counted(upload)["new"]) == (3, 1)


def test_the_export_template_without_the_kind_of_party_comes_in(portal, body, tmp_path):
    factories.make_decision("licence", portal, body)
    write_export(tmp_path / "out.xlsx", "licence", Licence.objects.all())
    with (tmp_path / "out.xlsx").open("rb") as file:
        sheet = load_workbook(file).active
        headers = [cell.value for cell in sheet[1]]
        upload = receive(
            portal, "licence", factories.SimpleUploadedFile("导出.xlsx", (tmp_path / "out.xlsx").read_bytes())
        )
    assert (len(headers), headers[0], headers[-1]) == (27, "行政相对人名称", "数据导出时间")
    assert counted(upload)["same"] == 1, reasons(upload)


OLD_PENALTY = {
    "行政处罚决定书文号": "云罚字〔2026〕77号",
    "处罚名称": "无照经营案",
    "处罚类别1": "罚款",
    "处罚类别2": "没收违法所得",
    "处罚事由": "无照经营。",
    "处罚依据": "《条例》第二条",
    "行政相对人名称": "某某商行",
    "行政相对人代码_1 (统一社会信用代码)": "",
    "行政相对人代码_2 (组织机构代码)": "",
    "行政相对人代码_3 (工商登记码)": "330122000012345",
    "行政相对人代码_4 (税务登记号)": "",
    "行政相对人代码_5 (居民身份证号)": "",
    "法定代表人姓名": "",
    "处罚结果": "罚款五百元",
    "处罚决定日期": "2026/5/11",
    "处罚机关": "县市场监督管理局",
    "当前状态": "0",
    "地方编码": "330122",
    "数据更新时间戳": "2026-05-12",
    "信息使用范围": "0",
    "公示期限": "1年",
    "备注": "",
}


def test_the_format_of_2015_comes_in_with_what_it_has(portal, body):
    upload = receive(portal, "penalty", factories.as_csv(OLD_PENALTY))
    assert (upload.template, counted(upload)["new"]) == ("2015", 1), reasons(upload)
    ConfirmUpload(upload).execute()
    made = Penalty.objects.get()
    assert (made.category, made.facts, made.title) == (";fine;confiscation;", "无照经营。", "无照经营案")
    assert (made.registration_number, made.party_kind) == ("330122000012345", "legal")
    assert made.published_until == datetime.date(2027, 5, 11)


def test_what_was_only_for_offices_is_never_taken_in(portal, body):
    upload = receive(portal, "penalty", factories.as_csv({**OLD_PENALTY, "信息使用范围": "1"}))
    assert counted(upload)["refused"] == 1
    assert "信息使用范围" in reasons(upload)[0]


def test_a_person_of_2015_is_told_by_the_identity_card(portal, body):
    row = {**OLD_PENALTY, "行政相对人名称": "张三丰", "行政相对人代码_3 (工商登记码)": ""}
    row["行政相对人代码_5 (居民身份证号)"] = factories.identity_number()
    ConfirmUpload(receive(portal, "penalty", factories.as_csv(row))).execute()
    made = Penalty.objects.get()
    assert (made.party_kind, made.shown_party) == ("person", "张**")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_csv_of_every_encoding_is_read(portal, body, encoding):
    upload = receive(portal, "penalty", factories.as_csv(factories.row("penalty", body), encoding=encoding))
    assert counted(upload)["new"] == 1, reasons(upload)


def test_a_fine_in_yuan_becomes_ten_thousands(portal, body):
    row = {("罚款金额（元）" if "罚款" in header and "万" in header else header): cell
           for header, cell in factories.row("penalty", body, fine="500").items()}  # fmt: skip
    ConfirmUpload(receive(portal, "penalty", factories.as_xlsx(row))).execute()
    assert str(Penalty.objects.get().fine.normalize()) == "0.05"


def test_a_change_is_shown_field_by_field_and_only_then_made(portal, body):
    row = factories.row("penalty", body)
    ConfirmUpload(receive(portal, "penalty", factories.as_xlsx(row))).execute()
    header = fields_of("penalty")["content"].label
    upload = receive(portal, "penalty", factories.as_xlsx({**row, header: "罚款一万元"}))
    (line,) = upload.rows.all()
    assert line.sealed.open()["changes"] == {"content": ["罚款", "罚款一万元"]}
    assert Penalty.objects.get().content == "罚款"
    ConfirmUpload(upload).execute()
    assert Penalty.objects.get().content == "罚款一万元"


def test_two_rows_of_one_decision_and_an_unknown_body_are_refused(portal, body):
    one = factories.row("penalty", body, number="云罚〔2026〕5号")
    twice = factories.row("penalty", body, number="云罚[2026] 5号")
    other = factories.row("penalty", body, body_name="邻县水利局", body_code=factories.credit_code())
    upload = receive(portal, "penalty", factories.as_xlsx(one, twice, other))
    assert counted(upload) == {"new": 1, "changed": 0, "same": 0, "refused": 2}
    told = " ".join(reasons(upload))
    assert "与第 2 行是同一机关的同一文书号" in told
    assert "邻县水利局" in told


def test_name_and_code_of_the_body_must_be_of_one_body(portal, body):
    other = factories.make_body(portal, "桐庐县审计局")
    rows = [factories.row("penalty", body, body_name=name) for name in (other.name, "某省财政厅", "")]
    upload = receive(portal, "penalty", factories.as_xlsx(*rows))
    for reason in reasons(upload)[:2]:
        assert f"{body.credit_code} 是“{body.name}”的" in reason


def test_refused_rows_come_back_in_the_same_columns_with_the_reason(portal, body, tmp_path):
    good, bad = factories.row("penalty", body), factories.row("penalty", body, decided_on=datetime.date(2027, 1, 1))
    upload = receive(portal, "penalty", factories.as_xlsx(good, bad, above=[["某县公示表"]]))
    write_rejects(tmp_path / "back.xlsx", upload)
    rows = list(load_workbook(tmp_path / "back.xlsx").active.iter_rows(values_only=True))
    assert rows[0][0] == "某县公示表"
    assert list(rows[1][:-1]) == list(bad)
    assert (rows[1][-1], len(rows)) == ("退回原因", 3)
    assert "晚于今天" in rows[2][-1]
    mended = {**bad, "处罚决定日期": "2026-05-11"}
    assert counted(receive(portal, "penalty", factories.as_xlsx(mended)))["new"] == 1


def test_nothing_is_taken_in_while_rows_are_refused_unless_asked_for(portal, body):
    rows = [factories.row("penalty", body), factories.row("penalty", body, content="")]
    upload = receive(portal, "penalty", factories.as_xlsx(*rows))
    with pytest.raises(NotAllowed, match="1 行退回"):
        ConfirmUpload(upload).execute()
    assert not Penalty.objects.exists()
    ConfirmUpload(upload, accept_good=True).execute()
    assert Penalty.objects.count() == 1


def test_what_changed_since_the_check_must_be_seen_first(portal, body):
    row = factories.row("penalty", body)
    first, second = (receive(portal, "penalty", factories.as_xlsx(row)) for _ in range(2))
    ConfirmUpload(first).execute()
    with pytest.raises(NotAllowed, match="重新核对"):
        ConfirmUpload(second).execute()
    assert counted(RecheckUpload(second, today=TODAY).execute())["same"] == 1


def test_a_second_confirmation_changes_nothing(portal, body):
    upload = receive(portal, "penalty", factories.as_xlsx(factories.row("penalty", body)))
    ConfirmUpload(upload).execute()
    before = Penalty.objects.values().get()
    ConfirmUpload(upload).execute()
    assert Penalty.objects.values().get()["updated_at"] == before["updated_at"]


def test_what_was_taken_down_after_credit_repair_does_not_come_back_by_a_table(portal, body):
    row = factories.row("penalty", body)
    ConfirmUpload(receive(portal, "penalty", factories.as_xlsx(row))).execute()
    later = datetime.datetime(2027, 6, 1, tzinfo=datetime.UTC)
    WithdrawDecision(Penalty.objects.get(), reason="repaired", note="云信修〔2026〕1号", now=later).execute()
    upload = receive(portal, "penalty", factories.as_xlsx(row))
    assert "信用修复" in reasons(upload)[0]


def test_a_decision_of_another_portal_is_left_to_it(portal, body):
    town = factories.factories.make_portal("zhen", "subsite", parent=portal, organisation=body)
    row = factories.row("penalty", body)
    ConfirmUpload(receive(portal, "penalty", factories.as_xlsx(row))).execute()
    assert portal.name in reasons(receive(town, "penalty", factories.as_xlsx(row)))[0]


@pytest.mark.parametrize(
    ("file", "word"),
    [
        (factories.SimpleUploadedFile("图.png", b"\x89PNG"), "不是表格文件"),
        (factories.SimpleUploadedFile("空.csv", b""), "空的"),
        (factories.SimpleUploadedFile("坏.xlsx", b"PK\x03\x04 broken"), "xlsx"),
        (factories.SimpleUploadedFile("别的.csv", "姓名,电话\n甲,1\n".encode()), "没有找到表头"),
    ],
)
def test_files_that_are_no_tables_say_what_to_do(portal, file, word):
    with pytest.raises(Unusable, match=word):
        receive(portal, "penalty", file)
    assert not DecisionUploadRow.objects.exists()


def test_licences_among_penalties_are_told_so(portal, body):
    with pytest.raises(Unusable, match="行政许可的表格"):
        receive(portal, "penalty", factories.as_xlsx(factories.row("licence", body)))


@pytest.mark.parametrize("kind", DecisionKind)
def test_the_empty_template_has_every_official_column_and_its_code(kind, tmp_path):
    write_template(tmp_path / "t.xlsx", kind)
    sheet = load_workbook(tmp_path / "t.xlsx").active
    assert [cell.value for cell in sheet[2]] == [fields_of(kind)[name].code for name in official_fields(kind)]


def test_no_number_of_a_person_stands_in_an_upload_or_an_export(portal, body, tmp_path):
    made = factories.person()
    row = factories.row("penalty", body, **made, representative="")
    upload = receive(portal, "penalty", factories.as_xlsx(row))
    stored = " ".join(DecisionUploadRow.objects.values_list("sealed", flat=True)[0].token().split())
    assert made["party_number"] not in stored
    assert factories.PERSON not in stored
    ConfirmUpload(upload).execute()
    assert Penalty.objects.get().party_number.open() == made["party_number"]
    write_export(tmp_path / "out.xlsx", "penalty", Penalty.objects.all())
    with zipfile.ZipFile(io.BytesIO((tmp_path / "out.xlsx").read_bytes())) as archive:
        text = b" ".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "ignore")
    assert made["party_number"] not in text
