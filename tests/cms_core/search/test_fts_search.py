"""What the embedded engine finds, in which order, how many, narrowed to what."""

from datetime import date

import pytest

from cms_core.search.filters import Filters
from cms_core.search.fts import search as engine
from tests.cms_core.search.records import pages, record


def test_a_part_of_a_word_is_found(index):
    index.write([record(1, "电子政务条例"), record(2, "政府财务制度")])
    assert pages(index.search("政务")) == [1]


def test_what_is_asked_must_stand_in_a_row(index):
    index.write([record(1, body="行政机关的许可"), record(2, body="行政许可")])
    assert pages(index.search("行政许可", loosen=False)) == [2]


def test_one_character_is_found_at_any_place(index):
    index.write([record(1, body="合法权益"), record(2, body="依法"), record(3, body="办理")])
    assert set(pages(index.search("法", loosen=False))) == {1, 2}


def test_all_words_must_be_there(index):
    index.write([record(1, body="行政许可"), record(2, body="行政许可的听证"), record(3, "听证", "行政许可")])
    assert set(pages(index.search("许可 听证", loosen=False))) == {2, 3}


def test_excluded_words_must_not_be_there(index):
    index.write([record(1, body="政务公开解读"), record(2, body="政务公开")])
    assert pages(index.search("公开 -解读", loosen=False)) == [2]


def test_traditional_and_wide_characters_are_found(index):
    index.write([record(1, body="推进５Ｇ網絡與電子政務建設")])
    assert pages(index.search("5g网络与电子政务")) == [1]


def test_quotation_marks_and_brackets_of_titles_hide_nothing(index):
    index.write([record(1, "关于印发《“最多跑一次”改革方案》的通知")])
    assert pages(index.search("印发最多跑一次改革方案的通知")) == [1]


def test_the_title_weighs_more_than_the_body(index):
    index.write([record(1, "通知", "养老服务 " * 3), record(2, "养老服务条例", "总则")])
    assert pages(index.search("养老服务")) == [2, 1]


@pytest.mark.parametrize(
    "typed", ["浙政办发[2015]28号", "浙政办发2015 28", "浙政办发（2015）第28号", "浙政办发〔2015〕28"]
)
def test_the_page_with_the_number_comes_before_those_that_cite_it(index, typed):
    citing = [record(page, body="按照浙政办发〔2015〕28号执行" * 3) for page in range(2, 6)]
    others = [record(9, number="浙政办发〔2015〕29号"), record(10, number="杭政办发〔2015〕28号")]
    index.write([*citing, record(1, number="浙政办发〔2015〕28号"), *others])
    found = pages(index.search(typed))
    assert found[0] == 1
    assert set(found) == {1, 2, 3, 4, 5}


def test_a_part_of_a_number_is_found(index):
    index.write([record(1, number="浙政办发〔2015〕28号"), record(2, number="浙政发〔2015〕2号")])
    assert pages(index.search("浙政办发", loosen=False)) == [1]
    assert pages(index.search("〔2015〕28号", loosen=False)) == [1]


def test_an_article_is_found_in_other_numerals(index):
    index.write([record(1, body="依照本法第十二条的规定"), record(2, body="第十三条")])
    assert pages(index.search("第12条", loosen=False)) == [1]


def test_fewer_than_three_pages_with_everything_are_followed_by_those_with_something(index):
    index.write(
        [
            record(1, body="因疫情停办的展会"),
            record(2, body="展会的补贴"),
            record(3, body="展会"),
            record(4, body="水利"),
        ]
    )
    found = index.search("展会的补贴")
    assert found.loose
    assert pages(found)[0] == 2
    assert set(pages(found)) == {1, 2, 3}


def test_what_is_quoted_is_not_loosened(index):
    index.write([record(1, body="展会"), record(2, body="补贴")])
    assert index.search('"展会补贴"').total == 0


def test_the_words_of_a_question_that_only_ask_find_nothing(index):
    index.write([record(1, body="企业申请补贴"), record(2, body="哪些如何什么")])
    assert pages(index.search("哪些企业可以申请补贴？")) == [1]


def test_an_excluded_word_stays_out_of_the_loose_search(index):
    index.write([record(1, body="展会解读"), record(2, body="展会")])
    assert pages(index.search("展会补贴 -解读")) == [2]


