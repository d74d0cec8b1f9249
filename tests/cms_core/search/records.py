"""Records for tests of search, and an index of its own."""

from datetime import datetime, timedelta, timezone

import pytest

from cms_core.search.fts.index import Index
from cms_core.search.record import Record

BEIJING = timezone(timedelta(hours=8))


def record(page=1, title="关于做好工作的通知", body="", day="2015-03-16", **facts) -> Record:
    published = datetime.fromisoformat(day).replace(hour=9, tzinfo=BEIJING)
    return Record(page=page, title=title, body=body, published=published, **facts)


@pytest.fixture
def index(tmp_path):
    made = Index(tmp_path / "search.sqlite3")
    yield made
    made.check()
    made.close()


def pages(found) -> list[int]:
    return [hit.page for hit in found.hits]
