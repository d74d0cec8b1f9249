"""Texts that name documents: their citations as links into the catalogue, and which of these are no longer in force.

The same finder reads them as reads the texts of documents; everything is looked up together, in two queries at most.
"""

from dataclasses import dataclass, field

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from cms_core.citations.candidates import candidates_for, choose
from cms_core.citations.find import find_citations
from cms_core.html.citation_links import link_citations
from cms_core.models import Entry
from cms_core.public.citations import value_of, with_host

LONGEST = 20_000


@dataclass
class Bases:
    """`links` (spelling to address) for texts, `lapsed` the entries that are not in force as they stand."""

    links: dict[str, str] = field(default_factory=dict)
    entries: list[dict] = field(default_factory=list)
    by_id: dict[int, dict] = field(default_factory=dict)

    @property
    def lapsed(self) -> list[dict]:
        return [entry for entry in self.entries if entry["validity"]]

    def html(self, text: str) -> SafeString:
        """Plain text as paragraphs, with its citations linked."""
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        html = "".join(f"<p>{conditional_escape(line)}</p>" for line in lines)
        return mark_safe(link_citations(html, self.links) if self.links else html)


def bases_of(texts, place, also=()) -> Bases:
    """`also`: ids of documents whose entries are wanted too (the basis of an adjustment); see `by_id`."""
    found = [one for text in texts if text for one in find_citations(text[:LONGEST])]
    keys = {key for one in found for key in (one.number_key, one.title_key) if key}
    among = candidates_for(keys) if keys else {}
    home = place.portal.home.path
    meant = {one.spelling: choose(one.number_key, one.title_key, home, among) for one in found} if among else {}
    wanted = {page for page in meant.values() if page} | set(also)
    if not wanted:
        return Bases()
    here = place.site_portal.home_id
    rows = with_host(Entry.objects.visible().filter(pk__in=wanted).order_by(), "site_home")
    by_id = {row.pk: value for row in rows if (value := value_of(row, here))}
    links = {spelling: by_id[page]["url"] for spelling, page in meant.items() if page in by_id}
    cited = dict.fromkeys(page for page in meant.values() if page in by_id)
    return Bases(links, [by_id[page] for page in cited], by_id)
