"""The letters of a number and the bodies of an order, read backwards from where the number is certain."""

import re

from cms_core.citations.find.cues import pattern, words
from cms_core.citations.find.plain import joined

MAX_LETTERS, MAX_BODY = 16, 24
LAST_LETTERS = re.compile(r"[\u4e00-\u9fa5A-Za-z]+\Z")
LAST_BODY = re.compile(r"[\u4e00-\u9fa5]+\Z")
BROKEN = re.compile(r"([\u4e00-\u9fa5]{2,6})\s{0,2}\n\s{0,4}\Z")
JOINT = re.compile(r"[ 、]{1,4}\Z")
# The letters begin after the last of these; 和政发〔2020〕1号 is a county's, 以 is in no name.
BEFORE = re.compile(rf"^.*(?:{pattern('numbers', 'before').pattern})(?=(?!政)[\u4e00-\u9fa5A-Za-z]{{2}})")
NAMED = re.compile(rf"^.*(?:{pattern('numbers', 'named').pattern})")
BODIES = words("numbers", "bodies")
# 原甲政办发〔2012〕9号; 原州 and 原阳 are places.
FORMER = re.compile(r"^原(?![政州阳平子党委])(?=.{3})")
NO_LETTERS = re.compile(r"[了的年省市县]$|^我|(?:出台|发布|印发|公布|下发)$")
NO_BODY = ("本", "此", "该", "述", "款", "命", "法", "政", "指", "责", "司", "勒", "禁", "的", "照", "和", "号", "据")


def letters_before(text, end):
    """(start, letters) of the letters that end at `end`, without what only leads to them: 按照浙政办发 is 浙政办发.

    Blanks may part them from there, and a narrow page breaks the letters themselves: 浙政办\\n发〔2015〕8号."""
    stop = _before_blanks(text, end)
    begin = max(0, stop - MAX_LETTERS - 8)
    run = text[begin:stop]
    found = LAST_LETTERS.search(run)
    if not found:
        return stop, ""
    letters = _led(found.group())
    if len(letters) < 2 and (broken := BROKEN.search(run[: found.start()])):
        kept = _led(broken[1])
        return begin + broken.end(1) - len(kept), kept + letters
    letters = "" if NO_LETTERS.search(letters) else letters[-MAX_LETTERS:]
    return stop - len(letters), letters


def _led(letters):
    return FORMER.sub("", NAMED.sub("", BEFORE.sub("", letters)))


def bodies_before(text, end):
    """(start, bodies) before 令 or 公告: 财政部 税务总局, 住房城乡建设部、财政部; empty where none stands there."""
    stop = begin = _before_blanks(text, end)
    for _ in range(6):
        found = LAST_BODY.search(text[max(0, begin - MAX_BODY) : begin])
        body = BEFORE.sub("", found.group()) if found else ""
        if body == "国" and begin == stop:
            return begin - 1, "国"
        if len(body) < 2 or (not body.endswith(BODIES) and (begin < stop or len(body) > 3 or body.endswith(NO_BODY))):
            break
        begin -= len(body)
        if len(body) < len(found.group()):
            break
        joint = JOINT.search(text[max(0, begin - 4) : begin])
        if not joint:
            break
        begin -= len(joint.group())
    begin += len(text[begin:stop]) - len(text[begin:stop].lstrip(" 、"))
    return begin, joined(text[begin:stop])


def _before_blanks(text, end):
    stop = end
    while stop > 0 and end - stop < 8 and text[stop - 1].isspace():
        stop -= 1
    return stop
