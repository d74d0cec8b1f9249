"""A repealed legal basis is told to every item that rests on it, once, and taken back when it is in force again."""

import datetime

import pytest
from django.utils import timezone

from cms_core.models.validity import Validity
from listings.kinds import ListKind
from listings.levels.bases import keys_of, write_bases
from listings.models import ItemBasis, Todo, TodoKind, TodoState
from listings.states import LineKind
from listings.todos.documents import RESTORED, check_documents
from tests.factories import make_column, make_document
from tests.listings.factories import added, adjust, change, make_body, make_listing, power

pytestmark = pytest.mark.django_db
TITLE = "青阳市食品小作坊管理规定"
NUMBER = "青政发〔2012〕15号"
NOW = timezone.now()
LATER = datetime.date(2026, 3, 2)


@pytest.fixture
def listing():
    return make_listing()


def document(listing, title=TITLE, **fields):
    values = {"document_number": NUMBER, "date_written": datetime.date(2012, 5, 1), **fields}
    return make_document(make_column(listing.portal.home), title, **values)


def resting(listing, basis):
    (item,) = added(listing, power(make_body(listing), legal_basis=basis))
    return item


def repeal(page, validity=Validity.REPEALED):
    page.validity, page.date_repealed = validity, datetime.date(2026, 2, 1)
    page.save_revision().publish()


def told():
    return {todo.item_id for todo in Todo.objects.open().filter(kind=TodoKind.BASIS)}


@pytest.mark.parametrize(
    "basis",
    [f"《{TITLE}》第八条", f"《关于小作坊的规定》（{NUMBER}）第三条", "青政发[2012]15号", f"《{TITLE}》（{NUMBER}）"],
    ids=["title", "number and another title", "number", "both"],
)
@pytest.mark.parametrize("validity", [Validity.REPEALED, Validity.EXPIRED])
def test_a_repealed_document_is_told_to_the_items_that_name_it(
    listing, basis, validity, django_capture_on_commit_callbacks
):
    page = document(listing)
    item = resting(listing, basis)
    resting(listing, "《食品安全法》第三十六条")
    with django_capture_on_commit_callbacks(execute=True):
        repeal(page, validity)
    assert told() == {item.pk}
    todo = Todo.objects.get(kind=TodoKind.BASIS)
    assert (todo.document_id, todo.since, todo.listing) == (page.pk, datetime.date(2026, 2, 1), listing)
    assert TITLE in todo.detail
    assert NUMBER in todo.detail


def test_a_document_in_force_or_amended_is_told_to_nobody(listing, django_capture_on_commit_callbacks):
    page = document(listing)
    resting(listing, f"《{TITLE}》")
    with django_capture_on_commit_callbacks(execute=True):
        page.validity = Validity.AMENDED
        page.save_revision().publish()
    check_documents(NOW)
    assert told() == set()


def test_a_new_document_of_the_same_name_answers_for_it(listing):
    old = document(listing)
    document(listing, document_number="青政发〔2020〕3号", date_written=datetime.date(2020, 1, 1))
    by_title, by_number = resting(listing, f"《{TITLE}》"), resting(listing, f"《{TITLE}》（{NUMBER}）")
    repeal(old)
    check_documents(NOW)
    assert told() == {by_number.pk}
    assert by_title.pk not in told()


def test_the_regular_job_finds_what_was_written_in_bulk_and_says_it_once(listing):
    page = document(listing)
    item = resting(listing, f"《{TITLE}》")
    repeal(page)
    for _ in range(3):
        check_documents(NOW)
    assert told() == {item.pk}
    assert Todo.objects.filter(kind=TodoKind.BASIS).count() == 1


