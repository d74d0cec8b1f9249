"""Which documents a portal has already: by number, else by title and day, so that an import can be run again."""

from cms_core.catalogue.kinds import within
from cms_core.models import DocumentPage
from cms_core.text.document_numbers import key_of
from cms_core.text.folding import fold


class KnownDocuments:
    """Read once for a whole import, one query."""

    def __init__(self, home):
        self.by_number = {}
        self.by_title = {}
        rows = within(DocumentPage, home.path).order_by("path")
        for pk, number, title, day in rows.values_list("pk", "document_number", "title", "date_written"):
            self.add(pk, number, title, day)

    def add(self, pk, number, title, day):
        if number:
            self.by_number.setdefault((key_of(number), fold(title)), pk)
            self.by_number.setdefault(key_of(number), pk)
        self.by_title.setdefault((fold(title), day), pk)

    def find(self, draft):
        """(the page's id, by what it is known), or (None, "")."""
        if draft.document_number:
            # Some offices give one number to several annexes; the same number under another title is still a double.
            key = key_of(draft.document_number)
            pk = self.by_number.get((key, fold(draft.title))) or self.by_number.get(key)
            return (pk, f"发文字号 {draft.document_number}") if pk is not None else (None, "")
        pk = self.by_title.get((fold(draft.title), draft.date_written))
        return (pk, f"标题“{draft.title}”与成文日期") if pk is not None else (None, "")
