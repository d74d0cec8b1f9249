"""Which of several documents a citation means; pure, so that the order in which they arrived never matters.

The number decides before the title. Then: what the public sees, the name itself before a variant of it, the own portal
and those near it in the tree, what is in force. Of what is left, versions and reprints of one document give the newest;
different documents give nothing: the citation waits for an editor to make them distinct.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from wagtail.models import Page

from cms_core.citations.keys import NUMBER
from cms_core.models.citations import DocumentKey
from cms_core.models.validity import Validity
from cms_core.text.folding import fold

STRENGTH = {NUMBER: 4, "full": 3, "state": 3, "inner": 2, "edition": 1, "short": 1, "forwarded": 0}
# Without its issuer a title may be anybody's: it names a document of the own portal only.
SHORT = "short"
LAPSED = {Validity.REPEALED, Validity.EXPIRED}
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Candidate:
    page_id: int
    form: str
    home_path: str
    visible: bool
    validity: str
    number_key: str
    title: str
    day: date

    @property
    def letters(self) -> str:
        """浙政发 of 浙政发〔2015〕1号: versions of one document carry the same."""
        return self.number_key.partition("〔")[0]


FIELDS = ("key", "page", "form", *(f"page__entry__{name}" for name in ("portal_home__path", "visible", "validity")))
FIELDS += tuple(f"page__entry__{name}" for name in ("document_key", "title", "date_written", "published_at"))


def candidates_for(keys: Iterable[str]) -> dict[str, list[Candidate]]:
    """The documents of the catalogue that have each key; one query for 500 keys."""
    keys, found = sorted(set(keys) - {""}), {}
    for start in range(0, len(keys), CHUNK):
        rows = DocumentKey.objects.filter(key__in=keys[start : start + CHUNK], page__entry__isnull=False)
        for key, page, form, path, visible, validity, number, title, written, published in rows.values_list(*FIELDS):
            day = written or published.date()
            found.setdefault(key, []).append(Candidate(page, form, path, visible, validity, number, fold(title), day))
    return found


def choose(number_key: str, title_key: str, home_path: str, among: Mapping, without: int | None = None) -> int | None:
    """The page meant by a citation with these keys in a text of the portal whose home is at `home_path`."""
    found = [one for one in _named(number_key, title_key, among) if one.page_id != without]
    found = [one for one in found if one.form != SHORT or (home_path and one.home_path == home_path)]
    if not found:
        return None
    ranks = [_rank(one, home_path) for one in found]
    best = [one for one, rank in zip(found, ranks, strict=True) if rank == max(ranks)]
    if not all(_same(best[0], one) for one in best[1:]):
        return None
    # The higher body prints before the lower; of reprints of one day the first is the original.
    return max(best, key=lambda one: (-len(one.home_path), one.day, -one.page_id)).page_id


def _named(number_key, title_key, among) -> list[Candidate]:
    by_title = among.get(title_key, ()) if title_key else ()
    if not number_key:
        return [one for one in by_title if one.form != NUMBER]
    by_number = [one for one in among.get(number_key, ()) if one.form == NUMBER]
    if by_number:
        titled = {one.page_id for one in by_title}
        return [one for one in by_number if one.page_id in titled] or by_number
    # A document with another number is another document, however alike the title is.
    return [one for one in by_title if not one.number_key]


def _rank(one: Candidate, home_path: str) -> tuple:
    return one.visible, STRENGTH.get(one.form, 0), _near(one.home_path, home_path), one.validity not in LAPSED


def _near(path: str, other: str) -> int:
    """How many steps of the tree two portals share; their own is more than any."""
    if path == other:
        return len(path) + 1
    step = Page.steplen
    pairs = zip(range(0, len(path), step), range(0, len(other), step), strict=False)
    return sum(path[: at + step] == other[: at + step] for at, _ in pairs)


def _same(one: Candidate, other: Candidate) -> bool:
    """Reprints (the same number and name) or, on one portal, versions (the same letters, or no number at all)."""
    if one.form == NUMBER:
        return one.title in other.title or other.title in one.title
    if one.number_key and one.number_key == other.number_key:
        return True
    return one.home_path == other.home_path and one.letters == other.letters
