"""Each document shows what it cites and who cites it; only what the public may see is a link."""

import datetime
import random
import re
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms_core.citations.unread import catch_up
from cms_core.html.citation_links import link_citations
from cms_core.models import ArticlePage
from cms_core.public.citations import Links, links_of
from cms_core.search.feed import outbox
from cms_core.tree.bulk import write_pages
from cms_core.tree.specs import PageSpec
from tests.cms_core.citations.texts import OLD, OLD_NUMBER, body, cited, citing, repealing
from tests.cms_core.serving import reader_of, texts, tree_of
from tests.factories import make_article, make_column, make_portal

pytestmark = pytest.mark.django_db
SPELLING = f"《{OLD}》（{OLD_NUMBER}）"


@pytest.fixture
def portal():
    return make_portal()


@pytest.fixture
def column(portal):
    return make_column(portal.home, slug="wenjian")


def get(portal, page):
    return reader_of(portal).get(f"/{page.address}")


def links(response, path):
    return [(link.text_content(), link.get("href")) for link in tree_of(response).xpath(path)]


IN_TEXT = "//div[@class='article-body']//a"
CITES = "//section[@aria-labelledby='cites-heading']"
CITED_BY = "//section[@aria-labelledby='cited-by-heading']"


def test_a_text_links_to_what_it_cites_and_is_named_there(portal, column):
    target, source = cited(column), citing(column)
    response = get(portal, source)
    assert links(response, IN_TEXT) == [(SPELLING, f"/{target.address}")]
    assert texts(response, f"{CITES}//dt") == ["依据"]
    assert links(response, f"{CITES}//a") == [(OLD, f"/{target.address}")]
    assert links(get(portal, target), f"{CITED_BY}//a") == [(source.title, f"/{source.address}")]


def test_what_waits_is_named_and_is_no_link(portal, column):
    response = get(portal, citing(column))
    assert not links(response, IN_TEXT)
    assert texts(response, f"{CITES}//li") == [SPELLING]
    assert not links(response, f"{CITES}//a")


def test_what_the_public_may_not_see_is_neither_linked_nor_named_as_citing(portal, column):
    hidden = make_portal("jiande", state="preparing")
    there = make_column(hidden.home)
    target = cited(there, number="浙政发〔2001〕1号")
    source = citing(column, "按照浙政发〔2001〕1号文件。")
    assert not links(get(portal, source), IN_TEXT)
    assert target.address not in get(portal, source).content.decode()
    own = cited(column)
    secret = citing(there, title="还没公开的文章")
    page = get(portal, own).content.decode()
    assert secret.title not in page
    assert "提到本文件的文件" not in page


def test_what_stands_on_another_host_is_linked_there(portal, column):
    other = make_portal("jiande")
    target = cited(make_column(other.home), number="浙政发〔2001〕1号")
    source = citing(column, "按照浙政发〔2001〕1号文件。")
    ((_, url),) = links(get(portal, source), IN_TEXT)
    assert url.startswith("http") and other.site.hostname in url and url.endswith(f"/{target.address}")
    ((_, back),) = links(get(other, target), f"{CITED_BY}//a")
    assert portal.site.hostname in back


def test_headings_and_links_of_the_editor_are_left_alone(portal, column):
    target = cited(column)
    parts = [
        {"type": "heading", "value": {"level": "2", "text": f"一、关于{OLD_NUMBER}"}},
        {"type": "text", "value": f'<p><a href="https://www.gov.cn/">{OLD_NUMBER}</a>，又见{OLD_NUMBER}。</p>'},
    ]
    response = get(portal, make_article(column, body=parts))
    assert [href for _, href in links(response, IN_TEXT)] == ["https://www.gov.cn/", f"/{target.address}"]
    assert not tree_of(response).xpath("//h2//a[@class='citation']")


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>见A〔1〕号。</p>", '<p>见<a class="citation" href="/x?a=1&amp;b=2">A〔1〕号</a>。</p>'),
        ("<p>见A〔1〕号 &lt;b&gt;</p>", '<p>见<a class="citation" href="/x?a=1&amp;b=2">A〔1〕号</a> &lt;b&gt;</p>'),
        ('<img alt="A〔1〕号">', '<img alt="A〔1〕号">'),
        ("<img alt='>A〔1〕号'>", "<img alt='>A〔1〕号'>"),
        ("<a href='/'><b>A〔1〕号</b></a>", "<a href='/'><b>A〔1〕号</b></a>"),
        ("<h3>A〔1〕号</h3>", "<h3>A〔1〕号</h3>"),
        ("<!-- A〔1〕号 -->", "<!-- A〔1〕号 -->"),
        ("<p>没有</p>", "<p>没有</p>"),
        ("<p>A<b>〔1〕</b>号</p>", '<p><a class="citation" href="/x?a=1&amp;b=2">A<b>〔1〕</b>号</a></p>'),
        ("<b>A〔1</b>〕号", '<b><a class="citation" href="/x?a=1&amp;b=2">A〔1</a></b>〕号'),
        ("<p>A〔1〕</p><p>号</p>", "<p>A〔1〕</p><p>号</p>"),
        ("<p>A<a href='/'>〔1〕</a>号</p>", "<p>A<a href='/'>〔1〕</a>号</p>"),
    ],
)
def test_only_running_text_is_linked_and_stays_escaped(html, wanted):
    assert link_citations(html, {"A〔1〕号": "/x?a=1&b=2"}) == wanted


