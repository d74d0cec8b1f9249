"""While a letter is typeset it lies in clear in memory: what a killed process left there does not stay."""

import datetime
import os
import time

import pytest

from disclosure.applications.letters import scratch
from disclosure.applications.letters.drafting import DraftLetter
from disclosure.applications.letters.files import make_quietly
from disclosure.applications.letters.sending import SendLetter
from disclosure.applications.regular_jobs import sweep_letters
from disclosure.models import Letter
from disclosure.sealing import keys
from tests.disclosure.applications.desk.factories import today
from tests.disclosure.applications.factories import make_handler, make_registered
from tests.factories import make_portal


@pytest.fixture
def memory(monkeypatch, tmp_path):
    monkeypatch.setattr(scratch, "MEMORY", tmp_path)
    return tmp_path


def left(memory, name: str, seconds: int):
    """A directory that somebody left there so long ago."""
    path = memory / name
    path.mkdir()
    (path / "texts.json").write_text("欧阳鹮")
    moment = time.time() - seconds
    os.utime(path, (moment, moment))
    return path


def test_what_a_killed_process_left_is_swept_and_nothing_else(memory):
    old = left(memory, f"{scratch.PREFIX}old", scratch.LEFT_AFTER + 60)
    young = left(memory, f"{scratch.PREFIX}young", 5)
    foreign = left(memory, "letter-of-somebody", scratch.LEFT_AFTER + 60)
    link = memory / f"{scratch.PREFIX}link"
    link.symlink_to(foreign)
    os.utime(link, (0, 0), follow_symlinks=False)
    assert sweep_letters(datetime.datetime.now(datetime.UTC)) == 1
    assert not old.exists() and young.exists() and (foreign / "texts.json").exists() and link.is_symlink()


def test_who_typesets_sweeps_first_and_leaves_nothing(memory):
    old = left(memory, f"{scratch.PREFIX}old", scratch.LEFT_AFTER + 60)
    with scratch.directory() as directory:
        assert directory.parent == memory and not old.exists()
        assert directory.stat().st_mode & 0o077 == 0
    assert not list(memory.iterdir())


@pytest.mark.django_db
def test_a_letter_that_was_sent_is_not_undone_by_a_key_that_is_away(settings, tmp_path, caplog):
    settings.DISCLOSURE_ROOT = tmp_path / "disclosure"
    portal = make_portal("tonglu")
    handler = make_handler(portal)
    letter = a_letter(portal, handler)
    settings.PORTAL_SEAL_KEYS = tmp_path / "nowhere"
    keys.forget()
    make_quietly(letter.pk)
    keys.forget()
    assert "SealKeyMissing" in caplog.text
    letter.refresh_from_db()
    assert letter.is_sent and not letter.pdf


def a_letter(portal, handler) -> Letter:
    application = make_registered(portal, day=today())
    arguments = {"reply": "granted", "words": "见附件"}
    drafting = DraftLetter(application, by=handler, step="reply", arguments=arguments)
    return SendLetter(drafting.execute(), by=handler, files_now=False).execute()
