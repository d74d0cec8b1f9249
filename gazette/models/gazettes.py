"""公报: one of the province and of each city that runs one; departments and towns run none (国办发〔2018〕22号, G2)."""

from django.db import models


class Frequency(models.TextChoices):
    TEN_DAYS = "ten_days", "旬刊"
    HALF_MONTH = "half_month", "半月刊"
    MONTH = "month", "月刊"
    TWO_MONTHS = "two_months", "双月刊"
    IRREGULAR = "irregular", "不定期"


class Gazette(models.Model):
    """`first_serial`, `first_year`: where the running serials begin, so that missing issues can be named.

    `column` is where its issues appear; a portal has one gazette at most, whose addresses are `/gazette/…` on its host.
    """

    portal = models.OneToOneField("gov_sites.Portal", models.PROTECT, related_name="gazette", verbose_name="门户")
    column = models.OneToOneField(
        "cms_core.ColumnPage", models.PROTECT, related_name="gazette", verbose_name="公报栏目"
    )
    name = models.CharField("公报名称", max_length=80, help_text="如“浙江省人民政府公报”。")
    frequency = models.CharField("刊期", max_length=12, choices=Frequency, default=Frequency.IRREGULAR)
    publication_days = models.CharField(
        "出版日",
        max_length=40,
        blank=True,
        help_text="每月几日出版，逗号分隔，如“10,20,30”（逢十出版）；用于提示迟出。",
    )
    first_serial = models.PositiveIntegerField("起始总期号", default=1, help_text="本站收录的第一期的总期号。")
    publisher = models.CharField("主办", max_length=80, blank=True)
    editors = models.CharField("编辑出版", max_length=80, blank=True)
    registration = models.CharField("刊号或准印证号", max_length=60, blank=True)
    issn = models.CharField("ISSN", max_length=9, blank=True)
    contact = models.CharField("联系方式", max_length=160, blank=True)

    class Meta:
        verbose_name = "公报"
        verbose_name_plural = "公报"

    def __str__(self):
        return self.name


class PartRule(models.TextChoices):
    """Which documents a part suggests itself for (`gazette.candidates`)."""

    ORDERS = "orders", "本级政府令（规章）"
    GOVERNMENT = "government", "本级政府文件"
    OFFICE = "office", "政府办公厅（室）文件"
    DEPARTMENTS = "departments", "部门文件"
    PERSONNEL = "personnel", "人事任免"
    READINGS = "readings", "政策解读"
    CHRONICLE = "chronicle", "大事记"
    OTHER = "other", "其他"


class Part(models.Model):
    """期内栏目: 省政府令, 省政府文件, …; the editors' own, made from `gazette/data/parts.toml` with the gazette."""

    gazette = models.ForeignKey(Gazette, models.CASCADE, related_name="parts")
    name = models.CharField("名称", max_length=40)
    rule = models.CharField("收录", max_length=12, choices=PartRule, default=PartRule.OTHER)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "期内栏目"
        verbose_name_plural = "期内栏目"
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["gazette", "name"], name="gazette_part_once")]

    def __str__(self):
        return self.name
