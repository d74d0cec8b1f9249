"""The catalogue's table: one row for each live content page, and the counters kept beside it."""

from django.db import models
from django.db.models import Q

from cms_core.catalogue.querysets import EntryManager
from cms_core.models.validity import Validity


class EntryKind(models.TextChoices):
    ARTICLE = "article", "文章"
    DOCUMENT = "document", "公文"
    ISSUE = "issue", "公报"


class Entry(models.Model):
    """What lists, feeds, counts, sitemaps and reports need of one live content page; written by page signals only.

    `site_home` is the home page of the host name that answers, `portal_home` that of the portal the page belongs to;
    they differ in subsites. `visible` is false while that portal or a column above is not open or the page is private.
    `organisation` is the issuer of a document.
    """

    page = models.OneToOneField("wagtailcore.Page", models.CASCADE, primary_key=True, related_name="entry")
    site_home = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+")
    portal_home = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+")
    column = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+")
    column_type = models.CharField(
        max_length=20, blank=True, help_text="栏目类别 of the column, kept here for its index"
    )
    organisation = models.ForeignKey("cms_core.Organisation", models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=EntryKind)
    visible = models.BooleanField(default=True)
    pinned = models.BooleanField(default=False)
    title = models.CharField(max_length=255)
    address = models.CharField(max_length=120)
    summary = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=100, blank=True)
    picture = models.ForeignKey("cms_core.Picture", models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    document_number = models.CharField(max_length=60, blank=True)
    document_key = models.CharField(max_length=60, blank=True, help_text="folded document number")
    index_number = models.CharField(max_length=40, blank=True)
    theme = models.CharField(max_length=40, blank=True)
    genre = models.CharField(max_length=20, blank=True)
    validity = models.CharField(max_length=10, choices=Validity, blank=True)
    date_written = models.DateField(null=True)
    date_effective = models.DateField(null=True)
    date_repealed = models.DateField(null=True)

    objects = EntryManager()

    class Meta:
        ordering = ["-published_at", "-page"]
        indexes = [
            models.Index(
                fields=["column", "-pinned", "-published_at", "-page"],
                name="entry_of_column",
                condition=Q(visible=True),
            ),
            models.Index(
                fields=["column", "-published_at", "-page"], name="entry_of_column_by_time", condition=Q(visible=True)
            ),
            models.Index(
                fields=["column", "-published_at", "-page"],
                name="entry_with_picture",
                condition=Q(visible=True, picture__isnull=False),
            ),
            models.Index(
                fields=["portal_home", "-published_at", "-page"], name="entry_of_portal", condition=Q(visible=True)
            ),
            models.Index(
                fields=["site_home", "-published_at", "-page"], name="entry_of_site", condition=Q(visible=True)
            ),
            models.Index(fields=["-published_at", "-page"], name="entry_newest", condition=Q(visible=True)),
            models.Index(
                fields=["column_type", "-published_at", "-page"], name="entry_of_type", condition=Q(visible=True)
            ),
            models.Index(
                fields=["kind", "portal_home", "-published_at", "-page"],
                name="entry_of_kind",
                condition=Q(visible=True),
            ),
            models.Index(fields=["document_key"], name="entry_document_key"),
            models.Index(fields=["index_number"], name="entry_index_number"),
            models.Index(fields=["site_home", "address"], name="entry_address"),
        ]

    def __str__(self):
        return self.title


class EntryCount(models.Model):
    """How many visible entries a column has of one year; kept in the transaction that writes the entry."""

    column = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["column", "year"], name="entry_count_once")]


class ColumnPlace(models.Model):
    """On which host a column, topic or subsite home answers: so that a host's columns are found without its articles.

    Neither database can: a path range reads every article of the portal, the page type every column of the province.
    """

    page = models.OneToOneField("wagtailcore.Page", models.CASCADE, primary_key=True, related_name="column_place")
    site_home = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+")
