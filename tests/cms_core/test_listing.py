"""Lists by key: every entry once, in order, forwards and backwards, whatever comes or goes meanwhile."""

import datetime
import itertools

import pytest
from wagtail.models import Page

from cms_core.catalogue.cursor import Cursor
from cms_core.catalogue.heads import newest_of_each, newest_of_groups
from cms_core.catalogue.listing import Listing
from cms_core.catalogue.write import write_entries
from cms_core.models import ArticlePage, Entry, Picture
from cms_core.tree.bulk import write_pages
from cms_core.tree.specs import PageSpec
from tests.factories import make_column, make_portal

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 3, 1, 4, tzinfo=datetime.UTC)
SLUGS = itertools.count(1)


@pytest.fixture
def column():
    return make_column(make_portal().home)


def publish(column, *titles, days=0, at=None, **fields):
    """One article a title, each a minute newer than the one before."""
    first = at or NOON + datetime.timedelta(days=days)
    specs = [
        PageSpec(
            ArticlePage(
                title=title, slug=f"a-{next(SLUGS)}", published_at=first + datetime.timedelta(minutes=number), **fields
            )
        )
        for number, title in enumerate(titles)
    ]
    return write_pages(Page.objects.get(pk=column.pk), specs)


def titles(listing):
    return [entry.title for entry in listing.entries]


def walk(columns, size, **options):
    """All pages from the first by `next`, then back from the last by `previous`."""
    forwards = [Listing(columns, "", size, **options)]
    while forwards[-1].next is not None:
        forwards.append(Listing(columns, forwards[-1].next, size, **options))
    backwards = [forwards[-1]]
    while backwards[-1].previous is not None:
        backwards.append(Listing(columns, backwards[-1].previous, size, **options))
    return [titles(page) for page in forwards], [titles(page) for page in reversed(backwards)]


def test_newest_first_page_by_page_and_back_again(column):
    publish(column, *"abcdefg")
    forwards, backwards = walk([column.pk], 3)
    assert forwards == backwards == [["g", "f", "e"], ["d", "c", "b"], ["a"]]


def test_entries_of_one_moment_are_each_shown_once(column):
    for letter in "abcdefg":
        publish(column, letter, at=NOON)
    forwards, backwards = walk([column.pk], 2)
    assert forwards == backwards
    assert sorted(itertools.chain(*forwards)) == list("abcdefg")


def test_pinned_entries_head_a_column_and_are_not_shown_again(column):
    publish(column, "old pinned", days=-30, pinned=True)
    publish(column, *"abcd")
    publish(column, "pinned", days=-20, pinned=True)
    forwards, backwards = walk([column.pk], 3)
    assert forwards == backwards == [["pinned", "old pinned", "d"], ["c", "b", "a"]]


def test_more_pinned_entries_than_fit_on_a_page(column):
    publish(column, *"pqr", pinned=True)
    publish(column, *"abc")
    forwards, _ = walk([column.pk], 2)
    assert forwards == [["r", "q"], ["p", "c"], ["b", "a"]]


def test_several_columns_are_merged_in_order_of_time_alone(column):
    other = make_column(column)
    publish(column, "first", "third pinned", at=NOON, pinned=True)
    publish(other, "second", at=NOON + datetime.timedelta(seconds=30))
    publish(other, "fourth", days=1)
    forwards, backwards = walk([column.pk, other.pk], 3)
    assert forwards == backwards == [["fourth", "third pinned", "second"], ["first"]]


def test_last_is_the_page_that_next_ends_on(column):
    publish(column, *"abcdefg")
    last = Listing([column.pk], Listing([column.pk], size=3).last, 3)
    assert titles(last) == ["a"]
    assert (last.next, last.last, last.page_number, last.first) == (None, None, 3, "")
    assert titles(Listing([column.pk], last.previous, 3)) == ["d", "c", "b"]


def test_page_numbers(column):
    publish(column, *"abcdefg")
    first = Listing([column.pk], size=3)
    second = Listing([column.pk], first.next, 3)
    assert (first.page_number, first.page_count, first.total) == (1, 3, 7)
    assert (first.previous, first.first) == (None, None)
    assert (second.page_number, second.previous) == (2, "")


def test_what_is_published_meanwhile_moves_nothing(column):
    publish(column, *"abcdef")
    following = Listing([column.pk], size=3).next
    publish(column, "new", days=1)
    second = Listing([column.pk], following, 3)
    assert titles(second) == ["c", "b", "a"]
    assert titles(Listing([column.pk], second.previous, 3)) == ["new", "f", "e"]


def test_what_is_withdrawn_meanwhile_skips_nothing(column):
    pages = publish(column, *"abcdef")
    following = Listing([column.pk], size=3).next
    for page in pages[3:5]:
        page.unpublish()
    assert titles(Listing([column.pk], following, 3)) == ["c", "b", "a"]


def test_when_all_that_followed_has_gone_the_last_page_is_shown(column):
    pages = publish(column, *"abcd")
    following = Listing([column.pk], size=3).next
    pages[0].unpublish()
    assert titles(Listing([column.pk], following, 3)) == ["d", "c", "b"]


