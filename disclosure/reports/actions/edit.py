"""Words of the six parts, figures that a person enters, and corrections of those that the platform counted."""

from decimal import Decimal, InvalidOperation

from disclosure.models import ReportCorrection
from disclosure.reports.actions.base import OnDraft, OnFigures
from disclosure.reports.checks import MOST
from disclosure.reports.errors import NotAllowed
from disclosure.reports.figures import Figure, figures_of, tables
from disclosure.reports.form import cells, parts
from disclosure.reports.told import put_right

REASON = 300


class SaveTexts(OnDraft):
    """`texts`: {field: HTML as the editor's widget cleans it}; parts that are not in it stay."""

    verb = "edit"

    def __init__(self, report, texts: dict[str, str], **arguments):
        super().__init__(report, **arguments)
        self.texts = texts

    def change(self, report):
        for part in parts():
            if part.field in self.texts:
                setattr(report, part.field, self.texts[part.field])


class PutTextsRight(OnDraft):
    """The numbers in all texts that are others than in the tables; words that a person wrote stay."""

    verb = "redraft"

    def change(self, report):
        shown = tables(figures_of(report))
        for part in parts():
            setattr(report, part.field, put_right(getattr(report, part.field), shown))


class OfFigure(OnFigures):
    def __init__(self, report, key, **arguments):
        super().__init__(report, **arguments)
        self.key = tuple(key)

    def figure(self, report) -> Figure:
        found = figures_of(report).get(self.key)
        if found is None:
            raise NotAllowed("年报里没有这个数字。合计由各项相加得出，请更正其中的项。")
        return found

    def number(self, written, cell) -> Decimal:
        text = str(written).strip().replace(",", "").replace("，", "").replace("−", "-")
        try:
            number = Decimal(text)
            if not number.is_finite() or not 0 <= number < MOST:
                raise InvalidOperation
        except InvalidOperation:
            raise NotAllowed(f"{cell.label}应填不小于 0 的数字，您填的是“{text[:20]}”。") from None
        if number != round(number, cell.places):
            kind = f"最多 {cell.places} 位小数" if cell.places else "整数"
            raise NotAllowed(f"{cell.label}应为{kind}，您填的是“{text[:20]}”。")
        return number


class EnterFigure(OfFigure):
    """Where the platform counts nothing."""

    verb = "enter"

    def __init__(self, report, key, value, **arguments):
        super().__init__(report, key, **arguments)
        self.value = value

    def change_figures(self, report):
        figure = self.figure(report)
        if figure.cell.counted:
            raise NotAllowed(f"{figure.cell.label}由平台统计，不能直接填写；有出入请用“更正”，并写明原因。")
        figure.row.entered = self.number(self.value, figure.cell)
        figure.row.save(update_fields=["entered"])
        return {"figure": figure.cell.label, "value": str(figure.row.entered)}


class CorrectFigure(OfFigure):
    """`value` is what is right; kept is the difference to what is shown now."""

    verb = "correct"

    def __init__(self, report, key, value, reason: str, **arguments):
        super().__init__(report, key, **arguments)
        self.value, self.reason = value, reason.strip()

    def change_figures(self, report):
        figure = self.figure(report)
        if not figure.cell.counted:
            raise NotAllowed(f"{figure.cell.label}是人工填报的，请直接改填。")
        right = self.number(self.value, figure.cell)
        if not self.reason:
            raise NotAllowed("请写明更正的原因和依据，审核人和以后的查阅者都会看到。")
        amount = right - Decimal(figure.shown or 0)
        if amount == 0:
            raise NotAllowed(f"{figure.cell.label}现在就是 {figure.shown}，不需要更正。")
        ReportCorrection.objects.create(
            figure=figure.row, amount=amount, reason=self.reason[:REASON], by=self.user, at=self.now
        )
        return {
            "figure": figure.cell.label,
            "from": str(figure.shown),
            "to": str(right),
            "reason": self.reason[:REASON],
        }


class TakeBackCorrection(OnFigures):
    """It stays in the list, struck through."""

    verb = "take_back"

    def __init__(self, report, number: int, **arguments):
        super().__init__(report, **arguments)
        self.number = number

    def change_figures(self, report):
        found = ReportCorrection.objects.filter(figure__report=report, pk=self.number).select_related("figure").first()
        if found is None:
            raise NotAllowed("没有这条更正。")
        if found.taken_back_at is None:
            found.taken_back_at, found.taken_back_by = self.now, self.user
            found.save(update_fields=["taken_back_at", "taken_back_by"])
        figure = found.figure
        return {"figure": cells()[figure.table, figure.row, figure.column].label, "amount": str(found.amount)}
