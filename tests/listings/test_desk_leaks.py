"""An editor of one county finds nothing of another's lists, at whatever address, by whatever number in a form."""

import pytest

from listings.models import Adjustment, AdjustmentLine
from listings.permissions import ListAction, edits_somewhere, listings_for, may
from listings.states import AdjustmentState, LineKind
from tests import factories
from tests.listings.desk import at, desk, said, send, text_of
from tests.listings.factories import add, added, change, make_body, make_listing, power, prepared

pytestmark = pytest.mark.django_db
SECRET = "乙县的事项"
GET = {
    "list": lambda one: at("listing", one.listing.pk),
    "adjustments": lambda one: at("adjustments", one.listing.pk),
    "new": lambda one: at("new", one.listing.pk),
    "settings": lambda one: at("settings", one.listing.pk),
    "adjustment": lambda one: at("adjustment", one.draft.pk),
    "data": lambda one: at("data", one.draft.pk),
    "pick": lambda one: at("pick", one.draft.pk),
    "take over": lambda one: at("take_over", one.draft.pk),
    "new line": lambda one: at("line_new", one.draft.pk),
    "line": lambda one: at("line", one.draft.pk, one.line.pk),
    "item": lambda one: at("item", one.item.pk),
}
POST = {
    **{name: GET[name] for name in ("new", "settings", "data", "pick", "take over", "new line", "line")},
    "state": lambda one: at("state", one.draft.pk),
    "lines": lambda one: at("lines", one.draft.pk),
    "delete": lambda one: at("delete", one.draft.pk),
    "adjust item": lambda one: at("item_adjust", one.item.pk),
}
SENT = {"revision": "1", "do": "submit", "title": "改", "name": "改", "kind": "cancel", "reason": "因为"}


class Other:
    """The other county's list with an item and a draft."""

    def __init__(self, portal):
        self.listing = make_listing(portal=portal)
        body = make_body(self.listing, "乙县教育局")
        (self.item,) = added(self.listing, power(body, SECRET))
        self.draft = prepared(self.listing, change(LineKind.AMEND, self.item, {"name": f"{SECRET}改"}), title=SECRET)
        self.line = self.draft.lines.get()


@pytest.fixture
def other():
    return Other(factories.make_portal("chunan", name="乙县人民政府"))


@pytest.fixture
def listing(other):
    return make_listing()


@pytest.fixture
def client(listing):
    return desk(factories.make_editor(listing.portal, "bianji"))


@pytest.mark.parametrize("name", GET)
def test_no_page_of_another_county_opens(client, other, name):
    response = client.get(GET[name](other), follow=True)
    assert SECRET not in response.content.decode()
    assert any("没有权限" in message or "访问" in message for message in said(response))


@pytest.mark.parametrize("name", POST)
def test_nothing_of_another_county_is_changed(client, other, name):
    client.post(POST[name](other), SENT)
    other.draft.refresh_from_db()
    assert (other.draft.title, other.draft.state, other.draft.lines.count()) == (SECRET, AdjustmentState.DRAFT, 1)
    assert Adjustment.objects.filter(listing=other.listing).count() == 2


def test_the_desk_names_only_ones_own_lists(client, other, listing):
    page = text_of(client.get(at()))
    assert "乙县" not in page
    assert at("listing", listing.pk) in page
    assert at("listing", other.listing.pk) not in page


def test_an_item_of_another_county_is_not_picked(client, other, listing):
    draft = prepared(listing)
    assert "还没有勾选" in said(send(client, draft, "pick", {"item": [other.item.pk]}, query="?kind=cancel"))[0]
    assert SECRET not in text_of(client.get(at("pick", draft.pk), {"q": SECRET[:2]}))


def test_an_item_of_another_county_is_not_merged_into(client, other, listing):
    (mine,) = added(listing, power(make_body(listing)))
    draft = prepared(listing)
    response = send(client, draft, "pick", {"item": [mine.pk], "into": SECRET}, query="?kind=merge")
    assert "生效日的清单上没有" in said(response)[0]
    assert not draft.lines.exists()


def test_an_item_that_was_not_delegated_is_not_taken_over(client, other, listing):
    draft = prepared(listing)
    assert "还没有勾选" in said(send(client, draft, "take_over", {"item": [other.item.pk]}))[0]
    assert not draft.lines.exists()


