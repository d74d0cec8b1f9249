"""公文: an official document with the fields of the open-information page (section 3.3 of the reference)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms_core.documents.forms import DocumentPageForm
from cms_core.documents.header import header_rows, issuer_names
from cms_core.documents.rules import legal_problems, warnings_of
from cms_core.models.pages.content import ContentPage
from cms_core.models.pages.slugs import PLAIN_TITLE_PANEL
from cms_core.models.validity import DisclosureAttribute, Validity
from cms_core.taxonomies.genres import genre_choices
from cms_core.taxonomies.themes import theme_choices
from cms_core.text.document_numbers import normalise

FORMATS = [(name, name) for name in ("文本", "表格", "图片", "音频", "视频", "数据")]


class DocumentPage(ContentPage):
    """`index_number` is generated strictly at first publication or imported as it stood (see `cms_core.numbers`)."""

    address_kind = "doc"
    entry_kind = "document"
    shown_with = ("issuer", "changed_by__entry")

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
        "公开属性",
        max_length=10,
        choices=DisclosureAttribute,
        default=DisclosureAttribute.ACTIVE,
        help_text="“依申请公开”只公布标题和要素；“不予公开”不能发布。",
    )
    disclosure_reason = models.CharField(
        "不公开的理由", max_length=200, blank=True, help_text="“不予公开”时必填，写明理由和依据；不对外显示。"
    )
    information_format = models.CharField("信息格式", max_length=10, choices=FORMATS, blank=True)

    content_panels = [
        PLAIN_TITLE_PANEL,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("issuer"), FieldPanel("document_number")]),
                FieldRowPanel([FieldPanel("date_written"), FieldPanel("date_effective")]),
                FieldRowPanel([FieldPanel("theme"), FieldPanel("genre")]),
                FieldPanel("joint_issuers"),
            ],
            heading="公文要素",
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("disclosure"), FieldPanel("disclosure_reason")])],
            heading="公开属性",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("validity"), FieldPanel("date_repealed")]),
                FieldPanel("changed_by"),
                FieldPanel("validity_basis"),
            ],
            heading="效力",
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("index_number"), FieldPanel("issuer_text")]),
                FieldRowPanel([FieldPanel("subject_words"), FieldPanel("audience")]),
                FieldPanel("information_format"),
            ],
            heading="其他要素",
            classname="collapsed",
        ),
        ContentPage.tag_panel,
    ]
    base_form_class = DocumentPageForm
    template = "portal/document.html"
    exclude_fields_in_copy = [*ContentPage.exclude_fields_in_copy, "index_number"]
    # An import of what was published elsewhere switches it off: an old document keeps the number it had, or none.
    number_at_publication = True

    class Meta:
        verbose_name = "公文"
        verbose_name_plural = "公文"

    def clean(self):
        self.document_number = normalise(self.document_number)
        problems = legal_problems(self)
        try:
            super().clean()
        except ValidationError as error:
            problems = {**error.message_dict, **problems}
        if problems:
            raise ValidationError(problems)

    def header_rows(self) -> list[tuple[str, str]]:
        """The official header block, see `cms_core.documents.header`."""
        return header_rows(self)

    def issuer_names(self) -> list[str]:
        return issuer_names(self)

    def warnings(self) -> list[str]:
        return warnings_of(self, timezone.localdate())

    @property
    def shows_body(self) -> bool:
        """依申请公开: title and header only, whatever an import may have left in the body."""
        return self.disclosure == DisclosureAttribute.ACTIVE

    def readings(self):
        """政策解读 of this document that the public sees, as catalogue entries (解读与文件相互关联, section 2.3)."""
        from cms_core.models.entries import Entry
        from cms_core.models.pages.article import ArticlePage

        return Entry.objects.visible().filter(page__in=ArticlePage.objects.filter(interprets=self).values("pk"))

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
