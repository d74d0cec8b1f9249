"""What proves that an issue is as it was printed: a signed list of the digests of its entries and files."""

from django.db import models
from django.db.models import Q


class SigningKey(models.Model):
    """The public half; the private one is a file below `PORTAL_HOME/gazette-keys`, or where the operator says."""

    gazette = models.ForeignKey("gazette.Gazette", models.PROTECT, related_name="keys")
    public_pem = models.TextField()
    fingerprint = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the public key (DER)")
    created_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "签名密钥"
        verbose_name_plural = "签名密钥"
        ordering = ["-pk"]
        constraints = [
            # Two workers that both need the first key: the second one's row is refused, and it uses the first one's.
            models.UniqueConstraint(
                fields=["gazette"], condition=Q(retired_at__isnull=True), name="signing_key_current_once"
            )
        ]

    def __str__(self):
        return self.fingerprint[:16]


class Manifest(models.Model):
    """`body` is signed as it stands, in UTF-8. The highest `version` counts; earlier ones are kept.

    `previous` is the digest of the manifest of the issue before it in the gazette: together they are a chain.
    """

    issue = models.ForeignKey("gazette.Issue", models.CASCADE, related_name="manifests")
    version = models.PositiveSmallIntegerField(default=1)
    body = models.TextField()
    digest = models.CharField(max_length=64)
    signature = models.TextField(help_text="ECDSA P-256 with SHA-256 over the body, r and s (64 bytes), base64")
    key = models.ForeignKey(SigningKey, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "校验清单"
        verbose_name_plural = "校验清单"
        ordering = ["issue", "-version"]
        constraints = [models.UniqueConstraint(fields=["issue", "version"], name="manifest_version_once")]

    def __str__(self):
        return self.digest[:16]
