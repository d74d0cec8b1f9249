"""The catalogue and the pages agree after a crash in the middle of work, and under several writers at once."""

import os
import subprocess
import sys

import pytest

from cms_core.catalogue.verify import verify
from cms_core.models import Entry
from tests.databases import ROOT
from tests.factories import make_column, make_portal

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def environment(tmp_path):
    """Of processes that work in the database of the tests."""
    for key in ("tonglu", "jiande"):
        home = make_portal(key).home
        for _ in range(2):
            make_column(home)
    return {**os.environ, "PORTAL_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings.embedded"}


def start(environment, *arguments):
    command = [sys.executable, "-m", "tests.cms_core.busy_editor", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def test_nothing_differs_after_a_kill_in_the_middle_of_publishing(environment):
    for seed in range(3):
        process = start(environment, "work", seed, 100_000)
        for _ in range(10 + seed):
            assert process.stdout.readline()
        process.kill()
        process.wait(timeout=60)
        process.stdout.close()
    assert verify().differences == 0, verify().as_dict()
    assert Entry.objects.exists()


def test_several_writers_at_once_keep_every_entry_and_counter_exact(environment):
    processes = [start(environment, "work", seed, 25) for seed in range(3)]
    processes.append(start(environment, "close-and-open", 3, 25))
    done = [process.communicate(timeout=300)[0].splitlines() for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0, 0]
    assert sum(map(len, done)) > 50
    assert verify().differences == 0, verify().as_dict()
    assert Entry.objects.count() > 10
