"""What each process keeps of the directory follows the rows, page by page, and is laid down for the next process."""

import datetime
import os

import pytest
from django.db import transaction

from disclosure.directory.shelves import KEPT
from disclosure.directory.stamps import STAMPS, stamp, stamp_places
from disclosure.models import ColumnItem, DirectoryEntry, DirectoryStamp
from disclosure.shelves.shelf import Shelf
from sites.models import PortalLevel
from tests.factories import make_column, make_document, make_portal

pytestmark = pytest.mark.django_db
FIELDS = ("moments", "pages", "lengths", "words", "bits")


@pytest.fixture
def county(settings, tmp_path, monkeypatch):
    """A portal with twelve documents over three years, and a process that knows nothing yet."""
    settings.DISCLOSURE_ROOT = tmp_path
    monkeypatch.setattr(KEPT, "known", {})
    monkeypatch.setattr(KEPT.snapshot, "seen", None)
    county = make_portal("tonglu", PortalLevel.COUNTY)
    county.column = make_column(county.home, "文件")
    for number in range(12):
        publish(county.column, number)
    return county


def publish(column, number, year=None):
    moment = datetime.datetime(year or 2019 + number % 3, 1 + number % 9, 2, tzinfo=datetime.UTC)
    return make_document(
        column, f"第{number}号文件", document_number=f"桐政发〔2019〕{number}号", published_at=moment,
        theme=["财政、金融、审计/财政", "综合政务"][number % 2], genre=["通知", "意见"][number % 2],
    )  # fmt: skip


def asked(site):
    return KEPT.shelves([site])[site]


def anew(site) -> Shelf:
    """Read from the rows alone."""
    KEPT.known.clear()
    return asked(site)


def assert_alike(kept: Shelf, other: Shelf) -> None:
    assert {name: getattr(kept, name) for name in FIELDS} == {name: getattr(other, name) for name in FIELDS}
    assert kept.years == other.years and kept.version == other.version


@pytest.mark.parametrize("year", [2018, 2020, 2022])
def test_a_page_that_comes_changes_or_goes_is_read_alone(county, year, django_assert_max_num_queries):
    asked(county.home_id)
    page = publish(county.column, 77, year)
    with django_assert_max_num_queries(3) as queries:
        kept = asked(county.home_id)
    assert f"IN ({page.pk})" in queries.captured_queries[-1]["sql"]
    assert_alike(kept, anew(county.home_id))
    page.genre, page.title = "公告", "改了名的文件"
    page.save_revision().publish()
    assert_alike(asked(county.home_id), anew(county.home_id))
    page.unpublish()
    assert_alike(asked(county.home_id), anew(county.home_id))
    assert page.pk not in asked(county.home_id).pages


def test_a_page_that_goes_to_another_year_leaves_the_first(county):
    asked(county.home_id)
    row = DirectoryEntry.objects.order_by("published_at").first()
    before = DirectoryEntry.objects.get(pk=row.pk)
    row.year, row.published_at = 2024, row.published_at.replace(year=2024)
    row.save()
    stamp([(before, row)])
    kept = asked(county.home_id)
    assert kept.totals["year", 2024] == 1
    assert_alike(kept, anew(county.home_id))


def test_a_page_that_goes_to_a_year_that_is_read_as_a_whole_is_not_lost(county):
    asked(county.home_id)
    row = DirectoryEntry.objects.order_by("published_at").first()
    before = DirectoryEntry.objects.get(pk=row.pk)
    row.year, row.published_at = 2021, row.published_at.replace(year=2021)
    row.save()
    stamp([(before, row)])
    stamp_places({(county.home_id, 2021)})
    assert list(asked(county.home_id).pages).count(row.pk) == 1


