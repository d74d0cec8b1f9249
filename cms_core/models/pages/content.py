"""What articles and documents share: the content tags of 《政府网站发展指引》附件 and an address for life."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms_core.blocks.body import BodyBlock
from cms_core.catalogue.years import BEIJING
from cms_core.models.pages.address import AddressField
from cms_core.models.pages.body import BodyMixin
from cms_core.models.pages.public import PublicPage
from cms_core.models.pages.slugs import OpaqueSlugMixin

# Facts of the page itself: a revision written before they were settled must not bring older values back.
SETTLED_FIELDS = ("address", "address_settled")


class ContentPage(OpaqueSlugMixin, PublicPage, BodyMixin, Page):
    """Abstract. The address (`/art/2015/3/1074.html`: kind, year, month, number) is settled at first publication.

    Until then it follows `published_at`, so that a preview has one. Neither a copy nor an alias inherits it.
    """

    address_kind = ""

    published_at = models.DateTimeField(
        "发布时间", null=True, blank=True, help_text="留空则为首次发布的时刻；只在补录历史内容时填写。"
    )
    source = models.CharField(
        "来源", max_length=100, blank=True, help_text="发布单位或转载来源；留空则为本站主办单位。"
    )
    author = models.CharField("作者", max_length=60, blank=True)
    keywords = models.CharField("关键词", max_length=200, blank=True, help_text="多个词以半角逗号分隔。")
    summary = models.CharField("摘要", max_length=300, blank=True)
    picture = models.ForeignKey(
        "cms_core.Picture", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="题图"
    )
    pinned = models.BooleanField("置顶", default=False)
    body = StreamField(BodyBlock(), blank=True, verbose_name="正文")
    address = AddressField(max_length=120, blank=True, editable=False)
    address_settled = models.BooleanField(default=False, editable=False)

    tag_panel = MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("source"), FieldPanel("author")]),
            FieldPanel("summary"),
            FieldPanel("keywords"),
            FieldPanel("picture"),
        ],
        heading="内容标签",
    )
    promote_panels = []
    settings_panels = [FieldPanel("pinned"), FieldPanel("published_at"), *Page.settings_panels]
    parent_page_types = ["cms_core.ColumnPage", "cms_core.TopicPage"]
    subpage_types = []
    show_in_menus_default = False

    class Meta:
        abstract = True

    # A copy is new content: its own number, and published when it is published.
    exclude_fields_in_copy = ["address", "address_settled", "published_at"]

    def clean(self):
        super().clean()
        latest = max(self.go_live_at or timezone.now(), timezone.now())
        if self.published_at and self.published_at > latest:
            raise ValidationError(
                {"published_at": "发布时间不能晚于现在。要定时发布，请在“定时发布”中填写上线时间，此处留空。"}
            )

    def save(self, *args, **kwargs):
        update_fields = kwargs.get("update_fields")
        if update_fields is None or "live" in update_fields:
            self.settle()
            if update_fields is not None:
                kwargs["update_fields"] = {*update_fields, "published_at", *SETTLED_FIELDS}
        return super().save(*args, **kwargs)

    def settle(self):
        """Before the row is written as a whole: what goes live gets its date, and keeps its address for life.

        The address itself is made by its field, which knows the number.
        """
        if self._state.adding:
            self.address, self.address_settled = "", False
        elif not self.address_settled:
            # An instance read before someone else published must not take the address back: the row decides.
            row = type(self)._base_manager.filter(pk=self.pk).values_list(*SETTLED_FIELDS).first()
            self.address, self.address_settled = row or ("", False)
        if self.live and self.published_at is None:
            # What a page that is only now added says of its first publication is its source's (Wagtail's copy).
            self.published_at = (None if self._state.adding else self.first_published_at) or timezone.now()
        if not self.address_settled:
            self.address, self.address_settled = "", self.live

    def make_address(self):
        """Path on the site without the leading slash: kind/year/month/number.html, month without a zero."""
        moment = timezone.localtime(self.published_at or self.first_published_at or timezone.now(), BEIJING)
        return f"{self.address_kind}/{moment.year}/{moment.month}/{self.pk}.html"

    def with_content_json(self, content):
        page = super().with_content_json(content)
        for name in SETTLED_FIELDS:
            setattr(page, name, getattr(self, name))
        return page

    def get_url_parts(self, request=None):
        parts = super().get_url_parts(request)
        if parts is None or parts[1] is None or not self.address:
            return parts
        return parts[0], parts[1], f"/{self.address}"
