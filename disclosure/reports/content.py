"""What is frozen when a report is submitted, and shown to the public word by word: its name, texts and tables."""

from disclosure.models import AnnualReport
from disclosure.reports.form import parts
from disclosure.reports.sums import Tables, as_json, from_json


def content_of(report: AnnualReport, tables: Tables) -> dict:
    """JSON: name, year, texts {field: HTML}, tables."""
    return {
        "name": report.organisation.name,
        "year": report.year,
        "texts": {part.field: getattr(report, part.field) for part in parts()},
        "tables": as_json(tables),
    }


def tables_in(content: dict) -> Tables:
    return from_json(content["tables"])


def title_of(content: dict) -> str:
    return f"{content['name']}{content['year']}年政府信息公开工作年度报告"
