import json
import os
import subprocess

import pytest

from deploy.launch import environment
from tests.databases import ROOT


@pytest.fixture
def installation(tmp_path, monkeypatch):
    """An environment in a directory of its own; `calls` are the commands that would have been run."""
    venv = tmp_path / ".venv"
    for name, value in {
        "ROOT": tmp_path,
        "VENV": venv,
        "PYTHON": venv / "bin" / "python",
        "STAMP": venv / "installed.json",
        "UNFINISHED": venv / "unfinished",
    }.items():
        monkeypatch.setattr(environment, name, value)
    (tmp_path / "requirements.txt").write_text("one==1\n")
    (tmp_path / "requirements-dev.txt").write_text("one==1\ntwo==2\n")
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").touch()
    return tmp_path


def stamp(*names):
    environment.STAMP.write_text(json.dumps({name: environment.fingerprint(name) for name in names}))


def test_nothing_is_installed_while_the_lock_is_the_one_installed_from(installation):
    stamp("requirements.txt")
    assert environment.missing(["requirements.txt"]) == []


def test_a_changed_lock_is_installed_again(installation):
    stamp("requirements.txt")
    (installation / "requirements.txt").write_text("one==2\n")
    assert environment.missing(["requirements.txt"]) == ["requirements.txt"]


def test_the_tests_requirements_are_missing_until_they_were_installed(installation):
    stamp("requirements.txt")
    wanted = ["requirements.txt", "requirements-dev.txt"]
    assert environment.missing(wanted) == ["requirements-dev.txt"]


def test_an_installation_cut_off_in_the_middle_counts_for_nothing(installation):
    stamp("requirements.txt")
    environment.UNFINISHED.touch()
    assert environment.missing(["requirements.txt"]) == ["requirements.txt"]


def test_a_stamp_that_cannot_be_read_counts_for_nothing(installation):
    environment.STAMP.write_text("{")
    assert environment.missing(["requirements.txt"]) == ["requirements.txt"]


def test_an_interpreter_that_went_away_counts_for_nothing(installation):
    stamp("requirements.txt")
    environment.PYTHON.unlink()
    assert environment.missing(["requirements.txt"]) == ["requirements.txt"]


def portal(*arguments, **variables):
    return subprocess.run(
        [ROOT / "portal", *arguments], env={**os.environ, **variables}, capture_output=True, text=True, timeout=120
    )


def test_without_a_fit_python_one_is_told_what_is_needed(tmp_path):
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = portal("serve", PORTAL_PYTHON=str(old))
    assert done.returncode == 1
    assert "须为 3.11 以上" in done.stderr


def test_an_unknown_command_shows_those_there_are():
    done = portal("fly")
    assert done.returncode == 2
    assert "没有“fly”这个命令" in done.stderr
    assert "serve" in done.stderr


def test_a_setting_that_cannot_be_used_is_named_before_anything_is_done(tmp_path):
    done = portal("serve", PORTAL_WORKERS="many", PORTAL_HOME=str(tmp_path / "home"))
    assert done.returncode == 1
    assert "PORTAL_WORKERS 应为整数" in done.stderr
    assert not (tmp_path / "home").exists()


def test_the_command_runs_from_anywhere_and_through_a_link(tmp_path):
    (tmp_path / "portal").symlink_to(ROOT / "portal")
    done = subprocess.run(["./portal"], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0
    assert "./portal 命令" in done.stdout
