"""The signed list of what an issue holds."""

import hashlib
import json

import pytest

from gazette.files import store_file
from gazette.models import FileKind, Issue, IssueEntry, Manifest, Part
from gazette.signing.errors import NotSealed
from gazette.signing.keys import is_signed, rotate
from gazette.signing.manifests import write_manifest, write_manifests
from gazette.states import IssueState
from gazette.texts.canonical import canonical_bytes
from tests.gazette.factories import make_entry, make_gazette, make_issue
from tests.gazette.sealed import make_sealed, make_signed

pytestmark = pytest.mark.django_db


def body_of(manifest):
    return json.loads(manifest.body)


def test_it_names_every_entry_and_file_with_the_digest_of_what_is_there():
    issue = make_sealed()
    body = body_of(write_manifest(issue))
    for entry, line in zip(issue.entries.order_by("number"), body["entries"], strict=True):
        assert line["sha256"] == hashlib.sha256(canonical_bytes(entry)).hexdigest()
        assert (line["path"], line["title"]) == (f"/gazette/2015/7/{entry.number}", entry.title)
    files = {(line["entry"], line["name"]): line for line in body["files"]}
    for file in issue.files.all():
        line = files.pop((file.entry and file.entry.number, file.name))
        content = file.file.read()
        assert (line["size"], line["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert not files


def test_the_signature_is_of_the_very_bytes():
    manifest = write_manifest(make_sealed())
    assert is_signed(manifest.key, manifest.body.encode(), manifest.signature)
    assert manifest.digest == hashlib.sha256(manifest.body.encode()).hexdigest()
    assert body_of(manifest)["key"] == manifest.key.fingerprint


def test_the_same_contents_are_signed_once():
    issue = make_sealed()
    assert write_manifest(issue) == write_manifest(issue)
    assert Manifest.objects.count() == 1


def test_a_further_file_makes_a_further_version_and_keeps_the_first():
    issue = make_sealed()
    first = write_manifest(issue)
    store_file(issue, FileKind.EPUB, "gazette.epub", b"PK epub")
    second = write_manifest(issue)
    assert [manifest.version for manifest in issue.manifests.all()] == [2, 1]
    assert Manifest.objects.get(pk=first.pk).body == first.body != second.body


def test_a_rotated_key_signs_anew():
    issue = make_sealed()
    write_manifest(issue)
    key = rotate(issue.gazette)
    assert write_manifest(issue).key == key


def test_it_follows_the_issue_before_it_among_those_the_public_knows():
    gazette = make_gazette()
    fifth = make_signed(gazette, number=5)
    make_signed(gazette, number=6, state=IssueState.APPROVED)
    make_signed(gazette, year=2016, number=1)
    manifest = write_manifest(make_sealed(gazette, number=7))
    assert body_of(manifest)["previous"] == {"path": "/gazette/2015/5/", "sha256": fifth.manifests.get().digest}


def test_the_first_issue_follows_none():
    assert body_of(write_manifest(make_sealed()))["previous"] is None


def test_a_new_version_of_the_issue_before_it_is_no_reason_to_sign_again():
    gazette = make_gazette()
    first, second = make_signed(gazette, number=6), make_signed(gazette, number=7)
    store_file(first, FileKind.EPUB, "gazette.epub", b"PK epub")
    write_manifest(first)
    assert write_manifest(second).version == 1


def test_what_is_not_sealed_is_not_signed():
    issue = make_issue(make_gazette())
    make_entry(issue, title="还没有定稿")
    with pytest.raises(NotSealed, match="还没有定稿"):
        write_manifest(issue)
    assert not Manifest.objects.exists()


def test_an_empty_issue_with_a_scan_is_signed():
    issue = make_sealed(entries=0, contents_only=True)
    assert body_of(write_manifest(issue))["entries"] == []


@pytest.mark.parametrize("count", [3, 30])
def test_many_are_written_without_a_query_for_each(count, django_assert_max_num_queries):
    gazette = make_gazette()
    issues = [make_issue(gazette, 1990 + n // 12, n % 12 + 1, state=IssueState.PUBLISHED) for n in range(count)]
    for issue in issues:
        make_entry(issue)
    with django_assert_max_num_queries(16):
        manifests = write_manifests(reversed(issues))
    assert len(manifests) == count == Manifest.objects.count()
    chain = [body_of(manifest)["previous"] for manifest in manifests]
    assert chain[0] is None
    assert [link["sha256"] for link in chain[1:]] == [manifest.digest for manifest in manifests[:-1]]


def test_renaming_the_gazette_or_a_part_changes_nothing_that_was_signed():
    issue = make_signed()
    issue.gazette.name = "浙江政报"
    issue.gazette.save()
    Part.objects.filter(entries__issue=issue).update(name="别的名称")
    issue = Issue.objects.get(pk=issue.pk)
    entry = IssueEntry.objects.filter(issue=issue).first()
    assert hashlib.sha256(canonical_bytes(entry)).hexdigest() == entry.digest
    assert write_manifest(issue).version == 1
