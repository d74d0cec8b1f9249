"""A record in one line: how lists, feeds and the search name it."""

from disclosure.sunshine.values import shown

LONGEST = 200


def line_of(domain, record) -> str:
    """A project has many records of one name: at which step it is tells them apart."""
    field, own = domain.holding("stage"), domain.holding("title")
    step = shown(field, record.stage) if field and own and record.stage else ""
    return f"{record.title}（{step}）" if step else record.title


def texts_of(domain, record, listed: bool = False) -> list[tuple[str, str]]:
    """(label, text) of what is filled in, as the public reads it; `listed`: of the columns of the list alone."""
    fields = [field for field in domain.fields if field.listed or not listed]
    told = ((field.heading, shown(field, record.values.get(field.name))) for field in fields)
    return [(label, text) for label, text in told if text]


def summary_of(domain, record) -> str:
    """What the list's columns say."""
    told = (f"{label}：{text}" for label, text in texts_of(domain, record, listed=True) if text != record.title)
    return "；".join(told)[:LONGEST]
