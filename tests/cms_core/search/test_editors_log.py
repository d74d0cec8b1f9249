import datetime

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms_core.models import SearchClick, SearchCount
from cms_core.search.editors import adding, log, pending, writing
from cms_core.search.editors.privacy import looks_personal
from tests.factories import make_portal

TODAY = timezone.localdate


@pytest.fixture(autouse=True)
def nothing_pending():
    writing.searches.take(), writing.clicks.take()
    yield
    writing.searches.take(), writing.clicks.take()


@pytest.fixture
def home(db):
    return make_portal("tonglu").home


def counts(model=SearchCount, *names):
    return set(model.objects.values_list(*(names or ("question", "scope", "found", "count"))))


def test_searches_are_added_up_by_day_portal_scope_and_question(home):
    for _ in range(3):
        log.searched(home.pk, home.pk, "公積金 提取", "", 12)
    log.searched(home.pk, home.pk, "公积金 提取", "all", 0)
    writing.flush()
    log.searched(home.pk, home.pk, " 公积金  提取 ", "", 20)
    writing.flush()
    assert counts() == {("公积金提取", "site", 2, 4), ("公积金提取", "all", 0, 1)}
    assert set(SearchCount.objects.values_list("day", "home")) == {(TODAY(), home.pk)}


@pytest.mark.parametrize(("total", "found"), [(0, 0), (1, 1), (3, 1), (4, 2), (20, 2), (21, 3), (10_000, 3)])
def test_how_many_were_found_is_kept_coarsely(total, found):
    assert log.found_of(total) == found


def test_counting_costs_a_search_no_query(home, django_assert_num_queries):
    with django_assert_num_queries(0):
        log.searched(home.pk, home.pk, "公积金", "", 3)
        log.clicked(home.pk, "公积金", 1)


def test_blank_questions_are_not_counted(home):
    for text in ("", "   ", "\u200b", None, "《》"):
        log.searched(home.pk, home.pk, text, "", 0)
    writing.flush()
    assert not SearchCount.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "330122199001011234",
        "33012219900101123X",
        "330122900101123",
        "身份证３３０１２２１９９００１０１１２３４",
        "330122 19900101 1234",
        "13800571234",
        "138-0057-1234",
        "138 0057 1234",
        "(0571)64212345",
        "0571-6421 2345",
        "一三八零零五七一二三四",
        "幺三八〇〇五七幺二三四",
        "6222 0212 0200 1234 567",
        "zhangsan@example.com",
        "ZhangSan＠example．com",
        "查询 138\u200b0057\u200b1234 的社保",
        "138.0057.1234",
        "车主 13800571234 违章",
        "2024-01-01 13800571234",
        "E12345678",
    ],
)
def test_what_looks_personal_is_counted_without_its_words(home, text):
    log.searched(home.pk, home.pk, text, "", 0)
    log.clicked(home.pk, text, 2)
    writing.flush()
    assert counts() == {("", "site", 0, 1)}
    assert counts(SearchClick, "question", "position", "count") == {("", 2, 1)}


@pytest.mark.parametrize(
    "text",
    [
        "浙政办发〔2015〕28号",
        "浙政办发2015 28",
        "国办发[2018]22号",
        "2024年5月1日",
        "2024-05-01 假期",
        "二〇一五年工作报告",
        "十四五规划",
        "12345热线",
        "第一百二十三条",
        "2015 2016 预算",
        "5G 基站",
        "三二一〇",
    ],
)
def test_numbers_of_documents_days_and_hotlines_are_not_personal(text):
    assert not looks_personal(text)


def test_long_and_broken_text_is_cut_and_cleaned(home):
    log.searched(home.pk, home.pk, "长" * 5000, "", 0)
    log.searched(home.pk, home.pk, "a\0b\ud800c", "nonsense", 0)
    writing.flush()
    assert counts() == {("长" * 60, "site", 0, 1), ("abc", "site", 0, 1)}


def test_a_flood_of_different_questions_is_bounded_in_memory(home, monkeypatch):
    monkeypatch.setattr(pending, "MOST", 10)
    for number in range(50):
        log.searched(home.pk, home.pk, f"问题甲{number}", "", 0)
    writing.flush()
    assert SearchCount.objects.count() == 11
    assert SearchCount.objects.get(question="").count == 40


def test_a_flood_of_different_questions_is_bounded_in_a_day(home, monkeypatch):
    monkeypatch.setattr(adding, "MOST_A_DAY", 10)
    for number in range(8):
        log.searched(home.pk, home.pk, f"第{number}问", "", 0)
    writing.flush()
    for number in range(8, 30):
        log.searched(home.pk, home.pk, f"第{number}问", "", 0)
    for _ in range(5):
        log.searched(home.pk, home.pk, "常问的", "", 5)
        log.searched(home.pk, home.pk, "第1问", "", 0)
    writing.flush()
    assert SearchCount.objects.exclude(question="").count() == 10
    assert SearchCount.objects.get(question="常问的").count == 5
    assert SearchCount.objects.get(question="第1问").count == 6
    assert SearchCount.objects.get(question="").count == 21


