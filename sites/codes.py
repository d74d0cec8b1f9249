"""The numbers in a portal's footer and their forms (section 1.1 and 1.2 of the reference)."""

import re

from django.core.exceptions import ValidationError


def _check(pattern: str, value: str, message: str) -> None:
    if not re.fullmatch(pattern, value):
        raise ValidationError(message.format(value=value))


def validate_site_code(value: str) -> None:
    """网站标识码: bm and 8 digits, or 10 digits of which the first six are the division code."""
    _check(r"bm\d{8}|\d{10}", value, "网站标识码“{value}”应为 bm 加 8 位数字，或 10 位数字。")


def validate_icp_number(value: str) -> None:
    _check(r"[\u4e00-\u9fa5]ICP备\d{8}号(-\d+)?", value, "ICP备案编号“{value}”应形如“浙ICP备12345678号-1”。")


def validate_police_number(value: str) -> None:
    _check(r"[\u4e00-\u9fa5]公网安备\s?\d{14}号", value, "公安备案号“{value}”应形如“浙公网安备 33010602000001号”。")


def validate_registration_mark(value: str) -> None:
    _check(r"[0-9A-Fa-f]{32}", value, "党政机关网站标识“{value}”应为标识平台给出的 32 位十六进制编号。")
