"""Akoma Ntoso: well-formed, ids once, the hierarchy of the text, its identity, and no word lost."""

import pytest
from lxml import etree

from gazette.exports.akn_elements import NAMESPACE
from gazette.exports.akoma_ntoso import akoma_ntoso
from gazette.states import IssueState
from gazette.texts.standard import standard, standard_of_lines
from tests.gazette.factories import make_entry, make_gazette, make_issue

pytestmark = pytest.mark.django_db
NS = {"a": NAMESPACE}
FACTS = {
    "issuers": ["浙江省人民政府", "浙江省军区"],
    "genre": "通知",
    "theme": "综合政务/电子政务",
    "date_written": "2015-03-16",
    "date_effective": "2015-05-01",
    "attachments": [{"name": "任务分工", "file": "任务分工.xlsx"}],
}


@pytest.fixture
def issue():
    return make_issue(make_gazette(), 2015, 7, serial=1074, state=IssueState.PUBLISHED)


def exported(issue, html, number="浙政办发〔2015〕28号", **facts):
    entry = make_entry(issue, title="关于印发要点的通知", html=html, document_number=number, facts={**FACTS, **facts})
    return etree.fromstring(akoma_ntoso(entry))


def found(root, path):
    return root.xpath(path, namespaces=NS)


def words_of(node):
    return "".join("".join(node.itertext()).split())


DOCUMENT = standard_of_lines(
    [
        "各市、县（市、区）人民政府：",
        "现将有关事项通知如下。",
        "一、总体要求",
        "坚持以人为本。",
        "（一）提高认识。各地要高度重视。",
        "（二）加强领导。各地要落实责任。",
        "二、保障措施",
        "浙江省人民政府办公厅",
        "2015年3月16日",
        "（此件公开发布）",
    ]
)
ORDER = standard_of_lines(
    ["《办法》已经通过，现予公布。", "第一章 总则", "第一条　为了规范管理，制定本办法。", "第二条　本办法适用于本省。",
     "在本省以外的，参照执行。", "第二章 附则", "第三条　本办法自2015年5月1日起施行。"]
)  # fmt: skip


def test_a_document_has_chapters_and_sections_from_its_outline(issue):
    root = exported(issue, DOCUMENT)
    assert [node.get("eId") for node in found(root, "//a:mainBody/a:chapter")] == ["chp_1", "chp_2"]
    assert [node.get("eId") for node in found(root, "//a:chapter/a:section")] == ["chp_1__sec_1", "chp_1__sec_2"]
    assert found(root, "//a:chapter[1]/a:num/text()") == ["一、"]
    assert found(root, "//a:chapter[1]/a:heading/text()") == ["总体要求"]
    assert found(root, "//a:chapter[1]/a:intro/a:p/text()") == ["坚持以人为本。"]
    assert found(root, "//a:section[1]/a:heading/text()") == ["提高认识。"]
    assert found(root, "//a:section[1]/a:content/a:p/text()") == ["各地要高度重视。"]


def test_an_order_is_an_act_with_articles_and_a_preamble(issue):
    root = exported(issue, ORDER, "浙江省人民政府令第328号", genre="命令（令）")
    assert found(root, "/a:akomaNtoso/a:act")
    assert found(root, "//a:preamble/a:p/text()") == ["《办法》已经通过，现予公布。"]
    assert [node.get("eId") for node in found(root, "//a:article")] == [
        "chp_1__art_1", "chp_1__art_2", "chp_2__art_1",
    ]  # fmt: skip
    assert found(root, "//a:article/a:num/text()") == ["第一条", "第二条", "第三条"]
    assert len(found(root, "//a:article[a:num='第二条']/a:content/a:p")) == 2
    assert not found(root, "//a:body/a:p")


@pytest.mark.parametrize(
    "html", [DOCUMENT, ORDER, "", "<p>只有一段。</p>"], ids=["document", "order", "empty", "short"]
)
def test_ids_are_used_once_and_the_parts_of_a_document_stand_in_their_order(issue, html):
    root = exported(issue, html)
    ids = found(root, "//@eId")
    assert len(ids) == len(set(ids))
    (main,) = root
    order = ["meta", "preface", "preamble", "body", "mainBody", "attachments"]
    names = [etree.QName(node).localname for node in main]
    assert names == sorted(names, key=order.index)
    assert [etree.QName(node).localname for node in found(root, "//a:meta")[0]] == [
        "identification", "publication", "classification", "lifecycle", "references",
    ]  # fmt: skip


def test_no_word_is_lost(issue):
    root = exported(issue, DOCUMENT)
    plain = "".join("".join(etree.fromstring(f"<x>{DOCUMENT}</x>").itertext()).split())
    assert words_of(found(root, "//a:mainBody")[0]) == plain


def test_it_says_what_it_is_who_made_it_and_where_it_came_out(issue):
    root = exported(issue, DOCUMENT)
    work = found(root, "//a:FRBRWork/a:FRBRuri/@value")[0]
    assert work.startswith("/akn/cn-zj/doc/2015-03-16/")
    assert found(root, "//a:FRBRExpression/a:FRBRuri/@value")[0] == f"{work}/zho@2015-07-15"
    assert found(root, "//a:FRBRcountry/@value") == ["cn"]
    assert found(root, "//a:publication/@number") == ["2015年第7期（总第1074期）"]
    assert found(root, "//a:eventRef/@date") == ["2015-03-16", "2015-07-15", "2015-05-01"]
    names = dict(zip(found(root, "//a:TLCOrganization/@eId"), found(root, "//a:TLCOrganization/@showAs"), strict=True))
    assert (names["issuer_1"], names["issuer_2"]) == ("浙江省人民政府", "浙江省军区")
    referred = {value.lstrip("#") for value in found(root, "//@source | //@refersTo | //a:FRBRauthor/@href")}
    assert referred <= set(found(root, "//@eId"))


def test_attachments_and_pictures_have_whole_addresses(issue):
    html = standard('<p>见图：</p><figure><img src="files/picture-1.jpg" alt="示意图"></figure>')
    root = exported(issue, html)
    base = f"{issue.gazette.portal.base_url}/gazette/2015/7/1/files/"
    assert found(root, "//a:img/@src") == [f"{base}picture-1.jpg"]
    assert found(root, "//a:attachment/a:documentRef/@href") == [f"{base}任务分工.xlsx"]


def test_tables_have_rows_of_cells_with_paragraphs(issue):
    html = standard('<table><caption>表</caption><thead><tr><th colspan="2">甲</th></tr></thead>'
                    "<tr><td>1</td><td>2<br>3</td></tr></table>")  # fmt: skip
    root = exported(issue, html)
    assert found(root, "//a:table/a:caption/text()") == ["表"]
    assert found(root, "//a:table/a:tr/a:th/@colspan") == ["2"]
    assert len(found(root, "//a:table/a:tr/a:td/a:p")) == 2
    assert len(found(root, "//a:td/a:p/a:br")) == 1


def test_the_same_entry_gives_the_same_bytes(issue):
    entry = make_entry(issue, html=DOCUMENT, facts=FACTS)
    assert akoma_ntoso(entry) == akoma_ntoso(type(entry).objects.get(pk=entry.pk))
