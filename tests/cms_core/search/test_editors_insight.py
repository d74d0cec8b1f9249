"""检索分析 in the admin: what it tells, to whom, and what it costs."""

import csv
import io

import pytest

from cms_core.search.editors import log
from tests.cms_core.search.editing import click, count, frame, html, read
from tests.factories import make_editor, make_portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def tonglu():
    return make_portal("tonglu")


def test_it_tells_questions_days_and_positions(client, tonglu):
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


def test_it_is_there_when_nothing_was_asked(client, tonglu):
    client.force_login(make_editor(tonglu))
    assert "这段时间还没有检索" in html(client, "search_insight")
    assert read(client, "search_insight_export").status_code == 200


def test_it_shows_what_this_process_has_just_counted(client, tonglu):
    log.searched(tonglu.home_id, tonglu.home_id, "刚刚搜的", "", 0)
    client.force_login(make_editor(tonglu))
    assert "刚刚搜的" in html(client, "search_insight")


@pytest.mark.parametrize(
    "query", [{"days": "x"}, {"days": "-1"}, {"days": "9" * 40}, {"home": "9" * 40}, {"home": "x"}]
)
def test_an_address_that_means_nothing_shows_the_usual(client, tonglu, query):
    client.force_login(make_editor(tonglu))
    answer = read(client, "search_insight", **query)
    assert (answer.status_code, answer.context["report"].days) == (200, 30)


def test_a_writer_sees_it_and_is_not_offered_what_he_may_not_do(client, tonglu):
    count(tonglu.home, "公积金")
    client.force_login(make_editor(tonglu, "writer", ("add", "change")))
    page = html(client, "search_insight")
    assert "公积金" in page and "设为同义词" not in page
    assert read(client, "search_synonyms").status_code == 302


def test_the_export_opens_no_formula(client, tonglu):
    for question in ("=1+1", "+86", "-2", "@sum", "公积金,提取", '引"号'):
        count(tonglu.home, question)
    client.force_login(make_editor(tonglu))
    answer = read(client, "search_insight_export")
    assert answer["Content-Type"].startswith("text/csv") and "attachment" in answer["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][:2] == ["检索词", "次数"]
    assert {row[0] for row in rows[1:]} == {"'=1+1", "'+86", "'-2", "'@sum", "公积金,提取", '引"号'}


def test_it_costs_the_same_for_much(client, tonglu, django_assert_max_num_queries):
    for number in range(60):
        count(tonglu.home, f"问题{number}", found=number % 4, number=number + 1, days=number)
        click(tonglu.home, f"问题{number}", number + 1)
    client.force_login(make_editor(tonglu))
    with django_assert_max_num_queries(frame(client) + 9):
        assert "问题59" in html(client, "search_insight", days=90)
