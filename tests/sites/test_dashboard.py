import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from cms_core.catalogue.overdue import overdue_columns
from tests.factories import make_article, make_column, make_editor, make_portal

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 23)


@pytest.fixture
def tonglu():
    return make_portal("tonglu")


@pytest.fixture
def editor(client, tonglu):
    """A person who may change pages of 桐庐, logged in on its host."""
    user = make_editor(tonglu)
    client.force_login(user)
    client.defaults["HTTP_HOST"] = tonglu.site.hostname
    return user


def at(days_ago):
    return timezone.make_aware(datetime.datetime.combine(TODAY, datetime.time(9))) - datetime.timedelta(days=days_ago)


@pytest.mark.parametrize(("days_ago", "overdue"), [(3, False), (14, False), (15, True), (400, True)])
def test_a_column_is_overdue_when_its_newest_entry_is_older_than_its_term(tonglu, days_ago, overdue):
    column = make_column(tonglu.home, "要闻", update_days=14)
    make_article(column, "新闻", published_at=at(days_ago))
    found = overdue_columns([tonglu.home], TODAY)
    assert [(row.id, row.days) for row in found] == ([(column.pk, days_ago)] if overdue else [])


def test_a_draft_does_not_make_a_column_fresh(tonglu):
    column = make_column(tonglu.home, "要闻", update_days=14)
    make_article(column, "草稿", live=False, published_at=at(1))
    assert [(row.id, row.days) for row in overdue_columns([tonglu.home], TODAY)] == [(column.pk, None)]


def test_a_column_is_as_fresh_as_what_is_below_it(tonglu):
    parent = make_column(tonglu.home, "动态", update_days=14)
    child = make_column(parent, "要闻")
    make_article(child, "新闻", published_at=at(2))
    assert overdue_columns([tonglu.home], TODAY) == []


def test_columns_without_a_term_are_never_overdue(tonglu):
    make_column(tonglu.home, "概况")
    assert overdue_columns([tonglu.home], TODAY) == []


def test_the_longest_silent_column_comes_first_and_empty_ones_before_it(tonglu):
    for title, days in (("甲", 30), ("乙", 90), ("丙", None)):
        column = make_column(tonglu.home, title, update_days=14)
        if days:
            make_article(column, "新闻", published_at=at(days))
    assert [row.title for row in overdue_columns([tonglu.home], TODAY)] == ["丙", "乙", "甲"]


def test_the_columns_of_a_town_are_as_fresh_as_what_it_publishes(tonglu):
    town = make_portal("fenshui", "subsite", tonglu)
    make_article(make_column(town.home, "动态", update_days=14), "新闻", published_at=at(2))
    assert overdue_columns([town.home], TODAY) == []


def test_columns_of_other_portals_are_left_out_however_many_portals_are_asked_for(tonglu, monkeypatch):
    other = make_portal("deqing")
    for portal in (tonglu, other):
        make_column(portal.home, portal.key, update_days=14)
    for ranges in (0, 50):
        monkeypatch.setattr("cms_core.catalogue.overdue.RANGES", ranges)
        assert [row.title for row in overdue_columns([other.home], TODAY)] == ["deqing"]


def test_a_single_page_is_as_fresh_as_its_text(tonglu):
    column = make_column(tonglu.home, "指南", update_days=14, list_style="single")
    column.body = [{"type": "text", "value": "<p>正文</p>"}]
    column.last_published_at = at(1)
    column.save()
    assert overdue_columns([tonglu.home], TODAY) == []


def test_two_queries_whatever_the_number_of_portals(tonglu, django_assert_num_queries):
    homes = [tonglu.home, make_portal("deqing").home]
    for home in homes:
        for number in range(5):
            make_article(make_column(home, f"栏目{number}", update_days=14), "新闻")
    with django_assert_num_queries(2):
        overdue_columns(homes, TODAY)


def test_the_dashboard_shows_the_own_portal_drafts_and_overdue_columns_only(client, editor, tonglu):
    other = make_portal("deqing", name="德清县人民政府")
    make_column(other.home, "德清的秘密栏目", update_days=14)
    make_column(tonglu.home, "桐庐要闻", update_days=14)
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert tonglu.name in html
    assert "桐庐要闻" in html
    assert "德清" not in html


def test_the_page_list_of_a_search_names_the_portal(client, editor, tonglu):
    make_article(make_column(tonglu.home, "要闻"), "一篇要找的文章")
    html = client.get(reverse("wagtailadmin_pages:search"), {"q": "要找的"}).content.decode()
    assert "一篇要找的文章" in html
    assert tonglu.name in html
