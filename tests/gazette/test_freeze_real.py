"""Real documents through the doors of the import and into standard text: the seed, the State Council, regulations."""

import json
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from cms_core.html.text import text_of as words_of_html
from cms_core.models import DocumentPage, Organisation
from cms_core.organisations.load import LoadOrganisations
from cms_core.organisations.readers import read_organisations
from cms_core.organisations.shipped import shipped_file
from gazette.texts.canonical import text_of
from gazette.texts.freeze import freeze_page
from gazette.texts.outline import nested, outline_of
from gazette.texts.standard import standard, standard_of_lines
from sites.models import PortalLevel
from tests.factories import make_column, make_portal

SHARED = Path(os.environ.get("PORTAL_SHARED_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
SEED = "seed/000_53e6790a53775d48.txt"


@pytest.fixture
def shared():
    if not SHARED.is_dir():
        pytest.skip(f"no real inputs at {SHARED}: set PORTAL_SHARED_DATA")
    return SHARED


@pytest.fixture
def province(db):
    LoadOrganisations(read_organisations(shipped_file())).execute()
    organisation = Organisation.objects.get(key="zj")
    portal = make_portal("zj", PortalLevel.PROVINCE, name="浙江省人民政府", organisation=organisation)
    make_column(portal.home, "政府公报", slug="zhengfu-gongbao", column_type="政府公报")
    return portal


@pytest.fixture
def seed(shared, province, tmp_path):
    """Imported with the attachment that it names."""
    (tmp_path / "浙政办发〔2015〕28号.ceb").write_bytes(b"Founder CEB 3.00\x00" + bytes(range(256)) * 4)
    call_command("import_text", shared / SEED, "--portal", "zj", "--files", tmp_path, "--json", stdout=StringIO())
    return DocumentPage.objects.get()


def run_documents(path, *options):
    call_command("import_documents", str(path), "--portal", "zj", "--json", *options, stdout=StringIO())


def solid(text):
    return "".join(text.split())


def text_of_page(page):
    """What the portal's own template shows of the body."""
    return words_of_html(str(page.body.render_as_block()))


def test_the_seed_has_seven_chapters_with_their_sections(seed):
    tree = nested(outline_of(freeze_page(seed).html))
    assert [branch.heading.text for branch in tree] == ["2015年浙江政务服务网建设工作要点"]
    chapters = tree[0].children
    assert [branch.heading.text[:2] for branch in chapters] == ["一、", "二、", "三、", "四、", "五、", "六、", "七、"]
    assert [len(branch.children) for branch in chapters] == [3, 4, 3, 2, 2, 2, 3]
    assert all(section.heading.level == 3 for branch in chapters for section in branch.children)
    assert chapters[5].children[0].heading.text == "(一)加强基础设施保障。"


def test_a_section_that_runs_in_stays_one_paragraph(seed):
    html = freeze_page(seed).html
    assert "<strong>(一)加强基础设施保障。</strong>2015年12月底前" in html
    assert '<p class="salutation">各市、县(市、区)人民政府,省政府直属各单位:</p>' in html
    assert '<p class="signature">浙江省人民政府办公厅</p><p class="date">2015年3月16日</p>' in html
    assert '<p class="note">（此件公开发布）</p>' in html


def test_the_seeds_nineteen_notes_name_who_is_responsible(seed):
    responsible = freeze_page(seed).facts["responsible"]
    assert len(responsible) == 19
    assert responsible[0] == {
        "section": "(一)深化顶层设计,健全政务服务网一体建设、统分结合的管理模式。",
        "names": ["省政府办公厅", "各市、县(市、区)政府"],
    }
    assert "省测绘与地理信息局" in responsible[1]["names"]
    assert responsible[-1]["section"] == "(三)建立长效运行维护体系。"


def test_the_seeds_facts_are_those_of_its_header(seed):
    frozen = freeze_page(seed)
    facts = {name: value for name, value in frozen.facts.items() if name not in {"responsible", "source_url"}}
    assert frozen.title == "浙江省人民政府办公厅关于印发2015年浙江政务服务网建设工作要点的通知"
    assert facts == {
        "index_number": "000014349/2015-777968",
        "theme": "综合政务/电子政务",
        "genre": "通知",
        "issuers": ["省政府办公厅"],
        "document_number": "浙政办发〔2015〕28号",
        "date_written": "2015-03-16",
        "validity": "in_force",
        "published_at": "2015-03-25T19:07:00+08:00",
        "source": "省政府办公厅",
        "attachments": [{"name": "浙政办发〔2015〕28号.ceb", "file": "浙政办发〔2015〕28号.ceb"}],
    }
    assert frozen.facts["source_url"].endswith(f"/doc/2015/3/{seed.pk}.html")


def test_the_seeds_attachment_comes_along_byte_for_byte(seed):
    (file,) = freeze_page(seed).files
    with file.open() as content:
        assert content.read() == b"Founder CEB 3.00\x00" + bytes(range(256)) * 4


def test_no_word_of_the_state_councils_documents_is_lost(shared, province):
    run_documents(shared / "policies/state_council_30.jsonl", "--preset", "state_council")
    pages = list(DocumentPage.objects.all())
    assert len(pages) == 30
    for page in pages:
        html = freeze_page(page).html
        assert solid(text_of(html)) == solid(text_of_page(page)), page.title
        assert standard(html) == html, page.title
        assert outline_of(html) or len(html) < 6000, page.title


def test_no_word_of_410_regulations_is_lost(shared, province):
    run_documents(shared / "laws/zhejiang_regulations.jsonl", "--preset", "regulations")
    pages = list(DocumentPage.objects.all())
    assert len(pages) > 400
    for page in pages:
        html = freeze_page(page).html
        assert solid(text_of(html)) == solid(text_of_page(page)), page.title
        assert standard(html) == html, page.title


def test_plain_texts_of_regulations_lose_no_word_either(shared):
    for line in (shared / "laws/zhejiang_regulations.jsonl").read_text(encoding="utf-8").split("\n")[:120]:
        if line:
            text = json.loads(line)["text"]
            assert solid(text_of(standard_of_lines(text.split("\n")))) == solid(text)
