"""Editions as the files of an issue: made once, replaced whole, kept when something fails."""

import datetime
import json

import pytest
from django.core.management import CommandError, call_command

from cms_core.typesetting.errors import TypesettingFailed
from cms_core.typesetting.fonts import fonts_for
from cms_core.typesetting.run import fill, typeset
from gazette.editions.build import build_editions
from gazette.editions.naming import edition_name
from gazette.errors import EditionFailed
from gazette.models import EntryKind, FileKind, Issue
from gazette.states import IssueState
from tests.gazette.editions import one_entry_issue
from tests.gazette.factories import make_entry, make_gazette, make_issue

pytestmark = pytest.mark.django_db
MOMENT = datetime.datetime(2015, 7, 15, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    settings.PORTAL_GAZETTE_KEYS = tmp_path / "keys"


def test_pdf_epub_and_archive_are_kept_with_their_digests():
    issue = one_entry_issue("<p>正文。</p>")
    made = build_editions(issue)
    assert [file.kind for file in made] == [FileKind.PDF, FileKind.EPUB, FileKind.ARCHIVE]
    assert made[0].name == f"{issue.gazette.name}2015年第7期（总第1期）.pdf"
    assert made[0].media_type == "application/pdf"
    for file in made:
        assert file.file.size == file.size > 0


def test_a_second_run_changes_nothing():
    issue = one_entry_issue("<p>正文。</p>")
    first = [(file.pk, file.file.name) for file in build_editions(issue)]
    assert [(file.pk, file.file.name) for file in build_editions(issue)] == first


def test_a_file_lost_on_disk_is_made_again():
    issue = one_entry_issue("<p>正文。</p>")
    lost = build_editions(issue)[0]
    lost.file.storage.delete(lost.file.name)
    again = build_editions(issue)[0]
    assert again.sha256 == lost.sha256 and again.file.storage.exists(again.file.name)


def test_an_edition_under_an_earlier_name_goes():
    issue = one_entry_issue("<p>正文。</p>")
    build_editions(issue)
    issue.gazette.name = "浙江政报"
    issue.gazette.save()
    issue = Issue.objects.get(pk=issue.pk)
    build_editions(issue)
    assert [file.name for file in issue.files.filter(kind=FileKind.PDF)] == ["浙江政报2015年第7期（总第1期）.pdf"]


def test_what_fails_keeps_its_old_file_and_the_others_are_made():
    issue = one_entry_issue("<p>正文。</p>")
    old = build_editions(issue, [FileKind.PDF])[0]
    issue.entries.update(html="<p>某\U000f1234村。</p>")
    with pytest.raises(EditionFailed, match=r"PDF 版：.*U\+F1234"):
        build_editions(issue)
    kept = issue.files.get(kind=FileKind.PDF)
    assert (kept.pk, kept.sha256) == (old.pk, old.sha256)
    assert issue.files.filter(kind__in=[FileKind.EPUB, FileKind.ARCHIVE]).count() == 2


def test_an_issue_that_is_still_edited_gets_none():
    issue = make_issue(make_gazette())
    with pytest.raises(EditionFailed, match="送审后"):
        build_editions(issue)


def test_scans_with_contents_get_the_archive_and_an_empty_issue_nothing():
    gazette = make_gazette()
    scans = make_issue(gazette, state=IssueState.PUBLISHED, contents_only=True)
    make_entry(scans, html="", kind=EntryKind.REFERENCE)
    assert [file.kind for file in build_editions(scans)] == [FileKind.ARCHIVE]
    assert build_editions(make_issue(gazette, number=8, state=IssueState.PUBLISHED)) == []


def test_names_hold_nothing_that_a_file_system_refuses():
    issue = make_issue(make_gazette(name='某/省:"公报"?'), name="增刊\n甲")
    name = edition_name(issue, FileKind.ARCHIVE)
    assert name == "某省公报2015年第7期（总第1期）增刊甲全文数据包.zip"


def test_a_text_that_runs_wild_is_stopped_and_leaves_the_worker_alive(tmp_path):
    fill(tmp_path, tmp_path / "none", {}, fonts_for("中"))
    loops = "#for a in range(9999) { for b in range(9999) { for c in range(9999) { let d = a } } }"
    (tmp_path / "main.typ").write_text(loops)
    with pytest.raises(TypesettingFailed, match="超过 1 秒"):
        typeset(tmp_path, MOMENT, seconds=1)


def test_a_text_that_takes_too_much_memory_is_stopped(tmp_path):
    fill(tmp_path, tmp_path / "none", {}, fonts_for("中"))
    (tmp_path / "main.typ").write_text('#let s = "x" * 1000000\n#let l = range(4000).map(i => s + str(i))\n#l.len()')
    with pytest.raises(TypesettingFailed, match="内存超过 600 MB"):
        typeset(tmp_path, MOMENT, megabytes=600)


def run(capsys, *arguments):
    try:
        call_command("build_editions", *arguments, "--json")
        failed = False
    except CommandError:
        failed = True
    return failed, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_command_makes_what_is_missing_signs_it_and_can_be_run_again(capsys):
    issue = one_entry_issue("<p>正文。</p>")
    failed, lines = run(capsys, "--gazette", issue.gazette.portal.key)
    assert not failed and lines[-1] == {"total": 1, "made": 1, "complete": 0, "failed": 0}
    manifest = issue.manifests.get()
    assert issue.files.get(kind=FileKind.PDF).sha256 in manifest.body
    failed, lines = run(capsys, "--issue", "2015/7")
    assert not failed and lines[-1]["complete"] == 1
    assert issue.manifests.count() == 1


def test_the_command_goes_on_after_an_issue_that_fails(capsys):
    issue = one_entry_issue("<p>某\U000f1234村。</p>")
    other = make_issue(issue.gazette, number=8, state=IssueState.PUBLISHED)
    make_entry(other, html="<p>正文。</p>")
    failed, lines = run(capsys)
    assert failed and lines[-1] == {"total": 2, "made": 1, "complete": 0, "failed": 1}
    assert "U+F1234" in lines[0]["reasons"][0]
    assert other.files.filter(kind=FileKind.PDF).exists()


def test_the_command_does_not_touch_an_issue_that_is_not_approved(capsys):
    make_entry(make_issue(make_gazette(), state=IssueState.SUBMITTED), html="<p>正文。</p>")
    failed, lines = run(capsys)
    assert not failed and lines == [{"total": 0, "made": 0, "complete": 0, "failed": 0}]
