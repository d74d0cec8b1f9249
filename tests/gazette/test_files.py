"""Files of issues: whole or not at all, under names that can stand in an address, gone with their rows."""

import errno
import hashlib
import io
import os
import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from PIL import Image

from gazette.errors import GazetteError
from gazette.files import delete_files, open_file, store_file, tidy_files
from gazette.models import FileKind, IssueFile
from gazette.public.covers import write_small
from gazette.storage import gazette_storage, small_name
from tests.gazette.factories import make_entry, make_gazette, make_issue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_disk():
    """Rolled back rows of other tests leave their files."""
    shutil.rmtree(gazette_storage().location, ignore_errors=True)


@pytest.fixture
def issue():
    return make_issue(make_gazette())


def on_disk(issue):
    folder = Path(gazette_storage().location) / str(issue.gazette_id) / str(issue.year)
    return sorted(folder.iterdir()) if folder.exists() else []


def png(width, height):
    content = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(content, "PNG")
    return content.getvalue()


def test_what_is_kept_is_what_was_given(issue):
    content = os.urandom(3 << 20)
    file = store_file(issue, FileKind.PDF, "公报.pdf", io.BytesIO(content))
    assert (file.size, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert file.media_type == "application/pdf"
    with open_file(IssueFile.objects.get(pk=file.pk)) as kept:
        assert kept.read() == content


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("任务 分工#1?.xlsx", "任务_分工_1_.xlsx"),
        ("a&b'c%20.pdf", "a_b_c_20.pdf"),
        ("fdp.\u202eexe", "fdp.exe"),
        ("", "附件"),
    ],
)
def test_names_can_stand_in_an_address(issue, given, kept):
    assert store_file(issue, FileKind.ATTACHMENT, given, b"x").name == kept


def test_a_file_of_the_same_name_is_replaced(issue, django_capture_on_commit_callbacks):
    first = store_file(issue, FileKind.PDF, "公报.pdf", b"one")
    with django_capture_on_commit_callbacks(execute=True):
        second = store_file(issue, FileKind.PDF, "公报.pdf", b"two")
    assert (first.pk, IssueFile.objects.count(), len(on_disk(issue))) == (second.pk, 1, 1)
    with open_file(IssueFile.objects.get()) as kept:
        assert kept.read() == b"two"


def test_an_edition_does_not_take_the_place_of_a_scan_of_its_name(issue):
    scan = store_file(issue, FileKind.SCAN, "公报.pdf", b"scan")
    edition = store_file(issue, FileKind.PDF, "公报.pdf", b"edition")
    again = store_file(issue, FileKind.PDF, "公报.pdf", b"edition 2")
    assert (edition.name, again.pk, again.name) == ("公报-2.pdf", edition.pk, "公报-2.pdf")
    with open_file(IssueFile.objects.get(pk=scan.pk)) as kept:
        assert kept.read() == b"scan"


def test_the_small_cover_is_written_whole_and_once(issue):
    cover = store_file(issue, FileKind.COVER, "cover.png", png(900, 1200))
    small = write_small(cover)
    assert small == small_name(cover.file.name) == write_small(cover)
    with Image.open(gazette_storage().path(small)) as picture:
        assert picture.size == (480, 640)
    assert len(on_disk(issue)) == 2


def test_a_small_cover_that_the_disk_has_no_room_for_is_done_without(issue, monkeypatch):
    cover = store_file(issue, FileKind.COVER, "cover.png", png(900, 1200))

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert write_small(cover) == ""
    assert len(on_disk(issue)) == 1


def test_entries_may_have_files_of_one_name(issue):
    one, other = make_entry(issue), make_entry(issue)
    store_file(issue, FileKind.ATTACHMENT, "名单.pdf", b"1", entry=one)
    store_file(issue, FileKind.ATTACHMENT, "名单.pdf", b"2", entry=other)
    store_file(issue, FileKind.ATTACHMENT, "名单.pdf", b"3")
    assert IssueFile.objects.filter(name="名单.pdf").count() == 3


def test_pictures_know_their_size(issue):
    file = store_file(issue, FileKind.COVER, "封面.png", png(30, 40))
    assert (file.width, file.height) == (30, 40)
    assert store_file(issue, FileKind.PICTURE, "坏.png", b"not a picture").width is None


class FullDisk(io.BytesIO):
    """The device fills up after the first piece."""

    def read(self, size=-1):
        if self.tell():
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().read(10)


def test_a_full_disk_leaves_nothing_half_written(issue):
    with pytest.raises(GazetteError, match="磁盘空间不足"):
        store_file(issue, FileKind.PDF, "公报.pdf", FullDisk(b"x" * 100))
    assert on_disk(issue) == []
    assert not IssueFile.objects.exists()


def test_a_failed_replacement_keeps_the_file_that_was_there(issue):
    store_file(issue, FileKind.PDF, "公报.pdf", b"one")
    with pytest.raises(GazetteError):
        store_file(issue, FileKind.PDF, "公报.pdf", FullDisk(b"x" * 100))
    with open_file(IssueFile.objects.get()) as kept:
        assert kept.read() == b"one"


def test_a_file_that_is_gone_is_said_to_be(issue):
    file = store_file(issue, FileKind.PDF, "公报.pdf", b"one")
    file.file.storage.delete(file.file.name)
    with pytest.raises(GazetteError, match="不在磁盘上"):
        open_file(file)


def test_deleted_rows_take_their_files_once_it_is_certain(issue, django_capture_on_commit_callbacks):
    store_file(issue, FileKind.PDF, "公报.pdf", b"one")
    with django_capture_on_commit_callbacks(execute=True):
        delete_files(issue.files.all())
        assert len(on_disk(issue)) == 1
    assert on_disk(issue) == []


def test_files_without_a_row_are_tidied_after_an_hour(issue):
    kept = store_file(issue, FileKind.PDF, "公报.pdf", b"one")
    with pytest.raises(RuntimeError), transaction.atomic():
        store_file(issue, FileKind.EPUB, "公报.epub", b"two")
        raise RuntimeError
    assert len(on_disk(issue)) == 2
    now = datetime.now(UTC)
    assert tidy_files(now) == 0
    assert tidy_files(now + timedelta(hours=2)) == 1
    assert [path.name for path in on_disk(issue)] == [Path(kept.file.name).name]


def test_what_is_not_ours_is_left_alone(issue):
    store_file(issue, FileKind.PDF, "公报.pdf", b"one")
    other = on_disk(issue)[0].parent / "说明.txt"
    other.write_text("手工放入")
    old = time.time() - 10_000
    os.utime(other, (old, old))
    assert tidy_files(datetime.now(UTC)) == 0
    assert other.exists()
