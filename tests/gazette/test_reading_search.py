"""The gazette's own search: titles, numbers in any spelling, filters, and input that means harm."""

import pytest

from gazette.states import IssueState
from tests.cms_core.serving import reader_of, texts, tree_of
from tests.gazette.factories import make_entry, make_gazette, make_issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def gazette():
    gazette = make_gazette()
    for year, number in ((2014, 36), (2015, 7)):
        issue = make_issue(gazette, year, number, state=IssueState.PUBLISHED)
        make_entry(
            issue, "省政府办公厅文件", title=f"{year}年政府网站工作要点", document_number=f"浙政办发〔{year}〕28号"
        )
        make_entry(issue, "人事任免", title=f"{year}年人事任免")
    return gazette


def found(gazette, **query):
    answer = reader_of(gazette.portal).get("/gazette/search/", query)
    assert answer.status_code == 200
    return texts(answer, "//ol[@class='results']//h2")


def test_words_are_looked_for_in_titles_newest_first(gazette):
    assert found(gazette, q="网站 要点") == ["2015年政府网站工作要点", "2014年政府网站工作要点"]


@pytest.mark.parametrize(
    "spelling", ["浙政办发〔2015〕28号", "浙政办发[2015] 28 号", "浙政办发（２０１５）２８号", "浙政办发2015 28"]
)
def test_a_number_is_found_in_any_spelling(gazette, spelling):
    assert found(gazette, q=spelling) == ["2015年政府网站工作要点"]


@pytest.mark.parametrize(
    "spelling", ["浙政办发[2015]28号", "浙政办发(2015) 28 号", "浙政办发2015 28", "更正 浙政办发[2015]28号"]
)
def test_a_number_that_a_title_names_is_found_in_any_spelling_and_marked(gazette, spelling):
    later = make_issue(gazette, 2015, 8, state=IssueState.PUBLISHED)
    title = "关于《政府网站要点》（浙政办发〔2015〕28号）的更正"
    make_entry(later, title=title)
    make_entry(later, title="关于《另一要点》（浙政办发〔2015〕29号）的更正")
    answer = reader_of(gazette.portal).get("/gazette/search/", {"q": spelling})
    shown = texts(answer, "//ol[@class='results']//h2")
    assert shown[0] == title and not any("另一" in one for one in shown)
    assert "浙政办发〔2015〕28号" in texts(answer, "//ol[@class='results']//h2//mark")


def test_year_and_part_narrow_the_search(gazette):
    part = gazette.parts.get(name="人事任免")
    assert found(gazette, q="年", year="2014") == ["2014年政府网站工作要点", "2014年人事任免"]
    assert found(gazette, q="年", part=part.pk) == ["2015年人事任免", "2014年人事任免"]


@pytest.mark.parametrize("query", [
    {}, {"q": ""}, {"q": "   "}, {"q": "x" * 5000}, {"q": "%"}, {"q": "_"}, {"q": "'; DROP TABLE x;--"}, {"q": "\x00"},
    {"q": "<script>"}, {"q": "网站", "page": "9" * 30}, {"q": "网站", "page": "-1"}, {"q": "网站", "part": "²"},
    {"q": "网站", "part": "999999999"}, {"q": "网站", "year": "99999"}, {"q": "“" * 200},
])  # fmt: skip
def test_no_input_breaks_it_or_is_echoed_as_markup(gazette, query):
    answer = reader_of(gazette.portal).get("/gazette/search/", query)
    assert answer.status_code == 200
    assert b"<script>x" not in answer.content and b"<script>\xe2" not in answer.content


def test_a_wildcard_is_a_character(gazette):
    assert found(gazette, q="%") == []


def test_pages_follow_one_another(gazette):
    issue = make_issue(gazette, 2016, 1, state=IssueState.PUBLISHED)
    for number in range(45):
        make_entry(issue, title=f"办法{number}")
    seen, address = [], "/gazette/search/?q=办法"
    reader = reader_of(gazette.portal)
    while address:
        page = tree_of(reader.get(address))
        seen += [" ".join(one.text_content().split()) for one in page.xpath("//ol[@class='results']//h2")]
        address = next(iter(page.xpath("//a[@rel='next']/@href")), None)
    assert seen == [f"办法{number}" for number in range(45)]


def test_another_gazettes_entries_are_not_found(gazette):
    from tests import factories

    city = factories.make_portal("hangzhou", "city", gazette.portal)
    other = make_gazette(city, name="杭州市人民政府公报")
    make_entry(make_issue(other, state=IssueState.PUBLISHED), title="杭州办法")
    assert found(gazette, q="杭州办法") == []
    assert found(other, q="杭州办法") == ["杭州办法"]
