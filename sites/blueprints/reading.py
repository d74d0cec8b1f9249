"""Reads blueprint files: TOML with parts put in where they are named, errors collected instead of raised."""

import tomllib
from pathlib import Path
from typing import Any

COLUMN_LIST = "columns"


class Reader:
    """Reads one blueprint; `errors` are Chinese messages that begin with the file's name."""

    def __init__(self, path: Path):
        self.path = path
        self.errors: list[str] = []

    def read(self) -> dict[str, Any]:
        """The blueprint as plain data, parts resolved and columns of other levels left out."""
        data = self.toml(self.path)
        level = data.get("level")
        data[COLUMN_LIST] = self.resolve(data.get(COLUMN_LIST, []), level, self.path.name)
        shared = self.path.parent / "parts" / "groups.toml"
        if "groups" not in data and shared.exists():
            data["groups"] = self.toml(shared).get("groups", [])
        if "groups" in data:
            data["groups"] = self.of_level(data["groups"], level)
        return data

    def of_level(self, groups: Any, level: Any) -> list[dict[str, Any]]:
        """`levels` says where a shared group belongs, as it does of columns."""
        if not isinstance(groups, list) or not all(isinstance(group, dict) for group in groups):
            self.errors.append(f"{self.path.name}：groups 应写作 [[groups]] 表。")
            return []
        mine = [group for group in groups if level in group.get("levels", [level])]
        return [{key: value for key, value in group.items() if key != "levels"} for group in mine]

    def toml(self, path: Path) -> dict[str, Any]:
        try:
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            self.errors.append(f"{self.path.name}：找不到文件“{path.name}”，请核对 part 的名称。")
        except UnicodeDecodeError as error:
            self.errors.append(f"{path.name}：不是 UTF-8 编码（第 {error.start + 1} 个字节），请另存为 UTF-8。")
        except tomllib.TOMLDecodeError as error:
            self.errors.append(f"{path.name}：TOML 语法有误：{error}。")
        return {}

    def resolve(self, columns: Any, level: Any, where: str) -> list[dict[str, Any]]:
        """`{part = "news"}` stands for the columns of parts/news.toml; `levels` says where a shared column belongs."""
        if not isinstance(columns, list) or not all(isinstance(column, dict) for column in columns):
            self.errors.append(f"{where}：columns 应写作 [[columns]] 表。")
            return []
        found = []
        for column in columns:
            if "part" in column:
                path = self.path.parent / "parts" / f"{column['part']}.toml"
                found += self.resolve(self.toml(path).get(COLUMN_LIST, []), level, path.name)
            elif level in column.get("levels", [level]):
                below = self.resolve(column.get(COLUMN_LIST, []), level, where)
                found.append({**column, COLUMN_LIST: below, "file": where})
        return found
