"""At midnight in Beijing of the effective day the public reads the new list, everywhere, with nobody at work.

The clock is moved from 23:59:59 to 00:00:00; nothing else happens between, but that the worker takes its turn for the
search, which nobody sees the want of: what has ended is not shown from the first second on.
"""

import datetime

import feedparser
import pytest
from django.core.cache import cache

from cms_core.models import ArticlePage
from cms_core.search import sources
from cms_core.search.analysis.question import ask
from cms_core.search.engine import engine
from cms_core.search.filters import Filters
from cms_core.tasks.jobs import publish_due
from listings import counts, search_feed
from listings.models import Announcing
from listings.searching import KIND, NUMBER
from listings.states import LineKind
from tests.cms_core.serving import reader_of
from tests.listings.clock import set_clock
from tests.listings.factories import add, adjust, change, make_body, make_listing, power
from tests.listings.reading import data, table

pytestmark = pytest.mark.django_db
APPROVED, EVE, DAY = datetime.date(2026, 3, 2), datetime.date(2026, 3, 31), datetime.date(2026, 4, 1)


class Moment:
    """What every public address tells at one moment."""

    def __init__(self, listing, items):
        self.listing, self.items = listing, items
        self.reader = reader_of(listing.portal)

    def page(self, address) -> str:
        answer = self.reader.get(address)
        assert answer.status_code == 200, address
        return answer.content.decode()

    def json(self, address) -> dict:
        return data(self.reader.get(address))

    @property
    def names(self) -> list[str]:
        return [row["权力名称"] for row in table(self.reader.get("/lists/power/data.csv"))]

    @property
    def total(self) -> int:
        return self.json("/api/lists/power/items")["total"]

    @property
    def mark(self) -> str:
        return self.reader.head("/lists/power/data.csv")["ETag"]

    @property
    def modified(self) -> str:
        return self.reader.head("/lists/power/data.csv")["Last-Modified"]

    @property
    def feed(self):
        return feedparser.parse(self.reader.get("/lists/power/adjustments/feed.atom").content).entries[0]

    @property
    def searched(self) -> set[str]:
        """As the page of results shows them."""
        hits = engine().search(ask("核准"), Filters(kind=KIND)).hits
        return {result["title"] for result in sources.results_of(hit.page for hit in hits).values()}


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def moment(monkeypatch, committed):
    set_clock(monkeypatch, APPROVED, "10:00:00")
    listing = make_listing(announcing=Announcing.ON_THE_DAY)
    body = make_body(listing, "县发改局")
    with committed():
        first = adjust(listing, *(add(power(body, name)) for name in ("留下的核准", "取消的核准", "改名的核准")),
                       day=datetime.date(2026, 1, 1))  # fmt: skip
        kept, ended, renamed = (line.item for line in first.lines.select_related("item__listing"))
    with committed():
        adjustment = adjust(
            listing,
            change(LineKind.CANCEL, ended),
            change(LineKind.AMEND, renamed, {"name": "新名的核准"}),
            add(power(body, "新增的核准")),
            day=DAY,
            title="四月一日的调整",
        )
        search_feed.follow_days(set_clock(monkeypatch, EVE, "12:00:00"))
    new = adjustment.lines.get(kind=LineKind.ADD).item
    found = Moment(listing, {"kept": kept, "ended": ended, "renamed": renamed, "new": new})
    found.adjustment = adjustment
    return found


OLD = ["留下的核准", "取消的核准", "改名的核准"]
NEW = ["留下的核准", "新名的核准", "新增的核准"]


def before(monkeypatch):
    return set_clock(monkeypatch, EVE, "23:59:59")


def after(monkeypatch):
    cache.clear()
    return set_clock(monkeypatch, DAY)


def test_open_data_changes(moment, monkeypatch):
    before(monkeypatch)
    assert moment.names == OLD and moment.total == 3
    mark, modified = moment.mark, moment.modified
    after(monkeypatch)
    assert moment.names == NEW and moment.total == 3
    assert moment.mark != mark and moment.modified != modified
    assert moment.modified == "Tue, 31 Mar 2026 16:00:00 GMT"


