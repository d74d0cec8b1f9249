"""The page that started the project: every fact of section 0.1 of the reference."""

import datetime
import json

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms_core.models import DocumentPage, Entry
from migrations.models import ImportedDocument

SEED = "seed/000_53e6790a53775d48.txt"


@pytest.fixture
def imported(shared, gazette, capsys):
    call_command("import_text", shared / SEED, "--portal", "zj", "--json")
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def page(imported):
    return DocumentPage.objects.get()


def test_all_labelled_facts_are_right(page):
    assert page.title == "浙江省人民政府办公厅关于印发2015年浙江政务服务网建设工作要点的通知"
    assert page.index_number == "000014349/2015-777968"
    assert page.theme == "综合政务/电子政务"
    assert page.issuer.name == "浙江省人民政府办公厅"
    assert page.issuer_text == "省政府办公厅"
    assert page.date_written == datetime.date(2015, 3, 16)
    assert page.document_number == "浙政办发〔2015〕28号"
    assert page.date_repealed is None
    assert page.validity == "in_force"
    assert page.source == "省政府办公厅"
    assert page.disclosure == "active"
    assert page.genre == "通知"


def test_it_counts_as_published_when_the_old_page_was(page):
    moment = timezone.localtime(page.published_at)
    assert (moment.year, moment.month, moment.day, moment.hour, moment.minute) == (2015, 3, 25, 19, 7)
    assert page.first_published_at == page.published_at
    assert page.live
    assert page.address.startswith("doc/2015/3/")
    assert Entry.objects.get(page=page).published_at == page.published_at


def test_it_stands_in_the_gazette_and_remembers_its_issue(page, gazette):
    origin = ImportedDocument.objects.get(page=page)
    assert page.get_parent().pk == gazette.pk
    assert origin.steps[-2:] == ["2015年", "第7期(总第1074期)"]
    assert (origin.gazette_year, origin.gazette_issue, origin.gazette_serial) == (2015, 7, 1074)


def test_the_body_is_structured(page):
    blocks = [(block.block_type, block.value) for block in page.body]
    headings = [value["text"] for kind, value in blocks if kind == "heading"]
    assert headings[0] == "2015年浙江政务服务网建设工作要点"
    assert [text[:2] for text in headings[1:]] == ["一、", "二、", "三、", "四、", "五、", "六、", "七、"]
    signature = next(value for kind, value in blocks if kind == "signature")
    assert list(signature["organisations"]) == ["浙江省人民政府办公厅"]
    assert signature["date"] == datetime.date(2015, 3, 16)
    assert signature["note"] == "此件公开发布"
    text = "".join(value.source for kind, value in blocks if kind == "text")
    assert text.startswith("<p>各市、县(市、区)人民政府,省政府直属各单位:</p>")
    assert text.count("责任单位:") == 19
    assert "<b>(一)加强基础设施保障。</b>2015年12月底前" in text


def test_the_frame_of_the_old_page_is_gone_and_the_attachment_kept(page, imported):
    text = "\n".join(str(block.value) for block in page.body)
    for word in ("打印", "Baidu", "map", "浏览次数", "字体", "索引号", "废止时间", "0000", "当前位置"):
        assert word not in text
    assert imported["attachments"] == ["浙政办发〔2015〕28号.ceb"]
    assert "浙政办发〔2015〕28号.ceb" in text


def test_the_responsible_bodies_of_nineteen_paragraphs_are_told(imported):
    rows = imported["responsible"]
    first = {one["name"]: one["organisation"] for one in rows[0]["organisations"]}
    assert len(rows) == 19
    assert first == {"省政府办公厅": "zj-bgt", "各市、县(市、区)政府": None}
    assert {"name": "省经信委", "organisation": "zj-jxt"} in rows[1]["organisations"]


def test_every_field_is_reported(imported):
    status = {fact["field"]: fact["status"] for fact in imported["facts"]}
    assert status["index_number"] == "kept"
    assert status["date_repealed"] == "empty"
    assert status["issuer"] == "understood"
    assert "not_understood" not in status.values()


def test_a_second_run_changes_nothing(page, shared, capsys):
    call_command("import_text", shared / SEED, "--portal", "zj", "--json")
    report = json.loads(capsys.readouterr().out)
    assert report["outcome"] == "skipped"
    assert DocumentPage.objects.count() == ImportedDocument.objects.count() == 1


def test_an_update_keeps_page_address_and_day(page, shared, capsys):
    call_command("import_text", shared / SEED, "--portal", "zj", "--update", "--json")
    assert json.loads(capsys.readouterr().out)["outcome"] == "updated"
    again = DocumentPage.objects.get()
    assert (again.pk, again.address, again.published_at) == (page.pk, page.address, page.published_at)
    assert again.index_number == page.index_number


def test_a_dry_run_writes_nothing(shared, gazette, capsys):
    call_command("import_text", shared / SEED, "--portal", "zj", "--dry-run", "--json")
    assert json.loads(capsys.readouterr().out)["outcome"] == "created"
    assert not DocumentPage.objects.exists()


def test_a_draft_has_its_day_but_is_not_public(shared, gazette, capsys):
    call_command("import_text", shared / SEED, "--portal", "zj", "--draft")
    page = DocumentPage.objects.get()
    assert not page.live
    assert timezone.localtime(page.published_at).year == 2015
    assert not Entry.objects.exists()
