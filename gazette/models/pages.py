"""The face of a published issue in the catalogue: lists, covers, feeds, search and site maps show it as any content."""

from django.core.exceptions import PermissionDenied

from cms_core.models.pages.content import ContentPage
from gazette.models.face_permissions import FacePermissions


class IssuePage(ContentPage):
    """Written by `gazette.actions` alone: it exists while its issue is published, and nobody edits it.

    Its address is the issue's, `gazette/2015/7/`; the body is the contents, for search.
    """

    address_kind = "gazette"
    entry_kind = "issue"
    is_creatable = False
    parent_page_types = ["cms_core.ColumnPage"]
    # Given by whoever makes the page; the address is settled from it.
    issue_path = ""

    class Meta:
        verbose_name = "公报期"
        verbose_name_plural = "公报期"

    def save(self, *args, **kwargs):
        if self._state.adding and not self.issue_path:
            # A copy or an alias, made along with the column: it would be an issue that does not exist.
            raise PermissionDenied("公报各期由公报工作台发布，不能复制。")
        return super().save(*args, **kwargs)

    def permissions_for_user(self, user):
        return FacePermissions(user, self)

    def make_address(self):
        return self.issue_path.strip("/") + "/" if self.issue_path else self.address
