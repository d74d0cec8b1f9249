"""Which document cites which, under which keys documents are found, and what a citation proposes to its target."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cms_core.models.validity import Validity


class CitationKind(models.TextChoices):
    BASIS = "basis", "依据"
    REFERENCE = "reference", "引用"
    AMEND = "amend", "修改"
    REPEAL = "repeal", "废止"
    INTERPRET = "interpret", "解读"
    FORWARD = "forward", "转发"


# What changes the validity of its target.
CHANGING = (CitationKind.AMEND, CitationKind.REPEAL)


class Citation(models.Model):
    """One mention of another document in the text of a live document or article; `target` is null while it waits.

    `cms_core.citations.write` alone writes them. `spelling` is what stands in the text, `sentence` that around it.
    """

    source = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="citations")
    target = models.ForeignKey("wagtailcore.Page", models.SET_NULL, null=True, related_name="cited_by", db_index=False)
    kind = models.CharField(max_length=10, choices=CitationKind)
    document_number = models.CharField(max_length=80, blank=True)
    number_key = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=255, blank=True)
    title_key = models.CharField(max_length=255, blank=True)
    spelling = models.CharField(max_length=300)
    sentence = models.TextField(blank=True)
    order = models.PositiveIntegerField()
    day = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["source", "order"], name="citation_of_source"),
            models.Index(fields=["target", "kind", "source"], name="citation_of_target"),
            models.Index(fields=["number_key"], name="citation_number_key", condition=~Q(number_key="")),
            models.Index(fields=["title_key"], name="citation_title_key", condition=~Q(title_key="")),
        ]

    def __str__(self):
        return self.spelling


class DocumentKey(models.Model):
    """A key under which a live document is looked for: its number, or a variant of its title (`form`)."""

    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="document_keys")
    key = models.CharField(max_length=255)
    form = models.CharField(max_length=10, help_text="number, or the variant of `find.title_keys`")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "form", "page"], name="document_key_once")]


class UnreadText(models.Model):
    """A page written in bulk, or moved in bulk, whose citations are still to be read (`cms_core.citations.unread`)."""

    page = models.OneToOneField("wagtailcore.Page", models.CASCADE, primary_key=True, related_name="+")


class ProposalState(models.TextChoices):
    WAITING = "waiting", "待处理"
    ACCEPTED = "accepted", "已采纳"
    DECLINED = "declined", "不采纳"
    TAKEN_BACK = "taken_back", "已收回"


class ValidityProposal(models.Model):
    """A document repeals or amends another: its owner is asked to say so. Accepted, it takes effect on `day`.

    `before` keeps the fields that were replaced, so that it can be undone; `applied_at` is null until the day has come.
    """

    target = models.ForeignKey("cms_core.DocumentPage", models.CASCADE, related_name="validity_proposals")
    source = models.ForeignKey("cms_core.DocumentPage", models.CASCADE, related_name="proposed_validity")
    kind = models.CharField("拟标为", max_length=10, choices=[(kind.value, kind.label) for kind in CHANGING])
    day = models.DateField("日期", null=True)
    basis = models.TextField("依据")
    state = models.CharField("状态", max_length=10, choices=ProposalState, default=ProposalState.WAITING)
    made_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField("理由", max_length=200, blank=True)
    applied_at = models.DateTimeField(null=True)
    before = models.JSONField(null=True)

    class Meta:
        verbose_name = "效力建议"
        verbose_name_plural = "效力建议"
        constraints = [models.UniqueConstraint(fields=["source", "target", "kind"], name="proposal_once")]
        indexes = [models.Index(fields=["state", "day"], name="proposal_of_state")]

    def __str__(self):
        return f"{self.get_kind_display()}：{self.target}"

    @property
    def target_label(self) -> str:
        """What the target would be marked as."""
        return {CitationKind.REPEAL: Validity.REPEALED, CitationKind.AMEND: Validity.AMENDED}[self.kind].label
