"""The desk costs at most 25 queries beside the admin's frame, and no more for hundreds of items than for three."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from listings.states import LineKind
from tests import factories
from tests.listings.desk import at, desk
from tests.listings.factories import add, added, adjust, change, make_body, make_listing, power, prepared

pytestmark = pytest.mark.django_db
MOST = 25


@pytest.fixture
def listing():
    return make_listing()


@pytest.fixture
def client(listing):
    return desk(factories.make_editor(listing.portal, "bianji", permissions=("change_portal",)))


def pages(listing, item, draft):
    line = draft.lines.filter(kind=LineKind.AMEND).first()
    return {
        "lists": at(), "list": at("listing", listing.pk), "search": f"{at('listing', listing.pk)}?q=许可&on=2026-05-01",
        "adjustments": at("adjustments", listing.pk), "new": at("new", listing.pk),
        "settings": at("settings", listing.pk),
        "workbench": at("adjustment", draft.pk), "checked": f"{at('adjustment', draft.pk)}?check=1",
        "data": at("data", draft.pk), "pick": at("pick", draft.pk), "merge": f"{at('pick', draft.pk)}?kind=merge",
        "take over": at("take_over", draft.pk), "new line": at("line_new", draft.pk),
        "line": at("line", draft.pk, line.pk), "item": at("item", item.pk),
    }  # fmt: skip


def filled(listing, count):
    body = make_body(listing)
    items = added(listing, *(power(body) for _ in range(count)))
    adjust(listing, *(change(LineKind.AMEND, item, {"phone": "1"}) for item in items))
    day = timezone.localdate() + datetime.timedelta(days=30)
    lines = [change(LineKind.AMEND, item, {"name": "新名"}) for item in items]
    return items[0], prepared(listing, *lines, *(add(power(body)) for _ in range(count)), day=day)


def counted(client, addresses):
    found = {}
    for name, address in addresses.items():
        client.get(address)  # once for what is kept between requests
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200, name
        found[name] = len(queries)
    return found


def test_queries_of_the_desk_do_not_grow_with_the_list(listing, client):
    # The menu, the person's rights and the session, as every page of the admin has them.
    frame = counted(client, {"frame": reverse("wagtailadmin_account")})["frame"]
    few = counted(client, pages(listing, *filled(listing, 3)))
    many = counted(client, pages(listing, *filled(listing, 240)))
    assert {name: count for name, count in many.items() if count - frame > MOST} == {}
    # A page of fifty may say of things what a page of six had none of.
    assert {name: (few[name], count) for name, count in many.items() if count > few[name] + 2} == {}


def test_many_lists_cost_no_more_than_one(listing):
    chief = desk(factories.make_user("chief", superuser=True))
    one = counted(chief, {"lists": at()})
    for number in range(12):
        make_listing(portal=factories.make_portal(f"county{number}"))
    assert counted(chief, {"lists": at()})["lists"] <= one["lists"] + 2
