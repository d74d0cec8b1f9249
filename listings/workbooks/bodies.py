"""Names of bodies in a workbook → bodies of the list's government, by full, short or former name; never guessed."""

import difflib

from cms_core.organisations.errors import AmbiguousOrganisation, UnknownOrganisation
from cms_core.text.folding import fold
from listings.bodies import allowed
from listings.models import Listing

CANDIDATES = 6


class Bodies:
    """Each name is looked up once."""

    def __init__(self, listing: Listing):
        self.government = listing.portal.organisation
        self.all = allowed(listing)
        self.known: dict[str, tuple[str, str]] = {}
        self.listed: list[tuple[str, str, str, str]] | None = None

    def find(self, word: str) -> tuple[str, str]:
        """(key, "") or ("", why not)."""
        word = word.strip()
        if word not in self.known:
            self.known[word] = self.resolve(word)
        return self.known[word]

    def resolve(self, word):
        if "〔" in word and word.endswith("〕"):
            key = word.rpartition("〔")[2].rstrip("〕")
            if self.all.filter(key=key).exists():
                return key, ""
        try:
            return self.all.resolve(word, within=self.government).key, ""
        except AmbiguousOrganisation as error:
            return "", str(error)
        except UnknownOrganisation:
            if self.all.filter(key=word).exists():
                return word, ""
        near = "、".join(name for _, name in self.candidates(word)[:3])
        also = f"可能是：{near}。" if near else "请先把它录入机构名录，或核对名称。"
        return "", f"本级政府没有名为“{word}”的机构。{also}"

    def candidates(self, word: str) -> list[tuple[str, str]]:
        """(key, name) of bodies whose names are like the word, the likeliest first."""
        folded = fold(word)
        core = folded.lstrip("省市县区")
        scores = {}
        for key, name, other, _ in self.names():
            score = difflib.SequenceMatcher(None, folded, other).ratio()
            if core and (core in other or other in folded):
                score += 0.5
            if score > scores.get(key, (0, ""))[0]:
                scores[key] = score, name
        ranked = sorted(((score, key, name) for key, (score, name) in scores.items()), reverse=True)
        return [(key, name) for score, key, name in ranked[:CANDIDATES] if score >= 0.45]

    def names(self):
        """(key, name, folded name or other name, path) of all."""
        if self.listed is None:
            own = list(self.all.order_by("path").values_list("key", "name", "folded_name", "path"))
            others = self.all.filter(names__isnull=False).order_by("path")
            own += list(others.values_list("key", "name", "names__folded", "path"))
            self.listed = own
        return self.listed

    def label(self, key: str) -> str:
        """As workbooks write it: the name, with the key where the name alone does not mean this body."""
        name = next((name for known, name, _, _ in self.names() if known == key), key)
        return name if self.find(name)[0] == key else f"{name}〔{key}〕"