def test_it_is_done_when_the_item_rests_on_something_else(listing):
    page = document(listing)
    item = resting(listing, f"《{TITLE}》")
    repeal(page)
    check_documents(NOW)
    adjust(listing, change(LineKind.AMEND, item, {"phone": "1"}), day=LATER)
    assert told() == {item.pk}
    adjust(listing, change(LineKind.AMEND, item, {"legal_basis": "《食品安全法》"}), day=LATER)
    assert told() == set()
    check_documents(NOW)
    assert Todo.objects.get(kind=TodoKind.BASIS).state == TodoState.DONE


def test_an_item_that_takes_a_repealed_basis_is_told_at_once(listing):
    repeal(document(listing))
    item = resting(listing, f"《{TITLE}》")
    assert told() == {item.pk}


def test_a_document_in_force_again_takes_it_back_and_a_second_repeal_asks_again(listing):
    page = document(listing)
    item = resting(listing, f"《{TITLE}》")
    repeal(page)
    check_documents(NOW)
    page.validity, page.date_repealed = Validity.IN_FORCE, None
    page.save_revision().publish()
    check_documents(NOW)
    (todo,) = Todo.objects.filter(kind=TodoKind.BASIS)
    assert (todo.state, todo.reason) == (TodoState.DISMISSED, RESTORED)
    repeal(page)
    check_documents(NOW)
    assert told() == {item.pk}


def test_what_was_dismissed_by_somebody_is_not_asked_again(listing):
    page = document(listing)
    resting(listing, f"《{TITLE}》")
    repeal(page)
    check_documents(NOW)
    Todo.objects.update(state=TodoState.DISMISSED, reason="新规定已承接。")
    check_documents(NOW)
    assert told() == set()


def test_a_deleted_document_is_asked_of_nobody(listing):
    page = document(listing)
    resting(listing, f"《{TITLE}》")
    repeal(page)
    check_documents(NOW)
    page.delete()
    check_documents(NOW)
    assert told() == set()


def test_items_that_left_their_list_keep_no_basis(listing):
    item = resting(listing, f"《{TITLE}》（{NUMBER}）；《食品安全法》")
    assert ItemBasis.objects.filter(item=item).count() == 2
    adjust(listing, change(LineKind.CANCEL, item), day=LATER)
    assert not ItemBasis.objects.filter(item=item).exists()


def test_writing_bases_again_changes_nothing(listing):
    item = resting(listing, f"《{TITLE}》（{NUMBER}）；《食品安全法》")
    before = set(ItemBasis.objects.values_list("pk", flat=True))
    write_bases([item.pk])
    assert set(ItemBasis.objects.values_list("pk", flat=True)) == before


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (ListKind.NEGATIVE, {"measure": "forbidden", "basis": f"《{TITLE}》"}),
        (
            ListKind.FUND,
            {"allocation_way": "factors", "starts": "2026-01-01", "ends": "2099-12-31", "rules": f"《{TITLE}》"},
        ),
        (
            ListKind.RESPONSIBILITY,
            {
                "block": "boundary",
                "related_bodies": "县住建局",
                "division": "各管一段",
                "boundary_basis": f"《{TITLE}》",
            },
        ),
    ],
)
def test_items_of_every_list_rest_on_documents(kind, values):
    listing = make_listing(kind)
    page = document(listing)
    (item,) = added(listing, {"organisation": make_body(listing).key, "name": "一项", **values})
    repeal(page)
    check_documents(NOW)
    assert told() == {item.pk}


@pytest.mark.parametrize("text", ["", "无", "《》", "《" * 5000, "第一条" * 9000, "《甲》" * 3000])
def test_hostile_and_empty_bases_are_read(text):
    assert len(keys_of(text)) < 10


def test_flagging_many_items_costs_the_same_queries(listing, django_assert_max_num_queries):
    page, body = document(listing), make_body(listing)
    added(listing, *(power(body, legal_basis=f"《{TITLE}》第{number}条") for number in range(60)))
    repeal(page)
    with django_assert_max_num_queries(22):
        check_documents(NOW)
    assert len(told()) == 60
