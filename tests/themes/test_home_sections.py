"""What the sections of a home page show, with how many queries, and what they leave out."""

import datetime

import pytest
from django.core.files.images import ImageFile
from wagtail.images.tests.utils import get_test_image_file

from cms_core.catalogue.columns import ColumnTree
from cms_core.models import Picture, TopicPage
from cms_core.views.home import home_rows, packed, widened
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 3, 27)


@pytest.fixture
def home():
    return factories.make_portal("tonglu").home


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def make_picture(title="春耕"):
    stored = get_test_image_file()
    return Picture.objects.create(title=title, file=ImageFile(stored.file, name=f"{title}.png"))


def rows_of(home, *sections):
    home.sections = [{"type": kind, "value": value} for kind, value in sections]
    home.save()
    home = type(home).objects.get(pk=home.pk)
    return home_rows(home, ColumnTree.of(home), TODAY)


def only_section(home, kind, **value):
    rows = rows_of(home, (kind, value))
    return rows[0][0] if rows else None


def titles(entries):
    return [entry["title"] for entry in entries]


def at(day):
    return datetime.datetime(2026, 3, day, 9, tzinfo=datetime.UTC)


def test_the_headline_is_the_pinned_entry_before_the_newest(home):
    news = factories.make_column(home)
    factories.make_article(news, "旧而置顶", pinned=True, published_at=at(1))
    factories.make_article(news, "最新", published_at=at(20))
    assert only_section(home, "headline", column=news.pk)["entry"]["title"] == "旧而置顶"


def test_a_column_shows_what_the_columns_below_it_publish(home):
    channel = factories.make_column(home, "政务公开", list_style="channel")
    factories.make_article(factories.make_column(channel, "通知"), "通知一", published_at=at(1))
    factories.make_article(factories.make_column(channel, "公告"), "公告一", published_at=at(2))
    section = only_section(home, "column_lists", columns=[channel.pk])
    assert titles(section["columns"][0]["entries"]) == ["公告一", "通知一"]


def test_empty_columns_and_sections_do_not_show(home):
    empty, full = factories.make_column(home, "空"), factories.make_column(home, "满")
    factories.make_article(full)
    section = only_section(home, "tabs", columns=[empty.pk, full.pk])
    assert titles(section["columns"]) == ["满"]
    assert rows_of(home, ("tabs", {"columns": [empty.pk]}), ("headline", {"column": empty.pk})) == []


def test_a_column_that_is_gone_or_of_another_portal_does_not_show(home):
    elsewhere = factories.make_column(factories.make_portal("jiande").home)
    factories.make_article(elsewhere)
    assert only_section(home, "column_lists", columns=[elsewhere.pk, 999_999]) is None


@pytest.mark.parametrize(
    "stored", [[1], [{"type": "item", "value": 1, "id": "x"}]], ids=["written plainly", "written by Wagtail"]
)
def test_lists_are_read_in_both_shapes(home, stored):
    column = factories.make_column(home)
    factories.make_article(column)
    columns = [{**item, "value": column.pk} if isinstance(item, dict) else column.pk for item in stored]
    assert only_section(home, "column_lists", columns=columns)["columns"][0]["title"] == column.title


def test_picture_news_takes_only_what_has_a_picture_whose_file_is_there(home):
    news = factories.make_column(home)
    picture, lost = make_picture(), make_picture("丢失")
    lost.file.storage.delete(lost.file.name)
    factories.make_article(news, "没有图", published_at=at(3))
    factories.make_article(news, "图丢了", picture=lost, published_at=at(2))
    factories.make_article(news, "有图", picture=picture, published_at=at(1))
    section = only_section(home, "picture_news", column=news.pk, count=2)
    assert section["lead"]["title"] == "有图"
    assert section["lead"]["picture"].width > 0
    assert section["rest"] == []


def test_tiles_count_what_their_column_and_those_below_have(home):
    lists = factories.make_column(home, "权力清单")
    for _ in range(2):
        factories.make_article(lists)
    factories.make_article(factories.make_column(lists, "省级"))
    section = only_section(
        home, "tiles", title="四张清单", tiles=[{"title": "权力清单", "icon": "power", "column": lists.pk}]
    )
    assert [(tile["title"], tile["icon"], tile["count"]) for tile in section["tiles"]] == [("权力清单", "power", "3")]


def test_a_link_to_a_site_that_is_not_the_governments_goes_through_the_notice(home):
    links = [{"title": "外", "url": "https://shop.example/"}, {"title": "内", "url": "https://www.gov.cn/"}]
    section = only_section(home, "links", title="友情链接", groups=[{"title": "组", "links": links}])
    assert [link["url"] for link in section["groups"][0]["links"]] == [
        "/leaving/?to=https%3A%2F%2Fshop.example%2F",
        "https://www.gov.cn/",
    ]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//evil.example/", "", None])
