"""Items of the lists in the public search: as they are today, of lists that are open, followed through every change."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms_core.models import Unindexed
from cms_core.search import sources
from cms_core.search.analysis.question import ask
from cms_core.search.engine import engine
from cms_core.search.feed import outbox, verify, whole
from cms_core.search.filters import Filters
from listings import search_feed
from listings.models import FollowedDay
from listings.searching import NUMBER
from listings.states import LineKind
from sites.models import PortalState
from tests.cms_core.serving import reader_of
from tests.factories import make_article, make_column, make_portal
from tests.listings.clock import set_clock
from tests.listings.factories import add, added, adjust, change, make_body, make_listing, power, prepared

pytestmark = pytest.mark.django_db


def later(days):
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def listing():
    return make_listing()


def found(text, **filters):
    """Ids of items."""
    hits = engine().search(ask(text), Filters(**filters)).hits
    return [hit.page - sources.number_of(NUMBER, 0) for hit in hits]


def test_an_item_is_found_by_name_basis_code_and_body(committed, listing):
    with committed():
        body = make_body(listing, "县发展和改革局")
        values = power(body, "企业投资项目核准", code="许可-00123-000", legal_basis="《企业投资项目核准条例》第三条")
        (item,) = added(listing, values)
    for asked in ("投资项目核准", "核准条例", "许可-00123-000"):
        assert found(asked) == [item.pk], asked
    (result,) = sources.results_of([sources.number_of(NUMBER, item.pk)]).values()
    assert result["title"] == "企业投资项目核准" and result["issuer"] == "县发展和改革局"
    assert result["url"] == f"{listing.portal.base_url}/lists/power/{item.pk}.html"
    assert result["kind_label"] == "行政权力清单" and ("权力类别", "行政许可") in result["facts"]
    assert result.keys() >= sources.NOTHING.keys()


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("许可-00123-000", "许可－00123－000"), ("许可-00123-000", "许可00123000"),
        ("许可-00123-000", "许可 00123 000"),
        ("许可-00123-000", "00123"), ("000117005000", "000117005000"), ("000117005000", "０００１１７００５０００"),
        ("11330000002482000G2000117005000", "11330000002482000g2000117005000"),
    ],
)  # fmt: skip
def test_a_code_is_found_in_any_spelling(committed, listing, code, asked):
    with committed():
        body = make_body(listing)
        item, _ = added(listing, power(body, code=code), power(body, code="许可-55555-000"))
    assert found(asked)[0] == item.pk


def test_it_narrows_by_kind_column_and_portal(committed, listing):
    with committed():
        make_article(make_column(listing.portal.home), "核准的通知")
        (item,) = added(listing, power(make_body(listing), "项目核准"))
    assert engine().search(ask("核准")).total == 2
    for filters in ({"kind": "list_item"}, {"columns": (listing.column_id,)}):
        assert found("核准", **filters) == [item.pk]
    page = reader_of(listing.portal).get("/search/", {"q": "核准"}).content.decode()
    assert "清单事项" in page and "行政权力清单" in page and f"/lists/power/{item.pk}.html" in page


def test_drafts_are_not_found_and_what_begins_later_on_its_day_only(committed, listing, monkeypatch):
    with committed():
        body = make_body(listing)
        prepared(listing, add(power(body, "草稿里的核准")))
        item = adjust(listing, add(power(body, "以后的核准")), day=later(3)).lines.get().item
    search_feed.follow_days(timezone.now())
    outbox.catch_up()
    assert found("核准") == []
    day = later(3)
    with committed():
        search_feed.follow_days(set_clock(monkeypatch, day, "00:00:30"))
    assert found("核准") == [item.pk]


def test_what_is_approved_while_midnight_passes_is_found(listing):
    """Approved at 23:59 for the next day, committed after the days were followed."""
    (item,) = added(listing, power(make_body(listing), "渔船登记"))
    search_feed.follow_days(timezone.now())
    Unindexed.objects.all().delete()
    adjust(listing, change(LineKind.AMEND, item, {"name": "渔船过户"}), day=later(1))
    assert Unindexed.objects.filter(page_number=sources.number_of(NUMBER, item.pk)).exists()


def test_missed_days_are_caught_up_once(committed, listing, monkeypatch):
    with committed():
        body = make_body(listing)
        kept, ended, renamed = added(listing, *(power(body, f"{name}核准") for name in ("留下的", "取消的", "改名的")))
    search_feed.follow_days(timezone.now())
    outbox.catch_up()
    adjust(listing, change(LineKind.CANCEL, ended), day=later(2))
    adjust(listing, change(LineKind.AMEND, renamed, {"name": "另一名称的核准"}), day=later(4))
    assert not Unindexed.objects.exists()
    weeks_later = later(20)
    with committed():
        assert search_feed.follow_days(set_clock(monkeypatch, weeks_later)) == 2
    assert set(found("核准")) == {kept.pk, renamed.pk} and found("另一名称") == [renamed.pk]
    assert search_feed.follow_days(timezone.now()) == 0 and not Unindexed.objects.exists()
    assert FollowedDay.objects.get().day == weeks_later


def test_killed_before_it_ended_it_begins_again(committed, listing, monkeypatch):
    (item,) = added(listing, power(make_body(listing)))
    search_feed.follow_days(timezone.now())
    adjust(listing, change(LineKind.CANCEL, item), day=later(1))
    day = later(1)

    def killed(numbers):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(outbox, "note", killed)
        with pytest.raises(KeyboardInterrupt):
            search_feed.follow_days(set_clock(broken, day))
    assert search_feed.follow_days(set_clock(monkeypatch, day)) == 1


def test_a_suspended_item_says_so(committed, listing):
    with committed():
        (item,) = added(listing, power(make_body(listing), "项目核准"))
        adjust(listing, change(LineKind.SUSPEND, item), day=later(0))
    assert found("核准") == [item.pk]
    (result,) = sources.results_of([sources.number_of(NUMBER, item.pk)]).values()
    assert result["validity_label"] == "已暂停" and result["validity_day"] == later(0)


@pytest.mark.parametrize("close", ["column", "above", "portal", "password"])
def test_what_is_not_open_is_not_found(committed, close):
    above = make_column((portal := make_portal()).home, "政务公开")
    listing = make_listing(portal=portal, column=make_column(above, "清单", column_type="权责清单"))
    with committed():
        (item,) = added(listing, power(make_body(listing), "项目核准"))
    assert found("核准") == [item.pk]
    with committed():
        if close == "password":
            PageViewRestriction.objects.create(page=listing.column, restriction_type="password", password="x")
        else:
            page = {"column": listing.column, "above": above, "portal": portal.home}[close]
            page.live = False
            page.save()
    assert found("核准") == []
    assert sources.results_of([sources.number_of(NUMBER, item.pk)]) == {}


def test_a_portal_in_preparation_has_nothing_found(committed):
    listing = make_listing(portal=make_portal(state=PortalState.PREPARING))
    with committed():
        added(listing, power(make_body(listing), "项目核准"))
    assert found("核准") == []


def test_a_column_that_opens_again_has_its_items_found(committed, listing):
    with committed():
        listing.column.unpublish()
        (item,) = added(listing, power(make_body(listing), "项目核准"))
    assert found("核准") == []
    with committed():
        listing.column.refresh_from_db()
        listing.column.save_revision().publish()
    assert found("核准") == [item.pk]


def test_a_rebuild_has_all_current_items(committed, listing):
    with committed():
        body = make_body(listing)
        items = added(listing, *(power(body, f"第{number}项核准") for number in range(5)))
        adjust(listing, change(LineKind.CANCEL, items[0]), day=later(0))
    assert whole.rebuild() == 4
    assert verify.verify().whole
    records = list(sources.SOURCES[NUMBER].all_records())
    assert [record.published for record in records] == sorted(record.published for record in records)


def test_its_cost_does_not_grow(listing, django_assert_max_num_queries):
    body = make_body(listing)
    pks = [item.pk for item in added(listing, *(power(body) for _ in range(30)))]
    source = sources.SOURCES[NUMBER]
    for ask_source, most in ((source.visible_among, 3), (source.results_of, 3), (source.records_of, 4)):
        with django_assert_max_num_queries(most):
            assert len(ask_source(pks)) == 30