def test_links_change_no_text_and_leave_no_tag_open():
    chance = random.Random(7)
    parts = [
        "A〔1〕号",
        "A",
        "〔1〕",
        "号",
        "<b>",
        "</b>",
        "<em>",
        "</em>",
        "&lt;",
        "<p>",
        "</p>",
        "<a href='/'>",
        "</a>",
        " ",
    ]
    linked = 0
    for _ in range(2000):
        html = "".join(chance.choices(parts, k=14))
        made = link_citations(html, {"A〔1〕号": "/x"})
        linked += made != html
        assert re.sub(r'<a class="citation" href="/x">(.*?)</a>', r"\1", made) == html
    assert linked > 100


def test_a_citation_over_several_inline_tags_is_one_link(portal, column):
    target = cited(column)
    source = citing(column, "根据《桐庐县<b>会议</b>管理办法》（<i>桐政发</i>〔2010〕1号），制定本办法。")
    assert links(get(portal, source), IN_TEXT) == [(SPELLING, f"/{target.address}")]


def test_a_hostile_run_of_tags_is_linked_in_time_with_its_length():
    started = time.process_time()
    link_citations("<b>" * 200_000 + "A〔1〕号" * 3000, {"A〔1〕号": "/x"})
    assert time.process_time() - started < 5


def test_a_title_that_looks_like_a_tag_stays_text(portal, column):
    name = "关于<script>alert(1)</script>的规定"
    cited(column, name, "桐政发〔2010〕2号")
    source = citing(column, "按照桐政发〔2010〕2号文件。")
    assert "<script>alert(1)" not in get(portal, source).content.decode()


def test_a_document_cited_by_very_many_shows_ten_and_leads_to_the_rest(portal, column):
    target = cited(column)
    pages = [ArticlePage(title=f"引用{number}", body=body(f"按照{OLD_NUMBER}。")) for number in range(45)]
    write_pages(column, [PageSpec(page) for page in pages])
    catch_up()
    response = get(portal, target)
    assert texts(response, f"{CITED_BY}//span[@class='count']") == ["45 件"]
    assert len(links(response, f"{CITED_BY}//li/a")) == 10
    ((_, more),) = links(response, f"{CITED_BY}//a[@class='more']")
    reader = reader_of(portal)
    seen, url = [], more
    while url:
        response = reader.get(url)
        seen += [href for _, href in links(response, "//div[@class='citations']//a")]
        url = next((href for _, href in links(response, "//a[@rel='next']")), None)
    assert len(seen) == len(set(seen)) == 45


def test_the_list_of_citing_texts_is_that_of_a_public_document_of_this_host(portal, column):
    article = make_article(column)
    elsewhere = cited(make_column(make_portal("jiande").home))
    reader = reader_of(portal)
    for number in (article.pk, elsewhere.pk, 999_999_999):
        assert reader.get(f"/cited/{number}/").status_code == 404


def test_a_long_list_of_cited_documents_is_folded(portal, column):
    source = citing(column, "".join(f"按照浙政发〔2001〕{number}号文件办理。" for number in range(1, 31)))
    response = get(portal, source)
    assert len(texts(response, f"{CITES}//details//li")) == 20


def test_pages_with_citations_keep_their_budget(portal, column):
    target = cited(column, body=body(f'<a linktype="page" id="{column.pk}">链接</a>，按照浙政发〔2001〕1号文件。'))
    cited(make_column(make_portal("jiande").home), "另一件", "浙政发〔2001〕1号")
    source = repealing(column)
    make_article(column, "解读", interprets=target)
    citing(column)
    reader = reader_of(portal)
    for page in (target, source):
        reader.get(f"/{page.address}")
        with CaptureQueriesContext(connection) as queries:
            reader.get(f"/{page.address}")
        assert len(queries) <= 8, [query["sql"][:200] for query in queries]


def test_structured_data_names_what_is_cited_and_repealed(portal, column):
    target = cited(column)
    page = get(portal, repealing(column)).content.decode()
    assert f'"legislationRepeals":[{{"@type":"Legislation","@id":"{portal.base_url}/{target.address}#content"' in page


def test_a_reading_is_not_listed_twice(portal, column):
    target = cited(column)
    reading = make_article(column, "办法解读", interprets=target, body=body(f"现就《{OLD}》（{OLD_NUMBER}）解读如下。"))
    page = get(portal, target)
    assert len(links(page, f"//a[@href='/{reading.address}']")) == 1 + len(
        links(page, f"//nav[contains(@class,'neighbours')]//a[@href='/{reading.address}']")
    )


def test_wherever_it_is_listed_a_repealed_document_says_so_with_its_day(portal, column):
    target = cited(column, validity="repealed", validity_basis="清理决定", date_repealed=datetime.date(2020, 1, 1))
    source = citing(column)
    portal.home.sections = [{"type": "column_lists", "value": {"columns": [column.pk], "count": 7}}]
    portal.home.save_revision().publish()
    outbox.catch_up()
    for path in ("/", "/wenjian/", "/search/?q=会议管理办法", f"/{source.address}"):
        assert "已废止 2020-01-01" in texts(reader_of(portal).get(path), "//a[contains(@class,'tag')]"), path
    feed = reader_of(portal).get("/wenjian/feed.atom").content.decode()
    assert "【已废止（2020年1月1日）】" in feed
    assert tree_of(get(portal, target)).xpath("//*[@id='validity']")


def test_a_page_that_was_never_saved_has_no_citations():
    assert links_of(ArticlePage(title="草稿"), None) == Links()
