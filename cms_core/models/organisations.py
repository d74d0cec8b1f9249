"""机构: the tree of bodies that issue, own and publish."""

from django.db import models
from treebeard.mp_tree import MP_Node

from cms_core.organisations.codes import validate_credit_code, validate_division_code, validate_organisation_code
from cms_core.organisations.querysets import OrganisationManager
from cms_core.text.folding import fold


class Level(models.IntegerChoices):
    """The five levels of administration."""

    PROVINCE = 1, "省级"
    CITY = 2, "市级"
    COUNTY = 3, "县级"
    TOWN = 4, "乡级"
    VILLAGE = 5, "村级"


class OrganisationKind(models.TextChoices):
    GOVERNMENT = "government", "人民政府"
    OFFICE = "office", "政府办公机构"
    DEPARTMENT = "department", "工作部门"
    AGENCY = "agency", "派出机关"
    INSTITUTION = "institution", "事业单位"
    COMMITTEE = "committee", "村（居）民委员会"


class Organisation(MP_Node):
    """One body. Children are its departments and the governments below it."""

    name = models.CharField("名称", max_length=120, db_index=True)
    folded_name = models.CharField(max_length=120, db_index=True, editable=False)
    short_name = models.CharField("简称", max_length=60, blank=True)
    level = models.PositiveSmallIntegerField("层级", choices=Level)
    kind = models.CharField("类别", max_length=16, choices=OrganisationKind)
    division_code = models.CharField(
        "行政区划代码", max_length=12, blank=True, db_index=True, validators=[validate_division_code]
    )
    organisation_code = models.CharField(
        "组织机构代码", max_length=9, null=True, blank=True, unique=True, validators=[validate_organisation_code]
    )
    credit_code = models.CharField(
        "统一社会信用代码", max_length=18, null=True, blank=True, unique=True, validators=[validate_credit_code]
    )
    key = models.SlugField("标识", max_length=60, unique=True, help_text="导入时用来认出同一机构，不随改名而变。")

    objects = OrganisationManager()

    class Meta:
        verbose_name = "机构"
        verbose_name_plural = "机构"

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.folded_name = fold(self.name)
        super().save(*args, **kwargs)

    @property
    def display_name(self):
        return self.short_name or self.name


class OrganisationName(models.Model):
    """Another name by which a body is called: short, former or alternative (省政府办公厅)."""

    class Kind(models.TextChoices):
        SHORT = "short", "简称"
        FORMER = "former", "曾用名"
        OTHER = "other", "别名"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="names", verbose_name="机构")
    name = models.CharField("名称", max_length=120)
    folded = models.CharField(max_length=120, db_index=True, editable=False)
    kind = models.CharField("类别", max_length=8, choices=Kind, default=Kind.SHORT)

    class Meta:
        verbose_name = "机构别名"
        verbose_name_plural = "机构别名"
        constraints = [models.UniqueConstraint(fields=["organisation", "folded"], name="organisation_name_once")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.folded = fold(self.name)
        super().save(*args, **kwargs)


class DocumentPrefix(models.Model):
    """发文机关代字: the letters before 〔year〕 in a body's document numbers (浙政办发)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="prefixes", verbose_name="机构")
    prefix = models.CharField("发文机关代字", max_length=30, unique=True)

    class Meta:
        verbose_name = "发文机关代字"
        verbose_name_plural = "发文机关代字"

    def __str__(self):
        return self.prefix
