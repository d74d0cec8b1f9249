"""目录条目: what an issue prints, and once it is sealed the standard text of each."""

from django.db import models
from django.db.models import Q


class EntryKind(models.TextChoices):
    DOCUMENT = "document", "公文"
    ARTICLE = "article", "文章"
    ERRATUM = "erratum", "更正"
    REFERENCE = "reference", "存目"  # title and pages only: the text is in the scanned issue


class IssueEntry(models.Model):
    """`page` is the document or article in the catalogue that it was made from; the text outlives it.

    `position` orders entries within their part while the issue is made; `number` counts them through the issue once
    it is sealed, and is the last part of the address. `part_name`, `facts` and `html` are empty until then: parts may
    be renamed and put in another order, what was printed stays as it was.

    `html` is standard text: a well-formed XHTML fragment of h2, h3, h4, p, ul, ol, li, table (caption, thead, tbody,
    tr, th, td with colspan and rowspan), blockquote, figure, img, figcaption, strong, em, sub, sup, br, a. Headings
    have an id (`s1`, `s2` …). p may have one class: signature, date, salutation, note, centred. img src is
    `files/<name>` of an IssueFile of this entry; a href is absolute, `#<id>`, or `files/<name>`.
    A p with an id begins with a heading that runs into it (（一）完善功能。推动…; 第一条　为了…): its first strong
    is that heading; it stays one paragraph, as in print. Cells, items and captions hold words, br and img; an item then
    lists (ol may have start). br stands only there; blockquote holds p and lists. `gazette.texts.standard` makes it.

    `facts` (JSON): index_number, theme, genre, issuers [str], document_number, date_written, date_effective,
    date_repealed (ISO or ""), validity, subject_words, published_at (ISO), source, source_url, author, responsible
    [{"section", "names": [str]}], attachments [{"name", "file"}]. Missing ones are absent.

    `digest` is SHA-256 (hex) of `gazette.texts.canonical.canonical_bytes(entry)`.
    """

    issue = models.ForeignKey("gazette.Issue", models.CASCADE, related_name="entries")
    part = models.ForeignKey("gazette.Part", models.PROTECT, related_name="entries")
    part_name = models.CharField(max_length=40, blank=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=10, choices=EntryKind, default=EntryKind.DOCUMENT)
    page = models.ForeignKey("wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="gazette_entries")
    title = models.CharField("标题", max_length=255)
    document_number = models.CharField("发文字号", max_length=60, blank=True)
    document_key = models.CharField(max_length=60, blank=True, db_index=True, help_text="folded document number")
    first_page = models.PositiveSmallIntegerField("起始页", null=True, blank=True)
    last_page = models.PositiveSmallIntegerField("终止页", null=True, blank=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="errata", verbose_name="更正的条目"
    )
    correction = models.TextField("更正内容", blank=True, help_text="如“第二条第一款‘应当’误为‘可以’，特此更正。”")
    reprint = models.BooleanField("重刊", default=False, help_text="同一文件只能首刊一次；再次刊登须注明重刊。")
    facts = models.JSONField(default=dict, blank=True)
    html = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    text_digest = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        db_index=True,
        help_text="SHA-256 of the text alone, without any white space",
    )
    has_text = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = "目录条目"
        verbose_name_plural = "目录条目"
        # All entries of an issue have a number, or none has.
        ordering = ["issue", "number", "part__order", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "number"], name="issue_entry_number_once"),
            models.UniqueConstraint(
                fields=["issue", "page"], condition=Q(page__isnull=False), name="issue_entry_page_once"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def path(self) -> str:
        """On the host of its portal: `/gazette/2015/7/3`."""
        return f"{self.issue.path}{self.number}"

    @property
    def part_label(self) -> str:
        """The name it is printed under; until it is sealed, that of its part as it is called now."""
        return self.part_name or self.part.name

    @property
    def pages(self) -> str:
        """12-15, 12 or nothing."""
        if not self.first_page:
            return ""
        if not self.last_page or self.last_page == self.first_page:
            return str(self.first_page)
        return f"{self.first_page}-{self.last_page}"
