"""Highlights: passages of the original text around what was looked for, by the places that folding keeps."""

import re
from dataclasses import dataclass

from cms_core.search.analysis.characters import fold_with_places
from cms_core.search.analysis.marks import ARTICLE, article_token
from cms_core.search.analysis.question import Part, Question

LENGTH = 110
BEFORE = 24
MAX_MARKS = 40
# Where a passage may begin, and what it must not begin or end with.
ENDINGS = "。！？；!?;\n"
CLOSING = ENDINGS + "，、：,.:）》〉」』】〕”’…　 \t\r"
OPENING = "，、：,:（《〈「『【〔“‘　 \n\t\r"
# Folding the whole of a long law to show one passage would cost more than the search.
READ = 60_000


@dataclass(frozen=True)
class Passage:
    """`text` of the original and the spans in it that were looked for; `cut` at its start, at its end."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()
    cut: tuple[bool, bool] = (False, False)

    def pieces(self):
        """(text, whether looked for) in order; for a template, which escapes them."""
        end = 0
        for start, stop in self.spans:
            if start > end:
                yield self.text[end:start], False
            yield self.text[start:stop], True
            end = stop
        if end < len(self.text):
            yield self.text[end:], False


def wanted(question: Question, loose: bool = False) -> re.Pattern | None:
    """What to mark in folded text; single pairs too where only some of them were found."""
    parts = [*question.required, *([question.number.part] if question.number else [])]
    texts = [pattern(one) for asked in parts for one in (asked, *asked.others)]
    if loose:
        texts += [re.escape(token) for token in question.pairs]
    ways = "|".join(sorted(filter(None, texts), key=len, reverse=True))
    return re.compile(f"(?=({ways}))") if ways else None  # ahead only, so that what overlaps is found too


def pattern(part: Part) -> str:
    """Its runs with any punctuation between, for that is how the index finds it."""
    runs = re.findall(r"[^\W_]+", part.text)
    if not runs:
        return ""
    start = r"(?<![a-z0-9])" if runs[0][0].isascii() else ""
    end = r"(?![a-z0-9])" if runs[-1][-1].isascii() else ""
    return start + r"[\W_]{0,4}?".join(map(re.escape, runs)) + end


def spans(text: str, question: Question, loose: bool = False) -> list[tuple[int, int]]:
    """Where `text` has what was looked for: (start, end) in `text`, in order, not overlapping."""
    looked_for = wanted(question, loose)
    if not looked_for:
        return []
    folded, places = fold_with_places(text[:READ])
    found = [match.span(1) for match in looked_for.finditer(folded)]
    if marks := {part.mark for part in question.required if part.mark}:
        found += [match.span() for match in ARTICLE.finditer(folded) if article_token(match) in marks]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        start, end = places[start], places[end - 1] + 1
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def title(text: str, question: Question, loose: bool = False) -> Passage:
    return Passage(text, tuple(spans(text, question, loose)))


def passage(text: str, question: Question, loose: bool = False, length: int = LENGTH) -> Passage:
    """The stretch of about `length` characters that has most of what was looked for; the beginning for none."""
    marks = spans(text, question, loose)[: MAX_MARKS * 10]
    if not marks:
        return Passage(one_line(text[:length]), cut=(False, len(text) > length))
    start = max(0, best_start(marks, length) - BEFORE)
    stop = min(len(text), start + length)
    # Not in the middle of a word that is looked for.
    stop = max([stop, *(end for begin, end in marks if begin < stop < end and end - stop < length)])
    start, stop = trimmed(text, start, stop, marks)
    inside = tuple((begin - start, end - start) for begin, end in marks if begin >= start and end <= stop)
    return Passage(one_line(text[start:stop]), inside[:MAX_MARKS], (start > 0, stop < len(text)))


def trimmed(text: str, start: int, stop: int, marks) -> tuple[int, int]:
    """From the beginning of a sentence where one is near, not in the middle of a figure or word of letters, and without
    signs that belong to what is left out; never into what is marked."""
    first = min((begin for begin, end in marks if begin >= start), default=start)
    last = max((end for begin, end in marks if start <= begin and end <= stop), default=stop)
    if start > 0:
        sentence = next((at + 1 for at in range(start, first) if text[at] in ENDINGS), start)
        start = sentence if text[start - 1] not in ENDINGS else start
        while start < first and (text[start] in CLOSING or joined(text, start)):
            start += 1
    if stop < len(text):
        while stop > last and joined(text, stop):
            stop -= 1
        while stop > last and text[stop - 1] in OPENING:
            stop -= 1
    return start, stop


def joined(text: str, at: int) -> bool:
    """Whether a cut here would part 4.8 or a word of letters."""
    return all(one.isascii() and (one.isalnum() or one in ".%") for one in text[at - 1 : at + 1])


def best_start(marks, length) -> int:
    """The mark from which most marked characters lie within reach; the first of several."""
    reach = length - BEFORE
    best, most, end, covered = 0, 0, 0, 0
    for index, (start, stop) in enumerate(marks):
        while end < len(marks) and marks[end][1] <= start + reach:
            covered += marks[end][1] - marks[end][0]
            end += 1
        if covered > most:
            best, most = index, covered
        covered -= (stop - start) if end > index else 0
        end = max(end, index + 1)
    return marks[best][0]


def one_line(text: str) -> str:
    """As long as `text`."""
    return re.sub(r"[\n\r\t]", " ", text)
