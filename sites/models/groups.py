"""Which group of users has which role on a portal, so that a blueprint finds its groups again after a renaming."""

from django.db import models


class PortalGroup(models.Model):
    """`role` is that of the blueprint: administrator, editor, reviewer, handler, head, supervisor,
    signatory.

    What the group may do stands in its rows.
    """

    portal = models.ForeignKey("gov_sites.Portal", models.CASCADE, related_name="groups", verbose_name="门户")
    role = models.CharField("角色", max_length=20)
    group = models.OneToOneField("auth.Group", models.CASCADE, related_name="portal_group", verbose_name="用户组")

    class Meta:
        verbose_name = "门户用户组"
        verbose_name_plural = "门户用户组"
        constraints = [models.UniqueConstraint(fields=["portal", "role"], name="portal_group_once")]

    def __str__(self):
        return self.group.name
