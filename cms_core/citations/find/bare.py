"""Titles without 《》 that stand before their number in brackets: 国务院办公厅关于…的意见（国办发〔2014〕66号）."""

import re

from cms_core.citations.find.cues import one_of, pattern, words
from cms_core.citations.find.plain import joined

MAX_TITLE = 140
GENRE_END = re.compile(rf"{one_of((*words('titles', 'genres'), '报告'))}(?:\([^()]{{1,20}}\))?$")
WRAPPING = (*words("titles", "issuing"), *words("titles", "forwarding"), "修改", "废止", "贯彻", "落实", "执行")
WRAPS_BEFORE = re.compile(rf"(?:关于)?{one_of(WRAPPING)}[^,;:。《》()]{{0,60}}$")
WRAPS_AFTER = re.compile(
    r"(?P<genre>(?:[^,;:。《》()\n]{0,16})?的(?:通知|函|决定|公告|通告|批复|意见|请示|报告|令))\s{0,2}\(\s{0,2}"
)
# 你省关于…的请示.
ADDRESSED = re.compile(r"^[你我贵](?:们|[省市区县州部委局办厅院会署])?(?:委员会)?")
# （1999年5月18日浙江省人民政府令第107号发布）
OPENED = re.compile(r"\(\s{0,2}(?P<when>[\d年月日\s、经由\u4e00-\u9fa5]{0,40})$")
CLOSED = re.compile(r"(?:公布|发布|颁布|印发)?\)")
ROW = re.compile(r"\s*(?:\d{1,4}[\s.、]{1,4})?(?=[\u4e00-\u9fa5][^。;:,《》]*$)")
NUMBERED = re.compile(r"\d\s{0,2}号")
BEGUN = re.compile(r"\s*(?:\d{1,4}[\s.、]{1,4})?")
CELL = re.compile(rf"[ \t|]{{1,8}}(?P<title>[\u4e00-\u9fa5][^\n。;:,《》]{{4,{MAX_TITLE}}})[ \t]*(?=\n|$)")
# What an item of a list begins with.
ITEM = re.compile(
    r"[ \t]*(?:第?[\d一二三四五六七八九十百]{1,4}[、.,)]|\([\d一二三四五六七八九十百]{1,4}\)|[①-⑳●•·\-*#])[ \t]*"
)


def bare_title(original, text, span):
    """(title, start, end), or None; only 关于…, or a whole line or item that is a title."""
    opened = OPENED.search(text[max(0, span.start - 48) : span.start])
    if not opened:
        return _cell(original, text, span) or _next_cell(original, text, span)
    place = span.start - len(opened.group())
    begin = 1 + max(text.rfind(mark, max(0, place - MAX_TITLE), place) for mark in "\n。;:》”")
    begin = max(begin, place - MAX_TITLE)
    line = text[begin:place]
    item = ITEM.match(line)
    offset = item.end() if item else 0
    if not GENRE_END.search(line.rstrip()):
        return None
    about = line.find("关于", offset)
    if opened["when"] and not (item and begin and text[begin - 1] == "\n"):
        return None
    if not (item and begin and text[begin - 1] == "\n") or not offset <= about < offset + 40:
        about = line.rfind("关于")
        if about < 0:
            return None if not item else _made(original, text, span, begin + offset, place)
        offset = about - len(_issuer(line[:about]))
    return _made(original, text, span, begin + offset, place)


def _cell(original, text, span):
    """1 浙江省人民政府关于…的通知 浙政发〔1995〕1号: a row of a table, its cells parted by blanks or line breaks."""
    place = len(text[max(0, span.start - 8) : span.start].rstrip()) + max(0, span.start - 8)
    begin = max(text.rfind("\n", max(0, place - MAX_TITLE), place) + 1, place - MAX_TITLE)
    line = text[begin:place]
    row = ROW.match(line)
    if place == span.start or not row or not GENRE_END.search(line) or "关于" not in line:
        return None
    # The row of the number before.
    if NUMBERED.search(line):
        return None
    return _made(original, text, span, begin + row.end(), place)


def _next_cell(original, text, span):
    """1 浙政发〔1995〕1号 浙江省人民政府关于…的通知: the title in the cell after."""
    begin = max(text.rfind("\n", max(0, span.start - 12), span.start) + 1, span.start - 12)
    if (begin and text[begin - 1] != "\n") or not BEGUN.fullmatch(text[begin : span.start]):
        return None
    cell = CELL.match(text, span.end)
    if not cell or not GENRE_END.search(cell["title"]) or "关于" not in cell["title"]:
        return None
    return joined(original[cell.start("title") : cell.end("title")]), span.start, cell.end("title")


def wrapped_title(original, text, mention, span):
    """(title, start, end) of 国务院办公厅关于印发《…》的通知（number）, where only what is in it has 《》; or None."""
    tail = WRAPS_AFTER.match(text, mention.end)
    if not tail or tail.end() != span.start:
        return None
    before = text[max(0, mention.start - MAX_TITLE) : mention.start]
    head = WRAPS_BEFORE.search(before)
    if not head:
        return None
    start = mention.start - len(head.group()) - len(_issuer(before[: head.start()]))
    return _made(original, text, span, start, mention.end + len(tail["genre"]))


def _made(original, text, span, start, place):
    title = joined(original[start:place])
    if len(title) < 6:
        return None
    closed = CLOSED.match(text, span.end)
    end = closed.end() if closed and text[place : place + 1] == "(" else span.end
    return title, start, end


def _issuer(before):
    """The body before 关于, without what leads to it: 按照国务院 is 国务院."""
    names = re.search(r"[\u4e00-\u9fa5、]{2,40}$", before)
    if not names:
        return ""
    issuer = pattern("numbers", "before").sub("\0", names.group()).rpartition("\0")[2].lstrip("、")
    return ADDRESSED.sub("", issuer)
