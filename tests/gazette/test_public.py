"""What the public reads of the gazette, and what it does not: issue and entry pages, years, the column's face."""

import datetime
import json

import pytest

from cms_core.models import ArticlePage
from cms_core.models.validity import Validity
from gazette.models import EntryKind
from gazette.states import IssueState
from tests import factories
from tests.cms_core.serving import head_tags, reader_of, texts, tree_of
from tests.gazette.factories import make_entry, make_gazette, make_issue
from tests.gazette.publishing import give_page, make_published

pytestmark = pytest.mark.django_db


@pytest.fixture
def gazette():
    return make_gazette(first_serial=1074, registration="浙准印证第0001号")


@pytest.fixture
def reader(gazette):
    return reader_of(gazette.portal)


def breadcrumb(response):
    return texts(response, "//nav[@aria-label='当前位置']//li")


def test_the_breadcrumb_is_that_of_the_seed(gazette, reader):
    make_published(gazette)
    trail = ["首页", "政务公报", "2015年", "第7期（总第1074期）"]
    assert breadcrumb(reader.get("/gazette/2015/7/")) == trail
    assert breadcrumb(reader.get("/gazette/2015/7/2")) == [*trail, "关于促进就业的意见"]


def test_gazette_leads_to_the_column_and_a_year_is_the_columns_page(gazette, reader):
    make_published(gazette)
    answer = reader.get("/gazette/")
    assert (answer.status_code, answer["Location"]) == (302, f"/{gazette.column.slug}/")
    assert reader.get(answer["Location"]).templates[0].name == "gazette/home.html"
    year = reader.get("/gazette/2015/")
    assert texts(year, "//h1") == ["浙江省人民政府公报 2015年"]
    assert reader.get("/gazette/2014/").status_code == 404


@pytest.mark.parametrize("state", [IssueState.DRAFTING, IssueState.SUBMITTED, IssueState.APPROVED])
def test_what_is_not_published_is_nowhere(gazette, reader, state):
    make_published(gazette, number=6)
    issue = make_issue(gazette, state=state)
    make_entry(issue, title="尚未公布的决定", number=1)
    for path in ("/gazette/2015/7/", "/gazette/2015/7/1", "/gazette/2015/7.json", "/gazette/2015/7/1.json",
                 "/gazette/2015/7/1.txt", "/gazette/2015/7/1.akn.xml", "/gazette/2015/7/cover.webp",
                 "/gazette/2015/7/files/x.pdf", "/gazette/2015/7/1/files/x.png"):  # fmt: skip
        assert reader.get(path).status_code == 404, path
    for path in (f"/{gazette.column.slug}/", "/gazette/2015/", "/gazette/feed.atom", "/gazette/2015/6/",
                 "/gazette/search/?q=尚未", "/sitemap-gazette-2015.xml"):  # fmt: skip
        body = reader.get(path).content.decode()
        assert "尚未公布的决定" not in body, path
        assert "/gazette/2015/7" not in body, path


def test_a_withdrawn_issue_is_gone_with_its_entries_and_files(gazette, reader):
    issue = make_published(gazette)
    issue.state = IssueState.WITHDRAWN
    issue.save()
    for path in ("/gazette/2015/7/", "/gazette/2015/7/1", "/gazette/2015/7.json", "/gazette/2015/7/files/a.pdf"):
        assert reader.get(path).status_code == 410, path
    assert reader.get("/gazette/2015/7/9").status_code == 404


def test_only_one_spelling_of_an_address_answers(gazette, reader):
    make_published(gazette)
    moved = {
        "/gazette": "/gazette/",
        "/gazette/2015": "/gazette/2015/",
        "/gazette/2015/7": "/gazette/2015/7/",
        "/gazette/2015/7/1/": "/gazette/2015/7/1",
    }
    for path, right in moved.items():
        answer = reader.get(path)
        assert (answer.status_code, answer["Location"]) == (301, right)
    for path in ("/gazette/2015/07/", "/gazette/2015/7/01", "/gazette/0/1/", "/gazette/9999/9999/9999"):
        assert reader.get(path).status_code == 404


def test_another_portal_has_no_gazette(gazette):
    make_published(gazette)
    county = factories.make_portal("tonglu", parent=gazette.portal)
    for path in ("/gazette/", "/gazette/2015/7/", "/gazette/feed.atom", "/gazette/search/?q=通知"):
        assert reader_of(county).get(path).status_code == 404


