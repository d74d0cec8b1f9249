"""Checked rows that wait to be written in one transaction: sealed, in a file without a name, not in memory."""

import marshal
from collections.abc import Iterator
from typing import BinaryIO

from disclosure.models.decisions import DecisionUploadRow

FIELDS = ("number", "outcome", "late", "target", "revision")


class Waiting:
    """`file` goes when it is closed, or with the process."""

    def __init__(self, file: BinaryIO):
        self.file, self.number = file, 0

    def add(self, rows: list[DecisionUploadRow]) -> None:
        told = [(*(plain(getattr(row, name)) for name in FIELDS), row.sealed.token()) for row in rows]
        marshal.dump(told, self.file)
        self.number += len(rows)

    def batches(self, upload) -> Iterator[list[DecisionUploadRow]]:
        sealed, left = DecisionUploadRow._meta.get_field("sealed"), self.number
        self.file.seek(0)
        while left:
            told = marshal.load(self.file)
            left -= len(told)
            yield [
                DecisionUploadRow(
                    upload=upload, sealed=sealed.wrapped_token(token), **dict(zip(FIELDS, values, strict=True))
                )
                for *values, token in told
            ]


def plain(value):
    """Outcomes are words of a list of choices, which `marshal` does not know."""
    return str(value) if isinstance(value, str) else value
