"""公民身份号码 (GB 11643-1999): 18 characters with a check digit, or the 15 digits of before 1999."""

import datetime
import re

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"
# What the column of a document's kind says for it; "" is taken for it where the number has its form.
IDENTITY_CARDS = ("身份证", "居民身份证", "公民身份证", "二代身份证", "01")
FORM = re.compile(r"\d{17}[\dXx]|\d{15}")


def is_identity_card(document: str, number: str) -> bool:
    return document.strip() in IDENTITY_CARDS or (not document.strip() and bool(FORM.fullmatch(number)))


def check_digit(body: str) -> str:
    """The eighteenth character for the seventeen of `body` (ISO 7064 mod 11-2)."""
    return CHECK[sum(weight * int(char) for weight, char in zip(WEIGHTS, body, strict=True)) % 11]


def fault_of(number: str, today: datetime.date) -> str:
    """Why it cannot be one, or "". The number itself is never repeated, since reasons are shown and filed."""
    if not FORM.fullmatch(number):
        return f"身份证号码应为 18 位（末位可为 X），现在是 {len(number)} 位，请核对。"
    born = birthday(number)
    if born is None or born > today or born.year < 1890:
        return "身份证号码中的出生日期不成立，请核对。"
    if len(number) == 18 and number[17].upper() != check_digit(number[:17]):
        return "身份证号码的校验位不符，请核对是否录错。"
    return ""


def birthday(number: str) -> datetime.date | None:
    digits = number[6:14] if len(number) == 18 else f"19{number[6:12]}"
    try:
        return datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