def test_a_closed_column_closes_the_gazette(gazette, reader):
    make_published(gazette)
    gazette.column.unpublish()
    assert reader.get("/gazette/2015/7/").status_code == 404
    assert reader.get("/gazette/2015/7/1.json").status_code == 404


def test_a_second_visit_is_not_sent_again(gazette, reader):
    make_published(gazette)
    first = reader.get("/gazette/2015/7/1")
    again = reader.get("/gazette/2015/7/1", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert not first.cookies
    assert reader.post("/gazette/2015/7/1").status_code == 405


def test_the_issue_names_its_neighbours_across_the_year(gazette, reader):
    for year, number in ((2014, 36), (2015, 1), (2015, 2)):
        make_published(gazette, year, number)
    links = [
        (a.get("rel"), a.get("href"))
        for a in tree_of(reader.get("/gazette/2015/1/")).find_class("neighbours")[0].iter("a")
    ]
    assert links == [("next", "/gazette/2015/2/"), ("prev", "/gazette/2014/36/")]


def test_contents_say_which_documents_are_no_longer_in_force(gazette, reader):
    column = factories.make_column(gazette.portal.home, "政策文件")
    document = factories.make_document(column, "旧办法", document_number="浙政办发〔2015〕28号")
    issue = make_issue(gazette, state=IssueState.PUBLISHED)
    make_entry(issue, "省政府办公厅文件", document)
    give_page(issue)
    newer = factories.make_document(column, "新办法", document_number="浙政办发〔2020〕1号")
    document.validity, document.changed_by, document.date_repealed = Validity.REPEALED, newer, datetime.date(2020, 5, 1)
    document.save_revision().publish()
    assert "已废止" in texts(reader.get("/gazette/2015/7/"), "//div[@class='contents']//li")[0]
    entry = reader.get("/gazette/2015/7/1")
    (banner,) = texts(entry, "//aside[@aria-label='效力提示']")
    assert "2020年5月1日" in banner and "新办法" in banner
    assert ("效力", "已废止") in list(zip(texts(entry, "//dt"), texts(entry, "//dd"), strict=True))
    assert f"/{newer.address}" in entry.content.decode()


def test_the_text_stays_when_its_document_goes(gazette, reader):
    column = factories.make_column(gazette.portal.home, "政策文件")
    document = factories.make_document(column, "办法")
    issue = make_issue(gazette, state=IssueState.PUBLISHED)
    make_entry(issue, None, document, html="<p>第一条原文。</p>")
    before = reader.get("/gazette/2015/7/1")
    assert f"/{document.address}" in before.content.decode()
    document.unpublish()
    after = reader.get("/gazette/2015/7/1").content.decode()
    assert "第一条原文。" in after and f"/{document.address}" not in after
    document.delete()
    assert "第一条原文。" in reader.get("/gazette/2015/7/1").content.decode()


def test_an_erratum_and_what_it_corrects_show_each_other(gazette, reader):
    first = make_published(gazette)
    wrong = first.entries.get(number=1)
    second = make_issue(gazette, 2015, 8, state=IssueState.PUBLISHED)
    make_entry(second, title="更正", kind=EntryKind.ERRATUM, corrects=wrong, correction="“应当”误为“可以”。", html="")
    entry = reader.get("/gazette/2015/7/1").content.decode()
    assert "/gazette/2015/8/1" in entry and "“应当”误为“可以”。" in entry
    assert "有更正" in texts(reader.get("/gazette/2015/7/"), "//div[@class='contents']//li")[0]
    erratum = reader.get("/gazette/2015/8/1").content.decode()
    assert "/gazette/2015/7/1" in erratum and "“应当”误为“可以”。" in erratum


def test_an_erratum_of_an_issue_to_come_is_not_told(gazette, reader):
    wrong = make_published(gazette).entries.get(number=1)
    later = make_issue(gazette, 2015, 8, state=IssueState.APPROVED)
    make_entry(later, title="更正", kind=EntryKind.ERRATUM, corrects=wrong, correction="误。", html="")
    assert "更正" not in reader.get("/gazette/2015/7/1").content.decode()
    assert "更正" not in reader.get("/gazette/2015/7/").content.decode()


def test_entry_pages_carry_the_tags_of_the_standard(gazette, reader):
    facts = {"theme": "综合政务/电子政务", "source": "省政府办公厅", "issuers": ["浙江省人民政府办公厅"]}
    issue = make_issue(gazette, state=IssueState.PUBLISHED)
    make_entry(issue, title="工作要点", facts=facts, document_number="浙政办发〔2015〕28号")
    answer = reader.get("/gazette/2015/7/1")
    tags = dict(head_tags(answer))
    assert tags["ArticleTitle"] == "工作要点" == texts(answer, "//h1")[0]
    assert tags["ColumnType"] == "政府公报"
    assert tags["ContentSource"] == "省政府办公厅"
    assert tags["PubDate"] == "2015-07-15 09:00"
    canonical = tree_of(answer).xpath("//link[@rel='canonical']/@href")
    assert canonical == [tags["Url"]] and tags["Url"].endswith("/gazette/2015/7/1")
    graph = json.loads(tree_of(answer).xpath("//script[@type='application/ld+json']")[0].text)["@graph"]
    law = next(item for item in graph if item["@type"] == "Legislation")
    assert law["legislationIdentifier"] == "浙政办发〔2015〕28号"
    assert law["isPartOf"]["@type"] == "PublicationIssue"


def test_no_title_ends_the_script_block_or_the_page(gazette, reader):
    evil = "</script><img src=x onerror=alert(1)>\"'"
    make_published(gazette, titles=[evil])
    for path in ("/gazette/2015/7/", "/gazette/2015/7/1", "/gazette/search/?q=onerror", "/gazette/feed.atom",
                 f"/{gazette.column.slug}/"):  # fmt: skip
        body = reader.get(path).content.decode()
        assert "<img src=x" not in body and "</script><img" not in body


def test_the_outline_of_the_text_is_offered_twice_beside_and_folded(gazette, reader):
    html = "".join(f'<h2 id="s{n}">{c}、要求</h2><p>文。</p>' for n, c in enumerate("一二三", 1))
    make_entry(make_issue(gazette, state=IssueState.PUBLISHED), html=html)
    page = tree_of(reader.get("/gazette/2015/7/1"))
    for place in ("//nav[contains(@class, 'outline-side')]", "//details[contains(@class, 'outline-fold')]"):
        assert page.xpath(f"{place}//a/@href") == ["#s1", "#s2", "#s3"]


def test_files_of_a_text_are_found_below_its_entry(gazette, reader):
    html = (
        '<p>见图 src="files/a.png"。</p><figure><img src="files/图1.png" alt="图"/></figure>'
        '<p><a href="files/表.pdf">表</a></p>'
    )
    make_entry(make_issue(gazette, state=IssueState.PUBLISHED), html=html)
    body = tree_of(reader.get("/gazette/2015/7/1")).find_class("standard")[0]
    assert body.xpath(".//img/@src") == ["/gazette/2015/7/1/files/图1.png"]
    assert body.xpath(".//a/@href") == ["/gazette/2015/7/1/files/表.pdf"]
    assert 'src="files/a.png"' in body.text_content()


def test_a_text_link_to_a_foreign_site_goes_through_the_notice(gazette, reader):
    make_entry(make_issue(gazette, state=IssueState.PUBLISHED), html='<p><a href="https://example.com/">外</a></p>')
    page = tree_of(reader.get("/gazette/2015/7/1"))
    assert page.find_class("standard")[0].xpath(".//a/@href")[0].startswith("/leaving/?to=")


def test_an_old_issue_with_only_scans_says_so(gazette, reader):
    issue = make_published(gazette, contents_only=True, titles=[])
    make_entry(issue, title="旧文件", kind=EntryKind.REFERENCE, html="", first_page=3, last_page=5)
    assert "本期只有目录和扫描版" in reader.get("/gazette/2015/7/").content.decode()
    assert "第 3-5 页" in " ".join(texts(reader.get("/gazette/2015/7/1"), "//p[@class='empty']")).replace("—", "-")


def test_the_columns_other_articles_stay_reachable(gazette, reader):
    make_published(gazette)
    factories.make_content(ArticlePage, gazette.column, "公报赠阅启事", True)
    home = reader.get(f"/{gazette.column.slug}/")
    assert "公报赠阅启事" in home.content.decode()
    plain = reader.get(f"/{gazette.column.slug}/?view=list")
    assert plain.templates[0].name == "portal/column.html"
    assert "公报赠阅启事" in plain.content.decode()


def test_a_gazette_column_without_issues_keeps_its_list(gazette, reader):
    factories.make_content(ArticlePage, gazette.column, "公报赠阅启事", True)
    assert reader.get(f"/{gazette.column.slug}/").templates[0].name == "portal/column.html"
