"""docs/settings.md, written from the declarations: `python -m config.settings_page > docs/settings.md`."""

import os
import re
import sys
from pathlib import Path

from config.env import BASE_DIR, SETTINGS, Setting

HEAD = """# 设置

全部设置都是环境变量，名称以 `PORTAL_` 开头；不设则用默认值。填错时不启动，并指出是哪一个。
`DJANGO_SETTINGS_MODULE` 选择整套设置：`config.settings.embedded`（默认，SQLite，一台机器）或
`config.settings.production`（PostgreSQL，前面有 HTTPS）。

本页由 `python -m config.settings_page > docs/settings.md` 从代码中的声明生成，请勿手改。

| 名称 | 取值 | 默认 | 说明 |
|---|---|---|---|
"""
KINDS = {"str": "文字", "int": "整数", "bool": "true / false", "list": "逗号分隔", "path": "目录"}
# Defaults that depend on the machine.
WORDS = {
    "PORTAL_HOME": "`var/`",
    "PORTAL_WORKERS": "2 至 4",
    "PORTAL_GAZETTE_KEYS": "`PORTAL_HOME/gazette-keys`",
    "PORTAL_SEAL_KEYS": "`PORTAL_HOME/seal-keys`",
}


def load_all() -> None:
    """Import every module that declares settings, as an installation in production would."""
    os.environ.setdefault("PORTAL_DATABASE_URL", "postgresql://portal@localhost/portal")
    import config.launch
    import config.settings.production  # noqa: F401


def declared_in_code() -> set[str]:
    """The names in the source, wherever they are declared, also where `load_all` does not come."""
    files = [path for room in ("config", "cms_core", "sites", "themes") for path in Path(BASE_DIR, room).rglob("*.py")]
    return {name for path in files for name in re.findall(r'declare\(\s*"(PORTAL_[A-Z_]+)"', path.read_text())}


def row(setting: Setting) -> str:
    default = setting.default
    if isinstance(default, bool):
        default = str(default).lower()
    if isinstance(default, list):
        default = ",".join(default)
    shown = WORDS.get(setting.name) or (f"`{default}`" if default != "" else "（空）")
    return f"| `{setting.name}` | {KINDS[setting.kind]} | {shown} | {setting.meaning} |"


def page() -> str:
    return HEAD + "\n".join(row(setting) for setting in SETTINGS.values()) + "\n"


if __name__ == "__main__":
    load_all()
    sys.stdout.write(page())
