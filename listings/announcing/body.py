"""The text of an announcement, as blocks of `cms_core.blocks.body`."""

import datetime

from django.db.models import Count
from django.utils import timezone
from django.utils.html import escape, format_html

from listings.announcing import table
from listings.announcing.words import counted
from listings.models import Adjustment
from listings.public.addresses import adjustment_path, list_path
from listings.public.days import written
from listings.states import LineKind

REVOKED = "已撤销"


def body_of(adjustment: Adjustment) -> list[dict]:
    """A few queries, however many lines there are."""
    kinds = kinds_of(adjustment)
    return [
        text(opening(adjustment), counted_line(kinds), escape(adjustment.note)),
        items(adjustment),
        text(*links(adjustment, sum(kinds.values()))),
        signature(adjustment),
    ]


def kinds_of(adjustment: Adjustment) -> dict[str, int]:
    rows = dict(adjustment.lines.order_by().values_list("kind").annotate(Count("pk")))
    return {kind: rows[kind] for kind in LineKind if kind in rows}


def opening(adjustment: Adjustment) -> str:
    """Basis, bodies, approval, day: what section 5.6 asks of every adjustment."""
    told = f"根据{escape(adjustment.basis)}，" if adjustment.basis else ""
    told += f"由{escape(adjustment.proposing_body.name)}提出，" if adjustment.proposing_body else ""
    told += f"经{escape(adjustment.approving_body.name)}批准" if adjustment.approving_body else "经批准"
    told += f"（{escape(adjustment.approval_number)}）" if adjustment.approval_number else ""
    whose = escape(f"{adjustment.listing.portal.name}{adjustment.listing.get_kind_display()}")
    return f"{told}，对{whose}作如下调整，自<b>{written(adjustment.effective_day)}</b>起生效。"


def counted_line(kinds: dict[str, int]) -> str:
    return f"本次调整{counted(kinds)}。" if kinds else ""


def items(adjustment: Adjustment) -> dict:
    return {
        "type": "table",
        "value": {
            "data": [table.HEADERS, *table.rows(adjustment)],
            "first_row_is_table_header": True,
            "table_header_choice": "row",
            "table_caption": "调整事项",
        },
    }


def links(adjustment: Adjustment, number: int):
    if number > table.MOST:
        yield f"以上为前 {table.MOST} 项，共 {number} 项。"
    kind = adjustment.listing.kind
    page = format_html('<a href="{}">查看本次调整的全部事项</a>', adjustment_path(kind, adjustment.pk))
    whole = format_html('<a href="{}">{}</a>', list_path(kind), adjustment.listing.get_kind_display())
    yield f"{page}；{whole}。"
    if adjustment.basis_document_id:
        yield f'依据文件：<a linktype="page" id="{adjustment.basis_document_id}">{escape(adjustment.basis)}</a>'
    elif adjustment.basis_file_id:
        yield f'依据文件：<a linktype="document" id="{adjustment.basis_file_id}">{escape(adjustment.basis)}</a>'
    elif adjustment.basis_url:
        yield format_html('依据文件：<a href="{}">{}</a>', adjustment.basis_url, adjustment.basis)


def signature(adjustment: Adjustment) -> dict:
    bodies = [body.name for body in (adjustment.approving_body,) if body] or [
        adjustment.listing.portal.organisation.name
    ]
    day = timezone.localdate(adjustment.approved_at)
    return {"type": "signature", "value": {"organisations": bodies, "date": day.isoformat(), "note": ""}}


def text(*paragraphs: str) -> dict:
    return {"type": "text", "value": "".join(f"<p>{one}</p>" for one in paragraphs if one)}


def revocation(day: datetime.date, reason: str) -> dict:
    told = f"<p>本次调整已于{written(day)}撤销，不再生效。原因：{escape(reason)}</p>"
    return {"type": "notice", "value": {"kind": "warning", "title": REVOKED, "text": told}}
