"""Which keys personal data is sealed with; the keys themselves are files (`disclosure.sealing.keys`)."""

from django.db import models


class SealKey(models.Model):
    """One of a purpose is current; retired ones still open what they sealed."""

    purpose = models.CharField("用途", max_length=8)
    fingerprint = models.CharField("指纹", max_length=16)
    made_at = models.DateTimeField("启用时间", auto_now_add=True)
    retired_at = models.DateTimeField("停用时间", null=True)

    class Meta:
        verbose_name = "密封密钥"
        verbose_name_plural = "密封密钥"
        constraints = [
            models.UniqueConstraint(fields=["purpose", "fingerprint"], name="seal_key_once"),
            models.UniqueConstraint(
                fields=["purpose"], condition=models.Q(retired_at=None), name="seal_key_current_once"
            ),
        ]

    def __str__(self):
        return f"{self.purpose}-{self.fingerprint}"
