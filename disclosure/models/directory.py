"""政府信息公开目录: a row for every page that is disclosed, what its columns disclose, and what changed of it."""

from django.db import models

from cms_core.models.entries import EntryKind
from cms_core.models.validity import Validity
from disclosure.models.stamps import Stamp


class DirectoryEntry(models.Model):
    """The elements of a disclosed page (《条例》第十二条; 目录系统实施指引: 核心元数据), written with its entry.

    Numbers instead of foreign keys: a row outlives its page, since neither an index number nor an address is ever
    given to another. `listed` is false from then on; OAI-PMH calls such a record deleted. `items` has a bit for each
    item of 第二十条 (`disclosure.directory.items`), `year` is that of publication, Beijing time.
    """

    page_number = models.PositiveBigIntegerField(primary_key=True)
    listed = models.BooleanField(default=True)
    site_number = models.PositiveBigIntegerField(help_text="home page of the host that answers")
    portal_number = models.PositiveBigIntegerField(help_text="home page of the portal; another only in subsites")
    column_number = models.PositiveBigIntegerField()
    organisation_number = models.PositiveBigIntegerField(default=0)
    issuer_text = models.CharField(max_length=120, blank=True, help_text="as the document writes its issuer")
    kind = models.CharField(max_length=10, choices=EntryKind)
    title = models.CharField(max_length=255)
    address = models.CharField(max_length=120)
    summary = models.CharField(max_length=300, blank=True)
    index_number = models.CharField(max_length=40, blank=True)
    document_number = models.CharField(max_length=60, blank=True)
    items = models.PositiveIntegerField()
    theme = models.CharField(max_length=40, blank=True)
    genre = models.CharField(max_length=20, blank=True)
    audience = models.CharField(max_length=60, blank=True)
    information_format = models.CharField(max_length=10, blank=True)
    validity = models.CharField(max_length=10, choices=Validity, blank=True)
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    date_written = models.DateField(null=True)
    date_effective = models.DateField(null=True)
    date_repealed = models.DateField(null=True)
    year = models.PositiveSmallIntegerField()
    changed_at = models.DateTimeField(help_text="when this row last said something else")
    words = models.TextField(blank=True, help_text="title and numbers, folded: what the search box looks through")

    class Meta:
        indexes = [
            models.Index(fields=["site_number", "year"], name="directory_of_site_and_year"),
            models.Index(fields=["site_number", "page_number"], name="directory_of_site"),
            models.Index(fields=["column_number", "items"], name="directory_of_column"),
            models.Index(fields=["changed_at", "page_number"], name="directory_changed"),
            models.Index(fields=["site_number", "changed_at", "page_number"], name="directory_changed_of_site"),
        ]

    def __str__(self):
        return self.title


class DirectoryDeparture(models.Model):
    """Where a row was listed before it went to another site, body or item: whoever harvests that one has a record that
    is no longer there. A row that is not listed any more needs none, it says so itself; what has come back is passed
    over when it is read (`disclosure.exports.oai.harvest`).
    """

    page_number = models.PositiveBigIntegerField()
    site_number = models.PositiveBigIntegerField()
    organisation_number = models.PositiveBigIntegerField(default=0)
    items = models.PositiveIntegerField()
    left_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page_number", "site_number", "organisation_number", "items"], name="departure_once"
            )
        ]
        indexes = [
            models.Index(fields=["left_at", "page_number"], name="departure_left"),
            models.Index(fields=["site_number", "left_at", "page_number"], name="departure_left_of_site"),
        ]


class DirectoryStamp(Stamp):
    class Meta:
        indexes = [models.Index(fields=["site_number", "year", "token"], name="directory_stamp")]


class ColumnItem(models.Model):
    """Which items of 第二十条 a column discloses, as an editor has said; the columns below it inherit them.

    Without a bit the column and what is below it disclose nothing by being there.
    """

    column = models.OneToOneField("cms_core.ColumnPage", models.CASCADE, primary_key=True, related_name="disclosed")
    items = models.PositiveIntegerField("公开事项", default=0)

    class Meta:
        verbose_name = "栏目的公开事项"
        verbose_name_plural = "栏目的公开事项"
