"""The PORTAL_* settings: each is declared once, here, with its default and what it means to an operator.

`docs/settings.md` lists the same names; a test fails when one is missing there.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BASE_DIR = Path(__file__).resolve().parent.parent


class SettingError(ValueError):
    """A PORTAL_* value that cannot be used; the message names the variable and what it takes."""


@dataclass(frozen=True)
class Setting:
    """One PORTAL_* variable. `kind` is one of str, int, bool, list (comma separated) or path."""

    name: str
    default: Any
    kind: str
    meaning: str

    def read(self) -> Any:
        """The value from the environment, converted; raises SettingError naming the variable."""
        raw = os.environ.get(self.name)
        if raw is None or raw == "":
            return self.default() if callable(self.default) else self.default
        if self.kind == "int":
            try:
                return int(raw)
            except ValueError:
                raise SettingError(f"{self.name} 应为整数，现为“{raw}”。") from None
        if self.kind == "bool":
            if raw.lower() not in {"1", "0", "true", "false", "yes", "no", "on", "off"}:
                raise SettingError(f"{self.name} 应为 true 或 false，现为“{raw}”。")
            return raw.lower() in {"1", "true", "yes", "on"}
        if self.kind == "list":
            return [part.strip() for part in raw.split(",") if part.strip()]
        if self.kind == "path":
            return Path(raw).expanduser().resolve()
        return raw


SETTINGS: dict[str, Setting] = {}


def declare(name: str, default: Any, meaning: str, kind: str = "str") -> Any:
    """Declare PORTAL_* variable `name` and return its value now."""
    setting = Setting(name, default, kind, meaning)
    SETTINGS[name] = setting
    return setting.read()