def test_an_empty_list(column):
    for cursor in ("", "z", "a01.1.1", "b01.1.1"):
        listing = Listing([column.pk], cursor)
        assert (listing.entries, listing.total, listing.next, listing.previous, listing.last) == (
            [],
            0,
            None,
            None,
            None,
        )
        assert (listing.page_number, listing.page_count) == (1, 1)
    assert Listing([]).entries == []


@pytest.mark.parametrize(
    "cursor",
    [
        *("x", "a", "a0", "a01", "a01.1", "a21.1.1", "c01.1.1", "a0-1.1", "a01.1.1 ", "a0١.1.1", "\x00", "a" * 5000),
        *("a0999999999999999999999.1.1", f"a0{'9' * 17}.1.1", f"a0-{'9' * 17}.1.1", "'; DROP TABLE"),
    ],
    ids=repr,
)
def test_what_is_no_cursor_is_answered_with_a_page(column, cursor):
    publish(column, *"abc")
    assert titles(Listing([column.pk], cursor, 2))[:1] in (["c"], ["a"])


def test_a_cursor_survives_its_address():
    cursor = Cursor(True, False, datetime.datetime(1949, 10, 1, 7, 0, 0, 123456, tzinfo=datetime.UTC), 42, 7)
    assert Cursor.parse(str(cursor)) == cursor


def test_one_year_and_the_years_there_are(column):
    publish(column, "eve", at=datetime.datetime(2024, 12, 31, 15, 59, 59, tzinfo=datetime.UTC), pinned=True)
    publish(column, "new year", at=datetime.datetime(2024, 12, 31, 16, tzinfo=datetime.UTC))
    publish(column, *"ab")
    listing = Listing([column.pk], year=2025)
    assert titles(listing) == ["new year"]
    assert listing.total == 1
    assert list(listing.years.items()) == [(2026, 2), (2025, 1), (2024, 1)]
    assert titles(Listing([column.pk], year=2024)) == ["eve"]
    assert titles(Listing([column.pk], year=99999)) == ["eve", "b", "a", "new year"]


def test_only_what_is_visible_is_listed_and_counted(column):
    publish(column, *"ab")
    column.unpublish()
    listing = Listing([column.pk])
    assert (listing.entries, listing.total) == ([], 0)


@pytest.mark.parametrize("columns", [1, 12])
def test_a_page_costs_two_queries_wherever_it_is(column, columns, django_assert_num_queries):
    every = [column, *(make_column(column) for _ in range(columns - 1))]
    for each in every:
        publish(each, *"abcdefgh")
    ids = [each.pk for each in every]
    following = Listing(ids, Listing(ids, size=3).next, 3).next
    for cursor in ("", following, "z"):
        with django_assert_num_queries(2):
            listing = Listing(ids, cursor, 3)
            assert len(listing.entries) in (3, 8 * columns % 3)
            assert listing.total == 8 * columns
            assert listing.years
            assert listing.page_number


class TestHeads:
    def test_the_newest_of_each_column_in_one_query(self, column, django_assert_num_queries):
        columns = [make_column(column) for _ in range(5)]
        for number, each in enumerate(columns):
            publish(each, *"abcd"[:number])
        with django_assert_num_queries(1):
            heads = newest_of_each([each.pk for each in columns], 2)
        assert [[entry.title for entry in heads[each.pk]] for each in columns] == [
            [],
            ["a"],
            ["b", "a"],
            ["c", "b"],
            ["d", "c"],
        ]

    def test_pinned_entries_come_first_in_a_column_and_not_in_a_group(self, column):
        other = make_column(column)
        publish(column, "pinned", days=-9, pinned=True)
        publish(column, "new")
        publish(other, "newer", days=1)
        heads = newest_of_groups({1: [column.pk], 2: [column.pk, other.pk], 3: []}, 2)
        assert {key: [entry.title for entry in entries] for key, entries in heads.items()} == {
            1: ["pinned", "new"],
            2: ["newer", "new"],
            3: [],
        }

    def test_only_with_picture(self, column):
        picture = Picture.objects.create(title="图", width=1, height=1, file="x.png")
        publish(column, "pinned", days=-9, picture=picture, pinned=True)
        publish(column, "with", picture=picture)
        publish(column, "without", days=1)
        heads = newest_of_each([column.pk], 5, only_with_picture=True)
        assert [entry.title for entry in heads[column.pk]] == ["with", "pinned"]

    def test_nothing_asked_nothing_answered(self, column):
        assert newest_of_each([], 5) == {}
        assert newest_of_each([column.pk], 0) == {column.pk: []}

    def test_more_columns_than_fit_in_a_statement(self, column):
        publish(column, "a")
        heads = newest_of_each([column.pk, *range(10**6, 10**6 + 900)], 3)
        assert [entry.title for entry in heads[column.pk]] == ["a"]
        assert len(Listing([column.pk, *range(10**6, 10**6 + 900)]).entries) == 1


def test_writing_again_changes_nothing(column):
    pages = publish(column, *"abc")
    assert write_entries(pages) == 0
    Entry.objects.update(title="x")
    assert write_entries(pages) == 3
