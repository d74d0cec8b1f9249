"""分支: an unpublished page under which portals hang, so that one permission row covers a region."""

from wagtail.models import Page


class BranchPage(Page):
    """Never served. The province, its departments and each city have one."""

    parent_page_types = ["wagtailcore.Page", "cms_core.BranchPage"]
    subpage_types = ["cms_core.BranchPage", "cms_core.HomePage"]
    max_count_per_parent = None
    is_creatable = False

    class Meta:
        verbose_name = "站点树分支"
        verbose_name_plural = "站点树分支"

    def get_url_parts(self, request=None):
        return None
