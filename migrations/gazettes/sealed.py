"""A draft → what the gazette seals of it: standard text and facts, as `gazette.texts.freeze` makes them of its page.

No page is asked for here: ten thousand texts are sealed without a query.
"""

import html

from cms_core.text.chinese_dates import chinese_date
from cms_core.text.dates import CHINA, parse_date
from gazette.texts.responsible import responsible_by_section
from gazette.texts.standard import standard
from migrations.documents.draft import Draft

DATES = ("date_written", "date_effective", "date_repealed")
WORDS = ("index_number", "theme", "genre", "document_number", "subject_words", "source", "author")


def standard_of(draft: Draft) -> str:
    return standard("".join(markup_of(block["type"], block["value"]) for block in draft.body))


def markup_of(kind, value) -> str:
    if kind == "heading":
        level = value["level"]
        return f"<h{level}>{escape(value['text'])}</h{level}>"
    if kind == "signature":
        lines = [("signature", name) for name in value["organisations"]]
        day = parse_date(value.get("date"))
        lines += [("date", chinese_date(day))] if day else []
        note = (value.get("note") or "").strip("（）() ")
        lines += [("note", f"（{note}）")] if note else []
        return "".join(f'<p class="{style}">{escape(text)}</p>' for style, text in lines)
    return value if kind in ("text", "legacy") else ""


def escape(text) -> str:
    return html.escape(text, quote=False)


def facts_of(draft: Draft, markup: str, attachments: list[dict], publisher: str) -> dict:
    """The facts that `gazette.models.entries` lists; what is not known is absent. `publisher`: its source else."""
    # As the document writes it (省政府办公厅), as `DocumentPage.issuer_names` does.
    first = draft.issuer_text or (draft.issuer.name if draft.issuer else "")
    issuers = [first, *(one.name for one in draft.joint_issuers)]
    facts = {name: getattr(draft, name) for name in WORDS}
    facts |= {name: day.isoformat() for name in DATES if (day := getattr(draft, name))}
    facts["issuers"] = list(dict.fromkeys(name for name in issuers if name))
    facts["validity"] = str(draft.validity) if markup or draft.date_repealed else ""
    moment = draft.published_at
    facts["published_at"] = moment.astimezone(CHINA).isoformat(timespec="seconds") if moment else ""
    facts["source"] = draft.source or (publisher if markup else "")
    facts["responsible"] = responsible_by_section(markup)
    facts["attachments"] = attachments
    return {name: value for name, value in facts.items() if value not in ("", [], None)}
