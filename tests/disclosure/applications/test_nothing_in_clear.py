"""After a hundred applications nothing on the disk tells who asked for what: database, WAL, index, files, logs."""

import base64
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

# The platform of `scanned_home` is made once, not once a worker.
pytestmark = pytest.mark.xdist_group("scanned home")
ROOT = Path(__file__).resolve().parents[3]
NUMBER = 100
SCRIPT = """
import logging, os
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.embedded"
import django
django.setup()
logging.basicConfig(filename=os.environ["PORTAL_HOME"] + "/everything.log", level=logging.DEBUG, force=True)
logging.getLogger("django.db.backends").setLevel(logging.DEBUG)
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
connection.force_debug_cursor = True
from tests.disclosure.applications.scanned import make_all
make_all()
# No clean end: what SQLite keeps beside the database stays there.
os._exit(0)
"""


def haystack(home: Path) -> dict[str, bytes]:
    return {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*") if path.is_file()}


def in_base64(needle: str) -> set[bytes]:
    """As it stands within a longer text, whichever of three places it begins at; the ends mix with what is beside."""
    shifted = ((shift, base64.b64encode(b"\0" * shift + needle.encode()).rstrip(b"=")) for shift in range(3))
    return {code[-(-shift * 8 // 6) : -1] for shift, code in shifted}


def spelled(needle: str, spelling: str) -> set[bytes]:
    if spelling == "escaped":  # as JSON and repr write Chinese
        return {needle.encode("unicode_escape")}
    if spelling == "quoted":  # as addresses write it
        return {quote(needle).encode()}
    if spelling == "base64":
        return {found for found in in_base64(needle) if len(found) > 9}
    return {needle.encode(spelling)}


def test_the_spellings_are_those_of_longer_texts():
    for before in ("", "x", "xx"):
        code = base64.b64encode(f"{before}欧阳鹮甲".encode())
        assert any(found in code for found in spelled("欧阳鹮", "base64"))


@pytest.mark.parametrize("spelling", ["utf-8", "gb18030", "utf-16-le", "utf-16-be", "escaped", "quoted", "base64"])
def test_nothing_personal_is_found_on_the_disk(scanned_home, spelling):
    home, needles = scanned_home
    wanted = {found for needle in needles for found in spelled(needle, spelling)}
    any_of_them = re.compile(b"|".join(re.escape(needle) for needle in sorted(wanted)))
    found = {name: any_of_them.findall(body)[:5] for name, body in haystack(home).items() if any_of_them.search(body)}
    assert not found


def test_the_scan_would_find_it(scanned_home):
    """The numbers on the receipts, which are not personal, are there: database, WAL or log are really read."""
    home, _ = scanned_home
    holding = [name for name, body in haystack(home).items() if b"-00100" in body]
    assert any("portal.sqlite3" in name for name in holding)
    assert "everything.log" in haystack(home) and haystack(home)["everything.log"].count(b"INSERT") > NUMBER
    assert sum(name.endswith(".sealed") for name in haystack(home)) >= NUMBER


@pytest.fixture(scope="module")
def scanned_home(tmp_path_factory):
    """A platform of its own, as a process: everything that is written is written by the real settings."""
    from tests.databases import sqlite_template
    from tests.disclosure.applications.scanned import needles

    home = tmp_path_factory.mktemp("scanned")
    (home / "portal.sqlite3").write_bytes(sqlite_template().read_bytes())
    (home / "tmp").mkdir()
    environment = {**os.environ, "PORTAL_HOME": str(home), "PORTAL_DATABASE_URL": "", "TMPDIR": str(home / "tmp")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, env=environment, capture_output=True, timeout=900, check=False
    )
    assert done.returncode == 0, done.stderr.decode()[-3000:]
    (home / "output.log").write_bytes(done.stdout + done.stderr)
    return home, needles()
