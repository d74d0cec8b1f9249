"""An archive of back issues from a table of contents: what is read, written, told, and left alone."""

import json
import re

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from cms_core.models import ColumnPage, DocumentPage, Entry
from cms_core.models.pages.column import ListStyle
from gazette.models import Issue, IssueEntry, IssuePage, Manifest
from gazette.signing.verify import verify_issue
from migrations.models import GazetteImport, ImportedIssue
from tests import factories
from tests.gazette.factories import make_gazette

HEAD = ["年份", "期号", "总期号", "出版日期", "栏目", "标题", "发文字号", "发文机关", "成文日期", "页码", "正文"]
TEXT = "各市、县(市、区)人民政府:\n一、总体要求\n请认真贯彻执行。\n浙江省人民政府办公厅\n2015年3月16日"


def entry(number="7", serial="1074", title="关于一件事的通知", document="浙政办发〔2015〕28号", **changes):
    values = {
        "年份": "2015",
        "期号": number,
        "总期号": serial,
        "出版日期": "2015-03-25",
        "栏目": "省政府办公厅文件",
        "标题": title,
        "发文字号": document,
        "发文机关": "省政府办公厅",
        "成文日期": "2015-03-16",
        "页码": "12-15",
        "正文": TEXT,
    }
    return values | changes


def write_csv(path, rows, head=HEAD, encoding="utf-8"):
    import csv

    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows([[row.get(name, "") for name in head] if isinstance(row, dict) else row for row in rows])
    return path


@pytest.fixture
def archive(province, gazette):
    return make_gazette(province, gazette, first_serial=1074)


@pytest.fixture
def run(archive, tmp_path, capsys):
    def run(path, *arguments, head=HEAD):
        if isinstance(path, list):
            path = write_csv(tmp_path / "contents.csv", path, head)
        capsys.readouterr()
        failed = False
        try:
            call_command("import_gazette", path, "--portal", "zj", "--json", *map(str, arguments))
        except CommandError:
            failed = True
        return json.loads(capsys.readouterr().out) | {"failed": failed}

    return run


def test_an_entry_with_text_becomes_an_issue_an_entry_and_a_document(run, archive):
    report = run([entry()])
    issue = Issue.objects.get()
    found = issue.entries.get()
    page = DocumentPage.objects.get()
    assert report["failed"] is False and report["differences"] == []
    assert (issue.year, issue.number, issue.serial, issue.state) == (2015, 7, 1074, "published")
    assert (found.number, found.kind, found.pages, found.page_id) == (1, "document", "12-15", page.pk)
    assert (found.document_number, found.part.name) == ("浙政办发〔2015〕28号", "省政府办公厅文件")
    assert page.get_parent().title == "政策文件"
    assert page.live and page.issuer.name == "浙江省人民政府办公厅"


def test_the_text_is_sealed_signed_and_in_the_catalogue(run):
    run([entry()])
    issue = Issue.objects.get()
    found = issue.entries.get()
    assert '<h2 id="s1">一、总体要求</h2>' in found.html
    assert found.has_text and len(found.digest) == len(found.text_digest) == 64
    assert found.facts["issuers"] == ["省政府办公厅"]
    assert verify_issue(issue) == []
    assert Entry.objects.get(page=issue.page).address == "gazette/2015/7/"
    assert "关于一件事的通知" in IssuePage.objects.get().plain_text()


def test_entries_without_text_are_references_and_the_issue_holds_contents_only(run):
    run([entry(正文=""), entry(title="另一件事的通知", document="浙政办发〔2015〕29号", 正文="")])
    issue = Issue.objects.get()
    assert issue.contents_only
    assert set(issue.entries.values_list("kind", "has_text")) == {("reference", False)}
    assert not DocumentPage.objects.exists()
    assert verify_issue(issue) == []


def test_blank_cells_mean_as_above_and_only_within_the_issue(run):
    rows = [entry(), entry(title="乙", document="浙政办发〔2015〕29号") | dict.fromkeys(HEAD[:5], "")]
    rows += [entry("8", "", title="丙", document="", 出版日期="", 栏目="", 年份="", 发文机关="", 正文="")]
    report = run(rows)
    assert report["created_entries"] == 3
    seven, eight = Issue.objects.get(number=7), Issue.objects.get(number=8)
    assert [one.part.name for one in seven.entries.order_by("number")] == ["省政府办公厅文件"] * 2
    assert (eight.year, eight.serial, eight.publication_day) == (2015, None, None)
    assert eight.entries.get().part.name == "其他"


def test_number_and_serial_may_stand_in_one_cell_in_chinese_numerals(run):
    run(
        [entry("第7期（总第1074期）", "", 年份="二〇一五年", 出版日期="2015年3月25日", 成文日期="二〇一五年三月十六日")]
    )
    issue = Issue.objects.get()
    assert (issue.year, issue.number, issue.serial) == (2015, 7, 1074)
    assert issue.entries.get().facts["date_written"] == "2015-03-16"


def test_a_second_run_passes_over_what_is_there(run):
    run([entry()])
    digest = IssueEntry.objects.get().digest
    report = run([entry()])
    assert (report["created_issues"], report["existing_issues"], report["conflicts"]) == (0, 1, [])
    assert IssueEntry.objects.get().digest == digest
    assert Manifest.objects.count() == DocumentPage.objects.count() == 1
    assert GazetteImport.objects.count() == 2


