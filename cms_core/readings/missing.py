"""Documents without a reading (《政府网站发展指引》: 政策文件与解读材料同步发布、相互关联)."""

from django.db.models import Exists, OuterRef

from cms_core.models.entries import Entry, EntryKind
from cms_core.models.pages.article import ArticlePage


def has_reading() -> Exists:
    """As a condition on entries: a live article, on whichever portal, says that it interprets the document."""
    return Exists(ArticlePage.objects.filter(interprets=OuterRef("pk"), live=True))


def documents_without_reading(pages=None):
    """Entries of public documents that nobody explains; `pages`, a queryset, narrows them to what one works on."""
    entries = Entry.objects.visible().of_kind(EntryKind.DOCUMENT).filter(~has_reading())
    return entries if pages is None else entries.filter(pk__in=pages.order_by().values("pk"))
