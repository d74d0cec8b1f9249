"""Documentation that a machine can hold against the code: settings, commands, files."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.databases import ROOT

DOCS = sorted(ROOT.glob("docs/**/*.md")) + [path for path in [ROOT / "README.md"] if path.exists()]
SETTINGS_PAGE = (ROOT / "docs/settings.md").read_text()
# Set by `./portal` for the programs it starts; no operator sets them.
INTERNAL = {"PORTAL_SHARED_DATA", "PORTAL_VNU"}


def test_the_settings_page_is_what_the_code_declares():
    done = subprocess.run(
        [sys.executable, "-m", "config.settings_page"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == SETTINGS_PAGE, "请运行 python -m config.settings_page > docs/settings.md"


def test_no_setting_is_declared_where_the_page_does_not_look():
    from config.settings_page import declared_in_code

    declared = declared_in_code()
    assert len(declared) > 20
    assert {name for name in declared if f"`{name}`" not in SETTINGS_PAGE} == set()


def test_every_variable_the_code_reads_is_declared():
    read = set()
    for room in ("config", "cms_core", "sites", "themes", "migrations", "deploy", "benchmarks"):
        for path in (ROOT / room).rglob("*.py"):
            read |= set(re.findall(r'environ(?:\.get\(|\[)\s*"(PORTAL_[A-Z_]+)"', path.read_text()))
    assert {name for name in read - INTERNAL if f"`{name}`" not in SETTINGS_PAGE} == set()


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_a_document_names_only_settings_that_exist(path):
    named = set(re.findall(r"\bPORTAL_[A-Z]+(?:_[A-Z]+)*\b", path.read_text()))
    assert {name for name in named if f"`{name}`" not in SETTINGS_PAGE} <= {"PORTAL_SHARED_DATA"}


def commands():
    return sorted(path.stem for path in ROOT.glob("*/management/commands/*.py") if path.stem != "__init__")


@pytest.mark.parametrize("name", commands())
def test_a_command_of_ours_is_in_the_operations_page(name):
    assert f"| `{name}` |" in (ROOT / "docs/operations.md").read_text()


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_the_commands_a_document_tells_exist(path):
    from django.core.management import get_commands

    told = re.findall(r"\./portal (\w+)(?: ([a-z_]\w+))?", path.read_text())
    assert {command for command, _ in told} <= {"serve", "test", "bench", "manage"}
    known = set(get_commands())
    assert {name for command, name in told if command == "manage" and name and name not in known} == set()


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_a_link_between_documents_leads_somewhere(path):
    for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", path.read_text()):
        assert (path.parent / target).exists(), target


def test_the_bench_names_in_the_documents_exist():
    done = subprocess.run([sys.executable, "benchmarks/run.py", "?"], cwd=ROOT, capture_output=True, text=True)
    known = set(re.findall(r"\w+", done.stderr.rpartition("有：")[2]))
    for path in DOCS:
        told = set(re.findall(r"\./portal bench (\w+)", path.read_text()))
        assert told <= known


@pytest.mark.parametrize("service", ["portal-web.service", "portal-worker.service"])
def test_what_a_service_starts_is_there(service):
    text = (ROOT / "deploy/systemd" / service).read_text()
    for module in re.findall(r"(config\.wsgi)|manage\.py (\w+)", text):
        if module[0]:
            assert (ROOT / "config/wsgi.py").exists()
        else:
            assert module[1] in commands()


def test_the_two_locks_name_the_same_versions():
    def pinned(name):
        return dict(re.findall(r"^([a-z0-9][\w.-]*)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))

    runtime, development = pinned("requirements.txt"), pinned("requirements-dev.txt")
    assert {name: version for name, version in runtime.items() if development.get(name) != version} == {}


def test_every_requirement_is_locked_with_a_hash():
    for name in ("requirements.txt", "requirements-dev.txt"):
        for block in re.split(r"\n(?=\S)", Path(ROOT / name).read_text()):
            if "==" in block.split("\n")[0]:
                assert "--hash=sha256:" in block, block[:60]


def test_the_samples_in_deploy_name_only_settings_that_exist():
    for path in (ROOT / "deploy").rglob("*"):
        if path.suffix in {".env", ".conf", ".service"}:
            for name in re.findall(r"PORTAL_[A-Z_]+", path.read_text()):
                assert f"`{name}`" in SETTINGS_PAGE, f"{path.name}: {name}"
