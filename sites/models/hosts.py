"""The host names of a portal: the primary one stands on Wagtail's Site, the others redirect to it."""

from django.db import models


class PortalHost(models.Model):
    """A further host name: 301 to the primary one (《关于加强政府网站域名管理的通知》: one primary domain)."""

    portal = models.ForeignKey("gov_sites.Portal", models.CASCADE, related_name="hosts", verbose_name="门户")
    hostname = models.CharField("主机名", max_length=255, unique=True)

    class Meta:
        verbose_name = "其他域名"
        verbose_name_plural = "其他域名"

    def __str__(self):
        return self.hostname
