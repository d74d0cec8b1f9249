"""推荐结果 and 同义词 in the admin."""

import datetime

import pytest
from django.urls import reverse
from wagtail.models import GroupPagePermission

from cms_core.models import SearchPromotion, SynonymGroup
from sites.models import PortalState
from tests.cms_core.search.editing import count, frame, html, promotion, send, synonyms
from tests.factories import make_article, make_column, make_editor, make_group, make_portal, make_user, page_root

pytestmark = pytest.mark.django_db


@pytest.fixture
def tonglu():
    return make_portal("tonglu")


@pytest.fixture
def jiande():
    return make_portal("jiande")


@pytest.fixture
def root():
    return make_user("root", superuser=True)


def test_the_menu_offers_what_the_person_can_do(client, tonglu):
    labels = {"search_promotions": "推荐结果", "search_synonyms": "同义词", "search_insight": "检索分析"}
    client.force_login(make_editor(tonglu))
    page = html(client, "wagtailadmin_home")
    for name, label in labels.items():
        assert reverse(name) in page and label.encode("unicode_escape").decode() in page
    client.force_login(make_editor(tonglu, "writer", ("add", "change")))
    page = html(client, "wagtailadmin_home")
    assert reverse("search_insight") in page
    assert reverse("search_synonyms") not in page


def test_a_group_of_synonyms_is_made_changed_and_deleted(client, tonglu):
    client.force_login(make_editor(tonglu))
    home = str(tonglu.home_id)
    send(client, "search_synonym_new", home=home, words="公积金、住房公积金", enabled="on", note="常搜")
    group = SynonymGroup.objects.get()
    assert (group.home_id, str(group), group.enabled, group.one_way) == (
        tonglu.home_id,
        "公积金、住房公积金",
        True,
        False,
    )
    assert "公积金、住房公积金" in html(client, "search_synonyms")
    said = send(client, "search_synonym", group.pk, home=home, words="公积金\n房积金", one_way="on")
    assert "已保存“公积金、房积金”" in said.content.decode()
    group.refresh_from_db()
    assert (group.enabled, group.one_way) == (False, True)
    assert "把“公积金、住房公积金”改为“公积金、房积金”" in html(client, "search_synonym", group.pk)
    for said in ("已删除“公积金、房积金”", "已经删除"):
        assert said in send(client, "search_synonym_delete", group.pk).content.decode()
    assert not SynonymGroup.objects.exists()


def test_what_is_wrong_with_the_words_stands_at_the_field_and_nothing_is_lost(client, tonglu):
    client.force_login(make_editor(tonglu))
    answer = send(client, "search_synonym_new", home=str(tonglu.home_id), words="公积金、金", note="备注甲")
    page = answer.content.decode()
    assert "“金”有 1 个字" in page and "备注甲" in page and "公积金、金" in page
    assert not SynonymGroup.objects.exists()


def test_what_a_question_becomes_can_be_tried(client, tonglu, root):
    synonyms(root, None, "公积金", "住房公积金")
    client.force_login(make_editor(tonglu))
    page = html(client, "search_synonyms", **{"try": "公积金提取 -贷款"})
    assert "“住房公积金提取”" in page and "不含“贷款”" in page
    assert "没有可以检索的字" in html(client, "search_synonyms", **{"try": "？"})


def test_a_promotion_is_made_changed_and_deleted(client, tonglu):
    client.force_login(make_editor(tonglu))
    article = make_article(make_column(tonglu.home), "公积金提取指南")
    values = {
        "home": str(tonglu.home_id),
        "words": "公积金\n公积金提取",
        "match": "exact",
        "order": "10",
        "enabled": "on",
    }
    send(client, "search_promotion_new", **values, page=str(article.pk), since="2026-01-01", until="")
    row = SearchPromotion.objects.get()
    assert (row.page_id, row.page_title, row.since) == (article.pk, "公积金提取指南", datetime.date(2026, 1, 1))
    assert "公积金提取指南" in html(client, "search_promotions")
    assert "公积金提取指南" in html(client, "search_promotion", row.pk)
    send(client, "search_promotion", row.pk, **values | {"words": "医保"}, url="/a/", title="医保服务")
    row.refresh_from_db()
    assert (row.words, row.page_id, row.url, row.page_title) == ("医保", None, "/a/", "")
    for said in ("已删除“医保”", "已经删除"):
        assert said in send(client, "search_promotion_delete", row.pk).content.decode()


def test_the_editor_is_told_of_a_promoted_page_that_is_gone(client, tonglu):
    editor = make_editor(tonglu)
    article = make_article(make_column(tonglu.home), "公积金提取指南")
    row = promotion(editor, tonglu.home, "公积金", page=article, url="", title="")
    client.force_login(editor)
    assert "有 1 条推荐" not in html(client, "search_promotions")
    article.unpublish()
    page = html(client, "search_promotions")
    assert "有 1 条推荐的内容已经撤下" in page and "内容已撤下，不显示" in page
    assert "推荐结果的内容已经撤下" in html(client, "wagtailadmin_home")
    assert "原来推荐的“公积金提取指南”" in html(client, "search_promotion", row.pk)


def test_a_form_is_filled_from_the_report(client, tonglu):
    client.force_login(make_editor(tonglu))
    count(tonglu.home, "a&b<公积金>")
    page = html(client, "search_insight")
    assert "a&amp;b&lt;公积金&gt;" in page
    assert f"?home={tonglu.home_id}&amp;words=a%26b%3C" in page
    filled = html(client, "search_synonym_new", home=tonglu.home_id, words="a&b<公积金>")
    assert "a&amp;b&lt;公积金&gt;" in filled
    assert "公积金" in html(client, "search_promotion_new", home=tonglu.home_id, words="公积金")


def test_an_archived_portal_is_not_changed(client, root, tonglu):
    group = synonyms(root, tonglu.home, "公积金", "住房公积金")
    tonglu.state = PortalState.ARCHIVED
    tonglu.save()
    client.force_login(make_editor(tonglu))
    answer = send(client, "search_synonym", group.pk, home=str(tonglu.home_id), words="甲词、乙词")
    assert "已归档" in answer.content.decode()
    send(client, "search_synonym_delete", group.pk)
    assert str(SynonymGroup.objects.get()) == "公积金、住房公积金"


def test_who_may_publish_on_the_root_keeps_what_holds_for_all(client, tonglu, jiande):
    user = make_user("platform")
    user.groups.add(make_group("platform", [page_root()]))
    assert GroupPagePermission.objects.filter(page__depth=1).exists()
    client.force_login(user)
    send(client, "search_synonym_new", home="all", words="公积金、住房公积金", enabled="on")
    assert SynonymGroup.objects.get().home is None
    count(tonglu.home, "甲问"), count(jiande.home, "乙问")
    page = html(client, "search_insight", home="all")
    assert "甲问" in page and "乙问" in page


def test_the_lists_cost_the_same_for_many(client, tonglu, root, django_assert_max_num_queries):
    column = make_column(tonglu.home)
    for number in range(25):
        synonyms(root, tonglu.home, f"甲词{number}", f"乙词{number}")
        promotion(root, tonglu.home, f"问{number}", page=make_article(column), url="", title="")
    client.force_login(make_editor(tonglu))
    own = frame(client)
    with django_assert_max_num_queries(own + 6):
        html(client, "search_synonyms")
    with django_assert_max_num_queries(own + 9):
        html(client, "search_promotions")
