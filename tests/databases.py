"""Test databases: migrated once into a template, then copied, since migrating takes longer than most test runs."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent


def schema_fingerprint() -> str:
    """Changes with every migration of ours and every release of what we install."""
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for path in sorted(ROOT.glob("*/migrations/0*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def migrate(url: str, home: Path) -> None:
    environment = {
        **os.environ,
        "PORTAL_HOME": str(home),
        "PORTAL_DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "config.settings.embedded",
    }
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True)


@contextlib.contextmanager
def locked(name: str):
    """One process at a time on this machine: the first to need a template makes it, the others wait."""
    with (Path(tempfile.gettempdir()) / f"{name}.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def sqlite_template() -> Path:
    """A migrated, empty database file, made by the first who needs it."""
    path = Path(tempfile.gettempdir()) / f"portal-template-{schema_fingerprint()}.sqlite3"
    with locked(path.name):
        if not path.exists():
            home = Path(tempfile.mkdtemp(prefix="portal-template-"))
            migrate("", home)
            made = home / "portal.sqlite3"
            with contextlib.closing(sqlite3.connect(made)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.execute("PRAGMA journal_mode=DELETE")
            os.replace(shutil.copy(made, path.with_suffix(".part")), path)
            shutil.rmtree(home)
    return path


class SqliteTestDatabase:
    """A copy of the template file in `directory`."""

    def __init__(self, directory: Path):
        self.path = directory / "test.sqlite3"

    def create(self) -> None:
        self.restore()
        connections["default"].settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = str(self.path)

    def restore(self) -> None:
        connections["default"].close()
        for suffix in ("-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        scratch = self.path.with_suffix(".part")
        shutil.copy(sqlite_template(), scratch)
        os.replace(scratch, self.path)

    def address(self) -> str:
        return f"sqlite://{self.path}"

    def drop(self) -> None:
        connections["default"].close()


class PostgresTestDatabase:
    """A database made from a template one on the server of PORTAL_DATABASE_URL; dropped at the end."""

    def __init__(self):
        self.values = settings.DATABASES["default"]
        self.name = f"portal_test_{os.getpid()}"
        self.template = f"portal_template_{schema_fingerprint()}"
        self.server = {
            "host": self.values["HOST"] or None,
            "port": self.values["PORT"] or None,
            "user": self.values["USER"] or None,
            "password": self.values["PASSWORD"] or None,
            "dbname": self.values["NAME"],
        }

    def execute(self, statement: str, *names: str) -> None:
        # Identifiers only, and CREATE DATABASE cannot stand in a transaction.
        with psycopg.connect(**self.server, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def create(self) -> None:
        with locked(self.template):
            if not self.exists(self.template):
                making = f"{self.template}_making"
                self.execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", making)
                self.execute("CREATE DATABASE {}", making)
                with tempfile.TemporaryDirectory() as home:
                    migrate(self.address(making), Path(home))
                self.execute("ALTER DATABASE {} RENAME TO {}", making, self.template)
        self.restore()
        connections["default"].settings_dict["NAME"] = self.values["NAME"] = self.name

    def exists(self, name: str) -> bool:
        with psycopg.connect(**self.server) as connection:
            return bool(connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone())

    def address(self, name: str = "") -> str:
        host, port, user, password = (self.server[key] or "" for key in ("host", "port", "user", "password"))
        account = f"{user}:{password}" if password else user
        # The host as a parameter: a socket's directory cannot stand in the address itself.
        return f"postgresql://{account}@{f':{port}' if port else ''}/{name or self.name}" + (
            f"?host={host}" if host else ""
        )

    def restore(self) -> None:
        connections["default"].close()
        self.execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)
        self.execute("CREATE DATABASE {} TEMPLATE {}", self.name, self.template)

    def drop(self) -> None:
        connections["default"].close()
        self.execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)


def database_for_tests(directory: Path) -> SqliteTestDatabase | PostgresTestDatabase:
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return SqliteTestDatabase(directory)
    return PostgresTestDatabase()
