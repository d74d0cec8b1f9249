"""The blueprints that are installed, by name; a file that is wrong is refused whole, with all its errors."""

from functools import cache
from pathlib import Path
from typing import Any

from sites.blueprints.checks import check
from sites.blueprints.errors import BlueprintInvalid, UnknownBlueprint
from sites.blueprints.model import Blueprint, Column, GroupRule
from sites.blueprints.reading import Reader

DIRECTORY = Path(__file__).parent
# In the order of the site tree.
ORDER = ("province", "department", "city", "county", "subsite")


def blueprint_names(directory: Path = DIRECTORY) -> list[str]:
    names = {path.stem for path in directory.glob("*.toml")}
    return [name for name in ORDER if name in names] + sorted(names - set(ORDER))


@cache
def blueprint(name: str, directory: Path = DIRECTORY) -> Blueprint:
    """Raises UnknownBlueprint, or BlueprintInvalid with everything that is wrong in the file."""
    known = blueprint_names(directory)
    if name not in known:
        raise UnknownBlueprint(name, known)
    return load(directory / f"{name}.toml")


def load(path: Path) -> Blueprint:
    reader = Reader(path)
    data = reader.read()
    errors = reader.errors or check(data, path.name)
    if errors:
        raise BlueprintInvalid(errors)
    return Blueprint(
        name=path.stem,
        title=data["title"],
        level=data["level"],
        look=data["look"],
        description=data.get("description", ""),
        columns=tuple(column_of(column) for column in data["columns"]),
        groups=tuple(group_of(group) for group in data["groups"]),
        sections=tuple(data.get("sections", ())),
        settings=data.get("settings", {}),
    )


def column_of(data: dict[str, Any]) -> Column:
    """A column with columns below it is shown as a channel unless its file says otherwise."""
    own = {key: value for key, value in data.items() if key not in {"columns", "levels", "file"}}
    own.setdefault("list_style", "channel" if data["columns"] else "list")
    return Column(**own, columns=tuple(column_of(column) for column in data["columns"]))


def group_of(data: dict[str, Any]) -> GroupRule:
    return GroupRule(**{key: tuple(value) if isinstance(value, list) else value for key, value in data.items()})
