"""Archives as they really come: wrong sheets, broken cells, bombs, files that lead out of their folder."""

import json
import zipfile

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from gazette.models import FileKind, Issue, IssueEntry, IssueFile
from migrations.gazettes.values import read_issue, read_pages, read_serial, read_year
from tests.migrations.test_import_gazette import HEAD, TEXT, archive, entry, run, write_csv  # noqa: F401

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"


def reasons(report):
    return " ".join(error["reason"] for error in report["errors"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("7", {"number": 7}),
        ("第7期(总第1074期)", {"number": 7, "serial": 1074}),
        ("第七期（总第一〇七四期）", {"number": 7, "serial": 1074}),
        ("2015年第7期", {"year": 2015, "number": 7}),
        ("第7、8期合刊", {"number": 7, "name": "第7、8期合刊"}),
        ("第 ７ 期", {"number": 7}),
        ("增刊之一", {}),
        ("", {}),
    ],
)
def test_numbers_of_issues_are_read_in_all_spellings(text, found):
    assert read_issue(text) == found


@pytest.mark.parametrize(("text", "year"), [("2015", 2015), ("二〇一五年", 2015), ("2015年度", 2015), ("15", None)])
def test_years_are_read_in_all_spellings(text, year):
    assert read_year(text) == year


@pytest.mark.parametrize(
    ("text", "pages"),
    [("12-15", (12, 15)), ("第12—15页", (12, 15)), ("P12", (12, 12)), ("12至15", (12, 15)), ("封底", None)],
)
def test_pages_are_read_in_all_spellings(text, pages):
    assert read_pages(text) == pages


def test_a_serial_may_stand_alone():
    assert [read_serial(text) for text in ("1074", "总第1074期", "总1074", "一千零七十四")] == [1074] * 4


def test_all_errors_of_all_rows_are_told_together_and_nothing_is_written(run):  # noqa: F811
    report = run(
        [
            entry(),
            entry("", title="乙", 年份="2016"),
            entry("8", "1075", title="", document=""),
            entry("9", "1076", title="丁", 成文日期="2015年13月40日", 页码="15-12"),
            entry("10", "1077", title="戊", 效力="大概有效", 出版日期="2099-01-01"),
            entry("11", "1078", title="#REF!"),
        ],
        head=[*HEAD, "效力"],
    )
    assert report["failed"]
    found = {(error["line"], error["field"]) for error in report["errors"]}
    assert {(3, "期号"), (4, "标题"), (5, "成文日期"), (5, "页码"), (6, "效力"), (6, "出版日期"), (7, "标题")} <= found
    assert not Issue.objects.exists()


def test_good_issues_may_be_accepted_and_the_others_come_back_whole(run, tmp_path):  # noqa: F811
    rejects = tmp_path / "退回.csv"
    rows = [entry(), entry("8", "1075", title="乙", document=""), entry("", "", title="丙", 年份="", 页码="9-1")]
    report = run(rows, "--accept-good", "--rejects", rejects)
    assert (report["created_issues"], report["rejected_issues"], report["rejected_rows"]) == (1, 1, 2)
    lines = rejects.read_text("utf-8-sig").splitlines()
    assert lines[0].endswith("退回原因")
    text = rejects.read_text("utf-8-sig")
    # What a row took from above is written out, since another row stands there now.
    assert text.count("2015,8,1075") == 2
    assert "起始页在终止页之后" in text and "同一期的其他行有误" in text


def test_rejected_rows_can_be_put_right_and_imported_again(run, tmp_path):  # noqa: F811
    rejects = tmp_path / "退回.xlsx"
    run([entry(), entry("8", "1075", title="乙", 页码="9-1")], "--accept-good", "--rejects", rejects)
    book = openpyxl.load_workbook(rejects)
    sheet = book.active
    assert sheet.max_row == 2
    sheet.cell(2, HEAD.index("页码") + 1).value = "1-9"
    book.save(rejects)
    assert run(rejects)["created_issues"] == 1
    assert Issue.objects.count() == 2


