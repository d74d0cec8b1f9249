"""The history of a regulation → its dates and validity: adopted, promulgated, in effect, amended, repealed."""

from cms_core.models import DocumentPage
from cms_core.models.validity import Validity
from cms_core.text.dates import parse_date, parse_moment
from migrations.documents.facts import Status

KINDS = ("repealed", "amended", "effective", "promulgated", "adopted")


def read_events(draft, events, settings) -> list[str]:
    """Fills what no field of the record said; returns what is wrong with the events."""
    if not isinstance(events, list):
        return ["历次修改应为数组，每条含日期与事项。"]
    known, wrong = [], []
    for event in events:
        day = parse_date(event.get(settings.get("date", "date"))) if isinstance(event, dict) else None
        text = str(event.get(settings.get("text", "event"), "")) if isinstance(event, dict) else ""
        if day is None:
            wrong.append(f"历次修改中的“{str(event)[:60]}”没有看得懂的日期。")
            continue
        known.append((day, text.strip(), kind_of(text, settings)))
    known.sort(key=lambda event: event[0])
    if known:
        read_dates(draft, known)
        read_validity(draft, known)
    return wrong


def kind_of(text, settings):
    """By its last word: 常务委员会会议通过 is adopted, 《…修改…的决定》修正 amended, 公告第30号公布 promulgated."""
    places = {kind: max((text.rfind(word) for word in settings.get(kind, ())), default=-1) for kind in KINDS}
    best = max(KINDS, key=lambda kind: places[kind])
    return best if places[best] >= 0 else ""


def read_dates(draft, events):
    def first(*kinds):
        return next((day for kind in kinds for day, _, found in events if found == kind), None)

    def last(*kinds):
        return next((day for kind in kinds for day, _, found in reversed(events) if found == kind), None)

    if draft.date_written is None and (day := first("adopted", "promulgated") or events[0][0]):
        draft.date_written = day
        draft.tell("date_written", Status.INFERRED, value=day.isoformat(), note="取自历次修改中最早的通过日期。")
    announced = [day for day, _, kind in events if kind in ("promulgated", "amended", "adopted")]
    if draft.published_at is None and announced:
        draft.published_at = parse_moment(announced[-1])
        draft.tell("published_at", Status.INFERRED, value=announced[-1].isoformat(), note="取自最近一次公布或修改。")
    if draft.date_effective is None and (day := last("effective")):
        draft.date_effective = day
        draft.tell("date_effective", Status.INFERRED, value=day.isoformat(), note="取自历次修改。")


def read_validity(draft, events):
    longest = DocumentPage._meta.get_field("validity_basis").max_length
    amended = [f"{day} {text}" for day, text, kind in events if kind == "amended"]
    repealed = [(day, text) for day, text, kind in events if kind == "repealed"]
    if repealed:
        day, text = repealed[-1]
        draft.date_repealed = draft.date_repealed or day
        draft.validity, draft.validity_basis = Validity.REPEALED, f"{day} {text}"[:longest]
        draft.tell("validity", Status.INFERRED, value=draft.validity.label, note=draft.validity_basis)
    elif amended and draft.validity == Validity.IN_FORCE:
        # The latest is what counts; the earlier ones stand as far as there is room.
        told = "；".join(reversed(amended))
        draft.validity = Validity.AMENDED
        draft.validity_basis = told if len(told) <= longest else amended[-1][:longest]
        draft.tell("validity", Status.INFERRED, value=draft.validity.label, note=draft.validity_basis)
