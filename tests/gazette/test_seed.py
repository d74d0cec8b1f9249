"""The page that started the project, as an entry of 2015年第7期: every fact of section 0.1, as a citizen reads it."""

import json
import os
from pathlib import Path

import pytest
from django.core.management import call_command

from cms_core.models import Citation, DocumentPage, Entry, Organisation
from cms_core.organisations.load import LoadOrganisations
from cms_core.organisations.readers import read_organisations
from cms_core.organisations.shipped import shipped_file
from gazette.models import Issue, IssueEntry
from gazette.signing.verify import verify_issue
from gazette.states import IssueState
from sites.models import PortalLevel
from tests.cms_core.serving import reader_of, texts
from tests.factories import make_column, make_portal
from tests.gazette.factories import make_gazette, make_issue

pytestmark = pytest.mark.django_db
SHARED = Path(os.environ.get("PORTAL_SHARED_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
SEED = SHARED / "seed" / "000_53e6790a53775d48.txt"
TITLE = "浙江省人民政府办公厅关于印发2015年浙江政务服务网建设工作要点的通知"
CHAPTERS = (3, 4, 3, 2, 2, 2, 3)


@pytest.fixture
def gazette():
    if not SEED.is_file():
        pytest.skip(f"no real inputs at {SHARED}: set PORTAL_SHARED_DATA")
    LoadOrganisations(read_organisations(shipped_file())).execute()
    body = Organisation.objects.get(key="zj")
    portal = make_portal("zj", PortalLevel.PROVINCE, name="浙江省人民政府", organisation=body)
    channel = make_column(portal.home, "政务公开", slug="zhengwu-gongkai", column_type="频道")
    make_column(channel, "政策文件", slug="zhengce-wenjian", column_type="政策文件")
    column = make_column(channel, "政府公报", slug="zhengfu-gongbao", column_type="政府公报")
    return make_gazette(portal, column, first_serial=1074)


def load(*arguments, capsys):
    capsys.readouterr()
    call_command("import_text", SEED, "--portal", "zj", "--json", *arguments)
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def report(gazette, capsys):
    return load(capsys=capsys)


@pytest.fixture
def page(gazette, report):
    response = reader_of(gazette.portal).get("/gazette/2015/7/1")
    assert response.status_code == 200
    return response


def test_the_issue_of_the_old_breadcrumb_is_made_and_published(report):
    issue = Issue.objects.get()
    assert report["gazette"] == {
        "outcome": "created",
        "address": "/gazette/2015/7/1",
        "issue": "2015年第7期",
        "note": "",
    }
    assert (issue.year, issue.number, issue.serial, issue.state) == (2015, 7, 1074, IssueState.PUBLISHED)
    assert issue.entries.get().part.name == "省政府办公厅文件"


def test_the_breadcrumb_ends_as_that_of_the_old_page(page):
    trail = texts(page, "//nav[@aria-label='当前位置']//li")
    assert trail == ["首页", "政务公开", "政府公报", "2015年", "第7期（总第1074期）", TITLE]


def test_the_header_block_shows_every_official_field(page):
    text = page.content.decode()
    for value in ("000014349/2015-777968", "综合政务/电子政务", "浙政办发〔2015〕28号", "2015年3月16日"):
        assert value in text, value
    assert "发文机关省政府办公厅" in " ".join(texts(page, "//*[contains(@class, 'document-facts')]"))
    assert "0000-00-00" not in text
    assert texts(page, "//h1") == [TITLE]


def test_the_outline_has_seven_chapters_and_their_sections(page):
    branches = list(flat(page.context["outline"]))
    chapters = [one for one in branches if one.heading.text[1:2] == "、"]
    assert [one.heading.text[0] for one in chapters] == list("一二三四五六七")
    assert tuple(len(one.children) for one in chapters) == CHAPTERS
    assert sum(CHAPTERS) == 19
    for one in branches:
        assert f'id="{one.heading.id}"' in page.content.decode()


def flat(branches):
    for branch in branches:
        yield branch
        yield from flat(branch.children)


def test_nineteen_notes_say_which_bodies_are_responsible(page):
    rows = page.context["responsible"]
    assert len(rows) == 19
    assert rows[0]["names"] == ["省政府办公厅", "各市、县(市、区)政府"]
    assert all(row["section"] for row in rows)
    assert "责任分工（19 项）" in page.content.decode()


def test_both_citations_are_found(page):
    document = DocumentPage.objects.get()
    numbers = set(Citation.objects.filter(source=document).values_list("document_number", flat=True))
    assert {"浙政办发〔2015〕8号", "国办发〔2014〕66号"} <= numbers
    titles = set(Citation.objects.filter(source=document).values_list("title", flat=True))
    assert "国务院办公厅关于促进电子政务协调发展的指导意见" in titles


def test_the_text_is_sealed_word_for_word_and_signed(report):
    entry = IssueEntry.objects.get()
    assert entry.has_text and entry.page_id == report["page"]
    assert entry.html.count("责任单位:") == 19
    for word in ("打印", "Baidu", "浏览次数", "字体", "当前位置"):
        assert word not in entry.html
    assert '<p class="note">（此件公开发布）</p>' in entry.html
    assert '<p class="date">2015年3月16日</p>' in entry.html
    assert verify_issue(entry.issue) == []


def test_the_sealed_text_is_what_a_freeze_of_the_document_would_be(gazette, report):
    from gazette.texts.freeze import freeze_page

    entry = IssueEntry.objects.get()
    frozen = freeze_page(DocumentPage.objects.get())
    assert entry.html == frozen.html
    assert entry.facts == frozen.facts


def test_the_issue_and_the_machines_have_it_too(gazette, report):
    reader = reader_of(gazette.portal)
    assert TITLE in reader.get("/gazette/2015/7/").content.decode()
    assert reader.get("/gazette/2015/7/1.json").json()["document_number"] == "浙政办发〔2015〕28号"
    assert "第7期（总第1074期）" in reader.get(f"{gazette.column.url}").content.decode()
    assert Entry.objects.filter(kind="issue", visible=True).count() == 1


def test_a_second_run_finds_it_there(report, capsys):
    assert load(capsys=capsys)["gazette"]["outcome"] == "exists"
    assert IssueEntry.objects.count() == 1


def test_it_may_be_left_out(gazette, capsys):
    assert load("--no-gazette", capsys=capsys)["gazette"] == {}
    assert not Issue.objects.exists()


def test_a_dry_run_and_a_draft_leave_the_gazette_alone(gazette, capsys):
    load("--dry-run", capsys=capsys)
    assert not Issue.objects.exists()
    assert load("--draft", capsys=capsys)["gazette"]["outcome"] == "left"
    assert not Issue.objects.exists()


def test_an_issue_that_is_being_made_is_left_to_its_editors(gazette, capsys):
    issue = make_issue(gazette, 2015, 7, 1074)
    told = load(capsys=capsys)
    assert told["gazette"]["outcome"] == "left" and "编辑中" in told["gazette"]["note"]
    assert not issue.entries.exists() and DocumentPage.objects.count() == 1


def test_a_back_issue_that_is_there_gets_it_as_its_next_entry(gazette, capsys, tmp_path):
    path = tmp_path / "contents.jsonl"
    path.write_text('{"年份": 2015, "期号": 7, "总期号": 1074, "标题": "存目一条"}', encoding="utf-8")
    call_command("import_gazette", path, "--portal", "zj")
    told = load(capsys=capsys)["gazette"]
    assert (told["outcome"], told["address"]) == ("added", "/gazette/2015/7/2")
    issue = Issue.objects.get()
    assert issue.manifests.count() == 2 and verify_issue(issue) == []
