"""Rows that share one column: each shows and counts the entries that have one of its words in the title."""

import pytest

from cms_core.models import Entry
from disclosure.models import RowColumn
from disclosure.sunshine.actions.bind import BindRow
from disclosure.sunshine.errors import NotAllowed
from disclosure.sunshine.words import SETS, newest_of_words
from tests.disclosure.sunshine.factories import county_with_columns, load, reader, row_values
from tests.factories import make_article, make_column

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared():
    """A portal, its finance column and two rows that share it."""
    portal, _, finance = county_with_columns()
    budget, accounts = load(portal, row_values(), row_values(sub_item="政府决算"))
    BindRow(budget, portal, [finance.pk], {finance.pk: "预算、Budget"}).execute()
    BindRow(accounts, portal, [finance.pk], {finance.pk: "决算"}).execute()
    return portal, finance, budget, accounts


def row_html(portal, row) -> str:
    html = reader(portal).get("/sunshine/finance/").content.decode()
    return html.partition(f'id="row-{row.pk}"')[2].partition("<details>")[0]


def test_each_row_shows_its_own_entries_of_a_column_they_share(shared):
    portal, finance, budget, accounts = shared
    for title in ("2026年预算", "2025年BUDGET", "2025年决算", "公告"):
        make_article(finance, title)
    told = row_html(portal, budget)
    assert "2026年预算" in told and "2025年BUDGET" in told and "2 条" in told and "2025年决算" not in told
    told = row_html(portal, accounts)
    assert "2025年决算" in told and "1 条" in told and "2026年预算" not in told


def test_a_row_without_a_fitting_entry_is_empty_however_full_its_column_is(shared):
    portal, finance, _, accounts = shared
    make_article(finance, "2026年预算")
    assert "还没有内容" in row_html(portal, accounts)
    assert "2 项，已有内容 1 项" in reader(portal).get("/sunshine/").content.decode()


def test_a_binding_without_words_beside_one_with_words_counts_nothing_twice(shared):
    portal, finance, budget, _ = shared
    below = make_column(finance, "部门预算", column_type="重点领域")
    BindRow(budget, portal, [finance.pk, below.pk], {finance.pk: "预算"}).execute()
    make_article(finance, "2026年预算")
    make_article(below, "2026年某局预算")
    make_article(below, "某局公开说明")
    make_article(finance, "公告")
    assert "3 条" in row_html(portal, budget)


def test_words_are_kept_in_one_spelling_and_changed_by_the_next_binding(shared):
    portal, finance, budget, _ = shared
    assert RowColumn.objects.get(row=budget).words == "预算 Budget"
    BindRow(budget, portal, [finance.pk], {finance.pk: ""}).execute()
    assert RowColumn.objects.get(row=budget).words == ""


@pytest.mark.parametrize("words", ["词" * 31, " ".join(f"词{n}" for n in range(13))])
def test_too_many_words_or_too_long_ones_are_refused(shared, words):
    portal, finance, budget, _ = shared
    with pytest.raises(NotAllowed, match="标题中的词"):
        BindRow(budget, portal, [finance.pk], {finance.pk: words}).execute()
    assert RowColumn.objects.get(row=budget).words == "预算 Budget"


def test_no_more_is_asked_for_ten_rows_with_words_than_for_two(shared, django_assert_max_num_queries):
    portal, finance, *_ = shared
    client, asked = reader(portal), []
    for number in (2, 10):
        for row in load(portal, *(row_values(sub_item=f"事项{n}") for n in range(number))):
            BindRow(row, portal, [finance.pk], {finance.pk: f"第{row.place}篇"}).execute()
            make_article(finance, f"第{row.place}篇")
        client.get("/sunshine/finance/")
        with django_assert_max_num_queries(14) as queries:
            client.get("/sunshine/finance/")
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_the_newest_entry_of_words_is_told_by_binding(shared):
    _, finance, *_ = shared
    entry = make_article(finance, "2026年预算")
    found = newest_of_words([(finance.pk, ("预算",)), (finance.pk, ("决算",)), (finance.pk, ())])
    assert found == {(finance.pk, ("预算",)): Entry.objects.get(pk=entry.pk).published_at}


def test_more_sets_of_words_than_one_query_takes_are_all_answered(shared, django_assert_num_queries):
    _, finance, *_ = shared
    make_article(finance, "第1001号")
    with django_assert_num_queries(2):
        found = newest_of_words([(finance.pk, (f"第{number}号",)) for number in range(1000, 1000 + SETS + 1)])
    assert list(found) == [(finance.pk, ("第1001号",))]
