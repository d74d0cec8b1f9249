"""Articles of a reading column that name the document they explain in their text, but are not linked to it."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef

from cms_core.citations.revising import publish_fields
from cms_core.models.citations import Citation, CitationKind
from cms_core.models.entries import EntryKind
from cms_core.models.pages.article import ArticlePage
from cms_core.models.pages.column import ColumnPage
from cms_core.readings.write import COLUMN_TYPE

LINKED = "cms_core.reading.link"


class AlreadyLinked(Exception):
    """The article says meanwhile what it interprets, or its text no longer does."""


def proposed_links(pages=None):
    """Citations (kind 解读, with a target) of unlinked articles in reading columns; `pages` narrows them."""
    reading = ColumnPage.objects.filter(pk=OuterRef("source__entry__column"), column_type=COLUMN_TYPE)
    unlinked = ArticlePage.objects.filter(pk=OuterRef("source"), interprets__isnull=True)
    # What the public does not see is not named to editors of other portals either.
    public = {"target__entry__kind": EntryKind.DOCUMENT, "target__entry__visible": True}
    rows = Citation.objects.filter(Exists(reading), Exists(unlinked), kind=CitationKind.INTERPRET, **public)
    return rows if pages is None else rows.filter(source__in=pages.order_by().values("pk"))


@dataclass
class LinkReading:
    """Publishes the link, beside whatever the article's draft is; `user` must have the right to publish it."""

    citation: Citation
    user: object

    @transaction.atomic
    def execute(self) -> ArticlePage:
        article = ArticlePage.objects.select_for_update().get(pk=self.citation.source_id)
        if not article.permissions_for_user(self.user).can_publish():
            raise PermissionDenied
        citation = proposed_links().filter(pk=self.citation.pk).first()
        if citation is None:
            raise AlreadyLinked(f"“{article.title}”已经关联了公文，没有重复关联。")
        publish_fields(article, {"interprets_id": citation.target_id}, user=self.user, log_action=LINKED)
        return ArticlePage.objects.get(pk=article.pk)
