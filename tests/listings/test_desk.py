"""The editors' desk: an adjustment from its first line to its approval, in the browser's forms."""

import datetime

import pytest
from django.utils import timezone

from listings.history.days import version_of
from listings.models import Adjustment, AdjustmentLine, Item
from listings.states import AdjustmentState, LineKind
from tests import factories
from tests.listings.desk import approver_of, at, desk, said, send, text_of
from tests.listings.factories import add, added, adjust, change, make_body, make_listing, power, prepared

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
LATER = datetime.timedelta(days=30)
DECIDED = {
    "title": "关于取消一批事项的调整",
    "basis": "《关于取消的决定》（桐政发〔2026〕1号）",
    "basis_url": "https://www.example.gov.cn/1.html",
    "approval_number": "桐编〔2026〕1号",
    "note": "依法取消。",
}


@pytest.fixture
def listing():
    return make_listing()


@pytest.fixture
def editor(listing):
    return factories.make_editor(listing.portal, "bianji", actions=("add", "change"))


@pytest.fixture
def client(editor):
    return desk(editor)


@pytest.fixture
def body(listing):
    return make_body(listing, "桐庐县教育局")


def draft_of(listing, *lines):
    return prepared(listing, *lines, day=TODAY() + LATER)


def test_every_page_of_a_list_and_an_adjustment_opens(listing, client, body):
    (item,) = added(listing, power(body, "甲"))
    draft = prepared(listing, change(LineKind.AMEND, item, {"name": "乙"}), add(power(body)))
    line = draft.lines.first()
    for address in (
        at(), at("listing", listing.pk), at("adjustments", listing.pk), at("new", listing.pk),
        at("adjustment", draft.pk), at("data", draft.pk), at("pick", draft.pk), at("take_over", draft.pk),
        at("line_new", draft.pk), at("line", draft.pk, line.pk), at("item", item.pk),
        *(f"{at('pick', draft.pk)}?kind={kind}" for kind in LineKind),
    ):  # fmt: skip
        assert "ls-page" in text_of(client.get(address)), address


def test_an_adjustment_from_its_first_line_to_the_day_it_is_in_force(listing, client, body):
    (item,) = added(listing, power(body, "校车使用许可"))
    government, day = listing.portal.organisation.pk, TODAY() + LATER
    bodies = {"proposing_body": government, "approving_body": government}
    client.post(at("new", listing.pk), {**DECIDED, **bodies, "effective_day": day.isoformat()})
    adjustment = Adjustment.objects.get(title=DECIDED["title"])
    send(client, adjustment, "pick", {"item": [item.pk], "note": ""}, query="?kind=cancel")
    assert said(send(client, adjustment, "state", {"do": "submit"}))[0].startswith("已送审")
    boss = desk(approver_of(listing))
    assert "有效 → 已取消" in text_of(boss.get(at("adjustment", adjustment.pk)))
    assert "将于" in said(send(boss, adjustment, "state", {"do": "approve"}))[0]
    assert version_of(item, day).state == "cancelled"
    assert version_of(item, TODAY()).state == "in_force"
    events = text_of(boss.get(at("adjustment", adjustment.pk)))
    assert all(verb in events for verb in ("新建", "送审", "批准"))


def test_a_draft_says_all_that_is_missing_and_where(listing, client):
    client.post(at("new", listing.pk), {"title": "空的"})
    adjustment = Adjustment.objects.get(title="空的")
    page = text_of(client.get(at("adjustment", adjustment.pk)))
    for word in (
        "依据文件的名称",
        "请选择提出机关",
        "请填写批准文号",
        "请填写生效日期",
        "请填写说明",
        "还没有调整事项",
    ):
        assert word in page
    assert "disabled" in page.partition('value="submit"')[2][:60]


def test_a_new_item_is_filled_in_and_what_is_unreadable_stays_to_be_mended(listing, client, body):
    draft = draft_of(listing)
    typed = {"name": "校车使用许可", "organisation": body.key, "category": "permit", "statutory_term": "二十"}
    response = send(client, draft, "line_new", typed)
    assert "没有保存" in said(response)[0]
    assert "二十" in text_of(response)
    send(client, draft, "line_new", {**typed, "statutory_term": "20", "charges": "false", "note": "依据新法"})
    line = draft.lines.get()
    assert line.values == {
        "name": "校车使用许可", "organisation": body.key, "category": "permit", "statutory_term": 20, "charges": False,
    }  # fmt: skip
    assert (line.kind, line.note) == (LineKind.ADD, "依据新法")


