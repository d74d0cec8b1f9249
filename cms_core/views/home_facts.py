"""Sections that are entered by hand: figures, a chart with its table, text."""

from decimal import Decimal, InvalidOperation

from wagtail.rich_text import expand_db_html

from cms_core.public.outside import through_notice
from cms_core.views.home_parts import ByHand, items


class Figures(ByHand):
    @staticmethod
    def show(value, material):
        figures = [figure for figure in items(value.get("figures")) if figure.get("value")]
        return figures and {
            "template": "sections/figures.html",
            "title": value.get("title"),
            "figures": figures,
            "source": value.get("source"),
        }


class Chart(ByHand):
    @staticmethod
    def show(value, material):
        rows = [(row.get("label"), amount(row.get("value"))) for row in items(value.get("rows"))]
        rows = [(label, number) for label, number in rows if label and number is not None]
        most = max((number for _, number in rows), default=0)
        shown = [
            {"label": label, "value": f"{number:,f}", "percent": round(float(number / most * 100), 1) if most else 0}
            for label, number in rows
        ]
        kept = {key: value.get(key) for key in ("title", "unit", "source")}
        return shown and {"template": "sections/chart.html", "rows": shown, **kept}


def amount(value):
    """A number not below zero, or None."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() and number >= 0 else None


class Text(ByHand):
    @staticmethod
    def show(value, material):
        body = value.get("body")
        if not body:
            return None
        return {
            "template": "sections/text.html",
            "title": value.get("title"),
            "body": through_notice(expand_db_html(body)),
        }
