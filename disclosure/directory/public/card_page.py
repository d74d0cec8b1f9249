"""The page of an entry: its elements (《目录系统实施指引》: 核心元数据), and ways to the information itself."""

from django.utils import timezone

from cms_core.models import Organisation
from cms_core.models.entries import EntryKind
from cms_core.models.validity import Validity
from cms_core.text.chinese_dates import chinese_date
from disclosure.directory.items import labels_of
from disclosure.directory.public.rows import card_path, download_path
from disclosure.models import DirectoryEntry

TEMPLATE = "disclosure/card.html"
# Characters that half a line holds.
SHORT = 18


def element_rows(row: DirectoryEntry, issuers: str, summary: str, url: str) -> list[tuple[str, str]]:
    """(label, value) of all elements that the entry has, in the order of the guideline."""
    ended = "失效日期" if row.validity == Validity.EXPIRED else "废止日期"
    rows = [
        ("索引号", row.index_number),
        ("发布机构", issuers),
        ("名称", row.title),
        ("发文字号", row.document_number),
        ("生成日期", chinese_date(row.date_written or day_of(row.published_at))),
        ("发布日期", chinese_date(day_of(row.published_at))),
        ("公开事项", "；".join(labels_of(row.items))),
        ("主题分类", row.theme),
        ("体裁分类", row.genre),
        ("服务对象", row.audience),
        ("效力", Validity(row.validity).label if row.validity else ""),
        ("施行日期", chinese_date(row.date_effective)),
        (ended, chinese_date(row.date_repealed)),
        ("信息格式", row.information_format),
        ("内容概述", summary),
        ("在线地址", url),
    ]
    return [(label, value) for label, value in rows if value]


def laid_out(elements: list[tuple[str, str]]) -> list[tuple[str, str, bool]]:
    """With whether it takes a line of its own: what is long, and what would have nothing beside it."""
    found, open_place = [], None
    for label, value in elements:
        wide = len(value) > SHORT or label == "名称"
        if wide and open_place is not None:
            found[open_place] = (*found[open_place][:2], True)
        open_place = len(found) if not wide and open_place is None else None
        found.append((label, value, wide))
    if open_place is not None:
        found[open_place] = (*found[open_place][:2], True)
    return found


def day_of(moment):
    return timezone.localdate(moment)


def issuers_of(row: DirectoryEntry, page) -> str:
    """As the document names them, joint issuers too."""
    if row.kind == EntryKind.DOCUMENT and page is not None:
        return "、".join(page.issuer_names())
    body = Organisation.objects.filter(pk=row.organisation_number).first()
    return row.issuer_text or (body.name if body else "")


def card_values(row: DirectoryEntry, page, portal, root: str = "") -> dict:
    """`page` is the specific page, `portal` answers for it; `root` is its host where another one shows the card."""
    url = f"{portal.base_url}/{row.address}"
    shows_body = getattr(page, "shows_body", True)
    summary = page.short_text() if shows_body else row.summary
    elements = element_rows(row, issuers_of(row, page), summary, url)
    return {
        "row": row,
        "elements": elements,
        "lines": laid_out(elements),
        "page_url": f"{root}/{row.address}",
        "own_url": f"{root}{card_path(row.pk)}",
        "download_url": f"{root}{download_path(row.pk)}",
        "shows_body": shows_body,
    }