def test_one_portals_flood_does_not_bound_another(home, monkeypatch):
    monkeypatch.setattr(adding, "MOST_A_DAY", 2)
    other = make_portal("jiande").home
    for number in range(5):
        log.searched(home.pk, home.pk, f"第{number}问", "", 0)
    log.searched(other.pk, other.pk, "公积金", "", 0)
    writing.flush()
    assert SearchCount.objects.get(home=other).question == "公积金"


def test_a_thousand_questions_of_twenty_portals_are_written_in_few_queries(db, django_assert_max_num_queries):
    homes = [make_portal(f"county{number}").home for number in range(20)]
    for number in range(1000):
        log.searched(homes[number % 20].pk, None, f"问题{number}号", "", number)
    with django_assert_max_num_queries(50):
        writing.flush()
    assert SearchCount.objects.count() == 1000


def test_what_is_counted_of_a_portal_that_is_gone_does_not_hinder_the_rest(home):
    log.searched(987654, 987654, "公积金", "", 0)
    log.searched(home.pk, home.pk, "公积金", "", 0)
    writing.flush()
    assert SearchCount.objects.get().home_id == home.pk


def test_what_a_locked_database_cannot_take_is_written_the_next_time(home, monkeypatch):
    def locked(*args):
        raise OperationalError("database is locked")

    log.searched(home.pk, home.pk, "公积金", "", 0)
    with monkeypatch.context() as patch:
        patch.setattr(writing, "add", locked)
        writing.settle()  # a report does not fail for it
    log.searched(home.pk, home.pk, "公积金", "", 0)
    writing.settle()
    assert SearchCount.objects.get().count == 2


def test_the_count_never_raises(home):
    for scope, total in ((None, 0), ("x" * 100, 1), ([], 2), ("", None), ("", "viele")):
        log.searched(home.pk, home.pk, "公积金", scope, total)
    log.searched(None, None, "公积金", "", 1)


@pytest.mark.parametrize("position", [0, -1, 1001, "x", None, "", "1e3", float("nan"), float("inf"), 10**30])
def test_a_position_that_cannot_be_is_not_counted(home, position):
    assert log.clicked(home.pk, "公积金", position) is False
    assert writing.clicks.take() == {}


def test_a_readers_click_is_counted_without_a_transaction(client, home):
    """On SQLite it would take the only lock, and wait for editors who write."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.post("/search/clicked", {"q": "公积金", "position": "2"}, headers={"host": "tonglu.localhost"})
    assert answer.status_code == 204
    assert {query["sql"].split()[0] for query in queries} <= {"SELECT"}
    assert list(writing.clicks.take().values()) == [1]


def test_clicks_are_added_up_by_position(home):
    for position in (1, "1", 1, 3, 250):
        assert log.clicked(home.pk, "公积金", position)
    writing.flush()
    assert counts(SearchClick, "question", "position", "count") == {
        ("公积金", 1, 3),
        ("公积金", 3, 1),
        ("公积金", 100, 1),
    }


def test_counts_are_forgotten_after_their_days(home, settings):
    settings.PORTAL_SEARCH_LOG_DAYS = 30
    now = timezone.now()
    for days in (0, 29, 30, 31, 400):
        day = timezone.localdate(now) - datetime.timedelta(days=days)
        SearchCount.objects.create(day=day, home=home, question="公积金", found=0, count=1)
        SearchClick.objects.create(day=day, home=home, question="公积金", position=1, count=1)
    assert log.forget(now) == 4
    assert SearchCount.objects.count() == SearchClick.objects.count() == 3


def test_the_job_is_there():
    from cms_core.tasks.regular import JOBS

    assert JOBS["forget_searches"].run is log.forget


def test_nothing_but_counts_is_in_the_tables():
    columns = {name for model in (SearchCount, SearchClick) for name in (f.name for f in model._meta.fields)}
    assert columns == {"id", "day", "home", "scope", "question", "found", "position", "count"}


@pytest.mark.django_db(transaction=True)
def test_the_thread_writes_what_was_counted_and_ends(settings):
    home = make_portal("tonglu").home
    settings.SEARCH_COUNTS_IN_BACKGROUND = True
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("a thread has no part in a database in memory")
    try:
        log.searched(home.pk, home.pk, "公积金", "", 3)
        writing.settle()
        assert counts() == {("公积金", "site", 1, 1)}
    finally:
        writer = writing.start()
        writer.stop()
        writing._writer = None
    assert not writer.is_alive()
