"""标准目录: the table of a domain that a portal loaded, its rows, and the columns that fill a row on a portal."""

from django.conf import settings
from django.db import models

from disclosure.sunshine.domains import domain_choices


class TermKind(models.TextChoices):
    """公开时限 as it can be counted; `CatalogueRow.term` keeps the words."""

    WORKING_DAYS = "working_days", "工作日"
    DAYS = "days", "自然日"
    AT_ONCE = "at_once", "实时公开"
    MONTHLY = "monthly", "每月"
    QUARTERLY = "quarterly", "每季度"
    HALF_YEARLY = "half_yearly", "每半年"
    YEARLY = "yearly", "每年"
    STANDING = "standing", "长期公开"
    OTHER = "other", "按文字执行"


class CatalogueTable(models.Model):
    """《基层政务公开标准目录》 of one domain, as `portal` has it; it holds for the portal and for the levels below it.

    A portal without a table of its own for a domain has the nearest one above (国办发〔2019〕54号: 县级目录由本级编制).
    """

    portal = models.ForeignKey("gov_sites.Portal", models.CASCADE, related_name="sunshine_tables")
    domain = models.CharField("领域", max_length=20, choices=domain_choices)
    title = models.CharField("目录名称", max_length=200)
    source = models.CharField("来源文件", max_length=200, blank=True)
    loaded_at = models.DateTimeField("导入时间", auto_now=True)
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "标准目录"
        verbose_name_plural = "标准目录"
        constraints = [models.UniqueConstraint(fields=["portal", "domain"], name="sunshine_table_once")]

    def __str__(self):
        return self.title


class CatalogueRow(models.Model):
    """The nine columns of section 6.3 with their sub-columns.

    `identity` is what the row is known by when the table is loaded again; `retired_at` is set when it is gone from it,
    so that what was bound to it stays known. `channels` are keys of channels.toml, `other_channels` words beside them.
    """

    table = models.ForeignKey(CatalogueTable, models.CASCADE, related_name="rows")
    place = models.PositiveIntegerField("次序")
    number = models.CharField("序号", max_length=20, blank=True)
    item = models.CharField("一级事项", max_length=200)
    sub_item = models.CharField("二级事项", max_length=200, blank=True)
    content = models.TextField("公开内容（要素）")
    basis = models.TextField("公开依据", blank=True)
    term = models.CharField("公开时限", max_length=500, blank=True)
    term_kind = models.CharField("时限种类", max_length=12, choices=TermKind, default=TermKind.OTHER)
    term_days = models.PositiveSmallIntegerField("天数", null=True, blank=True)
    body = models.CharField("公开主体", max_length=300, blank=True)
    organisation = models.ForeignKey(
        "cms_core.Organisation", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="机构"
    )
    channels = models.JSONField("公开渠道和载体", default=list, blank=True)
    other_channels = models.CharField("其他渠道", max_length=300, blank=True)
    to_all = models.BooleanField("全社会", default=False)
    to_some = models.CharField("特定群体", max_length=300, blank=True)
    active = models.BooleanField("主动公开", default=False)
    on_request = models.BooleanField("依申请公开", default=False)
    at_province = models.BooleanField("省级", default=False)
    at_city = models.BooleanField("市级", default=False)
    at_county = models.BooleanField("县级", default=False)
    at_town = models.BooleanField("乡级", default=False)
    identity = models.CharField(max_length=64, editable=False)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "目录事项"
        verbose_name_plural = "目录事项"
        ordering = ["table", "place"]
        constraints = [models.UniqueConstraint(fields=["table", "identity"], name="sunshine_row_once")]
        indexes = [models.Index(fields=["table", "retired_at", "place"], name="sunshine_row_place")]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return self.sub_item or self.item


class RowColumn(models.Model):
    """On `portal`, what is published in `column` fills `row`; a row has any number of columns, a column of rows.

    `words`: of several rows that share a column each has what one of its words is in the title of; without words all.
    """

    row = models.ForeignKey(CatalogueRow, models.CASCADE, related_name="columns")
    portal = models.ForeignKey("gov_sites.Portal", models.CASCADE, related_name="+")
    column = models.ForeignKey("cms_core.ColumnPage", models.CASCADE, related_name="sunshine_rows")
    words = models.CharField("标题中的词", max_length=200, blank=True)

    class Meta:
        verbose_name = "目录事项的栏目"
        verbose_name_plural = "目录事项的栏目"
        constraints = [models.UniqueConstraint(fields=["row", "portal", "column"], name="sunshine_row_column_once")]
        indexes = [models.Index(fields=["portal", "row"], name="sunshine_row_of_portal")]

    def __str__(self):
        return f"{self.row_id} {self.column_id}"
