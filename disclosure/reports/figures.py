"""The figures of one report: counted or entered, and what people added to them; the shown one is the sum."""

from dataclasses import dataclass, field
from decimal import Decimal

from disclosure.models import AnnualReport, ReportCorrection, ReportFigure
from disclosure.reports.form import Cell, Key, cells
from disclosure.reports.sums import Tables, tables_of


@dataclass
class Figure:
    """`shown` None: nobody has said it yet."""

    cell: Cell
    row: ReportFigure
    corrections: list[ReportCorrection] = field(default_factory=list)

    @property
    def base(self) -> Decimal | None:
        return self.row.counted if self.cell.counted else self.row.entered

    @property
    def correction(self) -> Decimal:
        return sum((one.amount for one in self.corrections if one.taken_back_at is None), Decimal(0))

    @property
    def told(self) -> str:
        """What was counted or entered, for people."""
        return "" if self.base is None else text(self.base)

    @property
    def correction_told(self) -> str:
        return f"{'＋' if self.correction > 0 else '−'}{text(abs(self.correction))}" if self.correction else ""

    @property
    def shown(self) -> int | Decimal | None:
        if self.base is None:
            return None
        found = self.base + self.correction
        return found if found != int(found) else int(found)


def text(number: Decimal) -> str:
    """Without the noughts that the column of the database adds."""
    return str(int(number)) if number == int(number) else f"{number.normalize():f}"


def figures_of(report: AnnualReport) -> dict[Key, Figure]:
    """By cell, in the order of the form; two queries. A cell that the report has not yet got is left out."""
    rows = {(row.table, row.row, row.column): row for row in report.figures.all()}
    found = {key: Figure(cell, rows[key]) for key, cell in cells().items() if key in rows}
    by_pk = {figure.row.pk: figure for figure in found.values()}
    corrections = ReportCorrection.objects.filter(figure__report=report).select_related("by", "taken_back_by")
    for one in corrections.order_by("pk"):
        if one.figure_id in by_pk:
            by_pk[one.figure_id].corrections.append(one)
    return found


def tables(figures: dict[Key, Figure]) -> Tables:
    return tables_of({key: figure.shown for key, figure in figures.items()})
