"""Counters beside the records, moved in the transaction that publishes or withdraws: pages never count records."""

from django.db import models

from disclosure.sunshine.domains import domain_choices


class DomainCount(models.Model):
    """Published records of a domain on a portal; `changed_at` moves with every change that the public can see."""

    portal = models.ForeignKey("gov_sites.Portal", models.CASCADE, related_name="+")
    domain = models.CharField("领域", max_length=20, choices=domain_choices)
    count = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = "领域计数"
        verbose_name_plural = "领域计数"
        constraints = [models.UniqueConstraint(fields=["portal", "domain"], name="sunshine_domain_count_once")]

    def __str__(self):
        return f"{self.portal_id} {self.domain} {self.count}"


class RecordCount(models.Model):
    """The same by the row that they fill and by what lists are filtered by; 0 and "" are for what is not said.

    `row_number` is no foreign key: a row that goes leaves its records, and the counter stays what it counts.
    """

    portal = models.ForeignKey("gov_sites.Portal", models.CASCADE, related_name="+")
    domain = models.CharField("领域", max_length=20, choices=domain_choices)
    row_number = models.PositiveBigIntegerField(default=0)
    year = models.PositiveSmallIntegerField(default=0)
    category = models.CharField(max_length=60, blank=True)
    stage = models.CharField(max_length=60, blank=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "记录计数"
        verbose_name_plural = "记录计数"
        constraints = [
            models.UniqueConstraint(
                fields=["portal", "domain", "row_number", "year", "category", "stage"],
                name="sunshine_record_count_once",
            )
        ]
        indexes = [models.Index(fields=["portal", "row_number"], name="sunshine_record_count_row")]

    def __str__(self):
        return f"{self.portal_id} {self.domain} {self.count}"