def test_one_issue_with_two_serials_or_one_serial_of_two_issues_is_told(run):  # noqa: F811
    report = run([entry(), entry(serial="1080", title="乙", document="")])
    assert "在第 2 行是“1074”，这里是“1080”" in reasons(report)
    report = run([entry(), entry("8", title="乙", document="")])
    assert "总期号 1074 已是2015年第7期" in reasons(report)


def test_serials_that_go_backwards_are_told(run):  # noqa: F811
    report = run([entry(), entry("8", "1050", title="乙", document="")])
    assert "总期号往回走" in reasons(report)


def test_rows_of_an_issue_that_stand_apart_are_told(run):  # noqa: F811
    report = run([entry(), entry("8", "1075", title="乙", document=""), entry(title="丙", document="")])
    assert "应排在一起" in reasons(report)


def test_a_serial_that_another_issue_of_the_system_has_is_told(run):  # noqa: F811
    run([entry()])
    report = run([entry("8", "1074", title="乙", document="")])
    assert "在本系统中已是2015年第7期的" in reasons(report)


@pytest.mark.parametrize("name", ["目录.csv", "目录.xlsx", "目录.jsonl"])
def test_an_empty_file_is_refused(run, tmp_path, name):  # noqa: F811
    (tmp_path / name).write_bytes(b"")
    assert "空的" in run(tmp_path / name)["message"]


def test_a_table_without_a_header_is_refused_and_says_what_it_read(run, tmp_path):  # noqa: F811
    report = run(write_csv(tmp_path / "a.csv", [["x", "y"]], ["甲列", "乙列"]))
    assert "没有找到表头" in report["message"] and "甲列" in report["message"]


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(run, tmp_path):  # noqa: F811
    book = openpyxl.Workbook()
    book.active.title = "说明"
    book.create_sheet("目录").append(HEAD)
    book.save(tmp_path / "a.xlsx")
    assert "说明、目录" in run(tmp_path / "a.xlsx", "--sheet", "总表")["message"]
    assert "没有找到表头" in run(tmp_path / "a.xlsx")["message"] or "空的" in run(tmp_path / "a.xlsx")["message"]
    assert "只有表头" in run(tmp_path / "a.xlsx", "--sheet", "目录")["message"]


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 no zip at all", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no ole", b"<html></html>"]
)
def test_a_spreadsheet_that_is_none_is_refused(run, tmp_path, content):  # noqa: F811
    (tmp_path / "a.xlsx").write_bytes(content)
    assert "另存为" in run(tmp_path / "a.xlsx")["message"]


def test_a_bomb_is_not_unpacked(run, tmp_path):  # noqa: F811
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<x/>")
        file.writestr("xl/worksheets/sheet1.xml", b"\0" * (100 << 20))
    assert "压缩炸弹" in run(tmp_path / "a.xlsx")["message"]


def test_blank_rows_and_columns_without_end_cost_nothing(run, tmp_path):  # noqa: F811
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEAD)
    sheet.append([entry().get(name, "") for name in HEAD])
    for _ in range(5000):
        sheet.append([None] * 40)
    book.save(tmp_path / "a.xlsx")
    edited = openpyxl.load_workbook(tmp_path / "a.xlsx")
    edited.active["XFD1048576"] = " "
    edited.save(tmp_path / "a.xlsx")
    assert run(tmp_path / "a.xlsx")["rows"] == 1


def test_huge_and_unstorable_texts_are_told(run, tmp_path):  # noqa: F811
    lines = [entry(正文="长" * 2_000_001), entry("8", "1075", title="乙\ud800", document="")]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines) + '\n{"年份": 2015, "期', encoding="utf-8")
    report = run(path)
    assert [(error["line"], error["field"]) for error in report["errors"]] == [(1, "正文"), (2, "标题"), (3, "整行")]
    assert not Issue.objects.exists()


