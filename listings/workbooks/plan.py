"""How a workbook is read: which column is which field, what stands for all rows, what their words mean."""

from dataclasses import asdict, dataclass, field


@dataclass
class Plan:
    """`columns` {place from 0: field}; `fixed` {field: as written}; `words` {field: {folded word: plain value}}.

    `keep_blank`: an empty cell leaves the item as it is, else it empties the field. `whole`: the file is the whole
    list, so that bodies that it does not name have no items any more; else it speaks of the bodies in it.
    """

    columns: dict[int, str] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, object]] = field(default_factory=dict)
    keep_blank: bool = False
    whole: bool = False

    @classmethod
    def of(cls, data: dict) -> "Plan":
        columns = {int(place): name for place, name in data.get("columns", {}).items()}
        return cls(**{**data, "columns": columns})

    def as_data(self) -> dict:
        return {**asdict(self), "columns": {str(place): name for place, name in self.columns.items()}}
