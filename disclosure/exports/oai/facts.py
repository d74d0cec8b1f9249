"""What records of a page of a harvest refer to beside their rows; five queries, however many records there are."""

from functools import cached_property

from django.utils import timezone

from cms_core.models import ArticlePage, DocumentPage, Organisation
from cms_core.models.entries import EntryKind
from disclosure.exports.columns import Words

PAGES = {EntryKind.ARTICLE: ArticlePage, EntryKind.DOCUMENT: DocumentPage}


class Facts:
    def __init__(self, rows, places):
        """`rows` are told whole, of `places` only where they are or were listed."""
        self.rows, self.places = rows, places
        self.words = Words(rows)

    @cached_property
    def keywords(self) -> dict[int, str]:
        found = {}
        for kind, model in PAGES.items():
            pages = [row.pk for row in self.rows if row.kind == kind]
            if pages:
                found |= dict(model.objects.filter(pk__in=pages).order_by().values_list("pk", "keywords"))
        return found

    @cached_property
    def paths(self) -> dict[int, str]:
        """Tree paths of bodies."""
        bodies = {place.organisation_number for place in self.places}
        return dict(Organisation.objects.filter(pk__in=bodies).order_by().values_list("pk", "path"))

    @staticmethod
    def day(moment):
        return timezone.localdate(moment)
