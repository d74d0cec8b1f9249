"""Where a text mentions documents: 《titles》 with the numbers that belong to them, numbers alone, and titles without
《》 before a number in brackets."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from cms_core.citations.find.bare import bare_title, wrapped_title
from cms_core.citations.find.brackets import outermost
from cms_core.citations.find.numbers import number_spans
from cms_core.citations.find.plain import joined
from cms_core.text.document_numbers import DocumentNumber

# After a title: （国办发〔2014〕66号）, （以下简称《条例》）, （2015年修订）; brackets in it one deep, bounded.
NOTE = re.compile(r"\s{0,3}\((?P<note>(?:[^()\n]|\n(?!\n)|\([^()]{0,40}\)){1,200})\)")
SHORT = re.compile(
    r"(?:以下|下)?(?:统|合|分别)?(?:简称|称)(?:为)?:?\s{0,2}(?:[《“\"「]([^《》“”\"」]{2,40})[》”\"」]|([^《》“”\"(),;]{2,30}))"
)
# （以下简称《甲法》、《乙法》）: the row before it gets a name each.
MORE_SHORT = re.compile(r"[、,和与及或\s]{0,4}[《“\"「]([^《》“”\"」]{2,40})[》”\"」]")
OWN_NOTE = re.compile(r"^(?:见|详见|附后|参见)?附[件表录]|^附后|^另[附发]")
EDITION_NOTE = re.compile(r"^(?:(?:19|20)\d\d年?)?(?:\d\d?月)?[^,()]{0,12}(?:修订|修正|修改|版|试行|暂行)")
# （省政府令第157号公布，省政府令第284号修订）: the second is the title's edition.
CHANGED_BY = re.compile(r"\s{0,2}(?:第[一二三四五六七八九十]次)?(?:修订|修正|修改)")
LEADS = re.compile(r"^\s{0,3}(?:文件?|令)?(?:发布|公布|颁布|印发|下发)?的?\s{0,3}$")


@dataclass
class Mention:
    """`start` to `end` is what a link covers; `stop` is where the clause goes on, after definitions and notes."""

    start: int
    end: int
    stop: int
    title: str = ""
    number: DocumentNumber | None = None
    shorts: list[str] = field(default_factory=list)
    is_own: bool = False
    is_bare: bool = False  # a title without 《》


def mentions_of(original: str, text: str, most: int) -> list[Mention]:
    """By place, none over another, the first `most`; `text` is the plain form of `original`, which titles come from."""
    pairs = outermost(text, most)
    if len(pairs) == most:
        text = text[: pairs[-1][1]]
    inside = _Places(pairs)
    numbers = [span for span in number_spans(text, most) if not inside.covers(span.start)]
    titles = []
    for pair in pairs:
        # A short name is said within the note of its title.
        if not titles or pair[0] >= titles[-1].stop:
            titles.append(_title(original, text, pair))
    alone = _give_numbers(original, text, titles, numbers)
    return sorted(titles + alone, key=lambda mention: mention.start)[:most]


class _Places:
    """Whether a place lies in one of the pairs; asked in rising order."""

    def __init__(self, pairs):
        self.pairs, self.index = pairs, 0

    def covers(self, place):
        while self.index < len(self.pairs) and self.pairs[self.index][1] <= place:
            self.index += 1
        return self.index < len(self.pairs) and self.pairs[self.index][0] <= place


def _title(original, text, pair):
    start, end, inner, inner_end = pair
    # 《…》》: a mark too many.
    end += len(text[end : end + 1]) if text[end : end + 1] == "》" else 0
    mention = Mention(start, end, end, joined(original[inner:inner_end]))
    for _ in range(3):
        note = NOTE.match(text, mention.stop)
        if not note or not _reads(mention, note["note"]):
            break
        mention.stop = note.end()
    return mention


def _reads(mention, note):
    """Whether a note in brackets after a title belongs to it; numbers in it are paired later."""
    short = SHORT.search(note)
    if short and (name := (short[1] or short[2] or "").strip()):
        mention.shorts.append(joined(name))
        place = short.end()
        while short[1] and (more := MORE_SHORT.match(note, place)):
            mention.shorts.append(joined(more[1]))
            place = more.end()
    if OWN_NOTE.match(note.strip()):
        mention.is_own = True
    return bool(short or mention.is_own or EDITION_NOTE.match(note.strip()) or re.search(r"\d\s{0,8}号", note))


def _give_numbers(original, text, titles, numbers):
    """Gives each number to the title it stands at, and returns mentions of those that stand alone."""
    starts = [title.start for title in titles]
    noted, alone = {}, []
    for span in numbers:
        after = bisect_right(starts, span.start)
        before = titles[after - 1] if after else None
        following = titles[after] if after < len(titles) else None
        if before and span.start < before.stop:
            noted.setdefault(after - 1, []).append(span)
        elif following and not following.number and _leads(text, span, following):
            following.number, following.start = span.number, span.start
        elif before and not before.number and (wrapped := wrapped_title(original, text, before, span)):
            before.title, before.start, before.end = wrapped
            before.number, before.stop = span.number, before.end
        elif before and not before.number and before.stop == before.end and not text[before.end : span.start].strip():
            before.number, before.end, before.stop = span.number, span.end, span.end
        else:
            alone.append(_alone(original, text, span))
    for index, spans in noted.items():
        alone += _share_out(text, titles, index, spans)
    return alone


def _alone(original, text, span):
    title, start, end = bare_title(original, text, span) or ("", span.start, span.end)
    return Mention(start, end, end, title, span.number, is_bare=bool(title))


def _leads(text, span, title):
    """国务院令第711号《…》, 浙政发〔2015〕8号文件《…》, 省政府令第3号发布的《…》."""
    return title.start - span.end <= 12 and bool(LEADS.match(text[span.end : title.start]))


def _share_out(text, titles, index, spans):
    """The numbers in the note of a title: 《甲》《乙》（1号、2号） each its own, else the first, and the rest alone."""
    spans = [span for span in spans if not CHANGED_BY.match(text, span.end)] or spans[:1]
    row = [titles[index]]
    while index and len(row) < len(spans):
        before = titles[index - 1]
        if (
            before.number
            or before.stop != before.end
            or text[before.end : titles[index].start].strip() not in ("", "、", "和")
        ):
            break
        row.insert(0, before)
        index -= 1
    if len(row) != len(spans):
        row = row[-1:]
    last = row[-1]
    if not last.number:
        for title, span in zip(row, spans, strict=False):
            title.number = span.number
        spans, last.end = spans[len(row) :], spans[len(row) - 1].end
        # Over the bracket that closes the note, when the number ends it.
        if text[last.end : last.stop].strip() == ")":
            last.end = last.stop
    return [Mention(span.start, span.end, span.end, number=span.number) for span in spans]
