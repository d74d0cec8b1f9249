"""The page for the whole region: by rule, by reference, with its source named."""

import datetime

import pytest
from django.urls import reverse

from cms_core.models import Entry
from gazette.models import GatheringRule
from sites.models import PortalLevel
from tests import factories
from tests.gazette.factories import make_gazette

pytestmark = pytest.mark.django_db
PLACE = "/gazette/province/"


@pytest.fixture
def gazette():
    gazette = make_gazette()
    # A column without anything is not shown, nor what belongs to it.
    factories.make_article(gazette.column, "发刊词")
    return gazette


@pytest.fixture
def reader(client, gazette):
    client.defaults["HTTP_HOST"] = gazette.portal.site.hostname
    return client


def publish(gazette, key, title, *, level=PortalLevel.COUNTY, column_type="政策文件", **fields):
    portal = factories.make_portal(key, level, gazette.portal)
    column = factories.make_column(portal.home, "文件", column_type=column_type)
    page = factories.make_document(column, title, **fields)
    page.portal = portal
    return page


def shown(reader, **query):
    answer = reader.get(PLACE, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_policy_columns_of_all_portals_are_gathered_with_their_source(reader, gazette):
    page = publish(gazette, "tonglu", "桐庐县关于印发办法的通知")
    text = shown(reader)
    assert page.title in text and "tonglu人民政府" in text
    assert f'href="{page.full_url}"' in text


def test_other_columns_are_not(reader, gazette):
    publish(gazette, "tonglu", "桐庐召开会议", column_type="工作动态")
    assert "桐庐召开会议" not in shown(reader)


def test_a_withdrawal_at_the_source_is_gone_here(reader, gazette):
    page = publish(gazette, "tonglu", "桐庐县关于印发办法的通知")
    assert page.title in shown(reader)
    page.unpublish()
    assert page.title not in shown(reader)


def test_a_column_that_changes_its_type_comes_and_goes(reader, gazette):
    page = publish(gazette, "tonglu", "桐庐县的通知", column_type="工作动态")
    column = page.get_parent().specific
    column.column_type = "政策文件"
    column.save_revision().publish()
    assert Entry.objects.get(page=page).column_type == "政策文件"
    assert page.title in shown(reader)


def test_each_type_has_its_tab(reader, gazette):
    publish(gazette, "tonglu", "桐庐县的通知")
    publish(gazette, "chunan", "淳安的解读", column_type="政策解读")
    assert "淳安的解读" not in shown(reader)
    assert "淳安的解读" in shown(reader, type="政策解读")


def test_level_portal_and_year_narrow_it(reader, gazette):
    old = datetime.datetime(2019, 5, 1, tzinfo=datetime.UTC)
    publish(gazette, "tonglu", "县的通知", published_at=old)
    publish(gazette, "zj-czt", "厅的通知", level=PortalLevel.DEPARTMENT)
    assert ("县的通知" in shown(reader, level="county")) and ("厅的通知" not in shown(reader, level="county"))
    assert "厅的通知" not in shown(reader, portal="tonglu")
    assert ("县的通知" in shown(reader, year="2019")) and ("厅的通知" not in shown(reader, year="2019"))


@pytest.mark.parametrize(
    "query",
    [{"type": "'"}, {"level": "x"}, {"portal": "nope"}, {"year": "99999"}, {"cursor": "zzz"}, {"cursor": "\x00"}],
)
def test_what_makes_no_sense_is_answered_with_the_whole(reader, gazette, query):
    publish(gazette, "tonglu", "桐庐县的通知")
    assert "桐庐县的通知" in shown(reader, **query)


def test_the_rule_leaves_portals_and_levels_out(reader, gazette):
    page = publish(gazette, "tonglu", "桐庐县的通知")
    rule = GatheringRule.objects.create(gazette=gazette)
    rule.left_out.add(page.portal)
    assert page.title not in shown(reader)
    rule.left_out.clear()
    rule.levels = ["city"]
    rule.save()
    assert page.title not in shown(reader)


def test_a_portal_elsewhere_in_the_tree_is_not_gathered_by_a_city(client):
    city = factories.make_portal("hangzhou", PortalLevel.CITY)
    gazette = make_gazette(city)
    factories.make_article(gazette.column, "发刊词")
    foreign = factories.make_portal("haishu", PortalLevel.COUNTY)
    page = factories.make_document(factories.make_column(foreign.home, column_type="政策文件"), "海曙区的通知")
    client.defaults["HTTP_HOST"] = city.site.hostname
    assert page.title not in shown(client)


def test_it_costs_the_same_with_more_portals(reader, gazette, django_assert_max_num_queries):
    for number in range(3):
        publish(gazette, f"county-{number}", f"通知{number}")
    shown(reader)
    with django_assert_max_num_queries(12):
        shown(reader)
    for number in range(3, 9):
        publish(gazette, f"county-{number}", f"通知{number}")
    with django_assert_max_num_queries(12):
        shown(reader)


def test_page_after_page_shows_everything_once(reader, gazette):
    column = factories.make_column(factories.make_portal("tonglu", parent=gazette.portal).home, column_type="政策文件")
    titles = {factories.make_document(column, f"通知第{number}件").title for number in range(45)}
    address, seen = PLACE, []
    while address:
        answer = reader.get(address)
        seen += [entry["title"] for entry in answer.context["entries"]]
        address = answer.context["pagination"]["next_url"]
    assert len(seen) == 45 and set(seen) == titles


def test_the_rule_is_set_by_who_may_configure_the_gazette(client, gazette):
    client.defaults["HTTP_HOST"] = gazette.portal.site.hostname
    address = reverse("gazette_gathering", args=[gazette.pk])
    client.force_login(factories.make_editor(gazette.portal))
    assert client.get(address).status_code in (302, 403)
    client.force_login(factories.make_user(superuser=True))
    assert "政策文件" in client.get(address).content.decode()
    client.post(address, {"column_types": ["政策文件"], "levels": ["county"]})
    rule = GatheringRule.objects.get(gazette=gazette)
    assert (rule.column_types, rule.levels) == (["政策文件"], ["county"])


def test_the_first_hours_of_a_year_in_beijing_belong_to_it(reader, gazette):
    new_year = datetime.datetime(2025, 12, 31, 17, tzinfo=datetime.UTC)
    publish(gazette, "tonglu", "桐庐县关于印发办法的通知", published_at=new_year)
    assert reader.get(PLACE).context["years"] == [2026]
