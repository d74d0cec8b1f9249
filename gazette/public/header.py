"""The official header block of an entry, from its sealed facts, in the order of `cms_core.documents.header`."""

import datetime

from cms_core.catalogue.years import BEIJING
from cms_core.models.validity import Validity
from cms_core.text.chinese_dates import chinese_date


def header_rows(facts: dict, document_number: str = "", validity: str = "") -> list[tuple[str, str]]:
    """(label, value) pairs; `validity` is the present one where it is known, else that of the day it was sealed."""
    current = validity or facts.get("validity", "")
    rows = [
        ("索引号", facts.get("index_number", "")),
        ("主题分类", facts.get("theme", "")),
        ("发文机关", "、".join(facts.get("issuers") or ())),
        ("体裁分类", facts.get("genre", "")),
        ("成文日期", day(facts.get("date_written"))),
        ("发布日期", day(facts.get("published_at"))),
        ("发文字号", facts.get("document_number") or document_number),
        ("效力", Validity(current).label if current in Validity.values else ""),
        ("施行日期", day(facts.get("date_effective"))),
        ("失效日期" if current == Validity.EXPIRED else "废止日期", day(facts.get("date_repealed"))),
        ("主题词", facts.get("subject_words", "")),
    ]
    return [(label, value) for label, value in rows if value]


def day(text) -> str:
    """ISO date, or moment (its day in Beijing), → 2015年3月16日; nothing for what is no date (0000-00-00)."""
    try:
        moment = datetime.datetime.fromisoformat(text or "")
    except (TypeError, ValueError):
        return ""
    return chinese_date(moment.astimezone(BEIJING).date() if moment.tzinfo else moment.date())
