"""A login that failed; counted for a while, then thrown away (the log keeps it)."""

from django.db import models


class LoginFailure(models.Model):
    username = models.CharField("账号", max_length=150)
    address = models.CharField("来源地址", max_length=64)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "登录失败"
        verbose_name_plural = "登录失败"
        indexes = [models.Index(fields=["address", "at"])]

    def __str__(self):
        return f"{self.username} {self.address}"
