"""The pages of 检索 in the admin: what they show, what they cost, and that nothing passes between portals."""

import csv
import datetime
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from cms_core.models import SearchClick, SearchCount, SearchPromotion, SynonymGroup
from cms_core.search.editors.keep_promotions import SavePromotion
from cms_core.search.editors.keep_synonyms import SaveSynonyms
from sites.models import PortalState
from tests.factories import make_article, make_column, make_editor, make_group, make_portal, make_user, page_root

pytestmark = pytest.mark.django_db
HOST = {"host": "tonglu.localhost"}
SECRET = "GEHEIM"
PAGES = ("search_promotions", "search_synonyms", "search_insight", "search_insight_export")


@pytest.fixture
def tonglu():
    return make_portal("tonglu")


@pytest.fixture
def jiande():
    return make_portal("jiande")


@pytest.fixture
def root():
    return make_user("root", superuser=True)


def synonyms(user, home, *words):
    return SaveSynonyms(user=user, home=home, words=list(words)).execute()


def promotion(user, home, *words, **values):
    values = {"url": "/a/", "title": "推荐", **values}
    return SavePromotion(user=user, home=home, values={"words": list(words), **values}).execute()


def count(home, question, found=0, number=1, days=0):
    day = timezone.localdate() - datetime.timedelta(days=days)
    SearchCount.objects.create(day=day, home=home, question=question, found=found, count=number)


def click(home, question, position, number=1):
    SearchClick.objects.create(day=timezone.localdate(), home=home, question=question, position=position, count=number)


def read(client, name, *args, **query):
    return client.get(reverse(name, args=args), query, headers=HOST)


def html(client, name, *args, **query):
    return read(client, name, *args, **query).content.decode()


def send(client, name, *args, **data):
    return client.post(reverse(name, args=args), data, headers=HOST, follow=True)


def frame(client):
    """What any page of the admin costs: the person, the menu, the session."""
    html(client, "editors_handbook")
    with CaptureQueriesContext(connection) as queries:
        html(client, "editors_handbook")
    return len(queries)


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


class TestReport:
    def test_it_tells_questions_days_and_positions(self, client, tonglu):
        home = tonglu.home
        count(home, "公积金", found=3, number=7)
        count(home, "公积金", found=0, number=2, days=3)
        count(home, "车牌", found=0, number=4)
        count(home, "学区", found=1, number=5)
        count(home, "", found=2, number=6)
        count(home, "很久以前", number=99, days=8)
        for position, number in ((1, 6), (2, 2), (5, 1), (30, 1)):
            click(home, "公积金", position, number)
        client.force_login(make_editor(tonglu))
        answer = read(client, "search_insight", days=7)
        report = answer.context["report"]
        assert (report.total, report.without, report.clicked, report.mean_position) == (24, 6, 10, 4.5)
        assert [(row["question"], row["total"], row["none"], row["few"], row["clicks"]) for row in report.top] == [
            ("公积金", 9, 2, 0, 10),
            ("学区", 5, 0, 5, 0),
            ("车牌", 4, 4, 0, 0),
        ]
        assert [(row["question"], row["total"]) for row in report.found_nothing] == [("车牌", 4), ("公积金", 2)]
        assert [row["question"] for row in report.found_little] == ["学区"]
        assert [row["percent"] for row in report.positions] == [60.0, 20.0, 0.0, 10.0, 10.0]
        assert [count for _, count, _ in report.by_day] == [0, 0, 0, 2, 0, 0, 22]
        page = answer.content.decode()
        assert "很久以前" not in page and "设为同义词" in page

    def test_it_is_there_when_nothing_was_asked(self, client, tonglu):
        client.force_login(make_editor(tonglu))
        assert "这段时间还没有检索" in html(client, "search_insight")
        assert read(client, "search_insight_export").status_code == 200

    def test_it_shows_what_this_process_has_just_counted(self, client, tonglu):
        from cms_core.search.editors import log

        log.searched(tonglu.home_id, tonglu.home_id, "刚刚搜的", "", 0)
        client.force_login(make_editor(tonglu))
        assert "刚刚搜的" in html(client, "search_insight")

    @pytest.mark.parametrize(
        "query", [{"days": "x"}, {"days": "-1"}, {"days": "9" * 40}, {"home": "9" * 40}, {"home": "x"}]
    )
    def test_an_address_that_means_nothing_shows_the_usual(self, client, tonglu, query):
        client.force_login(make_editor(tonglu))
        answer = read(client, "search_insight", **query)
        assert (answer.status_code, answer.context["report"].days) == (200, 30)

    def test_a_writer_sees_it_and_is_not_offered_what_he_may_not_do(self, client, tonglu):
        count(tonglu.home, "公积金")
        client.force_login(make_editor(tonglu, "writer", ("add", "change")))
        page = html(client, "search_insight")
        assert "公积金" in page and "设为同义词" not in page
        assert read(client, "search_synonyms").status_code == 302

    def test_the_export_opens_no_formula(self, client, tonglu):
        for question in ("=1+1", "+86", "-2", "@sum", "公积金,提取", '引"号'):
            count(tonglu.home, question)
        client.force_login(make_editor(tonglu))
        answer = read(client, "search_insight_export")
        assert answer["Content-Type"].startswith("text/csv") and "attachment" in answer["Content-Disposition"]
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert rows[0][:2] == ["检索词", "次数"]
        assert {row[0] for row in rows[1:]} == {"'=1+1", "'+86", "'-2", "'@sum", "公积金,提取", '引"号'}

    def test_it_costs_the_same_for_much(self, client, tonglu, django_assert_max_num_queries):
        for number in range(60):
            count(tonglu.home, f"问题{number}", found=number % 4, number=number + 1, days=number)
            click(tonglu.home, f"问题{number}", number + 1)
        client.force_login(make_editor(tonglu))
        with django_assert_max_num_queries(frame(client) + 9):
            assert "问题59" in html(client, "search_insight", days=90)


