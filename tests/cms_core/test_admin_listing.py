"""What an editor finds on opening a column in the admin."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from cms_core.admin.listing import BY_HAND
from cms_core.models import ColumnPage
from tests.factories import make_article, make_column, make_document, make_editor, make_portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal():
    return make_portal("tonglu")


@pytest.fixture
def editor(client, portal):
    user = make_editor(portal)
    client.force_login(user)
    client.defaults["HTTP_HOST"] = portal.site.hostname
    return user


def day(number):
    return timezone.make_aware(datetime.datetime(2026, 3, number, 9))


def listed(client, column, **query):
    html = client.get(reverse("wagtailadmin_explore", args=[column.pk]), query).content.decode()
    titles = re.findall(r'id="page_\d+_title">(.*?)</span>', html, re.S)
    return [re.sub(r"<.*?>", "", title, flags=re.S).strip() for title in titles], html


def test_content_stands_newest_first_whatever_was_changed_last(client, editor, portal):
    column = make_column(portal.home)
    old = make_article(column, "旧的", published_at=day(1))
    make_article(column, "新的", published_at=day(9))
    make_document(column, "中间的", published_at=day(5))
    old.save_revision(user=editor)
    assert listed(client, column)[0] == ["新的", "中间的", "旧的"]


def test_a_fresh_draft_stands_at_the_top(client, editor, portal):
    column = make_column(portal.home)
    make_article(column, "已发布的", published_at=day(1))
    make_article(column, "草稿", live=False).save_revision(user=editor)
    assert listed(client, column)[0] == ["草稿", "已发布的"]


def test_columns_stand_in_their_own_order_before_content(client, editor, portal):
    parent = make_column(portal.home)
    make_article(parent, "文章", published_at=day(1))
    for title in ("丙栏", "甲栏", "乙栏"):
        make_column(parent, title)
    ColumnPage.objects.get(title="丙栏").save_revision(user=editor)
    assert listed(client, parent)[0] == ["丙栏", "甲栏", "乙栏", "文章"]


def test_the_day_of_publication_is_shown(client, editor, portal):
    column = make_column(portal.home)
    make_article(column, "文章", published_at=day(9))
    assert "2026-03-09 09:00" in listed(client, column)[1]


def test_an_order_by_hand_is_for_columns_only(client, editor, portal):
    parent = make_column(portal.home)
    make_column(parent, "甲栏")
    assert "ordering=ord" in listed(client, portal.home)[1]
    content = make_column(portal.home)
    make_article(content, "文章")
    assert "ordering=ord" not in listed(client, content)[1]
    titles, html = listed(client, content, ordering="ord")
    assert "w-orderable" not in html
    assert titles == ["文章"]


def test_an_order_by_hand_is_not_offered_for_a_place_of_many_pages(client, editor, portal):
    parent = make_column(portal.home)
    make_column(parent, "甲栏")
    ColumnPage.objects.filter(pk=parent.pk).update(numchild=BY_HAND + 1)
    assert "w-orderable" not in listed(client, parent, ordering="ord")[1]


def test_other_orders_still_work(client, editor, portal):
    column = make_column(portal.home)
    for title, number in (("乙", 1), ("甲", 9)):
        make_article(column, title, published_at=day(number))
    assert listed(client, column, ordering="published")[0] == ["乙", "甲"]
    assert listed(client, column, ordering="title")[0] == sorted(["乙", "甲"])


def test_a_search_can_be_asked_for_with_any_order(client, editor, portal):
    column = make_column(portal.home)
    make_article(column, "要找的文章")
    assert listed(client, column, q="要找的", ordering="-published")[0] == ["要找的文章"]


def test_a_column_of_many_pages_costs_as_many_queries_as_one_of_few(
    client, editor, portal, django_assert_max_num_queries
):
    few, many = make_column(portal.home), make_column(portal.home)
    make_article(few, "文章")
    for number in range(30):
        make_article(many, f"文章{number}")
    listed(client, few)
    with django_assert_max_num_queries(500) as of_few:
        listed(client, few)
    with django_assert_max_num_queries(len(of_few) + 3):
        listed(client, many)
