"""Bulk imports of wrong, partly wrong, doubled and strange files."""

import json

import pytest
from django.core.management import CommandError, call_command

from cms_core.models import DocumentPage
from migrations.models import ImportedDocument

GOOD = {
    "标题": "关于一件事的通知",
    "发文字号": "桐政办[2020]１号",
    "成文日期": "2020年1月2日",
    "发布日期": "2020-01-03",
    "主题分类": "综合政务\\电子政务",
    "正文": "各乡镇人民政府：\n请贯彻执行。",
}


def line(**changes):
    return json.dumps({**GOOD, **changes}, ensure_ascii=False)


@pytest.fixture
def run(gazette, tmp_path, capsys):
    def run(text, *arguments, encoding="utf-8"):
        path = tmp_path / "documents.jsonl"
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        capsys.readouterr()
        failed = False
        try:
            call_command("import_documents", path, "--portal", "zj", "--json", *map(str, arguments))
        except CommandError:
            failed = True
        report = json.loads(capsys.readouterr().out)
        return report | {"failed": failed}

    return run


def test_chinese_field_names_need_no_mapping(run):
    assert run(line())["created"] == 1
    page = DocumentPage.objects.get()
    assert page.document_number == "桐政办〔2020〕1号"
    assert page.theme == "综合政务/电子政务"
    assert page.live


@pytest.mark.parametrize("separator", ["\u2028", "\u0085"])
def test_a_line_ends_at_a_line_feed_only(run, separator):
    text = line(正文=f"各乡镇人民政府：{separator}请贯彻执行。")
    report = run(f"{text}\r\n{line(标题='另一件事的通知', 发文字号='')}\r\n")
    assert report["created"] == 2


def test_stray_nul_bytes_of_a_file_are_dropped(run):
    assert run(f"{line()}\0\n")["created"] == 1


def test_characters_that_no_database_holds_are_told(run):
    report = run(f'{line()}\n{line(正文="甲")[:-2]}\\u0000乙"}}\n{line(正文="甲")[:-2]}\\ud800"}}')
    assert report["failed"] and [error["line"] for error in report["errors"]] == [2, 3]
    assert not DocumentPage.objects.exists()


def test_a_truncated_line_is_told_and_nothing_is_written(run):
    report = run(f"{line()}\n{line(标题='另一件事的通知', 发文字号='')[:60]}\n")
    assert report["failed"]
    assert report["errors"] == [
        {
            "line": 2,
            "field": "整行",
            "value": line(标题="另一件事的通知", 发文字号="")[:40],
            "reason": report["errors"][0]["reason"],
        }
    ]
    assert "像是被截断了" in report["errors"][0]["reason"]
    assert not DocumentPage.objects.exists()


def test_all_errors_of_all_lines_are_told_together(run):
    report = run(
        "\n".join(
            [
                line(成文日期="2020年13月40日", 发布日期="昨天"),
                line(标题="", 正文=""),
                "[1, 2]",
                "不是 JSON",
                line(效力="大概有效"),
                line(标题={"一": 1}),
            ]
        )
    )
    found = sorted((error["line"], error["field"]) for error in report["errors"])
    assert found == [
        (1, "发布时间"),
        (1, "成文日期"),
        (2, "标题"),
        (2, "正文"),
        (3, "整行"),
        (4, "整行"),
        (5, "效力"),
        (6, "标题"),
        (6, "标题"),
    ]


def test_good_rows_may_be_accepted_and_the_others_come_back_as_they_stood(run, tmp_path):
    bad = line(标题="坏的通知", 成文日期="某日", 发文字号="")
    rejects = tmp_path / "rejects.jsonl"
    report = run(f"{line()}\n{bad}\n", "--accept-good", "--rejects", rejects)
    assert (report["created"], report["rejected"], report["failed"]) == (1, 1, False)
    assert rejects.read_text(encoding="utf-8") == f"{bad}\n"


