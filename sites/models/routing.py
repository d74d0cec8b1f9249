"""One row that changes whenever a host name, or the place it points to, changes."""

from django.db import models


class RoutingToken(models.Model):
    """`token` is random, not counted: a number given in a transaction that is rolled back would be given again."""

    token = models.CharField(max_length=32)

    class Meta:
        verbose_name = "路由版本"
        verbose_name_plural = "路由版本"

    def __str__(self):
        return self.token
