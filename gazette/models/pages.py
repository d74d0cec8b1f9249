"""The face of a published issue in the catalogue: lists, covers, feeds, search and site maps show it as any content."""

from cms_core.models.pages.content import ContentPage


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

    def make_address(self):
        return self.issue_path.strip("/") + "/" if self.issue_path else self.address
