"""Finds labels and their values in the lines of a pasted page: 发文机关: 省政府办公厅 成文日期: 2015-03-16."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cms_core.text.folding import fold

NOISE, MORE = "noise", "more"
BULLET = re.compile(r"^[\s•·●■◆▪►▶◎○※*\-–|｜>]+")
CELLS = re.compile(r"\t+|\s{2,}|[|｜]")
CLOSING = "】〕]）)"
# A line of its own that says only this is a button or a heading, no label that waits for its value.
ALONE_IS_TEXT = frozenset(
    {"打印", "下载", "分享", "收藏", "编辑", "审核", "阅读", "点击", "浏览", "备注", "时间", "摘要", "概述"}
)
FONT_SIZES = re.compile(r"(?:[\s\[\]【】()（）|｜]|大|中|小|超|特|默认|打印|A[+-]?)+")


@dataclass(frozen=True)
class Labelled:
    """`field` is ours, or `more` or `noise`; `label` as the page writes it, `raw` what stood behind it."""

    field: str
    label: str
    raw: str


@cache
def known_labels() -> dict[str, str]:
    """Folded label → field."""
    with (Path(__file__).parent / "labels.toml").open("rb") as file:
        data = tomllib.load(file)
    found = {fold(label): field for field, labels in data["fields"].items() for label in labels}
    found |= {fold(label): MORE for label in data["more"]["labels"]}
    return found | {fold(label): NOISE for label in data["noise"]["labels"]}


@cache
def _pattern():
    """A label with its colon; a short one only where nothing could be its beginning (报送日期 is not 日期)."""
    names = sorted(known_labels(), key=len, reverse=True)
    long = "|".join(_spaced(name) for name in names if len(name) > 2)
    short = "|".join(_spaced(name) for name in names if len(name) <= 2)
    return re.compile(rf"[【\[（(]?(?:(?P<long>{long})|(?<![\u4e00-\u9fa5])(?P<short>{short}))\s*[】\]）)]?\s*[:：]")


def _spaced(name):
    return r"[ \t\u3000]*".join(re.escape(char) for char in name)


def labels_in(line: str) -> list[Labelled] | None:
    """The labels and values of a line that begins with a label; None for any other line."""
    line = BULLET.sub("", line).strip()
    matches = list(_pattern().finditer(line))
    if not matches:
        return _labels_in_cells(line)
    if matches[0].start() > 0:
        # 2015-03-25 19:07 来源：省政府办公厅: a time without a label stands before the labels.
        before = line[: matches[0].start()].strip(" \t\u3000|｜")
        if not re.fullmatch(r"[\d\s:：./年月日-]{8,25}", before):
            return None
        return [Labelled("published_at", "", before), *_values(line, matches)]
    return _values(line, matches)


def _values(line, matches):
    found = []
    ends = [match.start() for match in matches[1:]] + [len(line)]
    for match, end in zip(matches, ends, strict=True):
        label = match["long"] or match["short"]
        found.append(_labelled(label, line[match.end() : end].strip(" \t\u3000|｜,，;；")))
    return found


def _labels_in_cells(line):
    """A table row pasted without colons: 索引号<tab>000014349/2015-00028<tab>主题分类<tab>综合政务."""
    cells = [cell.strip() for cell in CELLS.split(line) if cell.strip()]
    if not cells or not _is_label(cells[0]) or (len(cells) == 1 and fold(cells[0]) in ALONE_IS_TEXT):
        return None
    found = []
    while cells:
        label = cells.pop(0)
        if not _is_label(label):
            continue
        value = cells.pop(0) if cells and not _is_label(cells[0]) else ""
        found.append(_labelled(label, value))
    return found


def _is_label(text):
    key = fold(text).strip("〔〕:")
    return key in known_labels()


def _labelled(label, raw):
    field = known_labels()[fold(label).strip("〔〕:")]
    if fold(label) == "字号" and FONT_SIZES.fullmatch(raw):
        field = NOISE
    return Labelled(field, " ".join(label.split()), raw)
