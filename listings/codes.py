"""编码: the systems of codes of powers, recognised by their shape (section 5.2 〔未核原文〕).

Codes of other shapes are taken as they are: a province moves in with what it has.
"""

import re
from dataclasses import dataclass

from listings.kinds import PowerCategory

# 类型码, and the short names in Zhejiang's codes.
TYPE_CODES = {
    "01": PowerCategory.PERMIT, "02": PowerCategory.PENALTY, "03": PowerCategory.COERCION, "04": PowerCategory.LEVY,
    "05": PowerCategory.GRANT, "06": PowerCategory.INSPECTION, "07": PowerCategory.CONFIRMATION,
    "08": PowerCategory.REWARD, "09": PowerCategory.RULING, "10": PowerCategory.OTHER, "20": PowerCategory.SERVICE,
}  # fmt: skip
SHORT_NAMES = {
    "许可": PowerCategory.PERMIT, "处罚": PowerCategory.PENALTY, "强制": PowerCategory.COERCION,
    "征收": PowerCategory.LEVY, "给付": PowerCategory.GRANT, "检查": PowerCategory.INSPECTION,
    "确认": PowerCategory.CONFIRMATION, "奖励": PowerCategory.REWARD, "裁决": PowerCategory.RULING,
    "其他": PowerCategory.OTHER, "服务": PowerCategory.SERVICE,
}  # fmt: skip
ZHEJIANG = re.compile(rf"(?P<short>{'|'.join(SHORT_NAMES)})-(?P<main>\d{{5}})-(?P<sub>\d{{3}})")
NATIONAL = re.compile(r"(?P<place>\d{2})(?P<type>\d{2})(?P<department>\d{2})(?P<main>\d{3})(?P<sub>\d{3})")
IMPLEMENTING = re.compile(r"(?P<body>[0-9A-Z]{18})(?P<level>\d)(?P<basic>\d{12})")
NO_SUB = "000"


@dataclass(frozen=True)
class Code:
    """`category` is None where the code says none; `main` is the code of the main item, "" for one itself."""

    text: str
    category: PowerCategory | None
    main: str = ""
    body: str = ""


def parse(text: str) -> Code | None:
    """None for a code of no system that is known."""
    if found := ZHEJIANG.fullmatch(text):
        main = "" if found["sub"] == NO_SUB else f"{found['short']}-{found['main']}-{NO_SUB}"
        return Code(text, SHORT_NAMES[found["short"]], main)
    if found := NATIONAL.fullmatch(text):
        return of_national(text, found)
    if found := IMPLEMENTING.fullmatch(text):
        basic = NATIONAL.fullmatch(found["basic"])
        code = of_national(found["basic"], basic)
        front = text[: -len(found["basic"])]
        return Code(text, code.category, code.main and front + code.main, found["body"])
    return None


def of_national(text: str, found: re.Match) -> Code:
    main = "" if found["sub"] == NO_SUB else text[: -len(NO_SUB)] + NO_SUB
    return Code(text, TYPE_CODES.get(found["type"]), main)


def disagreement(text: str, category: str) -> str:
    """Why a code cannot be that of an item of this category; "" when it can."""
    code = parse(text)
    if code is None or code.category is None or code.category == category:
        return ""
    return f"编码“{text}”的类型是“{code.category.label}”，与权力类别“{PowerCategory(category).label}”不一致。"
