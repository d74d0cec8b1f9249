"""The parts of the ranking: passages, runs, places, age, and what they cost."""

from datetime import UTC, datetime, timedelta
from time import process_time

import pytest

from cms_core.search.analysis.question import ask
from cms_core.search.ranking import weights
from cms_core.search.ranking.features import freshness
from cms_core.search.ranking.order import read, reranked
from cms_core.search.ranking.passages import LENGTH, Weighed, best_passage, characters_in_best, earliness
from cms_core.search.ranking.places import is_elsewhere, shipped
from cms_core.search.ranking.runs import longest_runs, runs_in
from tests.cms_core.search.test_ranking_order import FILLING, NOW, Candidate


def test_the_best_passage_is_where_most_of_the_question_stands():
    pairs = Weighed({"公路": 0.5, "养护": 0.3, "资金": 0.2})
    text = "公路" + "。" * 300 + "公路养护资金" + "。" * 300 + "资金"
    worth, start = best_passage(text, pairs)
    assert worth == pytest.approx(1)
    assert abs(start - text.index("公路养护")) < LENGTH


def test_of_equal_passages_the_first_counts():
    assert best_passage("公路" + "。" * 500 + "公路", Weighed({"公路": 1.0})) == (1.0, 0)


def test_a_text_without_the_question_has_no_passage():
    assert best_passage("", Weighed({"公路": 1.0})) == (0.0, 0)
    assert characters_in_best("", Weighed({"公": 1.0})) == 0.0


def test_what_few_candidates_have_is_worth_more():
    worth = Weighed.among(["疫情", "药店"], ["疫情", "疫情", "疫情药店"]).worth
    assert worth["药店"] > worth["疫情"]
    assert sum(worth.values()) == pytest.approx(1)


def test_earliness_falls_by_half_within_a_page():
    assert [earliness(place) for place in (0, 500)] == [1.0, 0.5]


@pytest.mark.parametrize(
    ("piece", "text", "runs"),
    [
        ("生产救灾资金", "农业生产救灾资金", [6]),
        ("生产救灾资金", "生产和救灾，资金", [2, 2, 2]),
        ("生产救灾资金", "生产救济灾民", [3]),
        ("生产救灾资金", "", []),
        ("金", "资金", []),
    ],
)
def test_runs_are_as_long_as_they_can_be(piece, text, runs):
    assert longest_runs(piece, text) == runs


def test_one_long_run_is_worth_more_than_its_pairs_apart():
    whole, complete = runs_in(["生产救灾资金"], "农业生产救灾资金")
    apart, incomplete = runs_in(["生产救灾资金"], "生产和救灾，资金")
    assert whole > 2 * apart > 0
    assert (complete, incomplete) == (True, False)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("浙江省温州市公积金", {("浙江",), ("浙江", "温州")}),
        ("温州瑞安电力企业", {("浙江", "温州")}),
        ("云南通报", {("云南",)}),
        ("江西安全生产", {("江西",)}),
        ("浙江门户网站", {("浙江",)}),
        ("其中卫生健康", set()),
        ("中卫市卫生健康", {("宁夏", "中卫")}),
        ("社会长治久安", set()),
        ("内蒙古自治区", {("内蒙古",)}),
        ("", set()),
    ],
)
def test_places_are_read_from_left_to_right(text, places):
    assert shipped().named(text) == places


def test_counties_are_known_when_given():
    known = shipped() + {"桐庐县": ("浙江", "杭州", "桐庐县")}
    assert known.named("桐庐县公积金") == {("浙江", "杭州", "桐庐县")}


@pytest.mark.parametrize(
    ("title", "asked", "here", "elsewhere"),
    [
        ("公积金", "宁波", "", False),
        ("温州", "宁波", "", True),
        ("浙江", "宁波", "", False),
        ("宁波", "浙江", "", False),
        ("江苏", "浙江", "", True),
        ("温州", "", "", True),
        ("温州、宁波", "宁波", "", False),
        ("温州", "", "温州", False),
        ("浙江", "", "温州", False),
        ("温州", "", "浙江", True),
    ],
)
def test_a_title_is_elsewhere_when_it_names_only_other_places(title, asked, here, elsewhere):
    known = shipped()
    assert is_elsewhere(known.named(title), known.named(asked), known.named(here)) is elsewhere


def test_news_age():
    now = datetime(2026, 3, 1, tzinfo=UTC)
    old = (now - timedelta(days=weights.FRESH_DAYS)).timestamp()
    assert freshness(now.timestamp(), now) == 1
    assert freshness(old, now) == pytest.approx(0.5)
    assert freshness((now + timedelta(days=3)).timestamp(), now) == 1
    assert freshness(0, now) == 0


def test_age_and_kind_together_weigh_less_than_an_answer():
    ties = weights.FRESH + max(weights.KIND.values())
    assert ties < min(weights.PASSAGE, weights.RUNS, weights.RELEVANCE) / 2


def test_long_texts_are_read_no_further_than_stays_quick():
    long = [Candidate(body="农村公路养护资金" * 12_500) for _ in range(weights.DEPTH)]
    pages = read(long, shipped())
    assert sum(len(page.text) for page in pages) <= 1.01 * weights.READ_IN_ALL
    start = process_time()
    reranked(ask("农村公路养护资金由谁承担"), long, NOW)
    assert process_time() - start < 1.0  # 0.1 s on a quiet machine


def test_short_texts_leave_their_share_to_a_long_one():
    hits = [*[Candidate(body=FILLING) for _ in range(weights.DEPTH - 1)], Candidate(body="资金" * 50_000)]
    assert len(read(hits, shipped())[-1].text) >= weights.READ