def test_the_api_changes(moment, monkeypatch):
    ended, new = (f"/api/lists/power/items/{moment.items[name].pk}" for name in ("ended", "new"))
    before(monkeypatch)
    assert moment.json(ended)["state"] == "in_force" and moment.json(ended)["until"] == "2026-04-01"
    assert moment.reader.get(new).status_code == 404
    assert moment.json("/api/lists/power/adjustments")["adjustments"][0]["state"] == "upcoming"
    after(monkeypatch)
    assert moment.json(ended)["state"] == "cancelled"
    assert moment.json(new)["name"] == "新增的核准"
    assert moment.json("/api/lists/power/adjustments")["adjustments"][0]["state"] == "in_force"


def test_the_pages_change(moment, monkeypatch):
    before(monkeypatch)
    page = moment.page("/lists/power/")
    assert all(name in page for name in OLD) and "新增的核准" not in page
    assert "将于2026年4月1日" in moment.page(moment.items["ended"].path)
    after(monkeypatch)
    page = moment.page("/lists/power/")
    assert all(name in page for name in NEW) and "取消的核准" not in page
    assert "已取消" in moment.page(moment.items["ended"].path)
    assert "新名的核准" in moment.page(moment.items["renamed"].path)


def test_counts_change(moment, monkeypatch):
    before(monkeypatch)
    adjust(moment.listing, change(LineKind.CANCEL, moment.items["kept"]), day=DAY)
    assert counts.total("power", moment.listing, EVE, {}) == moment.total == 3
    assert moment.json("/api/lists")["lists"][0]["total"] == 3
    after(monkeypatch)
    assert counts.total("power", moment.listing, DAY, {}) == moment.total == 2
    assert moment.json("/api/lists")["lists"][0]["total"] == 2


def test_the_feed_changes(moment, monkeypatch):
    before(monkeypatch)
    assert moment.feed.title == "四月一日的调整（将于2026年4月1日生效）"
    assert moment.feed.updated == "2026-03-02T10:00:00+08:00"
    after(monkeypatch)
    assert moment.feed.title == "四月一日的调整（自2026年4月1日起生效）"
    assert moment.feed.updated == "2026-04-01T00:00:00+08:00"


def test_the_announcement_of_the_day_appears(moment, monkeypatch):
    publish_due(before(monkeypatch))
    moment.adjustment.refresh_from_db()
    page = ArticlePage.objects.get(pk=moment.adjustment.announcement_id)
    assert moment.reader.get(f"/{page.address}").status_code == 404
    publish_due(set_clock(monkeypatch, DAY, "00:00:01"))
    page.refresh_from_db()
    assert "四月一日的调整" in moment.page(f"/{page.address}")


def test_the_search_changes(moment, monkeypatch, committed):
    before(monkeypatch)
    assert moment.searched == set(OLD)
    moved = after(monkeypatch)
    # Before the worker comes: what has ended is gone at once.
    assert "取消的核准" not in moment.searched
    with committed():
        assert search_feed.follow_days(moved) == 3
    assert moment.searched == set(NEW)
    assert sources.number_of(NUMBER, moment.items["ended"].pk) not in {
        hit.page for hit in engine().search(ask("核准")).hits
    }


def test_the_past_stays_what_it_was(moment, monkeypatch):
    after(monkeypatch)
    rows = table(moment.reader.get("/lists/power/data.csv", {"on": EVE.isoformat()}))
    assert [row["权力名称"] for row in rows] == OLD


def test_midnight_elsewhere_changes_nothing(moment, monkeypatch):
    """A machine whose own clock is in UTC has that day eight hours later."""
    set_clock(monkeypatch, EVE, "08:00:00")
    assert moment.names == OLD
    set_clock(monkeypatch, DAY, "07:59:59")
    assert moment.names == NEW
