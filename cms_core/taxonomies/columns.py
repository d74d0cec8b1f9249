"""栏目类别: the ColumnType values of 《政府网站发展指引》附件 (国办发〔2017〕47号)."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def column_types() -> tuple[str, ...]:
    with (Path(__file__).parent / "columns.toml").open("rb") as file:
        return tuple(tomllib.load(file)["column_types"])


def column_type_choices():
    return [(name, name) for name in column_types()]
