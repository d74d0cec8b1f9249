"""Whether an imported document may be live, and on which day it counts as published."""

from datetime import datetime, time

from cms_core.models.validity import DisclosureAttribute
from cms_core.text.dates import CHINA
from migrations.documents.facts import Status


def settle_publication(draft, live: bool, now) -> tuple[bool, list[str]]:
    """(whether it goes live, why not). The day of an import is never a day of publication (section 10.6).

    Without a day of its own the document counts from the day it was written; without either it stays a draft.
    """
    notes = []
    if draft.published_at and draft.published_at > now:
        draft.tell("published_at", Status.NOT_UNDERSTOOD, str(draft.published_at), note="发布时间在将来，请核对。")
    if draft.published_at is None and draft.date_written:
        draft.published_at = datetime.combine(draft.date_written, time(), tzinfo=CHINA)
        note = "原页面没有发布日期，以成文日期代替。"
        draft.tell("published_at", Status.INFERRED, value=f"{draft.published_at:%Y-%m-%d}", note=note)
    if not live:
        return False, notes
    if draft.published_at is None:
        return False, ["没有发布日期也没有成文日期，只存为草稿：请补填发布时间后再发布。"]
    if draft.disclosure == DisclosureAttribute.NONE:
        return False, ["公开属性为“不予公开”，只存为草稿。"]
    if draft.disclosure == DisclosureAttribute.ON_REQUEST and draft.body:
        return False, ["公开属性为“依申请公开”而带有正文，只存为草稿：请核对后再发布。"]
    return True, notes
