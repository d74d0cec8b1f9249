"""Check digits of the codes that name a body: GB 11714-1997 (9 characters) and GB 32100-2015 (18 characters)."""

import re

from django.core.exceptions import ValidationError

ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
DIVISION_LENGTHS = (2, 4, 6, 9, 12)


def organisation_check_digit(body: str) -> str:
    """The ninth character for the eight of `body` (GB 11714-1997: mod 11, 10 is X)."""
    total = sum(weight * int(char, 36) for weight, char in zip(ORGANISATION_WEIGHTS, body, strict=True))
    return "0123456789X0"[11 - total % 11]


def credit_check_digit(body: str) -> str:
    """The eighteenth character for the seventeen of `body` (GB 32100-2015: mod 31)."""
    total = sum(w * CREDIT_ALPHABET.index(char) for w, char in zip(CREDIT_WEIGHTS, body, strict=True))
    return CREDIT_ALPHABET[(31 - total % 31) % 31]


def validate_organisation_code(value: str) -> None:
    """Raises ValidationError with what is wrong and the right check digit."""
    if not re.fullmatch(r"[0-9A-Z]{8}[0-9X]", value):
        raise ValidationError(f"组织机构代码“{value}”应为 9 位：8 位数字或大写字母加 1 位校验码（不含“-”）。")
    right = organisation_check_digit(value[:8])
    if value[8] != right:
        raise ValidationError(f"组织机构代码“{value}”的校验码应为“{right}”，请核对是否录错。")


def validate_credit_code(value: str) -> None:
    """Raises ValidationError with what is wrong and the right check digit."""
    if not re.fullmatch(rf"[{CREDIT_ALPHABET}]{{18}}", value):
        raise ValidationError(f"统一社会信用代码“{value}”应为 18 位数字或大写字母（不含 I、O、S、V、Z）。")
    right = credit_check_digit(value[:17])
    if value[17] != right:
        raise ValidationError(f"统一社会信用代码“{value}”的校验码应为“{right}”，请核对是否录错。")


def validate_division_code(value: str) -> None:
    """2 digits name a province, 4 a city, 6 a county, 9 a town, 12 a village (GB/T 2260, GB/T 10114)."""
    if not value.isascii() or not value.isdigit() or len(value) not in DIVISION_LENGTHS:
        raise ValidationError(f"行政区划代码“{value}”应为 2、4、6、9 或 12 位数字。")
