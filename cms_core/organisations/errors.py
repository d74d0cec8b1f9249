"""What can go wrong with organisations; the messages are for the person who loads or names them."""

from dataclasses import asdict, dataclass


class UnknownOrganisation(Exception):
    def __init__(self, name):
        self.name = name
        super().__init__(f"机构名录中没有“{name}”：请核对名称，或先把它（或这个别名）录入机构名录。")


class AmbiguousOrganisation(Exception):
    def __init__(self, name, candidates):
        self.name = name
        self.candidates = candidates
        listed = "、".join(organisation.name for organisation in candidates[:5])
        super().__init__(f"“{name}”可指多个机构（{listed}等），请改用全称。")


class UnreadableFile(Exception):
    """The file as a whole cannot be read; the message says why and what to do."""


@dataclass(frozen=True)
class RowError:
    """One thing wrong with one row of a file; `row` counts as the person sees it (the header of a CSV is row 1)."""

    row: int
    field: str
    value: str
    reason: str

    def __str__(self):
        return f"第 {self.row} 行 {self.field}“{self.value}”：{self.reason}"

    as_dict = asdict


class LoadRefused(Exception):
    """Nothing was written; `errors` says everything that is wrong, not only the first."""

    def __init__(self, errors):
        self.errors = errors
        super().__init__(f"共 {len(errors)} 处错误，未写入任何数据。更正后重新导入，或选择只导入无误的行。")
