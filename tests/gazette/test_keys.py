"""The gazette's signing key: made once, guarded, rotated, never replaced silently."""

import json
import multiprocessing
import stat
import subprocess
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connections, transaction

from gazette.models import Gazette, SigningKey
from gazette.signing.errors import KeyLost
from gazette.signing.keys import der_signature, is_signed, make_key, path_of, rotate, sign, signing_key
from tests.gazette.factories import make_gazette

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def directory(settings, tmp_path):
    settings.PORTAL_GAZETTE_KEYS = tmp_path / "keys"
    return settings.PORTAL_GAZETTE_KEYS


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_key_is_made_at_first_need_and_only_its_owner_reads_it(directory):
    key = signing_key(make_gazette())
    assert mode(directory) == 0o700
    assert mode(path_of(key.fingerprint)) == 0o600
    assert [path.name for path in directory.iterdir()] == [f"{key.fingerprint}.pem"]


def test_the_second_need_finds_the_same_key():
    gazette = make_gazette()
    assert signing_key(gazette) == signing_key(gazette)


@pytest.mark.parametrize("body", [b"", b"{}", "公报".encode() * 100_000], ids=["empty", "short", "long"])
def test_what_was_signed_verifies_and_nothing_else_does(body):
    key = signing_key(make_gazette())
    signature = sign(key, body)
    assert is_signed(key, body, signature)
    assert not is_signed(key, body + b" ", signature)
    assert not is_signed(key, body, sign(key, body + b" "))


@pytest.mark.parametrize("signature", ["", "AAAA", "不是", "A" * 88, "%%%"])
def test_nonsense_is_no_signature(signature):
    assert not is_signed(signing_key(make_gazette()), b"{}", signature)


def test_openssl_verifies_the_signature(tmp_path):
    key = signing_key(make_gazette())
    (tmp_path / "body").write_bytes(b"{}")
    (tmp_path / "sig").write_bytes(der_signature(sign(key, b"{}")))
    (tmp_path / "key").write_text(key.public_pem)
    command = ["openssl", "dgst", "-sha256", "-verify", "key", "-signature", "sig", "body"]
    try:
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    except FileNotFoundError:
        pytest.skip("没有 openssl 命令")
    assert done.stdout.strip() == "Verified OK"


def test_a_retired_key_still_verifies_what_it_signed():
    gazette = make_gazette()
    old = signing_key(gazette)
    signature = sign(old, b"{}")
    new = rotate(gazette)
    old.refresh_from_db()
    assert (old.retired_at is None, new.retired_at) == (False, None)
    assert signing_key(gazette) == new
    assert is_signed(old, b"{}", signature)
    assert not is_signed(new, b"{}", signature)


def test_a_lost_private_key_is_an_error_that_says_what_to_do_and_no_new_key():
    gazette = make_gazette()
    path_of(signing_key(gazette).fingerprint).unlink()
    with pytest.raises(KeyLost, match="从备份恢复"):
        signing_key(gazette)
    assert SigningKey.objects.count() == 1


@pytest.mark.parametrize("content", [b"", b"garbage", None], ids=["empty", "garbage", "another key"])
def test_a_file_that_is_not_the_key_is_an_error(content):
    gazette = make_gazette()
    key = signing_key(gazette)
    if content is None:
        content = path_of(rotate(gazette).fingerprint).read_bytes()
        SigningKey.objects.exclude(pk=key.pk).delete()
        SigningKey.objects.update(retired_at=None)
    path_of(key.fingerprint).write_bytes(content)
    with pytest.raises(KeyLost):
        signing_key(gazette)


def test_a_gazette_whose_keys_are_all_retired_asks_for_a_rotation():
    gazette = make_gazette()
    signing_key(gazette)
    SigningKey.objects.update(retired_at="2026-01-01T00:00:00Z")
    with pytest.raises(KeyLost, match="--rotate"):
        signing_key(gazette)


def test_a_gazette_cannot_have_two_current_keys():
    gazette = make_gazette()
    signing_key(gazette)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_key(gazette)


def need_a_key(pk, start, results):
    connections.close_all()
    start.wait(20)
    results.put(signing_key(Gazette.objects.get(pk=pk)).fingerprint)
    connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_two_processes_that_need_the_first_key_at_once_get_the_same():
    gazette = make_gazette()
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    start, results = fork.Barrier(2), fork.Queue()
    processes = [fork.Process(target=need_a_key, args=(gazette.pk, start, results)) for _ in range(2)]
    for process in processes:
        process.start()
    found = {results.get(timeout=60) for _ in processes}
    for process in processes:
        process.join(60)
    assert found == {SigningKey.objects.get().fingerprint}


def run(*arguments):
    out = StringIO()
    call_command("gazette_key", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_shows_the_fingerprint_to_print_and_rotates():
    gazette = make_gazette()
    first = json.loads(run("--gazette", gazette.portal.key, "--json"))["keys"][0]
    assert first["private_key_present"] and Path(first["private_key"]).is_file()
    assert first["fingerprint"][:8] in run("--gazette", gazette.portal.key)
    keys = json.loads(run("--gazette", gazette.portal.key, "--rotate", "--json"))["keys"]
    assert [bool(key["retired_at"]) for key in keys] == [False, True]
    assert keys[1]["fingerprint"] == first["fingerprint"] != keys[0]["fingerprint"]


def test_the_command_fails_where_the_private_key_is_lost():
    gazette = make_gazette()
    path_of(signing_key(gazette).fingerprint).unlink()
    with pytest.raises(CommandError, match="从备份恢复"):
        run("--gazette", gazette.portal.key)


def test_the_command_names_the_gazettes_there_are():
    make_gazette()
    with pytest.raises(CommandError, match="zj"):
        run("--gazette", "nowhere")
