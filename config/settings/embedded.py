"""One machine, SQLite, no other service: what `./portal serve` runs."""

from config.settings.base import *  # noqa: F403
