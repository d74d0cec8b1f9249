"""Sealed columns and files: nothing in clear, nothing lost, and a clear word where a key is not what it should be."""

import copy
import io
import json
import os
import pickle

import pytest
from django.core.exceptions import FieldError
from django.core.files.base import ContentFile, File
from django.core.management import call_command
from django.db import connection, transaction

from disclosure.models import Application, ApplicationEvent, SealKey
from disclosure.sealing import SealBroken, Sealed, SealKeyMissing, SealKeyWrong, digest_of, keys
from disclosure.sealing.boxes import seal, unseal
from disclosure.sealing.rotation import in_use, reseal_all
from disclosure.sealing.storage import sealed_storage
from disclosure.sealing.streams import HEAD, PIECE, TAG
from tests.disclosure.applications.factories import a_request, an_applicant, make_application
from tests.factories import make_portal

pytestmark = pytest.mark.django_db
SECRET = "测试甲的密文"


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.PORTAL_SEAL_KEYS = tmp_path / "keys"
    settings.DISCLOSURE_ROOT = tmp_path / "files"
    keys.forget()
    yield tmp_path
    keys.forget()


def column(application, name="applicant") -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM disclosure_application WHERE id = %s", [application.pk])
        return cursor.fetchone()[0]


def test_what_was_sealed_opens_again_and_never_looks_the_same():
    first, second = seal(SECRET, "a.b"), seal(SECRET, "a.b")
    assert unseal(first, "a.b") == unseal(second, "a.b") == SECRET
    assert first != second and SECRET not in first


def test_a_column_opens_only_where_it_stands():
    with pytest.raises(SealBroken):
        unseal(seal(SECRET, "a.b"), "a.c")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: token[:-6] + "AAAAA=",
        lambda token: "",
        lambda token: "s1.x",
        lambda token: "s1.../../etc/passwd.AAAA",
    ],
    ids=["changed", "empty", "cut", "a path"],
)
def test_what_is_no_seal_is_refused(spoil):
    with pytest.raises(SealBroken):
        unseal(spoil(seal(SECRET, "a.b")), "a.b")


def test_keys_are_files_that_only_their_owner_reads(own_keys):
    make_application(make_portal("tonglu"))
    found = sorted((own_keys / "keys").iterdir())
    assert [path.name.split("-")[0] for path in found] == ["digest", "seal"]
    assert {path.stat().st_mode & 0o777 for path in found} == {0o600}
    assert (own_keys / "keys").stat().st_mode & 0o777 == 0o700


def test_a_value_shows_nothing_wherever_it_is_printed():
    application = make_application(make_portal("tonglu"))
    for value in (application.applicant, Application.objects.get().applicant):
        assert "测试甲" not in f"{value} {value!r} {[value]} {application!r} {vars(application)}"
        assert "测试甲".encode() not in pickle.dumps(value)
    assert pickle.loads(pickle.dumps(application)).applicant.open()["name"] == "测试甲"
    assert copy.deepcopy(application).applicant.open()["name"] == "测试甲"
    assert "测试甲" not in f"{an_applicant()!r} {an_applicant()} {a_request()!r}"


def test_an_assigned_value_is_hidden_at_once_and_kept_sealed():
    application = make_application(make_portal("tonglu"))
    application.applicant = {"name": "测试乙"}
    assert isinstance(application.applicant, Sealed) and "测试乙" not in repr(vars(application))
    application.save()
    assert "测试乙" not in column(application)
    assert Application.objects.get().applicant.open() == {"name": "测试乙"}
    Application.objects.update(applicant={"name": "测试丙"})
    assert Application.objects.get().applicant.open() == {"name": "测试丙"}


def test_nothing_said_is_nothing_kept():
    application = make_application(make_portal("tonglu"))
    Application.objects.update(applicant={})
    assert column(application) == ""
    found = Application.objects.get().applicant
    assert (found.open(), bool(found), str(found)) == ({}, False, "")


def test_sealed_columns_answer_no_questions_and_open_late():
    make_application(make_portal("tonglu"))
    for question in ({"applicant": {"name": "测试甲"}}, {"applicant__contains": "甲"}, {"applicant__startswith": "s1"}):
        with pytest.raises(FieldError, match="加密"):
            Application.objects.filter(**question).exists()
    assert Application.objects.defer("applicant").get().applicant.open()["name"] == "测试甲"
    assert Application.objects.filter(identity_digest=digest_of("application identity", "33012219900101 0019")).exists()


def test_digests_forgive_spelling_and_keep_purposes_apart():
    assert digest_of("n", "张　三") == digest_of("n", "张三") != digest_of("m", "张三")
    assert digest_of("n", "３３X") == digest_of("n", "33x")
    assert digest_of("n", "  ") == ""


