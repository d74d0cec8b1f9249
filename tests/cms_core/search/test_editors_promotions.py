import datetime

import pytest

from cms_core.models import Entry, SearchPromotion
from cms_core.search.editors import promotions
from cms_core.search.editors.errors import NotAllowed, NotKept
from cms_core.search.editors.keep_promotions import DeletePromotion, SavePromotion
from cms_core.search.editors.standing import standings
from sites.models import PortalLevel
from tests.factories import make_article, make_column, make_document, make_editor, make_portal, make_user

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 5, 15, 4, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
TODAY = datetime.date(2026, 5, 15)


@pytest.fixture
def root():
    return make_user("root", superuser=True)


@pytest.fixture
def tonglu():
    return make_portal("tonglu")


@pytest.fixture
def article(tonglu):
    return make_article(make_column(tonglu.home), "公积金提取指南", summary="怎么提取公积金")


def save(user, home, words=("公积金",), page=None, promotion=None, **values):
    values = {"words": list(words), "page": page, **values}
    return SavePromotion(user=user, home=home, values=values, promotion=promotion).execute()


def refused(user, home, **values):
    with pytest.raises(NotKept) as error:
        save(user, home, **values)
    return error.value.reasons


def titles(home, question, now=NOW):
    return [one.title for one in promotions.of(home.pk, question, now)]


def test_a_page_is_promoted_for_the_exact_question(root, tonglu, article):
    save(root, tonglu.home, ["公积金", "公积金怎么提取"], article)
    (found,) = promotions.of(tonglu.home_id, "公积金", NOW)
    assert (found.title, found.text) == ("公积金提取指南", "怎么提取公积金")
    assert found.url == "/" + Entry.objects.get(pk=article.pk).address
    assert titles(tonglu.home, " 公積金 怎么提取？") == ["公积金提取指南"]
    assert titles(tonglu.home, "公积金贷款") == []
    assert titles(tonglu.home, "") == titles(tonglu.home, "？？") == []


def test_contains_is_met_anywhere_in_the_question(root, tonglu, article):
    save(root, tonglu.home, ["公积金"], article, match="contains")
    assert titles(tonglu.home, "我的住房公积金去哪查") == ["公积金提取指南"]
    assert titles(tonglu.home, "公积") == []


def test_its_own_words_stand_before_the_pages(root, tonglu, article):
    save(root, tonglu.home, page=article, title="公积金一件事", text="马上办")
    (found,) = promotions.of(tonglu.home_id, "公积金", NOW)
    assert (found.title, found.text) == ("公积金一件事", "马上办")


def test_a_page_of_another_host_is_linked_whole(root, tonglu):
    province = make_portal("zj", PortalLevel.PROVINCE)
    page = make_article(make_column(province.home), "省里的办法")
    save(root, tonglu.home, page=page)
    (found,) = promotions.of(tonglu.home_id, "公积金", NOW)
    assert found.url == f"{province.url.rstrip('/')}/{Entry.objects.get(pk=page.pk).address}"


def test_an_address_outside_the_government_goes_through_the_notice(root, tonglu):
    save(root, tonglu.home, url="https://example.com/a", title="外站", order=1)
    save(root, tonglu.home, url="https://www.zj.gov.cn/a", title="政务", order=2)
    save(root, tonglu.home, url="/sitemap/", title="地图", order=3)
    assert [one.url for one in promotions.of(tonglu.home_id, "公积金", NOW)] == [
        "/leaving/?to=https%3A%2F%2Fexample.com%2Fa",
        "https://www.zj.gov.cn/a",
        "/sitemap/",
    ]


def test_they_stand_in_their_order_three_at_most_and_each_once(root, tonglu, article):
    for order in (5, 3, 4, 1):
        save(root, tonglu.home, url=f"/{order}/", title=str(order), order=order)
    save(root, tonglu.home, url="/1/", title="again", order=2)
    assert titles(tonglu.home, "公积金") == ["1", "3", "4"]


def test_what_is_kept_for_all_comes_after_a_portals_own(root, tonglu):
    save(root, None, url="/all/", title="平台")
    save(root, tonglu.home, url="/own/", title="本站")
    assert titles(tonglu.home, "公积金") == ["本站", "平台"]
    assert titles(make_portal("jiande").home, "公积金") == ["平台"]


@pytest.mark.parametrize(
    ("since", "until", "shown"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (TODAY + DAY, None, False),
        (None, TODAY - DAY, False),
        (TODAY - DAY, TODAY + DAY, True),
    ],
)
def test_it_is_shown_from_its_first_day_to_its_last(root, tonglu, since, until, shown):
    save(root, tonglu.home, url="/a/", title="短期", since=since, until=until)
    assert titles(tonglu.home, "公积金") == (["短期"] if shown else [])


def test_days_are_those_of_beijing(root, tonglu):
    save(root, tonglu.home, url="/a/", title="短期", until=TODAY)
    assert titles(tonglu.home, "公积金", datetime.datetime(2026, 5, 15, 15, 59, tzinfo=datetime.UTC)) == ["短期"]
    assert titles(tonglu.home, "公积金", datetime.datetime(2026, 5, 15, 16, 1, tzinfo=datetime.UTC)) == []


