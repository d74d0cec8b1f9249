"""The database from PORTAL_DATABASE_URL: SQLite in WAL mode when it is empty, else PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from config.env import SettingError


def sqlite(path: Path) -> dict[str, Any]:
    """SQLite tuned for several processes: WAL, and writers that wait instead of failing at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "timeout": 30,
            # Taking the write lock at BEGIN is what lets `timeout` work: a read lock cannot be upgraded by waiting.
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;"
            ),
        },
    }


def database_from_url(url: str, home: Path) -> dict[str, Any]:
    """Django's DATABASES entry for `url`; raises SettingError for a scheme it does not know."""
    if not url:
        return sqlite(home / "portal.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SettingError(f"PORTAL_DATABASE_URL 只支持 postgresql:// 与 sqlite://，现为“{parts.scheme}://”。")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }
