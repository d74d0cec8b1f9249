"""All citations of a text, in its order."""

from dataclasses import replace

from cms_core.citations.find.days import own_day
from cms_core.citations.find.found import Found, Kind
from cms_core.citations.find.kinds import is_issued, kind_of
from cms_core.citations.find.lists import Lists
from cms_core.citations.find.mentions import mentions_of
from cms_core.citations.find.numbers import number_key
from cms_core.citations.find.own import Own
from cms_core.citations.find.plain import plain
from cms_core.citations.find.sentences import Masked, sentence_around
from cms_core.citations.find.short_names import ShortNames
from cms_core.citations.find.standing import is_mention_of_document, papers_among
from cms_core.citations.find.titles import title_key

# A catalogue of repealed documents has a thousand; what has more is no document.
MAX_FOUND = 5000


def find_citations(text: str, *, own_number: str = "", own_title: str = "") -> list[Found]:
    """Every mention of another official document in `text` (a line a paragraph), in order; at most MAX_FOUND.

    The text's own title and number, forms, licences, papers and attachments are none. Linear in the text's length."""
    searched = plain(text)
    own = Own(own_title, own_number)
    mentions = own.without_head(searched, mentions_of(text, searched, MAX_FOUND))
    if not mentions:
        return []
    cited = _resolve(searched, mentions, own)
    masked = Masked(searched, mentions, [document is not None for document in cited])
    lists, in_force = Lists(masked.text, own.default), own_day(searched)
    found = []
    for index, (mention, document) in enumerate(zip(mentions, cited, strict=True)):
        if document and (one := _found(text, mention, document, index, masked, lists, own)):
            changes = one.kind in (Kind.REPEAL, Kind.AMEND)
            found.append(replace(one, day=in_force) if changes and not one.day else one)
    return found


def _resolve(text, mentions, own):
    """For each mention the (title, number) it is about, or None where it is about no document."""
    names, papers, resolved = ShortNames(own.title), papers_among(text, mentions), []
    for mention in mentions:
        document = (mention.title, mention.number)
        if mention.title:
            full = names.resolve(mention.title)
            names.define(mention)
            if full is None:
                document = None
            elif full[0] != mention.title:
                document = (full[0], mention.number or full[1])
            elif not is_mention_of_document(text, mention, papers):
                document = None
        resolved.append(document)
    return resolved


def _found(text, mention, document, index, masked, lists, own):
    title, number = document
    around = masked.around(index)
    place = masked.places[index]
    if lists.is_attached(place):
        return None
    kind, day, articles = kind_of(around)
    if own.has_number(number) or (kind is not Kind.REPEAL and own.has_title(title, number)):
        return None
    if _comes_along(title, number, kind, around, own):
        own.issue(title)
        return None
    listed, listed_day = lists.at(place)
    if not around.quoted:
        kind = own.kind_of(title) or (listed if listed and kind in (Kind.REFERENCE, Kind.BASIS) else kind)
        if kind is listed:
            day = day or listed_day
    return Found(
        kind=kind,
        title=title,
        number=str(number) if number else "",
        title_key=title_key(title),
        number_key=number_key(str(number)) if number else "",
        start=mention.start,
        end=mention.end,
        spelling=text[mention.start : mention.end],
        sentence=sentence_around(text, mention.start, mention.end),
        day=day,
        articles=articles,
    )


def _comes_along(title, number, kind, around, own):
    """现将《…》印发给你们: without a number it is the text's own other half."""
    if not title or number or kind not in (Kind.REFERENCE, Kind.BASIS) or own.kind_of(title):
        return False
    return is_issued(around)
