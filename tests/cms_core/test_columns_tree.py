"""The column tree: one query, open columns only, and which of them have nothing to show."""

import pytest
from wagtail.models import Page

from cms_core.catalogue.columns import ColumnTree
from cms_core.models import TopicPage
from sites.models import PortalLevel
from tests.factories import make_article, make_column, make_portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal():
    return make_portal()


def fresh(page):
    return Page.objects.get(pk=page.pk)


def tree(portal):
    return ColumnTree.of(portal.home)


def test_one_query_for_any_number_of_columns_and_what_is_empty(portal, django_assert_num_queries):
    for _ in range(3):
        column = make_column(make_column(portal.home))
        make_article(column)
    tree(portal)  # content types are read once a process
    with django_assert_num_queries(1):
        columns = tree(portal)
        assert len(columns.nodes) == 6
        assert not any(node.is_empty for node in columns.nodes)


def test_what_a_node_says(portal):
    column = make_column(
        portal.home,
        "政策文件",
        slug="zhengce",
        column_type="政策文件",
        list_style="documents",
        description="本县政策",
        keywords="政策,文件",
        update_days=30,
    )
    inner = make_column(column, slug="neibu", show_in_menus=False)
    node = tree(portal).get(column.pk)
    assert (node.title, node.url, node.kind, node.column_type) == ("政策文件", "/zhengce/", "column", "政策文件")
    assert (node.list_style, node.description, node.keywords, node.update_days) == (
        "documents",
        "本县政策",
        "政策,文件",
        30,
    )
    assert (node.depth, node.path, node.home_id, node.parent) == (column.depth, column.path, portal.home_id, None)
    assert (node.in_menus, node.has_body) == (True, False)
    [below] = node.children
    assert (below.id, below.url, below.parent, below.in_menus) == (inner.pk, "/zhengce/neibu/", node, False)


def test_nodes_are_found_by_id_by_path_and_by_place(portal):
    column = make_column(make_column(portal.home, slug="a"), slug="b")
    columns = tree(portal)
    node = columns.get(column.pk)
    assert columns.find("a/b/") is columns.find("/a/b/") is columns.at(column.path) is node
    assert columns.find("a/b/c/") is columns.find("") is columns.get(0) is columns.at("") is None
    assert [node.url for node in columns.roots] == ["/a/"]


def test_articles_and_other_portals_are_no_nodes(portal):
    make_article(make_column(portal.home))
    make_column(make_portal("jiande").home)
    assert len(tree(portal).nodes) == 1


def test_below_a_column_that_is_not_open_there_is_nothing(portal):
    closed = make_column(portal.home, live=False)
    make_column(closed)
    opened = make_column(portal.home)
    assert [node.id for node in tree(portal).nodes] == [opened.pk]


def test_a_family_has_what_publishes_below_a_column_without_subsites(portal):
    town = make_portal("fenshui", PortalLevel.SUBSITE, portal)
    column = make_column(town.home)
    make_article(column)
    make_column(town.home)
    columns = tree(portal)
    home = columns.get(town.home_id)
    assert home.is_home
    assert home.is_subsite_home
    assert columns.get(column.pk).home_id == town.home_id
    assert home.parent.family_ids() == [home.parent.id]
    assert home.family_ids() == columns.descendant_ids(home) == [town.home_id, column.pk]
    assert not home.parent.is_empty


class TestEmpty:
    def test_a_column_without_anything(self, portal):
        column = make_column(portal.home)
        make_article(column, live=False)
        assert tree(portal).get(column.pk).is_empty

    def test_a_column_whose_last_entry_was_withdrawn(self, portal):
        column = make_column(portal.home)
        article = make_article(column)
        assert not tree(portal).get(column.pk).is_empty
        article.unpublish()
        assert tree(portal).get(column.pk).is_empty

    def test_a_channel_is_as_empty_as_what_is_below_it(self, portal):
        channel = make_column(portal.home, list_style="channel")
        inner = make_column(channel)
        assert tree(portal).get(channel.pk).is_empty
        make_article(inner)
        assert not tree(portal).get(channel.pk).is_empty

    def test_a_single_page_with_a_body(self, portal):
        empty = make_column(portal.home, list_style="single")
        written = make_column(portal.home, list_style="single", body=[("text", "<p>本县概况</p>")])
        columns = tree(portal)
        assert columns.get(empty.pk).is_empty
        assert not columns.get(written.pk).is_empty

    def test_a_topic(self, portal):
        home = fresh(portal.home)
        topic = home.add_child(instance=TopicPage(title="防汛抗旱", slug="fangxun", summary="导语", keywords="防汛"))
        node = tree(portal).get(topic.pk)
        assert (node.kind, node.is_empty, node.description, node.keywords) == ("topic", True, "导语", "防汛")
        make_article(topic)
        assert not tree(portal).get(topic.pk).is_empty

    def test_a_column_whose_content_is_private(self, portal):
        column = make_column(portal.home)
        make_article(column)
        column.view_restrictions.create(restriction_type="login")
        assert tree(portal).get(column.pk).is_empty