def test_an_amendment_keeps_only_what_differs_and_shows_old_and_new(listing, client, body):
    (item,) = added(listing, power(body, "旧名", code="许可-00001-000", phone="0571", remark="备"))
    draft = draft_of(listing, change(LineKind.AMEND, item))
    line = draft.lines.get()
    typed = {"name": "新名", "code": "许可-00001-000", "phone": "", "remark": "备"}
    send(client, draft, "line", typed, line.pk)
    line.refresh_from_db()
    assert line.values == {"name": "新名", "phone": None}
    page = text_of(client.get(at("adjustment", draft.pk)))
    assert "<del>旧名</del>" in page
    assert "<ins>新名</ins>" in page
    assert "（清空）" in page


def test_two_lines_of_one_item_are_told_one_after_the_other(listing, client, body):
    (item,) = added(listing, power(body, "甲"))
    other = make_body(listing, "桐庐县民政局")
    draft = draft_of(
        listing,
        change(LineKind.TRANSFER, item, {"organisation": other.key}),
        change(LineKind.AMEND, item, {"name": "乙"}),
    )
    page = text_of(client.get(at("adjustment", draft.pk)))
    second = page.partition('id="line-2"')[2]
    assert "桐庐县民政局" in second.partition("ls-changes")[0]
    assert "桐庐县教育局" not in second


def test_items_merge_into_one_that_is_named_by_its_code_or_made_by_another_line(listing, client, body):
    first, second = added(listing, power(body, "甲", code="许可-00001-000"), power(body, "乙", code="许可-00002-000"))
    draft = draft_of(listing, add(power(body, "丙", code="许可-00003-000")))
    refused = send(client, draft, "pick", {"item": [first.pk], "into": "没有的"}, query="?kind=merge")
    assert "没有“没有的”" in said(refused)[0]
    send(client, draft, "pick", {"item": [first.pk], "into": "丙"}, query="?kind=merge")
    send(client, draft, "pick", {"item": [second.pk], "into": "许可-00001-000"}, query="?kind=merge")
    made, into_line, into_item = draft.lines.all()
    assert into_line.partner_line == made
    assert into_item.partner == first


def test_an_item_does_not_merge_into_itself(listing, client, body):
    (item,) = added(listing, power(body, "甲", code="许可-00001-000"))
    draft = draft_of(listing)
    response = send(client, draft, "pick", {"item": [item.pk], "into": "甲"}, query="?kind=merge")
    assert "不能把事项并入它自己" in said(response)[0]
    assert not draft.lines.exists()


def test_a_split_item_gives_its_parts_what_it_has(listing, client, body):
    (item,) = added(listing, power(body, "甲", code="许可-00001-000", legal_basis="《条例》第三条"))
    draft = draft_of(listing, change(LineKind.SPLIT, item))
    address = f"{at('line_new', draft.pk)}?from={item.pk}"
    page = text_of(client.get(address))
    assert "《条例》第三条" in page
    assert "许可-00001-000" not in page
    values = {"name": "甲一", "organisation": body.key, "category": "permit", "code": "许可-00009-000"}
    send(client, draft, "line_new", values, query=f"?from={item.pk}")
    part = draft.lines.get(kind=LineKind.ADD)
    assert part.partner == item
    assert client.get(f"{at('line_new', draft.pk)}?from={item.pk + 1}").status_code == 404


def test_several_items_are_transferred_at_once_and_none_twice(listing, client, body):
    items = added(listing, *(power(body) for _ in range(3)))
    other, draft = make_body(listing, "桐庐县民政局"), draft_of(listing)
    sent = {"item": [item.pk for item in items], "organisation": other.key}
    send(client, draft, "pick", sent, query="?kind=transfer")
    assert "没有重复加入" in said(send(client, draft, "pick", sent, query="?kind=transfer"))[0]
    assert [line.values for line in draft.lines.all()] == [{"organisation": other.key}] * 3


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [("transfer", "请选择划转到哪个机关"), ("delegate", "请选择下放到哪一级"), ("merge", "请填写合并到哪个事项")],
)
def test_a_kind_asks_for_what_it_needs(listing, client, body, kind, wanted):
    (item,) = added(listing, power(body))
    draft = draft_of(listing)
    page = text_of(send(client, draft, "pick", {"item": [item.pk]}, query=f"?kind={kind}"))
    assert wanted in page
    assert "checked" in page
    assert not draft.lines.exists()


