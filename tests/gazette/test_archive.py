"""The archive of an issue: everything a reader or a program can work with, and nothing that escapes its directory."""

import hashlib
import io
import json
import zipfile

import pytest

from gazette.editions.archive import archive_of
from gazette.editions.entry_page import page
from gazette.errors import EditionFailed
from gazette.models import IssueFile
from gazette.texts.canonical import canonical_bytes
from tests.gazette.editions import SENTENCES, one_entry_issue, sample_issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample():
    issue = sample_issue()
    return issue, zipfile.ZipFile(io.BytesIO(archive_of(issue)))


def test_every_entry_is_there_as_page_and_as_its_sealed_bytes(sample):
    issue, archive = sample
    assert archive.testzip() is None
    for entry in issue.entries.all():
        sealed = archive.read(f"entries/{entry.number}/entry.json")
        assert sealed == canonical_bytes(entry)
        assert hashlib.sha256(sealed).hexdigest() == entry.digest
        assert entry.title in archive.read(f"entries/{entry.number}/index.html").decode()
    assert SENTENCES[0] in archive.read("entries/2/index.html").decode()


def test_pictures_and_attachments_are_the_originals_where_the_page_looks_for_them(sample):
    issue, archive = sample
    html = archive.read("entries/2/index.html").decode()
    for file in IssueFile.objects.filter(issue=issue, entry__number=2):
        assert f'"files/{file.name}"' in html
        assert hashlib.sha256(archive.read(f"entries/2/files/{file.name}")).hexdigest() == file.sha256


def test_contents_name_every_file_with_its_digest(sample):
    _, archive = sample
    contents = json.loads(archive.read("contents.json"))
    assert (contents["year"], contents["number"], contents["serial"]) == (2015, 7, 1074)
    entries = [entry for part in contents["parts"] for entry in part["entries"]]
    assert [entry["number"] for entry in entries] == [1, 2, 3, 4, 5, 6, 7]
    for entry in entries:
        assert hashlib.sha256(archive.read(entry["json"])).hexdigest() == entry["sha256"]
        for file in entry["files"]:
            assert hashlib.sha256(archive.read(file["name"])).hexdigest() == file["sha256"]


def test_it_explains_itself_in_chinese(sample):
    issue, archive = sample
    text = archive.read("说明.txt").decode()
    assert issue.title in text and "entry.json" in text and "核验" in text


def test_no_name_leads_out_of_it(sample):
    _, archive = sample
    assert not [name for name in archive.namelist() if name.startswith("/") or ".." in name or "\\" in name]


def test_the_same_issue_gives_the_same_bytes():
    issue = sample_issue()
    assert archive_of(issue) == archive_of(type(issue).objects.get(pk=issue.pk))


def test_a_file_that_is_gone_is_named():
    issue = sample_issue()
    lost = IssueFile.objects.get(issue=issue, name="流程图.png")
    lost.file.storage.delete(lost.file.name)
    with pytest.raises(EditionFailed, match=r"流程图\.png"):
        archive_of(issue)


def test_an_issue_older_than_the_format_can_be_packed():
    issue = one_entry_issue("<p>正文。</p>")
    type(issue).objects.filter(pk=issue.pk).update(year=1949, publication_day="1949-11-01")
    issue.refresh_from_db()
    assert archive_of(issue)


def test_a_page_has_no_declaration_that_would_put_a_browser_into_quirks_mode():
    assert page("题", "<p>文</p>", "a.css").startswith("<!DOCTYPE html>")
