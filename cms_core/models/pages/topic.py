"""专题: a subject with a picture, an introduction and its own content, instead of a site of its own (47号)."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms_core.blocks.body import BodyBlock
from cms_core.models.pages.body import BodyMixin
from cms_core.models.pages.public import PublicPage
from cms_core.models.pages.slugs import PLAIN_TITLE_PANEL, PinyinSlugForm, PinyinSlugMixin


class TopicPage(PublicPage, BodyMixin, PinyinSlugMixin, Page):
    """Holds articles and documents itself; after its end it stays reachable as a past topic."""

    summary = models.CharField("导语", max_length=300, blank=True)
    keywords = models.CharField("关键词", max_length=200, blank=True)
    picture = models.ForeignKey(
        "cms_core.Picture", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="头图"
    )
    ends_on = models.DateField("结束日期", null=True, blank=True, help_text="到期后转入历史专题，不再挂首页。")
    body = StreamField(BodyBlock(), blank=True, verbose_name="正文")

    content_panels = [
        PLAIN_TITLE_PANEL,
        FieldPanel("summary"),
        FieldPanel("picture"),
        FieldPanel("ends_on"),
        FieldPanel("body"),
    ]
    promote_panels = [FieldPanel("slug"), FieldPanel("keywords"), FieldPanel("show_in_menus")]
    parent_page_types = ["cms_core.HomePage", "cms_core.ColumnPage"]
    subpage_types = ["cms_core.ArticlePage", "cms_core.DocumentPage"]
    base_form_class = PinyinSlugForm
    template = "portal/topic.html"

    class Meta:
        verbose_name = "专题"
        verbose_name_plural = "专题"