def test_a_missing_key_says_so_and_nothing_is_overwritten(own_keys):
    application = make_application(make_portal("tonglu"))
    kept = column(application)
    (path,) = (own_keys / "keys").glob("seal-*.key")
    hidden = path.rename(own_keys / "elsewhere")
    keys.forget()
    with pytest.raises(SealKeyMissing, match="没有丢失"):
        Application.objects.get().applicant.open()
    with pytest.raises(SealKeyMissing), transaction.atomic():
        Application.objects.update(applicant={"name": "测试乙"})
    assert not list((own_keys / "keys").glob("seal-*.key")), "no new key in place of the lost one"
    Application.objects.get().save()  # a row that is saved without being opened keeps what it has
    assert column(application) == kept
    hidden.rename(path)
    assert Application.objects.get().applicant.open()["name"] == "测试甲"


@pytest.mark.parametrize("content", ["", "not hex", "00" * 32, "00"])
def test_a_wrong_key_says_so(own_keys, content):
    make_application(make_portal("tonglu"))
    (path,) = (own_keys / "keys").glob("seal-*.key")
    path.write_text(content)
    keys.forget()
    with pytest.raises(SealKeyWrong, match="密钥备份"):
        Application.objects.get().applicant.open()


def test_a_key_whose_row_was_rolled_back_is_taken_up_again(own_keys):
    before = keys.current(keys.SEAL)
    SealKey.objects.all().delete()
    keys.forget()
    assert keys.current(keys.SEAL) == before


def test_rotation_seals_everything_anew_and_names_the_key_that_may_go(own_keys):
    application = make_application(make_portal("tonglu"))
    name = sealed_storage().save("a.sealed", ContentFile(SECRET.encode()))
    old, _ = keys.current(keys.SEAL)
    out = io.StringIO()
    call_command("rotate_seals", json=True, stdout=out)
    report = json.loads(out.getvalue())
    assert report["retired_unused"] == [old] and not report["problems"] and report["resealed"] >= 3
    (own_keys / "keys" / f"seal-{old}.key").unlink()
    keys.forget()
    assert Application.objects.get(pk=application.pk).applicant.open()["name"] == "测试甲"
    assert sealed_storage().open(name).read().decode() == SECRET
    assert set(in_use()) == {report["current"]}


def test_a_rotation_that_was_killed_is_finished_later(own_keys):
    application = make_application(make_portal("tonglu"))
    keys.rotate()
    assert Application.objects.get(pk=application.pk).applicant.open()["name"] == "测试甲"
    assert reseal_all()[0] > 0
    assert reseal_all() == (0, [])


def test_rotation_changes_the_words_of_events_without_changing_events(own_keys):
    application = make_application(make_portal("tonglu"))
    token = column(application)
    event = ApplicationEvent.objects.get()
    keys.rotate()
    reseal_all()
    assert column(application) != token
    after = ApplicationEvent.objects.get()
    assert (after.number, after.kind, after.data) == (event.number, event.kind, event.data)


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 17])
def test_a_file_of_any_size_comes_back_as_it_was(size, own_keys):
    content = os.urandom(size)
    storage = sealed_storage()
    name = storage.save("ab/c.sealed", ContentFile(content))
    path = own_keys / "files" / name
    assert storage.size(name) == size
    assert storage.open(name).read() == content
    assert size < 16 or content[:16] not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    with storage.open(name) as file:
        file.seek(size // 2)
        assert file.read(9) == content[size // 2 : size // 2 + 9]


def test_an_upload_on_the_disk_is_read_and_not_moved(own_keys):
    upload = own_keys / "upload.pdf"
    upload.write_bytes(SECRET.encode())
    with upload.open("rb") as stream:
        content = File(stream, "upload.pdf")
        content.temporary_file_path = lambda: str(upload)
        name = sealed_storage().save("ab/c.sealed", content)
    assert upload.exists() and SECRET.encode() not in (own_keys / "files" / name).read_bytes()


def test_a_file_that_was_cut_or_changed_is_refused(own_keys):
    storage = sealed_storage()
    name = storage.save("ab/c.sealed", ContentFile(os.urandom(2 * PIECE)))
    path = own_keys / "files" / name
    whole = path.read_bytes()
    swapped = whole[:HEAD] + whole[HEAD + PIECE + TAG :] + whole[HEAD : HEAD + PIECE + TAG]
    for spoiled in (whole[:-1], whole[: HEAD + PIECE + TAG], whole[:HEAD], whole[:3], b"", swapped, whole[:-1] + b"\0"):
        path.write_bytes(spoiled)
        with pytest.raises(SealBroken):
            storage.open(name).read()