def state_of(row):
    row.refresh_from_db()
    return standings([row], TODAY)[row.pk]


def test_a_page_that_is_withdrawn_is_not_shown_and_the_editor_is_told(root, tonglu, article):
    row = save(root, tonglu.home, page=article)
    assert not state_of(row).wrong
    article.unpublish()
    assert titles(tonglu.home, "公积金") == []
    assert state_of(row).wrong
    article.save_revision().publish()
    assert titles(tonglu.home, "公积金") == ["公积金提取指南"]


def test_a_page_whose_column_closes_or_that_is_deleted_is_not_shown(root, tonglu, article):
    row = save(root, tonglu.home, page=article)
    article.get_parent().specific.unpublish()
    assert titles(tonglu.home, "公积金") == []
    article.delete()
    assert titles(tonglu.home, "公积金") == []
    assert state_of(row).wrong
    assert row.page_title == "公积金提取指南"


VALIDITIES = [("in_force", True), ("amended", True), ("repealed", False), ("expired", False)]


@pytest.mark.parametrize(("validity", "shown"), VALIDITIES)
def test_a_document_no_longer_in_force_is_not_shown(root, tonglu, validity, shown):
    document = make_document(make_column(tonglu.home), "公积金管理办法")
    row = save(root, tonglu.home, page=document)
    Entry.objects.filter(pk=document.pk).update(validity=validity)
    assert bool(titles(tonglu.home, "公积金")) is shown
    assert state_of(row).wrong is not shown


def test_switched_off_changed_or_deleted_it_is_in_force_at_the_next_search(root, tonglu):
    row = save(root, tonglu.home, url="/a/", title="一")
    assert titles(tonglu.home, "公积金") == ["一"]
    save(root, tonglu.home, ["医保"], url="/a/", title="二", promotion=row)
    assert (titles(tonglu.home, "公积金"), titles(tonglu.home, "医保")) == ([], ["二"])
    save(root, tonglu.home, ["医保"], url="/a/", title="二", promotion=row, enabled=False)
    assert titles(tonglu.home, "医保") == []
    save(root, tonglu.home, ["医保"], url="/a/", title="二", promotion=row, enabled=True)
    DeletePromotion(row, user=root).execute()
    assert titles(tonglu.home, "医保") == []


def test_a_search_costs_one_query_and_two_more_where_pages_are_promoted(root, tonglu, django_assert_num_queries):
    province = make_portal("zj", PortalLevel.PROVINCE)
    column = make_column(province.home)
    for number in range(10):
        save(root, tonglu.home, [f"词{number}", "公积金"], make_article(column, f"第{number}篇"))
    promotions.of(tonglu.home_id, "无关", NOW)
    with django_assert_num_queries(1):
        assert promotions.of(tonglu.home_id, "无关的问题", NOW) == []
    with django_assert_num_queries(3):
        assert len(promotions.of(tonglu.home_id, "公积金", NOW)) == 3


def test_what_is_wrong_is_told_by_field(root, tonglu, article):
    home = tonglu.home
    draft = make_article(make_column(home), "草稿", live=False)
    assert "words" in refused(root, home, words=[], page=article)
    assert "words" in refused(root, home, words=["金"], match="contains", page=article)
    assert "words" in refused(root, home, words=["？？"], page=article)
    assert "words" in refused(root, home, words=["长" * 61], page=article)
    assert "words" in refused(root, home, words=[f"词{n}" for n in range(7)], page=article)
    assert set(refused(root, home)) == {"page"}
    assert set(refused(root, home, page=draft)) == {"page"}
    assert set(refused(root, home, page=article, url="/a/", title="甲")) == {"url"}
    assert set(refused(root, home, url="/a/")) == {"title"}
    assert set(refused(root, home, page=article, since=TODAY, until=TODAY - DAY)) == {"until"}
    assert not SearchPromotion.objects.exists()


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "/\\evil.example",
        "https://user@evil.example",
        "ftp://zj.gov.cn",
        "zj.gov.cn",
        "https://",
        "/a b",
    ],
)
def test_an_address_that_is_none_or_deceives_is_refused(root, tonglu, url):
    assert set(refused(root, tonglu.home, url=url, title="甲")) == {"url"}


def test_only_who_may_publish_on_the_portal_keeps_its_promotions(tonglu, article):
    other = make_portal("jiande")
    row = save(make_editor(tonglu), tonglu.home, page=article)
    stranger = make_editor(other)
    for home in (tonglu.home, None):
        with pytest.raises(NotAllowed):
            save(stranger, home, page=article)
    with pytest.raises(NotAllowed):
        DeletePromotion(row, user=stranger).execute()
    with pytest.raises(NotAllowed):
        save(make_editor(tonglu, "writer", ("add", "change")), tonglu.home, page=article)