NARROWED = {
    "site": (Filters(site=1), {1}),
    "portal": (Filters(portal=2), {2, 3}),
    "columns": (Filters(columns=(11, 13)), {1, 3}),
    "many columns": (Filters(columns=(11, *range(1000, 1300))), {1}),
    "column type": (Filters(column_type="policy"), {2}),
    "kind": (Filters(kind="document"), {1, 2}),
    "organisation": (Filters(organisation=7), {3}),
    "theme": (Filters(theme="综合政务\\其他"), {1}),
    "validity": (Filters(validity="repealed"), {2}),
    "year": (Filters(year=2016), {2}),
    "since": (Filters(since=date(2016, 5, 1)), {2, 3}),
    "until": (Filters(until=date(2016, 5, 1)), {1, 2}),
    "days that never were": (Filters(since=date(2017, 1, 2), until=date(2017, 1, 1)), set()),
    "year outside the days": (Filters(year=2015, since=date(2016, 1, 1)), set()),
    "several": (Filters(portal=2, kind="document", year=2016), {2}),
    "an absurd year": (Filters(year=99999), {1, 2, 3}),
}


@pytest.mark.parametrize(("filters", "found"), NARROWED.values(), ids=NARROWED)
def test_narrowed(index, filters, found):
    index.write(
        [
            record(
                1, body="政务", day="2015-01-01", site=1, portal=1, column=11, kind="document", theme="综合政务\\其他"
            ),
            record(
                2,
                body="政务",
                day="2016-05-01",
                site=2,
                portal=2,
                column=12,
                column_type="policy",
                kind="document",
                validity="repealed",
            ),
            record(3, body="政务", day="2017-01-01", site=2, portal=2, column=13, kind="article", organisation=7),
        ]
    )
    assert set(pages(index.search("政务", filters, loosen=False))) == found


def test_newest_first(index):
    days = {1: "2016-01-01", 2: "1996-01-01", 3: "2020-12-31", 4: "2020-12-30"}
    index.write([record(page, body="政务", day=day) for page, day in days.items()])
    assert pages(index.search("政务", order="date")) == [3, 4, 1, 2]


def test_pages_of_results_neither_overlap_nor_leave_out(index):
    index.write([record(page, body="政务" * (page % 3 + 1)) for page in range(1, 51)])
    for order in ("relevance", "date"):
        seen = [page for offset in range(0, 60, 20) for page in pages(index.search("政务", order=order, offset=offset))]
        assert sorted(seen) == list(range(1, 51))


def test_facets_count_what_is_found(index):
    index.write(
        [
            record(1, body="政务", day="2015-01-01", portal=1, kind="document", validity="in_force"),
            record(2, body="政务", day="2016-01-01", portal=1, kind="article"),
            record(3, body="政务", day="2016-01-01", portal=2, kind="article"),
            record(4, body="其他", day="2016-01-01", portal=2, kind="article"),
        ]
    )
    facets = index.search("政务", facets=True, loosen=False).facets
    assert facets["portal"] == {1: 2, 2: 1}
    assert facets["kind"] == {"article": 2, "document": 1}
    assert facets["year"] == {2016: 2, 2015: 1}
    assert facets["validity"] == {"in_force": 1}


def test_of_too_many_the_titles_and_the_newest_are_ranked(index, monkeypatch):
    monkeypatch.setattr(engine, "COUNTED", 8)
    index.write([record(page, body="政务", day=f"{2000 + page}-01-01") for page in range(2, 22)])
    index.write([record(1, "政务条例", day="1999-01-01")])
    found = index.search("政务")
    assert (found.total, found.more) == (8, True)
    assert pages(found) == [1, 21, 20]


def test_paging_ends(index):
    index.write([record(1, body="政务")])
    assert pages(index.search("政务", offset=10**9)) == []


def test_a_hit_has_what_a_result_shows(index):
    index.write([record(1, "标题", "正文政务", portal=4, kind="document")])
    hit = index.search("政务").hits[0]
    assert (hit.title, hit.body, hit.facts["portal"], hit.facts["kind"]) == ("标题", "正文政务", 4, "document")
    assert hit.score > 0


def test_how_frequent_a_spelling_is(index):
    index.write([record(1, body="行政许可"), record(2, body="行政许可")])
    assert (index.frequency("行政许可"), index.frequency("刑政许可"), index.frequency("，")) == (2, 0, 0)
