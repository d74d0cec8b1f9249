"""Query budgets of reading the lists: 12 a page, and no more for a list a hundred times as long."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from listings.kinds import ListKind
from listings.states import LineKind
from tests import factories
from tests.cms_core.serving import reader_of
from tests.listings.factories import added, adjust, change, make_body, power
from tests.listings.public_factories import listing_of, make_province, responsibility

pytestmark = pytest.mark.django_db
BUDGETS = {
    "/lists/power/": 12,
    "/lists/power/?on=2026-01-15": 12,
    "/lists/power/?category=permit&level=2": 12,
    "/lists/power/?body={body}&category=permit": 12,
    "/lists/power/?q=许可": 12,
    "/lists/power/?q=渔业管理": 12,
    "/lists/power/?scope=all&q=渔业管理&category=permit": 12,
    "/lists/power/?state=cancelled": 12,
    "/lists/power/?scope=all&body={body}": 12,
    "{item}": 12,
    "{item}?on=2026-01-15": 12,
    "/lists/power/statistics/": 8,
    "/lists/power/compare/?from=2025-12-31&to=2026-03-01": 12,
    "/lists/power/upcoming/": 8,
    "/lists/power/adjustments/": 8,
    "{adjustment}": 12,
    "{column}": 12,
}


@pytest.fixture
def places():
    portal = make_province()
    listing, duties = listing_of(portal), listing_of(portal, ListKind.RESPONSIBILITY, "lists.duties")
    body = make_body(listing, "省财政厅")
    policies = factories.make_column(portal.home, "政策文件")
    document = factories.make_document(policies, "渔业管理办法", document_number="浙政发〔2015〕8号")
    basis = "《渔业管理办法》（浙政发〔2015〕8号）"
    main, _, ended = added(
        listing,
        power(body, code="许可-00100-000", level=2, legal_basis=basis),
        power(body, code="许可-00100-001", main_code="许可-00100-000"),
        power(body),
    )
    added(duties, responsibility(body, power_code="许可-00100-000"))
    adjustment = adjust(listing, change(LineKind.AMEND, main, {"promised_term": 5}), basis_document=document,
                        day=datetime.date(2026, 2, 1))  # fmt: skip
    adjust(listing, change(LineKind.MERGE, ended, partner=main), day=datetime.date(2026, 2, 2))
    adjust(listing, change(LineKind.AMEND, main, {"name": "将来"}),
           day=datetime.date.today() + datetime.timedelta(days=9))  # fmt: skip
    return {
        "listing": listing,
        "body": body.key,
        "item": main.path,
        "adjustment": f"/lists/power/adjustments/{adjustment.pk}.html",
        "column": f"/{listing.column.slug}/",
    }


def count(reader, path):
    with CaptureQueriesContext(connection) as queries:
        assert reader.get(path).status_code == 200
    return len(queries), "\n".join(query["sql"][:200] for query in queries)


@pytest.mark.parametrize("path", BUDGETS)
def test_a_page_keeps_its_budget(places, path):
    reader = reader_of(places["listing"].portal)
    address = path.format(**places)
    reader.get(address)
    found, sql = count(reader, address)
    assert found <= BUDGETS[path], f"{found}\n{sql}"


def test_a_long_list_costs_no_query_more(places):
    listing = places["listing"]
    reader = reader_of(listing.portal)
    addresses = [path.format(**places) for path in BUDGETS]
    before = {path: count(reader, path)[0] for path in addresses for _ in range(2)}
    bodies = [make_body(listing) for _ in range(12)]
    for body in bodies:
        items = added(
            listing, *(power(body, level=2, legal_basis="《渔业管理办法》（浙政发〔2015〕8号）") for _ in range(50))
        )
        adjust(
            listing, *(change(LineKind.AMEND, item, {"phone": "1"}) for item in items), day=datetime.date(2026, 2, 3)
        )
    after = {path: count(reader, path)[0] for path in addresses}
    assert {path: (before[path], after[path]) for path in addresses if after[path] > before[path]} == {}
