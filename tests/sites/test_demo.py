"""The demo's content is composed for any day and any portal, and says of itself what it is."""

import datetime
import re
from dataclasses import replace

import pytest
from django.utils import timezone

from sites.blueprints.registry import blueprint, blueprint_names
from sites.demo import pages
from sites.demo.bodies import body_value
from sites.demo.composer import body_for, items_for
from sites.demo.pictures import draw
from sites.demo.setting import Setting

DAYS = [datetime.date(2026, 11, 23), datetime.date(2027, 1, 1), datetime.date(2028, 2, 29)]


def setting(level="county", today=DAYS[0], seed=7):
    return Setting("tonglu", level, "桐庐", "桐庐县人民政府", "桐庐县政府", "桐政", today, seed)


def composed(level, today):
    spoken = setting(level, today)
    for column in blueprint(level).walk():
        if column.list_style in {"list", "pictures", "documents"}:
            yield column.key, items_for(spoken, column.key)


@pytest.mark.parametrize("today", DAYS, ids=str)
@pytest.mark.parametrize("level", blueprint_names())
def test_every_list_column_of_every_blueprint_has_content_on_any_day(level, today):
    empty = [key for key, items in composed(level, today) if not items]
    # Columns that hold subsites, topics, the gazette and the lists are filled otherwise.
    lists = {"lists.powers", "lists.duties", "lists.investment", "lists.funds"}
    assert set(empty) <= {"towns", "departments", "topics", "gazette"} | lists


@pytest.mark.parametrize("level", blueprint_names())
def test_no_placeholder_is_left_and_nothing_is_published_in_the_future(level):
    for _key, items in composed(level, DAYS[0]):
        for item in items:
            text = item.title + str(item.parts)
            assert not re.search(r"\{[a-z_]+\}", text), item.title
            assert item.published_at.date() <= DAYS[0]
            assert len(item.title) <= 255


def test_a_document_number_is_given_once_in_the_policy_columns():
    numbers = [
        item.document["document_number"]
        for key, items in composed("county", DAYS[0])
        for item in items
        if item.document and key.startswith("policies.")
    ]
    assert len(numbers) > 50
    assert len(numbers) == len(set(numbers))


def test_the_same_portal_says_the_same_on_the_same_day():
    once, again = (items_for(setting(), "news.headlines") for _ in range(2))
    # Times of the day of loading itself end at the moment of loading.
    assert [(item.title, item.parts) for item in once] == [(item.title, item.parts) for item in again]


def test_a_body_has_one_text_block_for_a_run_of_paragraphs():
    value = body_value([("p", "一"), ("p", "二<"), ("h", "标题"), ("table", [["a"]]), ("p", "三")])
    assert [block["type"] for block in value] == ["text", "heading", "table", "text"]
    assert value[0]["value"] == "<p>一</p><p>二&lt;</p>"


def test_single_pages_have_a_body():
    for column in blueprint("county").walk():
        if column.list_style == "single":
            assert body_value(body_for(setting(), column.key)), column.key


def test_a_drawing_is_the_same_each_time():
    content = draw(3)
    assert content == draw(3)
    assert content[:3] == b"\xff\xd8\xff"


def test_accounts_are_of_a_year_that_is_over_and_stand_where_they_belong():
    for key in ("sunshine.finance", "statutory.finance"):
        for item in pages.sunshine(setting("county"), key):
            year = int(re.search(r"\d{4}", item.title)[0])
            assert item.published_at >= timezone.make_aware(datetime.datetime(year + 1, 7, 1)), item.title
    assert not any("预算" in one.title for one in pages.sunshine(setting("county"), "statutory.emergency"))


def test_one_portal_has_one_telephone():
    assert replace(setting("county"), contact="0571-00001000").values()["phone"] == "0571-00001000"
