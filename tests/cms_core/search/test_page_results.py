"""/search/: what is found, in which order, how it is shown; and what the public must not see."""

import pytest
from wagtail.models import PageViewRestriction

from cms_core.models import Entry
from tests.cms_core.search.asking import RESULTS, ask, column, county, no_known_places, titles
from tests.cms_core.serving import at, reader_of, texts, tree_of
from tests.factories import make_article, make_column, make_document, make_organisation, make_portal

__all__ = ["column", "county", "no_known_places"]
pytestmark = pytest.mark.django_db


def body(text):
    return [("text", f"<p>{text}</p>")]


def test_words_of_the_text_are_found_and_marked_where_they_stand(county, column):
    make_article(column, "工作推进会", body=body("会议部署春季义务植树，要求各地抓紧。"))
    response = ask(county, q="义务植树")
    assert texts(response, RESULTS) == ["工作推进会"]
    assert texts(response, "//p[@class='result-passage']/mark") == ["义务植树"]


def test_paragraphs_follow_one_another_as_chinese_is_set(county, column):
    make_article(column, "推进会", body=[("text", "<p>会议部署植树。</p><p>植树须抓紧：</p><p>各地 3 月底完成</p>")])
    passage = texts(ask(county, q="植树"), "//p[@class='result-passage']")
    assert passage == ["会议部署植树。植树须抓紧：各地 3 月底完成"]


def test_a_part_of_a_word_is_found(county, column):
    make_article(column, "电子政务建设")
    assert titles(county, q="政务") == ["电子政务建设"]


@pytest.mark.parametrize(
    "typed",
    ["桐政办发〔2026〕3号", "桐政办发[2026]3号", "桐政办发（2026）3号", "桐政办发〔２０２６〕3号", "桐政办发2026 3"],
)
def test_a_document_number_is_found_however_it_is_typed(county, column, typed):
    make_document(column, "关于植树的通知", document_number="桐政办发〔2026〕3号")
    make_document(column, "关于防火的通知", document_number="桐政办发〔2026〕33号")
    assert titles(county, q=typed)[:1] == ["关于植树的通知"]


def test_drafts_private_and_closed_content_is_never_found_counted_or_offered(county, column):
    make_article(column, "秘密草稿", live=False)
    private = make_column(county.home, "内部")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    make_article(private, "秘密内部")
    closed = make_column(county.home, "关闭")
    make_article(closed, "秘密关闭")
    closed.unpublish()
    make_article(make_column(make_portal("new", state="preparing").home), "秘密筹建")
    response = ask(county, q="秘密", scope="all")
    assert response.context["reading"].found.total == 0
    assert "秘密草稿" not in response.content.decode()


def test_what_was_withdrawn_is_not_shown_although_the_index_was_not_told(county, column):
    make_article(column, "植树之一")
    gone = make_article(column, "植树之二")
    ask(county, q="植树")
    # As a crash between the two would leave it: closed in the catalogue, still in the index, nothing in the outbox.
    Entry.objects.filter(pk=gone.pk).update(visible=False)
    assert titles(county, q="植树") == ["植树之一"]


def test_a_result_says_kind_number_issuer_date_and_elsewhere_its_portal(county, column):
    office = make_organisation("淳安县人民政府办公室")
    other = make_portal("chunan", name="淳安县人民政府")
    make_document(
        make_column(other.home),
        "植树办法",
        document_number="淳政办发〔2026〕1号",
        issuer=office,
        published_at=at(2026, 3, 5),
    )
    facts = texts(ask(county, q="植树", scope="all"), "//ul[@class='result-facts']/li")
    assert facts == ["公文", "淳政办发〔2026〕1号", "淳安县人民政府办公室", "2026-03-05", "淳安县人民政府"]


def test_a_result_of_another_host_is_linked_there(county, column):
    other = make_portal("chunan")
    there = make_article(make_column(other.home), "植树在淳安")
    links = tree_of(ask(county, q="植树", scope="all")).xpath(f"{RESULTS}/@href")
    assert links == [f"{other.base_url}/{there.address}"]


def test_what_is_repealed_comes_last_and_says_so_with_its_day(county, column):
    make_document(
        column, "植树办法（旧）", validity="repealed", date_repealed="2025-01-01", published_at=at(2026, 3, 9)
    )
    make_document(column, "植树办法（新）", published_at=at(2026, 3, 1))
    response = ask(county, q="植树办法")
    assert texts(response, RESULTS) == ["植树办法（新）", "植树办法（旧）"]
    assert texts(response, "//a[@class='tag warn']") == ["已废止 2025-01-01"]
    assert tree_of(response).xpath("//a[@class='tag warn']/@href")[0].endswith("#validity")


def test_nothing_typed_or_written_becomes_markup(county, column):
    make_article(column, "<script>植树</script>", body=body("&lt;img src=x&gt; 植树"))
    response = ask(county, q="植树 <script>")
    assert not tree_of(response).xpath("//main//script | //main//ol//img")
    assert "<script>植树</script>" in texts(response, RESULTS)[0]


def test_by_date_the_newest_is_first(county, column):
    make_article(column, "植树", published_at=at(2024))
    make_article(column, "关于植树", published_at=at(2026))
    make_article(column, "某地植树", published_at=at(2025))
    assert titles(county, q="植树")[0] == "植树"
    assert titles(county, q="植树", order="date") == ["关于植树", "某地植树", "植树"]


def test_pages_are_numbered_and_each_result_stands_on_one(county, column):
    for number in range(45):
        make_article(column, f"植树{number:02}")
    seen = []
    for page in (1, 2, 3):
        response = ask(county, q="植树", page=page)
        seen += texts(response, RESULTS)
        assert texts(response, "//nav[@aria-label='翻页']//span[@aria-current]") == [f"第{page}页，当前页"]
        assert tree_of(response).xpath("//ol[@data-results]/@start") == [str(20 * page - 19)]
    assert sorted(seen) == [f"植树{number:02}" for number in range(45)]


def test_a_page_beyond_the_last_shows_the_last(county, column):
    for number in range(21):
        make_article(column, f"植树{number:02}")
    response = ask(county, q="植树", page=40)
    assert len(texts(response, RESULTS)) == 1
    assert response.context["pagination"]["page"] == 2


def test_the_answer_is_kept_out_of_search_engines_and_sets_no_cookie(county, column):
    response = ask(county, q="植树")
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_a_saved_page_is_found_by_the_next_request(county, column, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_article(column, "刚刚发布的植树消息")
    response = reader_of(county).get("/search/?q=植树")
    assert texts(response, RESULTS) == ["刚刚发布的植树消息"]
