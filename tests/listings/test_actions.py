"""Adjustments are made, changed line by line, handed in, approved and revoked by who may, and once."""

import datetime

import pytest
from wagtail.models import ModelLogEntry

from listings.actions.approve import ApproveAdjustment
from listings.actions.events import Event, history_of
from listings.actions.lines import AddLines, EditLine, MoveLine, RemoveLines
from listings.actions.prepare import (
    CreateAdjustment,
    DeleteDraft,
    EditAdjustment,
    SendBackAdjustment,
    SubmitAdjustment,
)
from listings.actions.revoke import RevokeAdjustment
from listings.errors import Faulty, Impossible, NotAllowed
from listings.history.days import version_of, versions_on
from listings.models import Adjustment, Item, Record
from listings.states import AdjustmentState, LineKind
from tests import factories
from tests.listings.factories import DAY, add, added, adjust, change, make_body, make_listing, power, prepared

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2025, 12, 1, 9, tzinfo=datetime.UTC)


@pytest.fixture
def listing():
    return make_listing()


@pytest.fixture
def body(listing):
    return make_body(listing, "县教育局")


@pytest.fixture
def people(listing):
    return [factories.make_editor(listing.portal, name) for name in ("bianji", "shenhe")]


def submitted(listing, user, *lines):
    return SubmitAdjustment(prepared(listing, *lines), user=user).execute()


def test_what_is_faulty_is_not_handed_in(listing, people):
    draft = prepared(listing, add({"name": "甲"}))
    with pytest.raises(Faulty) as caught:
        SubmitAdjustment(draft, user=people[0]).execute()
    assert len(caught.value.faults) == 2
    draft.refresh_from_db()
    assert draft.state == AdjustmentState.DRAFT


@pytest.mark.parametrize("state", [AdjustmentState.REVIEW, AdjustmentState.APPROVED, AdjustmentState.REVOKED])
def test_only_drafts_are_changed(listing, body, state):
    draft = prepared(listing, add(power(body)))
    line = draft.lines.get()
    Adjustment.objects.filter(pk=draft.pk).update(state=state)
    for action in (
        EditAdjustment(draft, title="改"), SubmitAdjustment(draft), DeleteDraft(draft),
        AddLines(draft, [add(power(body))]), EditLine(draft, line.pk, fields={"note": "改"}),
        RemoveLines(draft, [line.pk]), MoveLine(draft, line.pk, place=2),
    ):  # fmt: skip
        with pytest.raises(NotAllowed, match="只有草稿可以修改"):
            action.execute()


def test_a_stranger_may_do_nothing(listing, body, people):
    stranger = factories.make_user("stranger")
    draft, review = prepared(listing, add(power(body))), submitted(listing, people[0], add(power(body)))
    for action in (
        CreateAdjustment(listing, user=stranger, title="甲"), EditAdjustment(draft, user=stranger, title="改"),
        SubmitAdjustment(draft, user=stranger), DeleteDraft(draft, user=stranger),
        AddLines(draft, [], user=stranger), ApproveAdjustment(review, user=stranger),
        SendBackAdjustment(review, user=stranger, reason="不行"),
    ):  # fmt: skip
        with pytest.raises(NotAllowed, match="权限"):
            action.execute()


def test_of_two_editors_the_second_is_told(listing, body):
    draft = prepared(listing)
    AddLines(draft, [add(power(body))], revision=draft.revision).execute()
    with pytest.raises(NotAllowed, match="另一位同事"):
        AddLines(draft, [add(power(body))], revision=draft.revision).execute()
    assert draft.lines.count() == 1


def test_a_draft_that_was_deleted_meanwhile(listing, body):
    draft = prepared(listing)
    DeleteDraft(Adjustment.objects.get(pk=draft.pk)).execute()
    with pytest.raises(NotAllowed, match="已被删除"):
        AddLines(draft, [add(power(body))]).execute()


def test_lines_are_added_at_the_end_and_an_item_once_for_each_kind(listing, body):
    (item,) = added(listing, power(body))
    draft = prepared(listing, add(power(body)))
    AddLines(draft, [change(LineKind.CANCEL, item), add(power(body))]).execute()
    assert AddLines(draft, [change(LineKind.CANCEL, item)]).execute() == []
    assert [line.order for line in draft.lines.all()] == [1, 2, 3]


@pytest.mark.parametrize(
    ("place", "order"),
    [(1, "丙甲乙丁"), (2, "甲丙乙丁"), (3, "甲乙丙丁"), (4, "甲乙丁丙"), (99, "甲乙丁丙"), (-5, "丙甲乙丁")],
)  # fmt: skip
def test_a_line_moves_to_any_place(listing, body, place, order):
    draft = prepared(listing, *(add(power(body, name)) for name in "甲乙丙丁"))
    MoveLine(draft, draft.lines.all()[2].pk, place=place).execute()
    assert "".join(line.values["name"] for line in draft.lines.all()) == order