def test_stray_nul_characters_are_dropped(run, tmp_path):  # noqa: F811
    path = write_csv(tmp_path / "a.csv", [entry(title="关于\0一件事的通知")])
    assert run(path)["failed"] is False
    assert IssueEntry.objects.get().title == "关于一件事的通知"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "files"
    (folder / "2015" / "扫描").mkdir(parents=True)
    (folder / "2016").mkdir()
    (folder / "2015" / "扫描" / "第7期.PDF").write_bytes(PDF)
    (folder / "2015" / "正文.HTML").write_bytes(
        "<html><body><p>一、总则</p><p>请执行。</p></body></html>".encode("gb18030")
    )
    (folder / "2015" / "附表.txt").write_text("附表", encoding="utf-8")
    (folder / "2016" / "附表.txt").write_text("另一张附表", encoding="utf-8")
    (folder / "没有用到.pdf").write_bytes(PDF)
    return folder


FILED = [*HEAD, "文件", "附件", "整期文件"]


def test_files_are_found_whatever_their_case_and_told_when_unused(run, folder):  # noqa: F811
    row = entry(正文="", 文件="正文.html", 附件="2015/附表.TXT；2016\\附表.txt", 整期文件="第7期.pdf")
    report = run([row], "--files", folder, head=FILED)
    assert report["failed"] is False
    assert report["files_unused"] == ["没有用到.pdf"]
    found = IssueEntry.objects.get()
    assert '<h2 id="s1">一、总则</h2>' in found.html
    assert sorted(found.files.values_list("name", flat=True)) == ["附表-2.txt", "附表.txt"]
    assert [one["file"] for one in found.facts["attachments"]] == ["附表.txt", "附表-2.txt"]
    assert IssueFile.objects.get(kind=FileKind.SCAN).name == "第7期.PDF"


def test_an_issue_may_be_a_scan_and_nothing_else(run, folder):  # noqa: F811
    row = {"年份": "2015", "期号": "第7期(总第1074期)", "整期文件": "第7期.pdf"}
    assert run([row], "--files", folder, head=FILED)["failed"] is False
    issue = Issue.objects.get()
    assert issue.contents_only and not issue.entries.exists() and issue.page.live


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../secret.pdf", "不能含"),
        ("/etc/passwd", "不能含"),
        ("C:\\secret.pdf", "不能含"),
        ("附表.txt", "有多个同名文件"),
        ("没有.pdf", "没有这个文件"),
    ],
)
def test_files_that_cannot_be_taken_are_told(run, folder, name, reason):  # noqa: F811
    (folder.parent / "secret.pdf").write_bytes(PDF)
    report = run([entry(附件=name)], "--files", folder, head=FILED)
    assert report["failed"] and reason in reasons(report)


def test_a_link_out_of_the_folder_is_not_followed(run, folder):  # noqa: F811
    (folder.parent / "secret.pdf").write_bytes(PDF)
    (folder / "link.pdf").symlink_to(folder.parent / "secret.pdf")
    assert "没有这个文件" in reasons(run([entry(附件="link.pdf")], "--files", folder, head=FILED))


def test_a_file_that_is_not_what_its_name_says_is_told(run, folder):  # noqa: F811
    (folder / "坏.pdf").write_bytes(b"MZ\x90\x00 a program" + b"\0" * 100)
    report = run([entry(整期文件="坏.pdf")], "--files", folder, head=FILED)
    assert report["failed"] and report["errors"][0]["field"] == "整期文件"


def test_names_in_a_zip_of_old_programs_are_gbk(run, tmp_path):  # noqa: F811
    path = tmp_path / "files.zip"
    info = zipfile.ZipInfo("XXXXXX.txt")
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(info, TEXT)
    raw = path.read_bytes().replace(b"XXXXXX", "第七期".encode("gbk"))
    path.write_bytes(raw)
    assert run([entry(正文="", 文件="第七期.txt")], "--files", path, head=FILED)["failed"] is False
    assert IssueEntry.objects.get().has_text


def test_a_portal_without_a_gazette_says_what_to_do(province, tmp_path):
    path = write_csv(tmp_path / "a.csv", [entry()])
    with pytest.raises(CommandError, match="还没有开办公报"):
        call_command("import_gazette", path, "--portal", "zj")