def test_doubles_within_a_file_are_passed_over_and_told(run):
    report = run(f"{line()}\n{line(发文字号='桐政办〔2020〕1号', 标题='同号的另一个标题的通知')}\n")
    assert report["created"] == 1
    assert [(row["line"], row["page"]) for row in report["skipped"]] == [(2, None)]
    assert "与第 1 行重复" in report["skipped"][0]["reason"]


def test_a_second_run_skips_and_an_update_writes_what_changed(run):
    run(line())
    address = DocumentPage.objects.get().address
    assert run(line())["skipped"][0]["page"] == DocumentPage.objects.get().pk
    changed = run(line(正文="各乡镇人民政府：\n新的要求。"), "--update")
    page = DocumentPage.objects.get()
    assert (changed["updated"], page.address) == (1, address)
    assert "新的要求" in str(page.body)
    assert run(line(正文="各乡镇人民政府：\n新的要求。"), "--update")["unchanged"] == 1
    assert ImportedDocument.objects.count() == 1


@pytest.mark.parametrize("text", ["", "\n\n  \n"])
def test_an_empty_file_is_refused(run, text):
    report = run(text)
    assert report["failed"]
    assert "空的" in report["message"]


def test_a_file_in_gb18030_is_read(run):
    assert run(line(标题="关于朱镕基〇㈠喆的通知"), encoding="gb18030")["created"] == 1
    assert DocumentPage.objects.get().title == "关于朱镕基〇㈠喆的通知"


def test_a_file_that_breaks_off_within_a_character_loses_only_its_last_row(run):
    second = line(标题="关于乙事的通知").encode()
    cut = f"{line()}\n".encode() + second[: second.index("乙".encode()) + 2]
    report = run(cut, "--accept-good")
    assert (report["created"], report["rejected"]) == (1, 1)


def test_fields_are_mapped_one_by_one(run):
    record = json.dumps(
        {"t": "关于甲事的通知", "d": "2020-01-01", "c": "<p>各乡镇：</p><script>x</script><p>照办。</p>"}
    )
    report = run(record, "--map", "title=t", "--map", "date_written=d", "--map", "body_html=c")
    assert report["created"] == 1
    body = DocumentPage.objects.get().body
    assert [block.block_type for block in body] == ["text"]
    assert body[0].value.source == "<p>各乡镇：</p><p>照办。</p>"


def test_a_body_with_a_table_stays_html_and_is_cleaned(run):
    html = "<p onclick='x()'>名单：</p><table><tr><td colspan=2>甲</td></tr></table><script>alert(1)</script>"
    run(json.dumps({"标题": "关于名单的公告", "成文日期": "2020-01-01", "html": html}))
    block = DocumentPage.objects.get().body[0]
    assert block.block_type == "legacy"
    assert "<table>" in str(block.value)
    assert "script" not in str(block.value)
    assert "onclick" not in str(block.value)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--map", "nothing=x"), "字段映射"),
        (("--map", "title"), "字段映射"),
        (("--preset", "unknown"), "现有：regulations、state_council"),
        (("--preset", "../../etc/passwd"), "没有名为"),
        (("--column", "没有"), "没有栏目"),
    ],
)
def test_wrong_options_are_said(run, arguments, message):
    report = run(line(), *arguments)
    assert report["failed"]
    assert message in report["message"]


def test_fields_that_nobody_knows_need_a_mapping(run):
    assert "--map title=" in run(json.dumps({"x": 1}))["message"]


def test_a_dry_run_tells_and_writes_nothing(run):
    report = run(line(), "--dry-run")
    assert (report["created"], report["dry_run"]) == (1, True)
    assert not DocumentPage.objects.exists()
    assert not ImportedDocument.objects.exists()


def test_drafts_are_not_public(run):
    assert run(line(), "--draft")["drafts"] == 1
    assert not DocumentPage.objects.get().live


def test_the_number_of_queries_does_not_grow_with_the_lines(run, django_assert_max_num_queries):
    text = "\n".join(line(标题=f"关于第{n}件事的通知", 发文字号=f"桐政办〔2020〕{n}号") for n in range(60))
    with django_assert_max_num_queries(60):
        assert run(text)["created"] == 60
