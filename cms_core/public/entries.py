"""Catalogue entries as lists show them."""

from wagtail.models import Site

from cms_core.models.validity import Validity

NO_LONGER = (Validity.AMENDED, Validity.REPEALED, Validity.EXPIRED)


def entry_values(entry, root: str = "") -> dict:
    """What a list shows of an entry; `root` is the host's address where the list is not on it."""
    return {
        "id": entry.pk,
        "title": entry.title,
        "url": f"{root}/{entry.address}",
        "published_at": entry.published_at,
        "summary": entry.summary,
        "document_number": entry.document_number,
        "index_number": entry.index_number,
        "genre": entry.genre,
        "date_written": entry.date_written,
        "pinned": entry.pinned,
        "picture_id": entry.picture_id,
        "kind": entry.kind,
        # 文件修改、废止、失效要明确标注 (standards 1.3, U5): in lists too.
        "validity": entry.validity if entry.validity in NO_LONGER else "",
        "validity_label": Validity(entry.validity).label if entry.validity in NO_LONGER else "",
        "validity_day": entry.date_repealed if entry.validity in NO_LONGER else None,
    }


def validity_note(entry) -> str:
    """已废止（2020年1月1日）, for where there are no marks; "" of what is in force."""
    if entry.validity not in NO_LONGER:
        return ""
    day = entry.date_repealed
    when = f"（{day.year}年{day.month}月{day.day}日）" if day else ""
    return f"{Validity(entry.validity).label}{when}"


def roots_of(entries) -> dict[int, str]:
    """The host's address of each entry by its `site_home`; one query."""
    homes = {entry.site_home_id for entry in entries}
    return {site.root_page_id: site.root_url for site in Site.objects.filter(root_page__in=homes)} if homes else {}
