"""What is wrong with a decision: all of it, in the editor's words (section 7.1).

`values` are those of the columns, numbers of papers in plain text. `lenient` is the format of 2015, which had fewer
columns.
"""

import datetime

from django.core.exceptions import ValidationError
from django.db import models

from cms_core.organisations.codes import validate_credit_code, validate_organisation_code
from disclosure import identity
from disclosure.decisions import terms
from disclosure.decisions.errors import Fault
from disclosure.decisions.fields import SEALED, fields_of, label_of, model_names
from disclosure.decisions.kinds import DecisionKind, PartyKind, PenaltyCategory, unpacked

# Official for whoever had no unified code yet.
NO_CODE = "0" * 17 + "X"
LONGEST_NUMBER = 64
OWN_CODES = ("credit_code", "registration_number", "organisation_code", "tax_number", "institution_number",
             "society_number")  # fmt: skip


def faults_of(kind: str, values: dict, today: datetime.date, *, lenient: bool = False) -> list[Fault]:
    faults = [*missing(kind, values, lenient), *lengths(kind, values), *codes(kind, values)]
    faults += [*party(values, lenient), *papers(values, today), *dates(kind, values, today)]
    return faults + (amounts(values) if kind == DecisionKind.PENALTY else [])


def missing(kind, values, lenient) -> list[Fault]:
    fields = fields_of(kind).values()
    wanted = [field.name for field in fields if (field.always if lenient else field.required)]
    return [Fault(name, f"缺少“{label_of(kind, name)}”。") for name in wanted if values.get(name) in (None, "")]


def lengths(kind, values) -> list[Fault]:
    found = []
    for name, value in values.items():
        field = model_names(kind).get(name)
        most = LONGEST_NUMBER if name in SEALED else getattr(field, "max_length", None)
        if isinstance(value, str) and most and not isinstance(field, models.DateField) and len(value) > most:
            found.append(Fault(name, f"“{label_of(kind, name)}”最多 {most} 字，现在 {len(value)} 字。"))
    return found


def codes(kind, values) -> list[Fault]:
    """GB 32100-2015 and GB 11714-1997, with the right check character."""
    checks = {
        "credit_code": validate_credit_code,
        "body_code": validate_credit_code,
        "source_code": validate_credit_code,
        "organisation_code": validate_organisation_code,
    }
    found = []
    for name, validate in checks.items():
        value = values.get(name) or ""
        if not value or (name == "credit_code" and value == NO_CODE):
            continue
        try:
            validate(value)
        except ValidationError as error:
            found.append(Fault(name, f"{label_of(kind, name)}：{error.messages[0]}"))
    return found


def party(values, lenient) -> list[Fault]:
    """Whom it concerns must be known by a code (法人) and never by one that is not its own (自然人)."""
    kind = values.get("party_kind")
    if kind == PartyKind.PERSON:
        wrong = [name for name in OWN_CODES if values.get(name) and values[name] != NO_CODE]
        if wrong:
            return [Fault(wrong[0], "行政相对人是自然人，不应填写法人的代码；如有营业执照，类别应为个体工商户。")]
        if not values.get("party_number") and not lenient:
            return [Fault("party_number", "行政相对人是自然人，应填写证件号码（不会对外展示）。")]
    elif kind and not lenient and not any(values.get(name) for name in OWN_CODES):
        told = f"应填写统一社会信用代码；确实没有的，填 {NO_CODE}。"
        return [Fault("credit_code", f"行政相对人是{PartyKind(kind).label}，{told}")]
    return []


def papers(values, today) -> list[Fault]:
    found = []
    for number, document in (("party_number", "party_document"), ("representative_number", "representative_document")):
        value = values.get(number) or ""
        is_card = value and identity.is_identity_card(values.get(document) or "", value)
        if is_card and (reason := identity.fault_of(value, today)):
            found.append(Fault(number, reason))
    return found


def dates(kind, values, today) -> list[Fault]:
    decided, begins, ends = (values.get(name) for name in ("decided_on", "valid_from", "valid_until"))
    found = []
    if decided and decided > today:
        found.append(Fault("decided_on", f"决定日期 {decided} 晚于今天，请核对。"))
    if decided and decided.year < 1949:
        found.append(Fault("decided_on", f"决定日期 {decided} 过早，请核对。"))
    if begins and ends and ends < begins:
        found.append(Fault("valid_until", f"有效期至（{ends}）早于有效期自（{begins}）。"))
    elif decided and ends and ends < decided:
        found.append(Fault("valid_until", f"有效期至（{ends}）早于决定日期（{decided}）。"))
    until = values.get("published_until")
    if decided and until:
        if until < terms.shortest(decided):
            found.append(Fault("published_until", f"公示截止期 {until} 过早：公示期最短到 {terms.shortest(decided)}。"))
        elif until > terms.longest(today):
            found.append(Fault("published_until", f"公示截止期 {until} 过晚：公示期最长到 {terms.longest(today)}。"))
    return found


def amounts(values) -> list[Fault]:
    """The kinds of penalty and what they cost must agree."""
    kinds = set(unpacked(values.get("category") or ""))
    found = []
    if values.get("fine") and kinds and PenaltyCategory.FINE not in kinds:
        found.append(Fault("category", "填写了罚款金额，处罚类别中应有“罚款”。"))
    if PenaltyCategory.FINE in kinds and values.get("fine") == 0:
        found.append(Fault("fine", "处罚类别有“罚款”，罚款金额不能是 0（单位万元）。"))
    if values.get("confiscated") and kinds and PenaltyCategory.CONFISCATION not in kinds:
        found.append(Fault("category", "填写了没收金额，处罚类别中应有“没收违法所得、没收非法财物”。"))
    return found