def test_a_line_that_another_merges_into_may_be_removed(listing, body):
    (item,) = added(listing, power(body))
    draft = prepared(listing, add(power(body)))
    made = draft.lines.get()
    AddLines(draft, [change(LineKind.MERGE, item, partner_line=made)]).execute()
    RemoveLines(draft, [made.pk]).execute()
    assert draft.lines.get().partner_line is None


def test_four_eyes_for_superusers_too(listing, body):
    chief = factories.make_user("chief", superuser=True)
    review = submitted(listing, chief, add(power(body)))
    with pytest.raises(NotAllowed, match="不能自己批准"):
        ApproveAdjustment(review, user=chief).execute()


def test_what_was_changed_after_it_was_read_is_not_approved(listing, body, people):
    review = submitted(listing, people[0], add(power(body)))
    read = review.revision
    SendBackAdjustment(review, user=people[1], reason="请核对").execute()
    SubmitAdjustment(review, user=people[0]).execute()
    with pytest.raises(NotAllowed, match="重新查看"):
        ApproveAdjustment(review, user=people[1], revision=read).execute()


def test_approval_makes_items_records_and_rows_once(listing, body, people):
    review = submitted(listing, people[0], add(power(body, "甲")), add(power(body, "乙")))
    ApproveAdjustment(review, user=people[1]).execute()
    with pytest.raises(NotAllowed, match="已批准"):
        ApproveAdjustment(review, user=people[1]).execute()
    assert Item.objects.filter(listing=listing).count() == Record.objects.filter(listing=listing).count() == 2
    assert versions_on("power", DAY, listing=listing).count() == 2
    listing.refresh_from_db()
    assert listing.length == 2


def test_what_became_impossible_since_it_was_handed_in_is_not_approved(listing, body, people):
    (item,) = added(listing, power(body))
    review = submitted(listing, people[0], change(LineKind.AMEND, item, {"name": "乙"}))
    adjust(listing, change(LineKind.CANCEL, item))
    with pytest.raises(Faulty, match="已取消"):
        ApproveAdjustment(review, user=people[1]).execute()
    review.refresh_from_db()
    assert review.state == AdjustmentState.REVIEW


def test_an_opinion_is_asked_for_unless_one_takes_back_ones_own(listing, body, people):
    review = submitted(listing, people[0], add(power(body)))
    with pytest.raises(NotAllowed, match="退回的意见"):
        SendBackAdjustment(review, user=people[1], reason=" ").execute()
    SendBackAdjustment(review, user=people[0], reason="").execute()
    with pytest.raises(NotAllowed, match="只有送审中"):
        SendBackAdjustment(review, user=people[1], reason="晚了").execute()


def test_what_is_revoked_before_its_day_never_happens(listing, body, people):
    (item,) = added(listing, power(body, "甲"), day=datetime.date(2025, 1, 1))
    change_it = adjust(listing, change(LineKind.AMEND, item, {"name": "乙"}))
    with pytest.raises(NotAllowed, match="原因"):
        RevokeAdjustment(change_it, user=people[1], reason="", now=NOW).execute()
    RevokeAdjustment(change_it, user=people[1], reason="依据有误", now=NOW).execute()
    assert version_of(item, DAY).name == "甲"
    with pytest.raises(NotAllowed, match="只有已批准"):
        RevokeAdjustment(change_it, user=people[1], reason="再来", now=NOW).execute()


@pytest.mark.parametrize(("hours", "allowed"), [(-1, True), (0, False)], ids=["an hour before", "at midnight"])
def test_midnight_in_beijing_ends_the_time_to_revoke(listing, body, hours, allowed):
    midnight = datetime.datetime(2025, 12, 31, 16, tzinfo=datetime.UTC) + datetime.timedelta(hours=hours)
    approved = adjust(listing, add(power(body)))
    if allowed:
        RevokeAdjustment(approved, reason="依据有误", now=midnight).execute()
        return
    with pytest.raises(NotAllowed, match="已经生效"):
        RevokeAdjustment(approved, reason="依据有误", now=midnight).execute()


def test_what_a_later_adjustment_rests_on_is_not_revoked(listing, body):
    first = adjust(listing, add(power(body)))
    item = first.lines.get().item
    adjust(listing, change(LineKind.AMEND, item, {"name": "乙"}), day=DAY + datetime.timedelta(5))
    with pytest.raises(Impossible, match="请先撤销那一次"):
        RevokeAdjustment(first, reason="依据有误", now=NOW).execute()
    first.refresh_from_db()
    assert first.state == AdjustmentState.APPROVED


def test_the_history_tells_who_did_what(listing, body, people):
    draft = CreateAdjustment(listing, user=people[0], title="关于新增的调整").execute()
    EditAdjustment(draft, user=people[0], note="说明").execute()
    AddLines(draft, [add(power(body, "甲"))], user=people[0]).execute()
    told = [(entry.user, entry.verb, entry.text) for entry in history_of(draft)]
    assert told == [(people[0], "改动", "加入“新增　甲”"), (people[0], "改动", "说明"), (people[0], "新建", "")]
    DeleteDraft(draft, user=people[1]).execute()
    entry = ModelLogEntry.objects.get(action=Event.DELETED)
    assert (entry.user, entry.data["text"]) == (people[1], "关于新增的调整")
