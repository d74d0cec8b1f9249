"""What can go wrong with an import; the messages are for the operator."""

from dataclasses import asdict, dataclass

from cms_core.organisations.errors import UnreadableFile

__all__ = ["ImportRefused", "LineError", "UnreadableFile"]


@dataclass(frozen=True)
class LineError:
    """One thing wrong with one line of a file (counted from 1) or one field of a page."""

    line: int
    field: str
    value: str
    reason: str

    def __str__(self):
        return f"第 {self.line} 行 {self.field}“{self.value}”：{self.reason}"

    as_dict = asdict


class ImportRefused(Exception):
    """Nothing was written. `errors` are all reasons, where there are several."""

    def __init__(self, message, errors=()):
        self.errors = list(errors)
        super().__init__(message)
