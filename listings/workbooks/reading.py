"""Rows of a workbook → values of items in plain form, or what is wrong with them, all of it."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from cms_core.text.folding import fold
from listings.errors import ListingsError
from listings.models import Listing
from listings.values import clean, shown, text
from listings.workbooks import terms
from listings.workbooks.bodies import Bodies
from listings.workbooks.cells import unquoted, value_of
from listings.workbooks.fields import TOO_LONG, columns_of, label_of
from listings.workbooks.plan import Plan
from listings.workbooks.words import known_words


@dataclass
class Row:
    """`values` are plain, None for a cell that empties its field; `faults` {column, field, value, reason} each."""

    number: int
    values: dict = field(default_factory=dict)
    faults: list[dict] = field(default_factory=list)
    item: int | None = None
    found_by: str = ""

    @property
    def body(self) -> str:
        return self.values.get("organisation") or ""

    @property
    def code(self) -> str:
        return self.values.get("code") or ""

    @property
    def name(self) -> str:
        return self.values.get("name") or ""


class RowReader:
    """`unknown` {field: {word: rows}} are words for a body or a choice that nobody knows yet."""

    def __init__(self, listing: Listing, plan: Plan, headers: list[str], *, bodies: Bodies, is_csv: bool):
        self.kind, self.plan, self.headers, self.is_csv = listing.kind, plan, headers, is_csv
        self.fields = columns_of(self.kind)
        self.bodies = bodies
        self.columns = {place: name for place, name in plan.columns.items() if name in self.fields}
        self.places = {name: place for place, name in self.columns.items()}
        self.unknown: dict[str, Counter] = defaultdict(Counter)
        self.words = {name: dict(words) for name, words in known_words(self.kind).items()}
        for name, words in plan.words.items():
            self.words.setdefault(name, {}).update(words)
        self.fixed = {
            name: written for name, written in plan.fixed.items() if name in self.fields and name not in self.places
        }

    def read(self, number: int, cells: list) -> Row:
        row = Row(number)
        written = {}
        for place, name in self.columns.items():
            cell = cells[place] if place < len(cells) else None
            if isinstance(cell, str) and self.is_csv:
                cell = unquoted(cell)
            if cell != TOO_LONG:
                self.take(row, written, name, cell)
        for name, cell in self.fixed.items():
            self.take(row, written, name, cell)
        row.values, faults = clean(self.kind, written, whole=False)
        for name, value, reason in faults:
            if self.fields[name].flatchoices and value:
                self.unknown[name][value] += 1
            row.faults.append(self.fault(name, value, reason))
        if self.plan.keep_blank:
            row.values = {name: value for name, value in row.values.items() if value is not None}
        return row

    def take(self, row: Row, written: dict, name: str, cell) -> None:
        field = self.fields[name]
        try:
            value = value_of(field, cell)
        except ListingsError as error:
            row.faults.append(self.fault(name, shown(cell), str(error)))
            return
        if value is not None and value != "" and name in self.words:
            value = self.words[name].get(fold(text(value)), value)
        if name == "organisation" and value not in (None, ""):
            word = text(value).strip()
            value, reason = self.bodies.find(word)
            if reason:
                self.unknown[name][word] += 1
                row.faults.append(self.fault(name, word, reason))
                return
        both = terms.split(self.kind, name, value, self.words)
        apart = terms.UNITS.get(name) in {*self.places, *self.fixed}
        written.update(both if both and not apart else {name: value})

    def fault(self, name: str, value: str, reason: str) -> dict:
        column = self.column_names().get(name) or label_of(self.kind, name)
        return {"column": column, "field": name, "value": value, "reason": reason}

    def column_names(self) -> dict[str, str]:
        """Header by field."""
        places = {name: place for name, place in self.places.items() if place < len(self.headers)}
        return {name: self.headers[place] for name, place in places.items()}
