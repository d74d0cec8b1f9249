"""姓名脱敏, and the numbers of persons that no table may hold (standards 6.2, 9.3)."""

import re

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
IDENTITY = re.compile(r"(?<!\d)(\d{17}[\dXx])(?![\dA-Za-z])")
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
BANK_CARD = re.compile(r"(?<!\d)62\d{14,17}(?!\d)")
COMPOUND = (
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙",
    "慕容", "长孙", "宇文", "司徒", "夏侯", "令狐", "端木",
)  # fmt: skip


def masked(name: str) -> str:
    """张三丰 → 张**, 欧阳某某 → 欧阳**; what is masked already stays."""
    name = "".join(name.split())
    if len(name) < 2:
        return "*"
    kept = 2 if name.startswith(COMPOUND) and len(name) > 2 else 1
    return name[:kept] + "*" * (len(name) - kept)


def personal_number(text: str) -> str:
    """What kind of number of a person stands in it; "" for none. GB 11643 check digit: a project code is none."""
    plain = re.sub(r"(?<=\d)[\s-](?=\d)", "", text)
    for number in IDENTITY.findall(plain):
        total = sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True))
        if "10X98765432"[total % 11] == number[17].upper() and "18" <= number[6:8] <= "20":
            return "居民身份证号码"
    if MOBILE.search(plain):
        return "手机号码"
    return "银行卡号" if BANK_CARD.search(plain) else ""
