"""文章: news, notices, readings and everything else that is not an official document."""

from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms_core.models.pages.content import ContentPage


class ArticlePage(ContentPage):
    address_kind = "art"
    entry_kind = "article"
    content_panels = [*Page.content_panels, FieldPanel("body"), ContentPage.tag_panel]
    template = "portal/article.html"

    class Meta:
        verbose_name = "文章"
        verbose_name_plural = "文章"
