"""首页: the root of a portal, or of a subsite on a column of its county's portal."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms_core.blocks.home import HomeSectionsBlock
from cms_core.models.pages.public import PublicPage


class HomePage(PublicPage, Page):
    """A portal is the subtree below its home page; `live` says whether the public may see it at all."""

    sections = StreamField(HomeSectionsBlock(), blank=True, verbose_name="首页版块")
    keywords = models.CharField("栏目关键词", max_length=200, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("sections")]
    promote_panels = [FieldPanel("keywords"), FieldPanel("search_description")]
    parent_page_types = ["cms_core.BranchPage", "cms_core.ColumnPage"]
    subpage_types = ["cms_core.ColumnPage", "cms_core.TopicPage"]
    is_creatable = False
    template = "portal/home.html"

    class Meta:
        verbose_name = "门户首页"
        verbose_name_plural = "门户首页"