def test_only_suspended_items_are_offered_to_be_resumed(listing, client, body):
    _, second = added(listing, power(body, "正常的"), power(body, "停了的"))
    adjust(listing, change(LineKind.SUSPEND, second))
    page = text_of(client.get(f"{at('pick', draft_of(listing).pk)}?kind=resume"))
    assert "停了的" in page
    assert "正常的" not in page


def test_lines_move_and_go(listing, client, body):
    draft = draft_of(listing, *(add(power(body, name)) for name in "甲乙丙"))
    first, second, third = draft.lines.all()
    send(client, draft, "lines", {"do": f"up:{third.pk}:3", "page": "1"})
    assert [line.values["name"] for line in draft.lines.all()] == ["甲", "丙", "乙"]
    send(client, draft, "lines", {"do": f"down:{first.pk}:1", "page": "1"})
    assert [line.values["name"] for line in draft.lines.all()] == ["丙", "甲", "乙"]
    response = send(client, draft, "lines", {"do": "remove", "line": [first.pk, third.pk], "page": "1"})
    assert said(response) == ["已移出 2 项。"]
    assert [line.pk for line in draft.lines.all()] == [second.pk]


@pytest.mark.parametrize("do", ["", "up", "up:x:1", "remove:", "drop:1", "up:99999999999999999999:1"])
def test_what_no_button_sends_is_refused(listing, client, body, do):
    draft = draft_of(listing, add(power(body)))
    response = send(client, draft, "lines", {"do": do})
    assert said(response)
    assert draft.lines.count() == 1


def test_who_edits_an_older_state_is_told_and_overwrites_nothing(listing, client, body):
    draft = draft_of(listing, add(power(body, "甲")))
    line = draft.lines.get()
    old = draft.revision
    send(client, draft, "line", {"name": "乙", "organisation": body.key, "category": "permit"}, line.pk)
    sent = {"revision": old, "name": "丙", "organisation": body.key, "category": "permit"}
    response = client.post(at("line", draft.pk, line.pk), sent)
    assert "另一位同事刚改动过" in text_of(response)
    line.refresh_from_db()
    assert line.values["name"] == "乙"


def test_who_handed_in_does_not_approve_and_may_take_back(listing, body):
    user = approver_of(listing)
    client, draft = desk(user), draft_of(listing, add(power(body)))
    send(client, draft, "state", {"do": "submit"})
    page = text_of(client.get(at("adjustment", draft.pk)))
    assert 'value="approve"' not in page
    assert "不能自己批准" in said(send(client, draft, "state", {"do": "approve"}))[0]
    send(client, draft, "state", {"do": "take_back"})
    draft.refresh_from_db()
    assert draft.state == AdjustmentState.DRAFT


def test_an_editor_without_the_right_to_publish_neither_sees_the_button_nor_approves(listing, client, body):
    draft = draft_of(listing, add(power(body)))
    send(desk(approver_of(listing)), draft, "state", {"do": "submit"})
    assert 'value="approve"' not in text_of(client.get(at("adjustment", draft.pk)))
    assert "没有批准" in said(send(client, draft, "state", {"do": "approve"}))[0]


def test_a_second_click_on_approve_changes_nothing(listing, client, body):
    draft = draft_of(listing, add(power(body)))
    send(client, draft, "state", {"do": "submit"})
    boss = desk(approver_of(listing))
    send(boss, draft, "state", {"do": "approve"})
    assert "只有送审中的才能批准" in said(send(boss, draft, "state", {"do": "approve"}))[0]
    assert Item.objects.filter(listing=listing).count() == 1


def test_what_is_sent_back_comes_with_the_opinion(listing, client, body):
    draft = draft_of(listing, add(power(body)))
    send(client, draft, "state", {"do": "submit"})
    boss = desk(approver_of(listing))
    assert "请写明退回的意见" in said(send(boss, draft, "state", {"do": "send_back"}))[0]
    send(boss, draft, "state", {"do": "send_back", "reason": "编码请核对"})
    assert "编码请核对" in text_of(client.get(at("adjustment", draft.pk)))


def test_what_is_approved_is_revoked_before_its_day_and_not_after(listing, client, body):
    coming, begun = draft_of(listing, add(power(body))), prepared(listing, add(power(body)))
    boss = desk(approver_of(listing))
    for draft in (coming, begun):
        send(client, draft, "state", {"do": "submit"})
        send(boss, draft, "state", {"do": "approve"})
    assert 'value="revoke"' not in text_of(boss.get(at("adjustment", begun.pk)))
    assert "不能撤销" in said(send(boss, begun, "state", {"do": "revoke", "reason": "错"}))[0]
    send(boss, coming, "state", {"do": "revoke", "reason": "依据有误"})
    coming.refresh_from_db()
    assert coming.state == AdjustmentState.REVOKED
    assert "依据有误" in text_of(boss.get(at("adjustment", coming.pk)))


