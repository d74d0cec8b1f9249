"""/search/: titles and document numbers, here or in the whole province, with every filter in the address."""

import datetime
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from wagtail.models import PageViewRestriction

from tests.cms_core.serving import at, reader_of, texts, tree_of
from tests.factories import make_article, make_column, make_document, make_portal

pytestmark = pytest.mark.django_db
RESULTS = "//ol[@class='results']/li/h2/a"


@pytest.fixture
def county():
    return make_portal("tonglu")


@pytest.fixture
def column(county):
    return make_column(county.home, slug="dongtai")


def search(portal, query):
    response = reader_of(portal).get(f"/search/?{query}")
    assert response.status_code == 200
    return response


def asked(text, rest=""):
    return f"q={quote(text)}{rest}"


def test_every_word_must_stand_in_the_title(county, column):
    make_article(column, "桐庐县春季义务植树活动")
    make_article(column, "桐庐县召开会议")
    assert texts(search(county, asked("植树 桐庐")), RESULTS) == ["桐庐县春季义务植树活动"]


@pytest.mark.parametrize(
    "typed",
    [
        *("桐政办发〔2026〕3号", "桐政办发[2026]3号", "桐政办发（2026）3号", "桐政办发〔２０２６〕3号"),
        *("桐政办发 2026 3号", "桐政办发2026年第3号", "桐政办发 2026 3"),
    ],
)
def test_a_document_number_is_found_however_it_is_typed(county, column, typed):
    make_document(column, "通知", document_number="桐政办发〔2026〕3号")
    make_document(column, "别的通知", document_number="桐政办发〔2026〕33号")
    assert texts(search(county, asked(typed)), RESULTS) == ["通知"]


@pytest.mark.parametrize("typed", ["“十四五”规划", '"十四五"规划', "\u200b十四五\u202c", '"桐庐县“十四五”规划'])
def test_quotation_marks_and_invisible_marks_of_a_copied_title_do_not_matter(county, column, typed):
    make_article(column, "桐庐县“十四五”规划")
    assert texts(search(county, asked(typed)), RESULTS) == ["桐庐县“十四五”规划"]


def test_drafts_private_and_closed_content_is_never_found(county, column):
    make_article(column, "秘密草稿", live=False)
    private = make_column(county.home, "内部")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    make_article(private, "秘密内部")
    closed = make_column(county.home, "关闭")
    make_article(closed, "秘密关闭")
    closed.unpublish()
    make_article(make_column(make_portal("new", state="preparing").home), "秘密筹建")
    assert texts(search(county, asked("秘密", "&scope=all")), RESULTS) == []


def test_the_scope_is_this_portal_unless_the_whole_province_is_asked(county, column):
    make_article(column, "植树在桐庐")
    other = make_portal("chunan")
    there = make_article(make_column(other.home), "植树在淳安")
    assert texts(search(county, asked("植树")), RESULTS) == ["植树在桐庐"]
    everywhere = search(county, asked("植树", "&scope=all"))
    assert texts(everywhere, RESULTS) == ["植树在淳安", "植树在桐庐"]
    assert tree_of(everywhere).xpath(f"{RESULTS}/@href")[0] == f"{other.base_url}/{there.address}"


def test_kind_and_year_narrow_and_stay_in_every_address(county, column):
    make_article(column, "植树文章", published_at=at(2026))
    make_document(column, "植树公文", published_at=at(2025))
    make_document(column, "植树新公文", published_at=at(2026))
    response = search(county, asked("植树", "&kind=document&year=2026"))
    assert texts(response, RESULTS) == ["植树新公文"]
    for group in response.context["filters"]:
        for choice in group["choices"]:
            assert parse_qs(urlsplit(choice["url"]).query)["q"] == ["植树"]
    hidden = tree_of(response).xpath("//main//form/input[@type='hidden']/@value")
    assert hidden == ["document", "2026"]


def test_pages_follow_each_other_in_both_directions(county, column):
    for number in range(45):
        make_article(column, f"植树{number}", published_at=at(2026) + datetime.timedelta(minutes=number))
    reader, url, seen = reader_of(county), "/search/?" + asked("植树"), []
    while url:
        response = reader.get(url)
        seen.append(texts(response, RESULTS))
        url = response.context["pagination"]["next_url"]
    assert [title for titles in seen for title in titles] == [f"植树{number}" for number in reversed(range(45))]
    middle = reader.get(response.context["pagination"]["previous_url"])
    assert texts(middle, RESULTS) == seen[1]
    first = reader.get(middle.context["pagination"]["previous_url"])
    assert texts(first, RESULTS) == seen[0]
    assert first.context["pagination"]["previous_url"] is None


def test_words_are_marked_and_nothing_typed_becomes_markup(county, column):
    make_article(column, "<script>植树</script>")
    response = search(county, asked("植树 <script>"))
    assert texts(response, f"{RESULTS}/mark") == ["<script>", "植树"]
    assert not tree_of(response).xpath("//main//script")


@pytest.mark.parametrize(
    "query",
    [
        "q=",
        "q=%00",
        "q=%25%25%25",
        "q=_",
        "q=x&cursor=garbage",
        "q=x&year=abc&kind=evil&scope=evil",
        "q=" + "长" * 5000,
        "q=" + "%20a" * 500,
        "q=(%5B%5C",
        "q=x&cursor=a1" + "9" * 17 + ".5.0",
        "q=x&year=9999",
    ],
    ids=lambda query: query[:24],
)
def test_hostile_questions_are_answered(county, column, query):
    search(county, query)


def test_a_question_that_is_too_long_is_cut_and_says_so(county):
    response = search(county, asked("长" * 150))
    assert "只按前 100 个字搜索" in response.content.decode()
    assert response.context["query"] == "长" * 100


def test_nothing_found_says_what_to_do(county):
    assert "减少关键词" in search(county, asked("没有这种内容")).content.decode()


@pytest.mark.parametrize("entries", [1, 40])
def test_a_search_costs_six_queries_however_much_it_finds(county, column, entries, django_assert_max_num_queries):
    for number in range(entries):
        make_article(column, f"植树{number}")
    reader = reader_of(county)
    reader.get("/")
    with django_assert_max_num_queries(6):
        reader.get("/search/?" + asked("植树", "&scope=all"))