class TestLeaks:
    """An editor of one county, and everything of another that could be seen or changed."""

    @pytest.fixture
    def other(self, jiande, root):
        count(jiande.home, f"{SECRET}问题", number=9)
        click(jiande.home, f"{SECRET}问题", 1)
        row = promotion(root, jiande.home, f"{SECRET}词", title=f"{SECRET}标题")
        return synonyms(root, jiande.home, f"{SECRET}甲", f"{SECRET}乙"), row

    @pytest.fixture
    def mine(self, client, tonglu):
        client.force_login(make_editor(tonglu))
        return tonglu

    @pytest.mark.parametrize("name", PAGES)
    def test_no_list_report_or_export_shows_it(self, client, mine, other, jiande, name):
        for query in (
            {},
            {"home": jiande.home_id},
            {"home": "all"},
            {"q": SECRET},
            {"home": jiande.home_id, "try": "甲"},
        ):
            answer = read(client, name, **query)
            page = answer.content.decode().replace(f'value="{SECRET}"', "")
            assert answer.status_code == 200
            assert SECRET not in page and jiande.home.title not in page, query

    def test_its_edit_addresses_are_not_there(self, client, mine, other):
        group, row = other
        for name, pk in (("search_synonym", group.pk), ("search_promotion", row.pk)):
            assert read(client, name, pk).status_code == 404
            assert read(client, f"{name}_delete", pk).status_code == 404
            assert SECRET not in send(client, name, pk, words="甲、乙", home=str(mine.home_id)).content.decode()
            send(client, f"{name}_delete", pk)
        assert str(SynonymGroup.objects.get()) == f"{SECRET}甲、{SECRET}乙"
        assert SearchPromotion.objects.get().words == f"{SECRET}词"

    def test_nothing_is_made_for_it_or_for_all(self, client, mine, jiande):
        for home in (str(jiande.home_id), "all", "", "x"):
            send(client, "search_synonym_new", home=home, words="公积金、住房公积金", enabled="on")
            send(
                client,
                "search_promotion_new",
                home=home,
                words="公积金",
                match="exact",
                order="1",
                url="/a/",
                title="甲",
            )
        assert not SynonymGroup.objects.exists() and not SearchPromotion.objects.exists()

    def test_its_synonyms_are_not_tried(self, client, mine, other, jiande):
        assert SECRET not in html(client, "search_synonyms", home=jiande.home_id, **{"try": "甲"})

    def test_what_is_kept_for_all_is_the_platforms_alone(self, client, mine, root):
        group = synonyms(root, None, f"{SECRET}甲", f"{SECRET}乙")
        assert SECRET not in html(client, "search_synonyms")
        assert read(client, "search_synonym", group.pk).status_code == 404

    def test_a_number_in_the_form_does_not_name_another_portals_draft(self, client, mine, jiande):
        draft = make_article(make_column(jiande.home), f"{SECRET}草稿", live=False)
        values = {"home": str(mine.home_id), "words": "公积金", "match": "exact", "order": "1", "page": str(draft.pk)}
        page = send(client, "search_promotion_new", **values).content.decode()
        assert SECRET not in page and "没有公开发布" in page

    def test_a_withdrawn_page_is_named_as_it_was_when_it_was_public(self, client, mine, jiande):
        article = make_article(make_column(jiande.home), "公开的标题")
        row = promotion(make_user("r2", superuser=True), mine.home, "公积金", page=article, url="", title="")
        article.unpublish()
        article.title = f"{SECRET}新标题"
        article.save_revision()
        article.save()
        for name, args in (("search_promotions", ()), ("search_promotion", (row.pk,))):
            page = html(client, name, *args)
            assert SECRET not in page and "公开的标题" in page

    def test_who_works_on_no_portal_is_turned_away(self, client, tonglu):
        user = make_user("nobody")
        user.groups.add(make_group("admin only"))
        client.force_login(user)
        for name in PAGES:
            assert read(client, name).status_code == 302, name


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
