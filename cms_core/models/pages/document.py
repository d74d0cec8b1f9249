"""公文: an official document with the fields of the open-information page (section 3.3 of the reference)."""

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page

from cms_core.models.pages.content import ContentPage
from cms_core.models.validity import DisclosureAttribute, Validity
from cms_core.taxonomies.genres import genre_choices
from cms_core.taxonomies.themes import theme_choices
from cms_core.text.document_numbers import normalise


class DocumentPage(ContentPage):
    """`index_number` is generated strictly at first publication or imported as it stood (see `cms_core.numbers`)."""

    address_kind = "doc"
    entry_kind = "document"

    issuer = models.ForeignKey(
        "cms_core.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="发文机关"
    )
    issuer_text = models.CharField(
        "发文机关（原文）", max_length=120, blank=True, help_text="旧页面上的写法，如与机构名录不同则照录。"
    )
    joint_issuers = ParentalManyToManyField(
        "cms_core.Organisation", blank=True, related_name="+", verbose_name="联合发文机关"
    )
    document_number = models.CharField("发文字号", max_length=60, blank=True)
    index_number = models.CharField("索引号", max_length=40, blank=True, help_text="新文留空，发布时自动编制。")
    theme = models.CharField("主题分类", max_length=40, blank=True, choices=theme_choices)
    genre = models.CharField("体裁分类", max_length=20, blank=True, choices=genre_choices)
    subject_words = models.CharField("主题词", max_length=120, blank=True)
    audience = models.CharField("服务对象", max_length=60, blank=True)
    date_written = models.DateField("成文日期", null=True, blank=True)
    date_effective = models.DateField("施行日期", null=True, blank=True)
    date_repealed = models.DateField("废止日期", null=True, blank=True)
    validity = models.CharField("效力", max_length=10, choices=Validity, default=Validity.IN_FORCE)
    validity_basis = models.CharField("修改或废止依据", max_length=200, blank=True)
    changed_by = models.ForeignKey(
        "cms_core.DocumentPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="changes",
        verbose_name="修改或废止它的公文",
    )
    disclosure = models.CharField(
        "公开属性", max_length=10, choices=DisclosureAttribute, default=DisclosureAttribute.ACTIVE
    )

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("issuer"), FieldPanel("document_number")]),
                FieldPanel("joint_issuers"),
                FieldRowPanel([FieldPanel("theme"), FieldPanel("genre")]),
                FieldRowPanel([FieldPanel("date_written"), FieldPanel("date_effective")]),
                FieldRowPanel([FieldPanel("index_number"), FieldPanel("disclosure")]),
                FieldRowPanel([FieldPanel("subject_words"), FieldPanel("audience")]),
            ],
            heading="公文要素",
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("validity"), FieldPanel("date_repealed")]),
                FieldPanel("changed_by"),
                FieldPanel("validity_basis"),
            ],
            heading="效力",
        ),
        ContentPage.tag_panel,
    ]
    template = "portal/document.html"
    exclude_fields_in_copy = [*ContentPage.exclude_fields_in_copy, "index_number"]
    # An import of what was published elsewhere switches it off: an old document keeps the number it had, or none.
    number_at_publication = True

    class Meta:
        verbose_name = "公文"
        verbose_name_plural = "公文"

    def clean(self):
        self.document_number = normalise(self.document_number)
        super().clean()

    def settle(self):
        first = self.live and not self.address_settled
        super().settle()
        if first and self.number_at_publication:
            # Imported late: the counter is a model beside this one.
            from cms_core.numbers.assign import assign_index_number

            assign_index_number(self)

    def with_content_json(self, content):
        page = super().with_content_json(content)
        # An index number is never taken back: a draft older than the number must not clear it.
        page.index_number = page.index_number or self.index_number
        return page
