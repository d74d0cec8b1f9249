"""The test database: migrated once into a template, then copied, since migrating takes longer than most test runs."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

ROOT = Path(__file__).resolve().parent.parent


def schema_fingerprint() -> str:
    """Changes with every migration of ours and every release of what we install."""
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for path in sorted(ROOT.glob("*/migrations/0*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def sqlite_template() -> Path:
    """A migrated, empty database file, made by the first who needs it."""
    path = Path(tempfile.gettempdir()) / f"portal-template-{schema_fingerprint()}.sqlite3"
    if not path.exists():
        home = Path(tempfile.mkdtemp(prefix="portal-template-"))
        environment = {
            **os.environ,
            "PORTAL_HOME": str(home),
            "PORTAL_DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "config.settings.embedded",
        }
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True)
        made = home / "portal.sqlite3"
        with sqlite3.connect(made) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode=DELETE")
        os.replace(shutil.copy(made, home / "done.sqlite3"), path)
        shutil.rmtree(home)
    return path


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker, tmp_path_factory):
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        copy = tmp_path_factory.mktemp("database") / "test.sqlite3"
        shutil.copy(sqlite_template(), copy)
        connections["default"].close()
        connections["default"].settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = str(copy)
        yield
        connections["default"].close()
        return
    from django.test.utils import setup_databases, teardown_databases

    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False)
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)
