"""文章: news, notices, readings and everything else that is not an official document."""

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from cms_core.models.pages.content import ContentPage
from cms_core.models.pages.slugs import PLAIN_TITLE_PANEL


class ArticlePage(ContentPage):
    address_kind = "art"
    entry_kind = "article"
    shown_with = ("interprets__entry",)

    # 解读与文件相互关联 (section 2.3); the other direction is `DocumentPage.readings`.
    interprets = models.ForeignKey(
        "cms_core.DocumentPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="解读的公文",
        help_text="政策解读请选择所解读的公文，两边会互相链接。",
    )

    content_panels = [
        PLAIN_TITLE_PANEL,
        FieldPanel("body"),
        ContentPage.tag_panel,
        MultiFieldPanel([FieldPanel("interprets")], heading="政策解读", classname="collapsed"),
    ]
    template = "portal/article.html"

    class Meta:
        verbose_name = "文章"
        verbose_name_plural = "文章"
