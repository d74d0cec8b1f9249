"""What editors find: by any part of a title or text, by numbers, readings, tags and names of files; drafts included."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from modelsearch.backends.base import FilterFieldError, SearchFieldError
from modelsearch.query import MATCH_ALL, Boost, Fuzzy, Phrase, PlainText
from wagtail.documents import get_document_model
from wagtail.models import Page

from cms_core.models import ArticlePage, DocumentPage, Picture
from cms_core.search.admin import file, found, places
from tests.factories import make_article, make_column, make_document, make_portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def column(admin_index):
    return make_column(make_portal("tonglu").home, "政务动态")


@pytest.fixture
def make(column, admin_index):
    """Pages that are saved and committed."""

    def make(*titles, model=ArticlePage, **fields):
        maker = make_document if model is DocumentPage else make_article
        with admin_index():
            made = [maker(column, title, **fields) for title in titles]
        return made[0] if len(made) == 1 else made

    return make


def make_picture(title="风景", description="山", name="a.png"):
    picture = Picture(title=title, description=description, width=1, height=1)
    picture.file.name = name
    picture.save()
    return picture


def titles(results):
    return [one.title for one in results]


@pytest.mark.parametrize(
    "text",
    ["数字", "经济", "字经", "ＧＤＰ", "gdp", "GD", "数字 指标", "數字經濟", "“数字经济”", "shuzijingji", "szjj"],
)
def test_a_page_is_found_by_any_part_of_its_title_and_its_reading(make, text):
    make("数字经济GDP指标")
    make("别的")
    assert titles(Page.objects.autocomplete(text)) == titles(ArticlePage.objects.search(text)) == ["数字经济GDP指标"]


def test_a_page_is_found_by_its_text_but_first_by_its_title(make):
    make("动态", body=[("text", "<p>全县推进电子政务建设</p>")])
    make("电子政务工作要点")
    assert titles(Page.objects.search("子政务")) == ["电子政务工作要点", "动态"]


@pytest.mark.parametrize(
    "text",
    ["浙政办发〔2015〕28号", "浙政办发[2015]28号", "浙政办发2015 28", "浙政办发（2015）28号", "浙政办发〔２０１５〕28"],
)
def test_a_document_is_found_by_its_number_in_any_spelling(make, text):
    make("关于印发方案的通知", model=DocumentPage, document_number="浙政办发〔2015〕28号")
    make("其他通知", model=DocumentPage, document_number="浙政办发〔2015〕29号")
    assert titles(Page.objects.autocomplete(text)) == ["关于印发方案的通知"]


def test_drafts_are_found_and_live_pages_by_the_title_of_their_latest_draft_too(make, admin_index):
    make("尚未发布的草稿", live=False)
    page = make("旧标题")
    with admin_index():
        page.title = "新拟题目"
        page.save_revision()
    assert titles(Page.objects.search("草稿")) == ["尚未发布的草稿"]
    assert titles(Page.objects.search("新拟")) == titles(Page.objects.search("旧标题")) == ["旧标题"]


def test_a_changed_title_is_found_and_the_old_one_is_not(make, admin_index):
    page = make("旧标题")
    with admin_index():
        page.title = page.draft_title = "新题目"
        page.save_revision().publish()
    assert (titles(Page.objects.search("旧标题")), titles(Page.objects.search("新题目"))) == ([], ["新题目"])


def test_a_deleted_page_is_taken_out(make, admin_index):
    page = make("会议通知")
    with admin_index():
        page.delete()
    assert file.connections().get().execute("SELECT count(*) FROM words WHERE words MATCH '会议'").fetchone() == (0,)


def test_pictures_and_attachments_are_found_by_description_file_name_and_tags(admin_index):
    with admin_index():
        picture = make_picture("风景", "富春江两岸", "images/shan-shui_2034.png")
        picture.tags.add("全景图", "全县")
        document = get_document_model()(title="实施方案附件", name="fuJian-03.pdf")
        document.file.name = "a.pdf"
        super(type(document), document).save()
    for text in ("春江", "shan-shui", "2034", "全景", "全"):
        assert list(Picture.objects.autocomplete(text)) == [picture], text
    for text in ("方案附件", "fujian", "03.pdf"):
        assert list(get_document_model().objects.search(text)) == [document], text
    assert list(Picture.objects.search("方案附件")) == list(Page.objects.search("春江")) == []


def test_a_tag_that_is_added_or_taken_away_is_followed(admin_index):
    with admin_index():
        picture = make_picture()
    with admin_index():
        picture.tags.add("航拍")
    assert list(Picture.objects.search("航拍")) == [picture]
    with admin_index():
        picture.tags.clear()
    assert list(Picture.objects.search("航拍")) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (PlainText("数字 经济"), ["数字 经济"]),
        (PlainText("数字 经济", operator="or"), ["别的经济", "数字 经济", "数字政府"]),
        (PlainText("数字 -政府"), ["数字 经济"]),
        (PlainText('"数字政府"'), ["数字政府"]),
        (Phrase("字政"), ["数字政府"]),
        (Phrase(""), []),
        (PlainText("数字") & ~PlainText("经济"), ["数字政府"]),
        (PlainText("政府") | Phrase("别的"), ["别的经济", "数字政府"]),
        (~PlainText("数字") & ~PlainText("动态"), ["别的经济"]),
        (Boost(PlainText("政府"), 3), ["数字政府"]),
        (Fuzzy("树子政府"), ["数字政府"]),
        (MATCH_ALL, ["别的经济", "数字 经济", "数字政府"]),
        (~MATCH_ALL, []),
        (PlainText("数字") & MATCH_ALL, ["数字 经济", "数字政府"]),
    ],
    ids=repr,
)
def test_queries_of_every_kind(make, query, expected):
    make("数字 经济", "数字政府", "别的经济")
    assert sorted(titles(ArticlePage.objects.search(query))) == expected
    assert ArticlePage.objects.search(query).count() == len(expected)


@pytest.mark.parametrize(
    "text",
    [
        " ",
        "\u3000",
        "%",
        "_",
        "'",
        '"',
        "\\",
        "()",
        "*",
        "NEAR",
        "AND",
        "title:",
        "-",
        "\0",
        "{",
        "长" * 300,
        "=wagtail",
    ],
    ids=ascii,
)
def test_what_is_typed_is_text_and_not_syntax(make, text):
    make("数字经济")
    assert titles(Page.objects.search(text)) == titles(Page.objects.autocomplete(text)) == []


def test_only_the_fields_that_are_asked_for_are_looked_in(make, admin_index):
    with admin_index():
        make_picture("风景", "富春江")
    assert titles(Picture.objects.search("富春", fields=["title"])) == []
    assert titles(Picture.objects.search("富春", fields=["description"])) == ["风景"]
    make("动态一", body=[("text", "<p>富春江</p>")])
    assert titles(Page.objects.search("富春", fields=["title"])) == []
    with pytest.raises(SearchFieldError):
        Page.objects.search("富春", fields=["slug"])


def test_a_search_of_one_type_finds_that_type_only(make):
    make("数字文章")
    make("数字公文", model=DocumentPage)
    assert titles(DocumentPage.objects.search("数字")) == ["数字公文"]
    assert len(Page.objects.search("数字")) == 2
    assert titles(DocumentPage.objects.search(~PlainText("文章"))) == ["数字公文"]


def test_filters_and_order_of_the_queryset_hold(make, column):
    first, second = make("数字甲", "数字乙")
    make("数字草稿", live=False)
    with_order = Page.objects.live().child_of(column).order_by("first_published_at")
    assert titles(with_order.search("数字", order_by_relevance=False)) == [first.title, second.title]
    newest = Page.objects.live().order_by("-title").search("数字", order_by_relevance=False)
    assert titles(newest) == sorted([first.title, second.title], reverse=True)
    with pytest.raises(FilterFieldError):
        ArticlePage.objects.filter(author="张编辑").search("数字")


def test_the_callers_annotations_and_specific_pages_are_kept(make):
    make("数字经济")
    [page] = Page.objects.specific().defer_streamfields().search("数字")
    assert type(page) is ArticlePage
    assert Page.objects.search("数字").annotate_score("points")[0].points > 0
    assert list(Page.objects.values_list("pk", flat=True).search("数字")) == [page.pk]
    assert list(Page.objects.values("title").search("数字")) == [{"title": "数字经济"}]


@pytest.fixture(params=["few", "many of a small queryset", "many of a large queryset"])
def size(request, monkeypatch):
    """The three ways of `found`, with numbers that a test can reach."""
    if request.param != "few":
        monkeypatch.setattr(places, "SCORED", 3)
        monkeypatch.setattr(found, "ORDERED", 3)
        monkeypatch.setattr(found, "CHUNK", 2)
        monkeypatch.setattr(found, "FIRST", 1)
    if request.param == "many of a large queryset":
        monkeypatch.setattr(found, "OWN", 3)
    return request.param


def test_pages_of_results_never_overlap_however_many_match(make, size):
    names = [f"数字{number}" for number in range(9)]
    make(*names[:5], body=[("text", "<p>数字</p>")])
    make(*names[5:])
    make("数字草稿", live=False)
    for results in (
        Page.objects.live().search("数字"),
        Page.objects.live().order_by("live").search("数字", order_by_relevance=False),
    ):
        assert results.count() == 9
        some = [titles(results[start : start + 4]) for start in (0, 4, 8, 12)]
        assert [len(part) for part in some] == [4, 4, 1, 0]
        assert sorted(name for part in some for name in part) == names
        assert results[2:6].count() == 4
        assert results[3].title == some[0][3]


def test_among_many_those_with_the_words_in_the_title_come_first(make, size):
    make("动态一", "动态二", "动态三", body=[("text", "<p>数字经济</p>")])
    make("数字经济要点")
    make("动态四", body=[("text", "<p>数字经济</p>")])
    assert titles(Page.objects.search("数字经济"))[0] == "数字经济要点"


def test_facets_are_counted_of_what_the_queryset_has(make, column, size):
    make("数字甲", "数字乙", "数字丙", "数字丁")
    make("数字稿", live=False)
    assert Page.objects.search("数字").facet("live") == {True: 4, False: 1}
    assert Page.objects.live().search("数字").facet("live") == {True: 4}
    assert Page.objects.search(MATCH_ALL).facet("live")[False] >= 1
    with pytest.raises(FilterFieldError):
        Page.objects.search("数字").facet("slug")


def test_no_more_is_counted_than_is_said(make, monkeypatch):
    monkeypatch.setattr(found, "COUNTED", 3)
    make("数字甲", "数字乙", "数字丙", "数字丁")
    results = Page.objects.search("数字")
    assert (results.count(), len(list(results))) == (3, 4)


def test_an_editor_of_one_county_finds_his_page_among_the_matches_of_all_others(make, admin_index, monkeypatch):
    """In as many queries however many others match."""
    monkeypatch.setattr(places, "SCORED", 3)
    monkeypatch.setattr(found, "CHUNK", 2)
    monkeypatch.setattr(found, "FIRST", 2)
    home = make_portal("jiande").home
    with admin_index():
        own = make_article(make_column(home), "数字经济")
    make(*[f"数字经济{number}" for number in range(12)])
    with CaptureQueriesContext(connection) as queries:
        results = Page.objects.descendant_of(home).search("数字经济")
        assert (results.count(), titles(results[:20])) == (1, [own.title])
    assert len(queries) == 3  # the first matches, all keys of the county, the row


def test_a_search_asks_the_database_twice(make, django_assert_num_queries):
    make(*[f"数字{number}" for number in range(7)])
    with django_assert_num_queries(2):
        results = Page.objects.search("数字")
        assert results.count() == 7
        assert len(results[:5]) == 5