def test_what_is_no_address_is_no_link(home, url):
    assert only_section(home, "services", title="服务", links=[{"title": "x", "url": url}]) is None
    assert (
        only_section(home, "links", title="友链", groups=[{"title": "x", "links": [{"title": "x", "url": url}]}])
        is None
    )


def test_topics_that_have_ended_leave_the_home_page(home):
    for title, ends_on in [("进行中", None), ("今天结束", TODAY), ("已结束", datetime.date(2026, 3, 26))]:
        home.add_child(instance=TopicPage(title=title, slug=f"topic-{title == '进行中'}-{ends_on}", ends_on=ends_on))
        home.refresh_from_db()
    section = only_section(home, "topic_banners", title="专题专栏")
    assert set(titles(section["topics"])) == {"进行中", "今天结束"}


def test_bars_are_measured_against_the_longest_and_bad_numbers_left_out(home):
    rows = [{"label": "甲", "value": "200"}, {"label": "乙", "value": 50}, {"label": "丙", "value": "很多"}]
    section = only_section(home, "chart", title="阳光工程", rows=rows)
    assert [(row["label"], row["value"], row["percent"]) for row in section["rows"]] == [
        ("甲", "200", 100.0),
        ("乙", "50", 25.0),
    ]


def test_a_chart_of_zeros_divides_by_nothing(home):
    section = only_section(home, "chart", title="x", rows=[{"label": "甲", "value": 0}])
    assert section["rows"][0]["percent"] == 0


@pytest.mark.parametrize(
    "sections",
    [
        [{"type": "unknown", "value": {}}],
        [{"type": "headline", "value": {}}],
        [{"type": "headline", "value": {"column": "seven"}}],
        [{"type": "headline", "value": {"column": [7]}}],
        [{"type": "tabs", "value": {"columns": None, "count": -3, "span": "99"}}],
        [{"type": "chart", "value": {"rows": [None, {}]}}],
    ],
    ids=["unknown kind", "nothing", "column is a word", "column is a list", "wrong count", "empty rows"],
)
def test_damaged_values_show_nothing_and_break_nothing(home, sections):
    home.sections = sections
    assert home_rows(home, ColumnTree.of(home), TODAY) == []


def test_neighbours_share_a_row_while_they_fit():
    stored = [("a", {}, 6), ("b", {}, 6), ("c", {}, 4), ("d", {}, 12)]
    assert [[kind for kind, _, _ in row] for row in packed(stored)] == [["a", "b"], ["c"], ["d"]]


@pytest.mark.parametrize(("spans", "after"), [([6], [12]), ([4, 4], [6, 6]), ([8], [12]), ([6, 6], [6, 6])])
def test_sections_that_stay_fill_the_place_of_an_empty_neighbour(spans, after):
    assert [section["span"] for section in widened([{"span": span} for span in spans])] == after


def everything(home, columns, picture):
    ids = [column.pk for column in columns]
    tile = {"title": "清单", "icon": "list", "column": ids[0]}
    return [
        ("headline", {"column": ids[0]}),
        ("picture_news", {"column": ids[0], "count": 4}),
        ("tabs", {"columns": ids[:3]}),
        ("column_lists", {"columns": ids[3:6]}),
        ("tiles", {"title": "四张清单", "tiles": [tile] * 4}),
        ("covers", {"column": ids[6]}),
        ("leaders", {"column": ids[7]}),
        ("topic_banners", {}),
        ("figures", {"title": "数", "figures": [{"label": "人口", "value": "45"}]}),
        ("chart", {"title": "图", "rows": [{"label": "a", "value": 1}, {"label": "b", "value": 2}]}),
        ("text", {"title": "职责", "body": "<p>文字</p>"}),
    ]


@pytest.mark.parametrize("entries", [1, 12])
def test_a_home_page_with_everything_on_it_asks_fifteen_questions_at_most(
    home, client, entries, django_assert_max_num_queries
):
    picture = make_picture()
    columns = [factories.make_column(home, f"栏目{number}") for number in range(8)]
    for column in columns:
        for _ in range(entries):
            factories.make_article(column, picture=picture)
    home.refresh_from_db()
    home.add_child(instance=TopicPage(title="专题", slug="topic", picture=picture))
    rows_of(home, *everything(home, columns, picture))
    client.get("/", headers={"host": "tonglu.localhost"})  # renditions are made once
    with django_assert_max_num_queries(15):
        page = client.get("/", headers={"host": "tonglu.localhost"})
    assert page.status_code == 200
    assert "四张清单" in page.content.decode()
