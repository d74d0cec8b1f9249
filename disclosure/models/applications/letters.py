"""文书: the letters of an application, sealed; and the wording that a portal has given to each kind."""

from django.conf import settings
from django.db import models

from disclosure.sealing import SealedJSON
from disclosure.sealing.storage import sealed_storage, storage_name


class LetterState(models.TextChoices):
    DRAFT = "draft", "草稿"
    SENT = "sent", "已发出"


class Letter(models.Model):
    """A draft holds placeholders and the step that it goes with; sending takes the step, fills in and freezes it.

    `content` holds `letters.content.Content`, `arguments` what the step is taken with; `digest` is keyed.
    `pdf` and `docx` are made of `content` alone, after it was sent, and can be made again at any time.
    """

    application = models.ForeignKey("disclosure.Application", models.PROTECT, related_name="letters")
    organisation = models.ForeignKey("cms_core.Organisation", models.PROTECT, related_name="+")
    kind = models.CharField("文书", max_length=24)
    state = models.CharField("状态", max_length=5, choices=LetterState, default=LetterState.DRAFT)
    step = models.CharField("随文办理", max_length=24, blank=True)
    arguments = SealedJSON("办理内容")
    content = SealedJSON("文书内容")
    digest = models.CharField(max_length=64, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    word = models.CharField("发文代字", max_length=30, blank=True)
    serial = models.PositiveIntegerField(null=True)
    event = models.PositiveIntegerField("办理记录", null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    sent_on = models.DateField("发文日期", null=True)
    pdf = models.FileField(storage=sealed_storage, upload_to=storage_name, max_length=80, blank=True)
    docx = models.FileField(storage=sealed_storage, upload_to=storage_name, max_length=80, blank=True)

    class Meta:
        verbose_name = "申请文书"
        verbose_name_plural = "申请文书"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "word", "serial"], name="letter_number_once"),
        ]

    def __str__(self):
        """Nothing of what it says: this goes into logs."""
        return f"文书 {self.number or self.pk or ''}".strip()

    def save(self, *args, **kwargs):
        if getattr(self, "_frozen", False):
            raise TypeError("a letter that was sent is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        if getattr(self, "_frozen", False):
            raise TypeError("a letter that was sent is never deleted")
        return super().delete(*args, **kwargs)

    def refresh_from_db(self, *args, **kwargs):
        super().refresh_from_db(*args, **kwargs)
        self._frozen = self.state == LetterState.SENT

    @property
    def number(self) -> str:
        """桐庐公开答〔2026〕第12号."""
        return f"{self.word}〔{self.year}〕第{self.serial}号" if self.serial else ""

    @property
    def is_sent(self) -> bool:
        return self.state == LetterState.SENT

    @classmethod
    def from_db(cls, db, field_names, values):
        found = super().from_db(db, field_names, values)
        found._frozen = found.__dict__.get("state") == LetterState.SENT
        return found


class LetterSerial(models.Model):
    """The last number given out by a body in a year under a word (发文代字); never used again."""

    organisation = models.ForeignKey("cms_core.Organisation", models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    word = models.CharField(max_length=30)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "year", "word"], name="letter_serial_once")]

    def __str__(self):
        return f"{self.organisation_id} {self.word} {self.year} {self.last}"


class LetterWording(models.Model):
    """What a portal says instead of `letters/kinds.toml`."""

    portal = models.ForeignKey("gov_sites.Portal", models.CASCADE, related_name="+")
    kind = models.CharField("文书", max_length=24)
    title = models.CharField("标题", max_length=60)
    word = models.CharField("发文代字", max_length=30)
    body = models.TextField("正文", max_length=5000)
    revision = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "文书模板"
        verbose_name_plural = "文书模板"
        constraints = [models.UniqueConstraint(fields=["portal", "kind"], name="letter_wording_once")]

    def __str__(self):
        return f"文书模板 {self.kind}"
