"""What tests of 双公示 are made of: a portal with its column, bodies, valid values, rows of a table, files."""

import csv
import datetime
import io
import itertools

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from cms_core.models.organisations import OrganisationKind
from cms_core.organisations.codes import credit_check_digit
from disclosure.decisions import shelves
from disclosure.decisions.actions.publish import PublishDecisions
from disclosure.decisions.actions.save import SaveDecision
from disclosure.decisions.fields import fields_of, official_fields
from disclosure.decisions.kinds import COLUMN_KEYS, DecisionKind, packed
from disclosure.identity import check_digit
from tests import factories

NUMBERS = itertools.count(1)
DAY = datetime.date(2026, 5, 11)
PERSON = "张三丰"


def credit_code(number=None):
    body = f"9133012{next(NUMBERS) if number is None else number:010}"
    return body + credit_check_digit(body)


def identity_number(number=None):
    days, place = divmod(next(NUMBERS) if number is None else number, 1000)
    born = datetime.date(1990, 1, 1) + datetime.timedelta(days=days)
    body = f"330122{born:%Y%m%d}{place:03}"
    return body + check_digit(body)


def make_portal(key="tonglu", level="county", **fields):
    """With the columns that its decisions stand in."""
    portal = factories.make_portal(key, level, **fields)
    for kind, column in COLUMN_KEYS.items():
        factories.make_column(
            portal.home, kind.label, slug=f"{kind}-{key}", column_type="信息公开目录", blueprint_key=column
        )
    return portal


def make_body(portal, name="", **fields):
    values = {"level": portal.organisation.level, "kind": OrganisationKind.DEPARTMENT, **fields}
    values.setdefault("credit_code", credit_code())
    return factories.make_organisation(name or f"某局{next(NUMBERS)}", parent=portal.organisation, **values)


def values(kind, body, **changes):
    """Of all columns, nothing wrong with them."""
    number = next(NUMBERS)
    common = {
        "party": f"某某有限公司{number}",
        "party_kind": "legal",
        "credit_code": credit_code(),
        "number": f"云罚〔2026〕{number}号",
        "decided_on": DAY,
        "body_name": body.name,
        "body_code": body.credit_code or "",
    }
    licence = {
        "document_name": "准予行政许可决定书",
        "category": "general",
        "content": "食品经营",
        "valid_from": DAY,
        "valid_until": datetime.date(2031, 5, 10),
        "status": "1",
    }
    penalty = {
        "breach": "未按规定公示",
        "facts": "未按规定公示营业信息。",
        "basis": "《条例》第一条",
        "category": packed(["fine"]),
        "content": "罚款",
        "fine": 1,
    }
    return {**common, **(licence if kind == DecisionKind.LICENCE else penalty), **changes}


def person(**changes):
    return {
        "party": PERSON,
        "party_kind": "person",
        "credit_code": "",
        "party_document": "身份证",
        "party_number": identity_number(),
        **changes,
    }


def make_decision(kind, portal, body=None, *, published=None, until=None, today=None, **changes):
    """Published on `published` (the day after the decision when left out); False for a draft."""
    body = body or make_body(portal)
    made = values(kind, body, **changes)
    decision = SaveDecision(kind, portal, made, today=today or datetime.date(2026, 6, 1)).execute()
    if published is False:
        return decision
    moment = datetime.datetime.combine(published or datetime.date(2026, 5, 12), datetime.time(9), datetime.UTC)
    PublishDecisions(portal, kind, [decision.pk], now=moment).execute()
    decision.refresh_from_db()
    if until:
        decision.published_until = until
        decision.save()
        shelves.follow([(decision.pk, [shelves.place_of(decision)])])
    return decision


def row(kind, body, **changes):
    """A line of the template: {header: cell}."""
    made = values(kind, body, **changes)
    words = {"legal": "法人及非法人组织", "person": "自然人", "fine": "罚款"}
    category = "普通" if kind == DecisionKind.LICENCE else "罚款"
    written = {**made, "party_kind": words[made["party_kind"]], "category": changes.get("category", category)}
    return {fields_of(kind)[name].label: written.get(name) for name in official_fields(kind)}


def as_xlsx(*rows, name="表.xlsx", above=(), headers=None):
    book = Workbook()
    sheet = book.active
    for line in above:
        sheet.append(line)
    sheet.append(headers or list(rows[0]))
    for one in rows:
        sheet.append(list(one.values()))
    file = io.BytesIO()
    book.save(file)
    return SimpleUploadedFile(name, file.getvalue())


def as_csv(*rows, name="表.csv", encoding="gb18030"):
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(rows[0])
    writer.writerows(["" if cell is None else str(cell) for cell in one.values()] for one in rows)
    return SimpleUploadedFile(name, file.getvalue().encode(encoding))
