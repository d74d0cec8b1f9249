"""What an import seals without asking a page equals what `freeze_page` makes of the page that it wrote."""

import json

import pytest
from django.core.management import call_command

from gazette.models import IssueEntry
from gazette.texts.freeze import freeze_page
from gazette.texts.standard import standard
from tests.migrations.test_import_gazette import archive  # noqa: F401

TABLE = "<p>一、范围</p><table><tr><th>名称</th><th>数额</th></tr><tr><td>甲</td><td>1 &lt; 2</td></tr></table>"
LIST = '<div><ul><li>甲<a href="https://example.test/x?a=1&amp;b=2">乙</a></li></ul><p>5&nbsp;&lt;&nbsp;6</p></div>'
TEXTS = [
    TABLE,
    LIST,
    "甲 < 乙 & 丙\n（一）“引号”完善功能。推动工作。\n1. 第一\n名称\t数额\n甲\t1",
    "<br>一<br>二\u3000三",
]


@pytest.fixture
def load(archive, tmp_path):  # noqa: F811
    def load(texts, **fields):
        path = tmp_path / "contents.jsonl"
        rows = [
            {"年份": 2015, "期号": number // 20 + 1, "标题": f"第{number}件", "正文": text, "成文日期": "2015-03-16"}
            for number, text in enumerate(texts)
        ]
        path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
        call_command("import_gazette", path, "--portal", "zj")
        return list(IssueEntry.objects.select_related("page").order_by("pk"))

    return load


def agrees(entry):
    frozen = freeze_page(entry.page)
    return (entry.html, entry.facts) == (frozen.html, frozen.facts)


def test_tables_lists_signs_and_headings_are_sealed_as_the_page_would_be(load):
    for entry in load(TEXTS):
        assert agrees(entry), entry.html
        assert standard(entry.html) == entry.html


def test_real_regulations_are_sealed_as_their_pages_would_be(load, shared):
    with (shared / "laws" / "zhejiang_regulations.jsonl").open(encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line, _ in zip(file, range(60), strict=False)]
    entries = load(texts)
    assert len(entries) == 60
    assert [entry.title for entry in entries if not agrees(entry)] == []