def test_a_body_of_another_county_is_not_given_an_item(client, other, listing):
    draft = prepared(listing)
    foreign = other.listing.portal.organisation.key
    page = text_of(send(client, draft, "line_new", {"name": "甲", "organisation": foreign, "category": "permit"}))
    assert "请选择本级政府的机构" in page
    assert not AdjustmentLine.objects.filter(adjustment=draft).exists()


def test_a_line_of_another_adjustment_is_not_reached_through_ones_own(client, other, listing):
    draft = prepared(listing, add(power(make_body(listing))))
    assert client.get(at("line", draft.pk, other.line.pk)).status_code == 404
    send(client, draft, "lines", {"do": f"remove:{other.line.pk}"})
    assert AdjustmentLine.objects.filter(pk=other.line.pk).exists()


def test_an_unpublished_document_of_another_county_is_neither_named_nor_chosen(client, other, listing):
    column = factories.make_column(other.listing.portal.home, "内部")
    document = factories.make_document(column, "乙县未公开的公文", live=False)
    draft = prepared(listing)
    page = text_of(send(client, draft, "data", {"title": "甲", "basis_document": document.pk}))
    assert "乙县未公开的公文" not in page
    assert "请选择公开的公文" in page
    draft.refresh_from_db()
    assert draft.basis_document is None


def test_rights_follow_the_column(other, listing):
    writer = factories.make_user("writer")
    writer.groups.add(factories.make_group("writers", [listing.column], actions=("add",)))
    publisher = factories.make_user("publisher")
    publisher.groups.add(factories.make_group("publishers", [listing.column], actions=("publish",)))
    elsewhere = factories.make_user("elsewhere")
    column = factories.make_column(listing.portal.home, "新闻")
    elsewhere.groups.add(factories.make_group("reporters", [column], actions=("add", "publish")))
    allowed = {
        (user.username, action.value): may(user, action, listing)
        for user in (writer, publisher, elsewhere)
        for action in (ListAction.EDIT, ListAction.APPROVE, ListAction.CONFIGURE)
    }
    assert [key for key, value in allowed.items() if value] == [
        ("writer", "edit"), ("publisher", "edit"), ("publisher", "approve"),
    ]  # fmt: skip
    assert [edits_somewhere(user) for user in (writer, publisher, elsewhere)] == [True, True, False]
    assert [listings_for(user) for user in (writer, elsewhere)] == [[listing], []]


def test_lists_are_opened_by_who_administers_the_portal_and_nobody_else():
    portal = factories.make_portal()
    column = factories.make_column(portal.home, "权力清单", blueprint_key="lists.powers", column_type="权责清单")
    editor = desk(factories.make_editor(portal, "bianji"))
    assert "由本门户的站点管理员开办" in text_of(editor.get(at()))
    assert editor.post(at(), {"portal": portal.pk}).status_code == 404
    chief = factories.make_editor(portal, "guanli", permissions=("change_portal",))
    response = desk(chief).post(at(), {"portal": portal.pk}, follow=True)
    assert "4 张清单" in said(response)[0]
    assert portal.listings.get(kind="power").column == column
    assert "都已开办" in said(desk(chief).post(at(), {"portal": portal.pk}, follow=True))[0]


def test_settings_are_for_who_administers_the_portal(listing):
    chief = desk(factories.make_editor(listing.portal, "guanli", permissions=("change_portal",)))
    address = at("settings", listing.pk)
    assert "ls-page" in text_of(chief.get(address))
    chief.post(address, {"column": listing.column.pk, "place-name": "2", "place-code": "1", "place-phone": " "})
    listing.refresh_from_db()
    assert listing.shown_fields == ["code", "name"]
    chief.post(address, {"column": listing.column.pk, "default": "1"})
    listing.refresh_from_db()
    assert listing.shown_fields == []


def test_a_column_of_another_portal_is_no_column_of_this_list(listing, other):
    chief = desk(factories.make_editor(listing.portal, "guanli", permissions=("change_portal",)))
    before = listing.column
    chief.post(at("settings", listing.pk), {"column": other.listing.column.pk})
    listing.refresh_from_db()
    assert listing.column == before
