"""Searches through the embedded engine in the order of the ranking: names first, and no page of results twice."""

from datetime import UTC, datetime

import pytest

from cms_core.search.analysis.question import ask
from cms_core.search.filters import Filters
from cms_core.search.ranking import weights
from cms_core.search.ranking.best import best
from tests.cms_core.search.records import pages, record

NOW = datetime(2026, 3, 1, tzinfo=UTC)
MANY = 2 * weights.DEPTH


def found(index, typed, filters=None, **how):
    return best(index, ask(typed), filters or Filters(), NOW, **how)


def test_a_whole_title_is_first_among_many_that_have_it(index):
    about = [record(page, "养老服务条例养老服务条例解读", "养老服务条例" * 9) for page in range(2, MANY)]
    index.write([record(1, "养老服务条例", "总则。" * 3000, day="1999-01-01"), *about])
    assert pages(found(index, "养老服务条例"))[0] == 1
    assert pages(found(index, "《养老服务条例》"))[0] == 1


def test_a_whole_title_that_is_filtered_out_stays_out(index):
    about = [record(page, "养老服务条例解读", "养老服务条例" * 9, site=2) for page in range(2, MANY)]
    index.write([record(1, "养老服务条例", "总则。" * 3000, site=1), *about])
    assert 1 not in pages(found(index, "养老服务条例", Filters(site=2)))


@pytest.mark.parametrize(
    "typed", ["浙政办发〔2015〕28号", "浙政办发[2015]28号", "浙政办发（2015）28号", "浙政办发2015 28"]
)
def test_a_number_finds_its_document_before_those_that_cite_it(index, typed):
    cites = [record(page, "解读", "根据浙政办发〔2015〕28号。" * 9) for page in range(2, MANY)]
    index.write([record(1, "关于政务服务网的通知", "内容", number="浙政办发〔2015〕28号"), *cites])
    assert pages(found(index, typed))[0] == 1


def test_pages_of_results_do_not_repeat_or_skip(index):
    index.write(record(page, f"养老服务通知{page}", "养老服务" * (page % 7 + 1)) for page in range(1, MANY))
    seen = [page for offset in range(0, MANY, 20) for page in pages(found(index, "养老服务", offset=offset))]
    assert sorted(seen) == list(range(1, MANY))


def test_totals_and_facets_are_those_of_the_whole_search(index):
    index.write(record(page, "养老服务通知", portal=page % 2 + 1) for page in range(1, MANY))
    answer = found(index, "养老服务", size=5, facets=True)
    assert (len(answer.hits), answer.total) == (5, MANY - 1)
    assert sum(answer.facets["portal"].values()) == MANY - 1


def test_nothing_typed_finds_nothing(index):
    index.write([record(1)])
    assert found(index, "").hits == []
    assert found(index, "？").hits == []


def test_a_question_in_a_sentence_is_answered_by_its_passage(index):
    filling = "各地各部门要加强组织领导，落实工作责任。" * 20
    index.write(
        [
            record(1, "关于印发若干措施的通知", f"{filling}对承租国有房屋的小微企业免收两个月租金。{filling}"),
            record(2, "小微企业名录", f"小微企业。{filling}租金。{filling}减免。{filling}国有。"),
            record(3, "国有企业改革", f"国有企业。{filling}"),
        ]
    )
    assert pages(found(index, "承租国有房屋的小微企业可以免收多少租金？"))[0] == 1
