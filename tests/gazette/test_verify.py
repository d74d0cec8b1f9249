"""One character changed behind the platform's back is found, wherever it is."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from gazette.files import store_file
from gazette.models import FileKind, IssueEntry, IssueFile, Manifest, SigningKey
from gazette.signing.keys import path_of, rotate
from gazette.signing.manifests import write_manifest
from gazette.signing.verify import verify_gazette, verify_issue
from gazette.states import IssueState
from tests import factories
from tests.cms_core.serving import reader_of
from tests.gazette.factories import make_entry, make_gazette, make_issue
from tests.gazette.sealed import make_sealed, make_signed

pytestmark = pytest.mark.django_db


def change(model, field, old="", new="", **where):
    """One character of a row, past every rule of the platform."""

    def tamper(issue):
        row = model.objects.filter(**where).order_by("pk").first()
        value = getattr(row, field)
        changed = value.replace(old, new, 1) if old else one_other(value)
        assert changed != value
        model.objects.filter(pk=row.pk).update(**{field: changed})

    return tamper


def one_other(value):
    middle = len(value) // 2
    return value[:middle] + ("b" if value[middle] == "a" else "a") + value[middle + 1 :]


def change_facts(issue):
    entry = issue.entries.first()
    entry.facts["document_number"] = "浙政发〔2015〕9号"
    IssueEntry.objects.filter(pk=entry.pk).update(facts=entry.facts)


def change_disk(kind):
    def tamper(issue):
        path = Path(issue.files.get(kind=kind).file.path)
        content = bytearray(path.read_bytes())
        content[-1] ^= 1
        path.write_bytes(content)

    return tamper


def change_entry_and_its_digest(issue):
    entry = issue.entries.first()
    entry.html = entry.html.replace("应当", "可以", 1)
    from gazette.texts.canonical import seal

    seal(entry)
    entry.save()


def change_file_and_its_digest(issue):
    store_file(issue, FileKind.SCAN, "scan.pdf", b"%PDF-1.4 scam")


def change_manifest_and_its_digest(issue):
    from gazette.signing.manifests import digest_of

    manifest = issue.manifests.get()
    body = manifest.body.replace("工作要点", "工作重点", 1)
    Manifest.objects.filter(pk=manifest.pk).update(body=body, digest=digest_of(body))


def sign_with_another_key(issue):
    other = rotate(issue.gazette)
    issue.manifests.update(key=other)


def swap_two_entries(issue):
    first, second = issue.entries.order_by("number")
    IssueEntry.objects.filter(pk=first.pk).update(number=99)
    IssueEntry.objects.filter(pk=second.pk).update(number=1)
    IssueEntry.objects.filter(pk=first.pk).update(number=2)


TAMPERING = {
    "entry: title": (change(IssueEntry, "title", "工作", "工做"), "entry_changed"),
    "entry: text": (change(IssueEntry, "html", "应当", "应但"), "entry_changed"),
    "entry: text, told by its words": (change(IssueEntry, "html", "应当", "应但"), "text_changed"),
    "entry: markup only": (change(IssueEntry, "html", "<h2", '<h2 class="x"'), "entry_changed"),
    "entry: markup broken": (change(IssueEntry, "html", "</p>", "</q>"), "text_changed"),
    "entry: facts": (change_facts, "entry_changed"),
    "entry: digest": (change(IssueEntry, "digest"), "digest_changed"),
    "entry: text digest": (change(IssueEntry, "text_digest"), "digest_changed"),
    "entry: text with its digest": (change_entry_and_its_digest, "entry_changed"),
    "entry: another order": (swap_two_entries, "entry_changed"),
    "entry: removed": (lambda issue: issue.entries.last().delete(), "entry_missing"),
    "entry: added": (lambda issue: make_entry(issue, title="夹带"), "entry_added"),
    "file: PDF on the disk": (change_disk(FileKind.PDF), "file_changed"),
    "file: scan on the disk": (change_disk(FileKind.SCAN), "file_changed"),
    "file: attachment on the disk": (change_disk(FileKind.ATTACHMENT), "file_changed"),
    "file: gone from the disk": (lambda issue: Path(issue.files.first().file.path).unlink(), "file_missing"),
    "file: digest": (change(IssueFile, "sha256"), "file_changed"),
    "file: another under its name": (change_file_and_its_digest, "file_changed"),
    "file: row removed": (lambda issue: issue.files.filter(kind=FileKind.COVER).delete(), "file_missing"),
    "file: added": (lambda issue: store_file(issue, FileKind.SCAN, "more.pdf", b"%PDF"), "file_added"),
    "file: of another entry": (
        lambda issue: issue.files.filter(kind=FileKind.PICTURE).update(entry=issue.entries.last()),
        "file_added",
    ),
    "issue: serial": (lambda issue: type(issue).objects.filter(pk=issue.pk).update(serial=1075), "issue_changed"),
    "issue: note": (lambda issue: type(issue).objects.filter(pk=issue.pk).update(note="改"), "issue_changed"),
    "manifest: body": (change(Manifest, "body", "工作要点", "工作重点"), "manifest_changed"),
    "manifest: body, told by its signature": (change(Manifest, "body", "工作要点", "工作重点"), "signature_wrong"),
    "manifest: body with its digest": (change_manifest_and_its_digest, "signature_wrong"),
    "manifest: body that is no JSON": (change(Manifest, "body", "{", "["), "manifest_changed"),
    "manifest: digest": (change(Manifest, "digest"), "manifest_changed"),
    "manifest: signature": (change(Manifest, "signature"), "signature_wrong"),
    "manifest: version": (lambda issue: issue.manifests.update(version=2), "manifest_missing"),
    "manifest: removed": (lambda issue: issue.manifests.all().delete(), "manifest_missing"),
    "manifest: another key": (sign_with_another_key, "key_changed"),
    "key: fingerprint": (change(SigningKey, "fingerprint"), "key_changed"),
    "key: public half": (change(SigningKey, "public_pem"), "key_changed"),
    "key: public half, told by the signature": (change(SigningKey, "public_pem"), "signature_wrong"),
}


def codes(gazette):
    return {problem.code for problem in verify_gazette(gazette)}


@pytest.mark.parametrize(("tamper", "code"), TAMPERING.values(), ids=TAMPERING)
def test_tampering_is_found(tamper, code):
    issue = make_signed()
    assert codes(issue.gazette) == set()
    tamper(issue)
    assert code in codes(type(issue.gazette).objects.get(pk=issue.gazette_id))


def test_the_chain_breaks_where_an_issue_is_removed_or_signed_behind_its_back():
    gazette = make_gazette()
    sixth = make_signed(gazette, number=6)
    seventh = make_signed(gazette, number=7)
    assert verify_issue(seventh) == []
    sixth.files.all().delete()
    sixth.entries.all().delete()
    sixth.delete()
    assert [problem.code for problem in verify_issue(seventh)] == ["chain_broken"]


def test_an_earlier_version_that_was_removed_is_missed():
    issue = make_signed()
    store_file(issue, FileKind.EPUB, "gazette.epub", b"PK")
    write_manifest(issue)
    assert verify_issue(issue) == []
    issue.manifests.filter(version=1).delete()
    assert "manifest_missing" in {problem.code for problem in verify_issue(issue)}


def test_a_rotated_key_and_a_back_issue_taken_in_later_are_no_problem():
    gazette = make_gazette()
    make_signed(gazette, number=5)
    make_signed(gazette, number=7)
    rotate(gazette)
    make_signed(gazette, number=6)
    make_signed(gazette, number=8)
    assert codes(gazette) == set()


def test_a_withdrawn_issue_is_still_checked():
    issue = make_signed(state=IssueState.WITHDRAWN)
    issue.entries.update(title="改")
    assert "entry_changed" in codes(issue.gazette)


@pytest.mark.parametrize("state", [IssueState.SUBMITTED, IssueState.APPROVED])
def test_what_was_never_public_needs_no_manifest(state):
    assert codes(make_sealed(state=state).gazette) == set()


def test_a_lost_private_key_is_told():
    issue = make_signed()
    path_of(issue.gazette.keys.get().fingerprint).unlink()
    assert codes(issue.gazette) == {"key_lost"}


@pytest.mark.parametrize("size", [0, 1, 5 << 20])
def test_files_of_any_size_are_read_in_pieces(size):
    issue = make_sealed(state=IssueState.PUBLISHED)
    store_file(issue, FileKind.SCAN, "big.pdf", b"x" * size)
    write_manifest(issue)
    assert verify_issue(issue) == []


def test_an_issue_costs_a_few_queries_however_much_it_holds(django_assert_max_num_queries):
    issue = make_sealed(state=IssueState.PUBLISHED, entries=30)
    write_manifest(issue)
    issue = type(issue).objects.select_related("gazette").get(pk=issue.pk)
    with django_assert_max_num_queries(5):
        assert verify_issue(issue) == []


def run(*arguments):
    """The report and the exit code."""
    out, code = StringIO(), 0
    try:
        call_command("verify_gazette", *arguments, stdout=out, stderr=StringIO())
    except SystemExit as end:
        code = end.code
    return out.getvalue(), code


def test_the_command_says_that_all_agrees():
    make_signed()
    assert run() == ("核对了 1 期，发现不一致 0 处。\n", 0)


def test_the_command_names_what_does_not_agree_and_fails():
    issue = make_signed()
    issue.entries.filter(number=2).update(title="改")
    out, code = run("--json")
    report = json.loads(out)
    assert code == 1
    assert report["issues"] == 1
    assert report["problems"][0] == {
        "gazette": "zj",
        "issue": "/gazette/2015/7/",
        "code": "entry_changed",
        "subject": "第2条《改》",
        "message": "内容（标题、要素或正文）与签名的清单不一致。",
    }
    assert "/gazette/2015/7/ 第2条《改》" in run()[0]


def test_the_command_checks_one_issue_alone():
    gazette = make_gazette()
    make_signed(gazette, number=6)
    make_signed(gazette, number=7).entries.update(title="改")
    assert run("--gazette", "zj", "--issue", "2015/6")[1] == 0
    assert run("--gazette", "zj", "--issue", "2015/7")[1] == 1


@pytest.mark.parametrize("issue", ["2015", "第7期", "2015/99", "../../etc"])
def test_the_command_refuses_an_issue_that_is_none(issue):
    make_issue(make_gazette())
    with pytest.raises(CommandError, match="期"):
        run("--issue", issue)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"number"', '"nunber"'),
        ('"entries":[', '"entries":[7,'),
        ('"files":[{', '"fi1es":[{'),
        ('"name"', '"nome"'),
        ('"kind"', '"kint"'),
    ],
)
def test_the_public_page_shows_what_can_be_read_of_a_manifest_that_was_tampered_with(old, new):
    issue = make_signed()
    reader = reader_of(issue.gazette.portal)
    factories.make_article(issue.gazette.column, "发刊词")
    change(Manifest, "body", old, new)(issue)
    assert reader.get(f"{issue.path}verify/").status_code == 200