def test_a_page_that_was_seen_in_two_years_is_in_one_as_soon_as_its_stamp_is(county):
    asked(county.home_id)
    row = DirectoryEntry.objects.order_by("published_at").first()
    before = DirectoryEntry.objects.get(pk=row.pk)
    row.year, row.published_at = 2024, row.published_at.replace(year=2024)
    row.save()
    stamp_places({(county.home_id, 2024)})
    assert list(asked(county.home_id).pages).count(row.pk) == 2
    stamp([(before, row)])
    assert_alike(asked(county.home_id), anew(county.home_id))


def test_many_at_once_are_read_by_the_year(county):
    asked(county.home_id)
    ColumnItem.objects.create(column=county.column, items=1 << 3)
    with transaction.atomic():
        for number in range(20, 45):
            publish(county.column, number)
    kept = asked(county.home_id)
    assert len(kept.pages) == 37 and kept.totals["item", 3] == 37
    assert_alike(kept, anew(county.home_id))


def test_stamps_that_were_compacted_cost_no_reading(county, django_assert_num_queries):
    kept = asked(county.home_id)
    STAMPS.compact()
    with django_assert_num_queries(1):
        assert asked(county.home_id) is kept
    page = publish(county.column, 50)
    with django_assert_num_queries(3):
        assert page.pk in asked(county.home_id).pages


def test_what_was_rolled_back_is_forgotten(county):
    try:
        with transaction.atomic():
            page = publish(county.column, 60)
            assert page.pk in asked(county.home_id).pages
            raise InterruptedError
    except InterruptedError:
        assert page.pk not in asked(county.home_id).pages


def test_a_new_process_takes_what_was_laid_down_and_reads_only_what_changed(county, django_assert_num_queries):
    asked(county.home_id)
    STAMPS.compact()
    kept = anew(county.home_id)
    KEPT.snapshot.keep(KEPT.known)
    page = publish(county.column, 70)
    KEPT.known.clear()
    KEPT.snapshot.seen = None
    with django_assert_num_queries(3) as queries:
        taken = asked(county.home_id)
    assert f"IN ({page.pk})" in queries.captured_queries[-1]["sql"]
    assert len(taken.pages) == len(kept.pages) + 1
    assert_alike(taken, anew(county.home_id))


@pytest.mark.parametrize("spoil", [lambda told: told[:-9], lambda told: b"", lambda told: told[:50] + b"x" + told[51:]])
def test_a_damaged_file_is_passed_over(county, spoil):
    kept = asked(county.home_id)
    KEPT.snapshot.keep(KEPT.known)
    KEPT.snapshot.path().write_bytes(spoil(KEPT.snapshot.path().read_bytes()))
    KEPT.snapshot.seen = None
    assert_alike(anew(county.home_id), kept)
    assert KEPT.snapshot.seen is None


def test_a_file_of_another_database_is_of_no_use_and_does_no_harm(county):
    kept = asked(county.home_id)
    KEPT.snapshot.keep(KEPT.known)
    DirectoryStamp.objects.all().delete()
    publish(county.column, 80)
    stamp_places({(county.home_id, year) for year in kept.years})
    KEPT.snapshot.seen = None
    taken = anew(county.home_id)
    assert len(taken.pages) == 13
    assert taken.years.keys() == kept.years.keys() and taken.years != kept.years


def test_what_a_killed_process_left_is_swept_and_what_another_writes_is_not(county):
    asked(county.home_id)
    folder = KEPT.snapshot.path().parent
    folder.mkdir(parents=True)
    left, written = folder / ".shelves-left", folder / ".shelves-written"
    for path in (left, written):
        path.write_bytes(b"half")
    os.utime(left, (0, 0))
    KEPT.snapshot.keep(KEPT.known)
    assert {path.name for path in folder.iterdir()} == {"shelves.bin", written.name}


def test_where_nothing_can_be_written_the_counts_are_right_all_the_same(county, settings, tmp_path, caplog):
    settings.DISCLOSURE_ROOT = tmp_path / "full"
    settings.DISCLOSURE_ROOT.write_bytes(b"")
    kept = asked(county.home_id)
    KEPT.snapshot.keep(KEPT.known)
    assert "没有写入" in caplog.text
    assert_alike(anew(county.home_id), kept)
