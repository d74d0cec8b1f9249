"""In which order pages stand, case by case: names, words in titles, phrases, force, kind, age, place."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from cms_core.search.analysis.marks import own_number
from cms_core.search.analysis.question import ask
from cms_core.search.ranking.order import reranked
from cms_core.search.ranking.places import shipped

NOW = datetime(2026, 3, 1, tzinfo=UTC)
FILLING = "各地各部门要加强组织领导，落实工作责任，完善工作机制，强化要素保障，严格监督考核。"


@dataclass
class Candidate:
    title: str = "关于做好有关工作的通知"
    body: str = FILLING
    score: float = 1.0
    year: int = 2020
    document_number: str = ""
    facts: dict = field(default_factory=dict)

    @property
    def published(self):
        return datetime(self.year, 1, 1, tzinfo=UTC).timestamp()

    @property
    def number(self):
        return own_number(self.document_number)[1:]

    def opening(self, characters):
        return self.body[:characters]


def order(typed, *candidates, **how):
    """What a backend gives best first, as numbers in the order of the ranking."""
    hits = list(candidates)
    return [hits.index(hit) for hit in reranked(ask(typed), hits, NOW, **how)]


REPEALED = {"validity": "repealed"}
BETTER_FIRST = [
    pytest.param(
        "浙江省行政程序办法",
        Candidate("浙江省行政程序办法"),
        Candidate("关于贯彻浙江省行政程序办法的通知", "浙江省行政程序办法" * 9, score=9),
        id="the exact title before a page that has it often",
    ),
    pytest.param(
        "《浙江省行政程序办法》",
        Candidate("浙江省行政程序办法"),
        Candidate("《浙江省行政程序办法》解读", score=9),
        id="the exact title, whatever it is wrapped in",
    ),
    pytest.param(
        "浙政办发2015 28号",
        Candidate(document_number="浙政办发〔2015〕28号"),
        Candidate("浙政办发〔2015〕28号解读", "浙政办发〔2015〕28号" * 9, score=9),
        id="the document itself before what cites its number",
    ),
    pytest.param(
        "住房公积金 提取",
        Candidate("住房公积金提取办法"),
        Candidate("办事指南", "住房公积金可以提取。"),
        id="words in the title before words in the text",
    ),
    pytest.param(
        "公积金 提取",
        Candidate("提取住房公积金办法"),
        Candidate("办事指南", "公积金提取。" + FILLING),
        id="words in the title before the phrase in the text",
    ),
    pytest.param(
        "公积金提取",
        Candidate("公积金提取"[:5] + "指南"),
        Candidate("提取指南：住房公积金"),
        id="the title that has them in one piece",
    ),
    pytest.param(
        "行政程序办法",
        Candidate("浙江省行政程序办法"),
        Candidate("关于学习宣传贯彻浙江省行政程序办法有关工作的通知"),
        id="the title of which they are most",
    ),
    pytest.param(
        "农村公路养护资金",
        Candidate(body=FILLING + "农村公路养护资金由县级财政承担。"),
        Candidate(body=f"农村公路要建好。{FILLING * 3}养护工作要加强。{FILLING * 3}资金要落实。"),
        id="the phrase before its words apart",
    ),
    pytest.param(
        "企业 租金 减免",
        Candidate(body=FILLING * 8 + "企业可以申请减免租金。" + FILLING * 8),
        Candidate(body=f"企业。{FILLING * 8}租金。{FILLING * 8}减免。"),
        id="words in one passage before words far apart",
    ),
    pytest.param(
        "企业稳岗举措",
        Candidate(body="企业稳岗措施如下。" + FILLING),
        Candidate(body="企业稳岗。" + FILLING),
        id="a single character shared, as synonyms often have",
    ),
    pytest.param(
        "农村公路养护",
        Candidate(body="农村公路养护由县负责。" + FILLING * 40),
        Candidate(body=FILLING * 40 + "农村公路养护由县负责。"),
        id="at the beginning before at the end",
    ),
    pytest.param("养老服务", Candidate("养老服务条例"), Candidate("养老服务条例", facts=REPEALED), id="in force"),
    pytest.param(
        "养老服务条例",
        Candidate("养老服务条例", year=2010),
        Candidate("养老服务条例", year=2025, facts={"validity": "expired"}),
        id="in force, of two with the very title",
    ),
    pytest.param(
        "养老服务条例",
        Candidate("养老服务条例", facts=REPEALED),
        Candidate("关于养老服务条例的说明", score=9),
        id="the exact title even when it is repealed",
    ),
    pytest.param(
        "养老服务",
        Candidate(body="养老服务。"),
        Candidate("养老服务条例", "养老服务" * 20, score=9, facts=REPEALED),
        id="anything in force that has the words before what is repealed",
    ),
    pytest.param(
        "养老服务",
        Candidate("养老服务条例", facts={"validity": "amended"}, score=1.2),
        Candidate("养老服务条例", facts={"validity": "in_force"}),
        id="amended is in force",
    ),
    pytest.param(
        "养老服务", Candidate("养老服务条例", year=2025), Candidate("养老服务条例", year=2012), id="the newer"
    ),
    pytest.param(
        "养老服务",
        Candidate("养老服务条例", facts={"kind": "document"}),
        Candidate("养老服务条例", facts={"kind": "article"}),
        id="the document itself",
    ),
    pytest.param(
        "农村公路养护资金",
        Candidate(body="农村公路养护资金由县级财政承担。", year=2005),
        Candidate(body="农村公路。养护。资金。", year=2026, facts={"kind": "document"}),
        id="a match before age and kind",
    ),
    pytest.param(
        "宁波公积金提取",
        Candidate("公积金提取办法", "宁波公积金提取。"),
        Candidate("温州市公积金提取办法", "宁波公积金提取。"),
        id="the title that names no other place",
    ),
    pytest.param(
        "宁波公积金提取",
        Candidate("浙江省公积金提取办法", "宁波公积金提取。"),
        Candidate("江苏省公积金提取办法", "宁波公积金提取。"),
        id="the province of the city that was asked about",
    ),
]


@pytest.mark.parametrize(("typed", "better", "worse"), BETTER_FIRST)
def test_the_better_page_is_first(typed, better, worse):
    assert order(typed, worse, better) == [1, 0]
    assert order(typed, better, worse) == [0, 1]


def test_what_a_repealed_rule_answers_stands_before_what_hardly_matches():
    found = order(
        "电动自行车在小区充电由谁管理",
        Candidate(body="自行车。" + FILLING),
        Candidate("电动自行车管理规定", "电动自行车在小区充电由物业管理。", facts=REPEALED),
        loose=True,
    )
    assert found == [1, 0]


def test_where_only_some_words_are_there_force_still_counts():
    typed = "电动自行车在小区充电由谁管理"
    answer = "电动自行车充电由物业管理。"
    assert order(typed, Candidate(body=answer, facts=REPEALED), Candidate(body=answer), loose=True) == [1, 0]


def test_a_page_with_all_words_stands_before_one_with_some():
    typed = "农村公路 养护资金"
    some = Candidate("农村公路条例", "农村公路" * 30, score=9, facts={"kind": "document"}, year=2026)
    assert order(typed, some, Candidate(body="农村公路养护资金。", year=2001), loose=True) == [1, 0]


def test_the_reader_of_a_portal_need_not_say_its_place():
    here = shipped().named("宁波市")
    ours, theirs = Candidate("宁波市公积金提取办法"), Candidate("温州市公积金提取办法", score=1.1)
    assert order("公积金提取", theirs, ours) == [0, 1]
    assert order("公积金提取", theirs, ours, here=here) == [1, 0]


def test_pages_that_nothing_tells_apart_stay_as_the_backend_had_them():
    assert order("通知", *[Candidate() for _ in range(1)], Candidate()) == [0, 0]  # equal: the first is found twice
    hits = [Candidate(score=1.0) for _ in range(5)]
    assert [id(hit) for hit in reranked(ask("工作"), hits, NOW)] == [id(hit) for hit in hits]


@pytest.mark.parametrize(
    "typed", ["的", "？", "什么", "a", "第十二条", "-", "\U00020000", "２０１５", "浙", "国发〔2019〕5号"]
)
def test_odd_questions_are_ranked_too(typed):
    assert sorted(order(typed, Candidate("a"), Candidate("b", ""), Candidate("", "c", score=0))) == [0, 1, 2]


@pytest.mark.parametrize("typed", ["行政许可法第十二条 内容", "行政许可法第12条 内容"])
def test_an_article_counts_alike_in_either_spelling(typed):
    body = "行政许可法{}的内容如下。" + FILLING
    candidates = [
        Candidate("甲", FILLING + "行政许可的内容，共十二条。"),
        *(Candidate(body=body.format(one), score=0.1) for one in ("第12条", "第十二条")),
    ]
    assert order(typed, *candidates, loose=True) == [1, 2, 0]
