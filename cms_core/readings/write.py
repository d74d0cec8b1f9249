"""写解读: a draft in the reading column of the document's portal, which says already what it interprets."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cms_core.catalogue.kinds import within
from cms_core.models.pages.article import ArticlePage
from cms_core.models.pages.column import ColumnPage, ListStyle
from cms_core.models.pages.document import DocumentPage

COLUMN_TYPE = "政策解读"
TITLE = ArticlePage._meta.get_field("title").max_length
# Columns that show nothing of their own.
NOT_FOR_CONTENT = (ListStyle.SINGLE, ListStyle.CHANNEL)


class NoReadingColumn(Exception):
    """The portal has no column of this type in which the person may write."""


def reading_columns(home):
    """Live columns of 政策解读 at or below this home page: those that list before those that lead on, topmost first."""
    found = within(ColumnPage, home.path).filter(column_type=COLUMN_TYPE, live=True).order_by("depth", "path")
    return sorted(found, key=lambda column: column.list_style in NOT_FOR_CONTENT)


@dataclass
class WriteReading:
    """A second click leads to the draft of the first."""

    document: DocumentPage
    user: object

    @transaction.atomic
    def execute(self) -> ArticlePage:
        home = self.document.entry.portal_home
        columns = [
            column for column in reading_columns(home) if column.permissions_for_user(self.user).can_add_subpage()
        ]
        if not columns:
            if reading_columns(home):
                raise PermissionDenied
            raise NoReadingColumn(f"“{home.title}”没有“政策解读”类的栏目，请先由站点管理员建立这样的栏目。")
        mine = ArticlePage.objects.filter(interprets=self.document, live=False, owner=self.user)
        draft = mine.order_by("-pk").first()
        return draft or self.make(columns[0])

    def make(self, column: ColumnPage) -> ArticlePage:
        name = self.document.title[: TITLE - len("《》政策解读")]
        draft = ArticlePage(title=f"《{name}》政策解读", live=False, owner=self.user, interprets=self.document)
        column.add_child(instance=draft)
        draft.save_revision(user=self.user, log_action="wagtail.create")
        return draft