def test_a_draft_is_deleted_and_the_list_remembers_it(listing, client, body):
    draft = draft_of(listing, add(power(body)))
    response = client.post(at("delete", draft.pk), follow=True)
    assert "已删除草稿" in said(response)[0]
    assert not Adjustment.objects.filter(pk=draft.pk).exists()
    assert "删除草稿" in text_of(client.get(at("adjustments", listing.pk)))
    assert client.post(at("delete", draft.pk)).status_code == 404


def test_thousands_of_lines_are_shown_by_the_page_and_checked_when_asked(listing, client, body):
    draft = draft_of(listing, *(add(power(body)) for _ in range(260)), add({"name": "缺机关"}))
    first = text_of(client.get(at("adjustment", draft.pk)))
    assert first.count('class="ls-line"') == 50
    assert "只检查了本页" in first
    assert "缺机关" not in first
    assert "缺少“实施主体”" in text_of(client.get(f"{at('adjustment', draft.pk)}?check=1"))
    assert "缺少“实施主体”" in text_of(client.get(f"{at('adjustment', draft.pk)}?page=6"))
    page = text_of(send(client, draft, "state", {"do": "submit"}))
    assert "第 261 项：缺少“实施主体”" in page


def test_an_item_tells_any_day_its_history_and_what_is_coming(listing, client, body):
    (item,) = added(listing, power(body, "旧名", phone="0571-1"), day=datetime.date(2020, 1, 1))
    adjust(listing, change(LineKind.AMEND, item, {"name": "新名"}), day=TODAY() + LATER, title="关于改名的调整")
    touching = draft_of(listing, change(LineKind.CANCEL, item))
    page = text_of(client.get(at("item", item.pk)))
    assert "旧名" in page
    assert "关于改名的调整" in page
    assert "将生效" in page
    assert touching.title in page
    assert "新名" in text_of(client.get(f"{at('item', item.pk)}?on={TODAY() + LATER}"))
    assert "这一天清单上没有这个事项" in text_of(client.get(f"{at('item', item.pk)}?on=2019-12-31"))


def test_adjusting_an_item_from_its_page_opens_a_draft_with_it(listing, client, body):
    (item,) = added(listing, power(body, "甲"))
    client.post(at("item_adjust", item.pk), {"kind": "amend"})
    line = AdjustmentLine.objects.get(adjustment__state=AdjustmentState.DRAFT)
    assert (line.kind, line.item) == (LineKind.AMEND, item)
    client.post(at("item_adjust", item.pk), {"kind": "cancel", "draft": line.adjustment_id})
    assert line.adjustment.lines.count() == 2
    assert "请选择怎样调整" in said(client.post(at("item_adjust", item.pk), {"kind": "add"}, follow=True))[-1]


def test_the_list_is_filtered_searched_and_seen_on_any_day(listing, client, body):
    other = make_body(listing, "桐庐县民政局")
    second = power(other, "社团登记", category="confirmation", code="确认-00001-000")
    added(listing, power(body, "校车使用许可"), second, day=datetime.date(2020, 1, 1))
    address = at("listing", listing.pk)
    assert "校车使用许可" not in text_of(client.get(address, {"q": "社团"}))
    assert "社团登记" in text_of(client.get(address, {"q": "确认-00001"}))
    assert "校车使用许可" not in text_of(client.get(address, {"body": other.pk}))
    assert "社团登记" not in text_of(client.get(address, {"category": "permit"}))
    assert "清单上没有事项" in text_of(client.get(address, {"on": "2019-12-31"}))
    for odd in ({"body": "x"}, {"level": "9" * 30}, {"on": "昨天"}, {"page": "0"}, {"category": "☃"}, {"state": "no"}):
        assert client.get(address, odd).status_code == 200, odd


def test_who_administers_the_portal_says_when_adjustments_are_announced(listing):
    chief = desk(factories.make_editor(listing.portal, "guanli", permissions=("change_portal",)))
    column = factories.make_column(listing.portal.home, "公告", column_type="通知公告")
    values = {"column": listing.column.pk, "announcing": "effective", "announcements": column.pk}
    chief.post(at("settings", listing.pk), values)
    listing.refresh_from_db()
    assert (listing.announcing, listing.announcements) == ("effective", column)
