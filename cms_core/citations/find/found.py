"""What is found: one citation of another document in a text."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    BASIS = "basis"  # 依据
    REFERENCE = "reference"  # 引用
    AMEND = "amend"  # 修改
    REPEAL = "repeal"  # 废止
    INTERPRET = "interpret"  # 解读
    FORWARD = "forward"  # 转发


@dataclass(frozen=True)
class Found:
    """`text[start:end] == spelling` is what a link would cover; `title` has no outer 《》 and is the full name where
    the text uses a short one that it defines; `number` is normalised, or empty. One of the two is there."""

    kind: Kind
    title: str
    number: str
    title_key: str
    number_key: str
    start: int
    end: int
    spelling: str
    sentence: str
    day: date | None = None  # of a repeal or amendment, where the text names it
    articles: tuple[str, ...] = ()  # of an amendment: 第三条, 第十条第二款
