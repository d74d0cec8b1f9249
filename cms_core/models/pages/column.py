"""栏目: where content is published; a column is a list, a single page or a channel of further columns."""

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms_core.blocks.body import BodyBlock
from cms_core.models.pages.body import BodyMixin
from cms_core.models.pages.public import PublicPage
from cms_core.models.pages.slugs import PLAIN_TITLE_PANEL, PinyinSlugForm, PinyinSlugMixin
from cms_core.taxonomies.columns import column_type_choices


class ListStyle(models.TextChoices):
    LIST = "list", "标题列表"
    PICTURES = "pictures", "图片列表"
    DOCUMENTS = "documents", "公文列表"
    SINGLE = "single", "单页"
    CHANNEL = "channel", "频道（下级栏目汇总）"


class ColumnPage(PublicPage, BodyMixin, PinyinSlugMixin, Page):
    """The column tags of 《政府网站发展指引》附件 (name, description, keywords, type) and its owner's update term."""

    column_type = models.CharField("栏目类别", max_length=20, choices=column_type_choices)
    description = models.CharField("栏目描述", max_length=200)
    keywords = models.CharField("栏目关键词", max_length=200, help_text="多个词以半角逗号分隔。")
    owner_organisation = models.ForeignKey(
        "cms_core.Organisation", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="责任单位"
    )
    update_days = models.PositiveSmallIntegerField(
        "更新期限（天）", null=True, blank=True, help_text="超过这么多天没有新内容即提醒；留空则不提醒。"
    )
    list_style = models.CharField("展示方式", max_length=10, choices=ListStyle, default=ListStyle.LIST)
    body = StreamField(BodyBlock(), blank=True, verbose_name="正文", help_text="“单页”栏目直接展示的内容。")
    blueprint_key = models.CharField(max_length=60, blank=True, editable=False)

    content_panels = [
        PLAIN_TITLE_PANEL,
        MultiFieldPanel(
            [FieldPanel("column_type"), FieldPanel("description"), FieldPanel("keywords")], heading="栏目标签"
        ),
        FieldPanel("list_style"),
        FieldPanel("body"),
    ]
    settings_panels = [FieldPanel("owner_organisation"), FieldPanel("update_days")]
    promote_panels = [FieldPanel("slug"), FieldPanel("show_in_menus")]
    parent_page_types = ["cms_core.HomePage", "cms_core.ColumnPage"]
    # A home page here is that of a subsite; only provisioning makes one.
    subpage_types = [
        "cms_core.ColumnPage",
        "cms_core.ArticlePage",
        "cms_core.DocumentPage",
        "cms_core.TopicPage",
        "cms_core.HomePage",
    ]
    show_in_menus_default = True
    base_form_class = PinyinSlugForm
    template = "portal/column.html"

    class Meta:
        verbose_name = "栏目"
        verbose_name_plural = "栏目"

    def get_template(self, request, *args, **kwargs):
        from cms_core.public.faces import face_of

        face = face_of(request, self)
        return face.template if face else super().get_template(request, *args, **kwargs)
