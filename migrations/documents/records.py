"""One record of a file → a draft, by a mapping; what is wrong with it is told as (field, value, reason)."""

import re

from cms_core.html.clean import clean_legacy_html
from cms_core.html.text import text_of
from cms_core.models.validity import DisclosureAttribute
from migrations.documents.draft import Draft
from migrations.documents.events import read_events
from migrations.documents.facts import NAMES, Status
from migrations.documents.interpret import DATES as DATE_FIELDS
from migrations.documents.interpret import READERS, TEXTS, infer_genre, interpret, settle_validity
from migrations.documents.mapping import Mapping
from migrations.documents.read_body import read_body

VALUES = (*READERS, *TEXTS, *DATE_FIELDS, "issuer")
# What running text cannot hold: such a body stays as the old page had it, cleaned.
NOT_PLAIN = re.compile(r"<(?:table|img|ul|ol|dl|a\s|sup|sub|figure|pre)\b", re.IGNORECASE)
# A theme that the dictionary lacks is told and left empty; a wrong day would put a document in a wrong year.
REFUSING = ("title", "date_written", "date_effective", "date_repealed", "published_at", "validity", "disclosure")
REFUSING += ("document_number", "events")
ADOPTED_BY = re.compile(
    r"^(?P<body>.+?)(?:第[一二三四五六七八九十百零〇\d]+届)?(?P<rest>人民代表大会(?:常务委员会)?)第"
)


def read_record(record: dict, mapping: Mapping, issuers, today) -> tuple[Draft, list[tuple[str, str, str]]]:
    draft = Draft()
    values, wrong = {}, []
    for name in VALUES:
        source, value = mapping.value(record, name)
        if isinstance(value, dict | list):
            wrong.append((NAMES[name], str(value)[:60], "应为文字或数字。"))
        elif value not in (None, ""):
            values[name] = (source, str(value))
    interpret(draft, values, issuers)
    _, events = mapping.value(record, "events")
    if events:
        wrong += [(NAMES["events"], "", reason) for reason in read_events(draft, events, mapping.events)]
        issuer_of_events(draft, events, mapping, issuers)
    read_text_of(record, mapping, draft)
    issuers.infer(draft)
    infer_genre(draft)
    settle_validity(draft, today)
    if not draft.title:
        wrong.append((NAMES["title"], "", "必填，不能为空。"))
    if not draft.body and draft.disclosure == DisclosureAttribute.ACTIVE:
        wrong.append((NAMES["body"], "", "必填，不能为空。"))
    return draft, wrong


def refusals(draft) -> list[tuple[str, str, str]]:
    """What keeps a draft out; asked after publication is settled."""
    return [(NAMES[fact.field], fact.raw[:60], fact.note) for fact in draft.wrong if fact.field in REFUSING]


def read_text_of(record, mapping, draft):
    """HTML is preferred (it has the tables); where it is nothing but paragraphs it is structured like text."""
    _, markup = mapping.value(record, "body_html")
    _, text = mapping.value(record, "body_text")
    _, url = mapping.value(record, "url")
    if markup and not isinstance(markup, str):
        markup = ""
    if not markup:
        read_body(draft, str(text or "").split("\n"))
        return
    cleaned = clean_legacy_html(markup, str(url) or None)
    read_body(draft, text_of(cleaned).split("\n"))
    if NOT_PLAIN.search(cleaned):
        draft.body = [{"type": "legacy", "value": cleaned}]


def issuer_of_events(draft, events, mapping, issuers):
    """浙江省第十三届人民代表大会常务委员会第五次会议通过 → 浙江省人民代表大会常务委员会."""
    if draft.issuer or draft.issuer_text:
        return
    for event in events if isinstance(events, list) else ():
        text = str(event.get(mapping.events.get("text", "event"), "")) if isinstance(event, dict) else ""
        if match := ADOPTED_BY.match(text):
            issuers.read(draft, match["body"] + match["rest"])
            draft.facts[-1].note = "取自历次修改。"
            draft.facts[-1].status = Status.INFERRED
            return