def test_an_issue_that_differs_is_told_and_never_written_again(run):
    run([entry()])
    report = run([entry(title="另一个标题的通知")])
    assert IssueEntry.objects.get().title == "关于一件事的通知"
    assert "第 1 条标题不同" in report["conflicts"][0]["reason"]
    assert report["created_issues"] == 0


def test_what_the_archive_lacks_is_told_exactly(run):
    report = run([entry(), entry("10", "1077", title="乙", document="", 成文日期="2015-05-01", 出版日期="2015-05-05")])
    assert report["missing"] == ["2015年缺第8—9期（总第1075—1076期）"]
    assert report["missing_count"] == 2


def test_a_dry_run_reports_and_writes_nothing(run):
    report = run([entry()], "--dry-run")
    assert (report["issues"], report["entries"], report["texts"]) == (1, 1, 1)
    assert not Issue.objects.exists() and not GazetteImport.objects.exists()


def test_a_dry_run_with_wrong_rows_prints_the_reconciliation_too(archive, tmp_path, capsys):
    rows = [entry(), entry("9", "1076", title="", document="")]
    contents = write_csv(tmp_path / "contents.csv", rows)
    with pytest.raises(CommandError, match="1 行有误，未写入任何内容"):
        call_command("import_gazette", contents, "--portal", "zj", "--dry-run")
    told = capsys.readouterr().out
    assert "往期收录对账（试运行，未写入）" in told and "有误的行（1）" in told
    assert re.search(r"目录行数\s+2\n", told)
    assert not Issue.objects.exists()


def test_a_dry_run_with_wrong_rows_tells_what_the_archive_would_lack(run):
    rows = [entry(), entry("9", "1076", title="乙", document=""), entry("10", "1077", title="", document="")]
    report = run(rows, "--dry-run")
    assert report["failed"] and report["missing"] == ["2015年缺第8期（总第1075期）"]


def test_the_report_is_kept(run):
    report = run([entry()])
    kept = GazetteImport.objects.get()
    assert kept.report["entries"] == report["entries"] == 1
    assert kept.finished_at
    assert ImportedIssue.objects.get().run == kept


def test_a_spreadsheet_is_read_with_real_dates_numbers_and_merged_cells(run, tmp_path):
    import datetime

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["浙江省人民政府公报目录"])
    sheet.append(HEAD)
    sheet.append([2015, 7.0, 1074, datetime.datetime(2015, 3, 25), "省政府文件", "甲", "", "", 42079, "3", TEXT])
    sheet.append(
        [None, None, None, None, None, "乙", "浙政发〔2015〕1号", "", datetime.date(2015, 3, 1), "4—6页", None]
    )
    sheet.merge_cells("A3:A4")
    book.save(tmp_path / "目录.xlsx")
    assert run(tmp_path / "目录.xlsx")["failed"] is False
    issue = Issue.objects.get()
    first, second = issue.entries.order_by("number")
    assert (issue.serial, str(issue.publication_day)) == (1074, "2015-03-25")
    assert first.facts["date_written"] == "2015-03-16"
    assert (second.first_page, second.last_page, second.kind) == (4, 6, "reference")


@pytest.mark.parametrize("shape", ["entries", "issues"])
def test_lines_of_json_hold_an_entry_or_an_issue_each(run, tmp_path, shape):
    one, two = entry(), entry(title="乙", document="浙政办发〔2015〕29号")
    lines = [one, two] if shape == "entries" else [{"年份": 2015, "期号": 7, "总期号": 1074, "entries": [one, two]}]
    path = tmp_path / "contents.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    assert run(path)["created_entries"] == 2
    assert list(Issue.objects.get().entries.order_by("number").values_list("title", flat=True)) == [
        "关于一件事的通知",
        "乙",
    ]


def test_a_document_that_is_there_is_referred_to_and_not_doubled(run, province):
    column = DocumentPage.allowed_parent_page_models()[0].objects.get(title="政策文件")
    from tests.factories import make_document

    page = make_document(column, "关于一件事的通知", document_number="浙政办发〔2015〕28号")
    report = run([entry()])
    assert (report["documents_created"], report["documents_linked"]) == (0, 1)
    assert IssueEntry.objects.get().page_id == page.pk
    assert DocumentPage.objects.count() == 1


def test_a_document_printed_again_is_a_reprint_of_the_same_page(run):
    report = run([entry(), entry("8", "1075", 出版日期="2015-04-05")])
    assert DocumentPage.objects.count() == 1
    assert [one.reprint for one in IssueEntry.objects.order_by("issue__number")] == [False, True]
    assert len(report["duplicates"]) == 1


def test_gb18030_and_other_headers_are_read(run, tmp_path):
    head = ["年度", "刊期", "题名", "文号"]
    path = write_csv(tmp_path / "目录.csv", [["2015", "7", "喆镕〇的通知", "浙政发[2015]１号"]], head, "gb18030")
    assert run(path)["failed"] is False
    assert IssueEntry.objects.get().document_number == "浙政发〔2015〕1号"


def test_a_column_may_be_named_by_the_operator(run):
    report = run([["2015", "7", "甲"]], "--map", "标题=名称一栏", head=["年份", "期号", "名称一栏"])
    assert report["failed"] is False
    assert IssueEntry.objects.get().title == "甲"


def test_where_policies_is_no_list_documents_go_to_the_normative_ones(run, province):
    policies = ColumnPage.objects.get(column_type="政策文件")
    ColumnPage.objects.filter(pk=policies.pk).update(list_style=ListStyle.CHANNEL)
    for title in ("政府规章", "行政规范性文件"):
        factories.make_column(policies, title, column_type="政策文件")
    assert run([entry()])["column"] == "行政规范性文件"
