"""A search from its choices to all that is shown of it; what the page, its feed and its tests call."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from cms_core.catalogue.columns import ColumnNode
from cms_core.public.place import Place
from cms_core.search.analysis.question import Question, ask
from cms_core.search.bodies import with_names
from cms_core.search.corrections import corrections
from cms_core.search.editors import promotions, synonyms
from cms_core.search.engine import engine
from cms_core.search.filters import ANY, Filters
from cms_core.search.found import FEW, Found, enough
from cms_core.search.ranking.best import best
from cms_core.search.reading.choices import SIZE, Choices
from cms_core.search.reading.facets import GROUPS, Chip, Facet, facets_of
from cms_core.search.reading.narrowing import filters_of, settled
from cms_core.search.reading.paging import pages_in
from cms_core.search.reading.results import results_of
from cms_core.search.reading.surroundings import surroundings

MOST_CORRECTIONS = 3
# Facets with a choice whose other values are counted too.
MOST_BESIDE = 2


@dataclass(frozen=True)
class Reading:
    """`node` is the column that is searched; `corrected` are (spelling, address) that do find something; `incomplete`
    where the index is still being filled, or little was found in one that is to be built anew; `by_relevance` the
    address where there is more than by date."""

    choices: Choices
    question: Question
    node: ColumnNode | None = None
    found: Found = field(default_factory=Found)
    results: list[dict] = field(default_factory=list)
    promoted: list = field(default_factory=list)
    facets: list[Facet] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    corrected: list[tuple[str, str]] = field(default_factory=list)
    incomplete: bool = False
    by_relevance: str = ""


def read(choices: Choices, place: Place, now: datetime) -> Reading:
    """Raises what the engine raises."""
    choices, node = settled(choices, place)
    home = place.site_portal.home_id
    question = ask(choices.q, with_names(synonyms.of(home), place.site_portal.organisation))
    if not question:
        return Reading(choices, question, node)
    filters = filters_of(choices, place, node)
    found = searched(choices, question, filters, place, now)
    if not found.hits and found.total and choices.page > 1:
        # A page beyond the last, as after content was withdrawn: the last there is.
        choices = replace(choices, page=pages_in(found.total))
        found = searched(choices, question, filters, place, now)
    facets, chips = facets_of(choices, found, choices.scope, beside(choices, question, filters, found))
    others = corrections(question, engine(), filters, MOST_CORRECTIONS) if doubtful(found) else []
    return Reading(
        choices,
        question,
        node,
        found,
        results_of(found, question),
        promotions.of(home, question, now) if choices.page == 1 else [],
        facets,
        chips,
        [(other.text, choices.but(q=other.text).address()) for other in others],
        found.partial or (doubtful(found) and bool(engine().lacking())),
        choices.but(order="").address() if has_more_by_relevance(choices, question, filters, found) else "",
    )


def searched(choices: Choices, question: Question, filters: Filters, place: Place, now: datetime) -> Found:
    offset = (choices.page - 1) * SIZE
    if choices.order == "date":
        # By date, the newest of what has some of the words would come before what has them all.
        how = {"offset": offset, "size": SIZE, "facets": True, "loosen": False}
        return engine().search(question, filters, order="date", **how)
    here, known = surroundings(place.site_portal.organisation)
    return best(engine(), question, filters, now, offset=offset, size=SIZE, facets=True, here=here, known=known)


def beside(choices: Choices, question: Question, filters: Filters, found: Found) -> dict[str, dict]:
    """By facet that was chosen, what there is of its other values: a search without that choice for each, so of the
    first few only."""
    chosen = [facet for facet, name, _ in GROUPS if getattr(choices, name)][:MOST_BESIDE]
    return {facet: without(facet, question, filters, found.loose) for facet in chosen}


def without(facet: str, question: Question, filters: Filters, loosen: bool) -> dict:
    wider = replace(filters, **{facet: getattr(ANY, facet)})
    return engine().search(question, wider, order="date", size=0, facets=True, loosen=loosen).facets.get(facet, {})


def has_more_by_relevance(choices: Choices, question: Question, filters: Filters, found: Found) -> bool:
    if choices.order != "date" or found.total >= enough(question) or question.is_quoted:
        return False
    return engine().search(question, filters, size=1).total > found.total


def doubtful(found: Found) -> bool:
    """Whether another spelling may have been meant."""
    return found.loose or found.total < FEW


def newest(choices: Choices, place: Place, size: int) -> Reading:
    """The newest results, for a feed: what is new of a search, whatever order its page has. Only what has all that was
    asked: by date, the newest of what has some of it would come first."""
    choices, node = settled(choices.but(order="date"), place)
    question = ask(choices.q, with_names(synonyms.of(place.site_portal.home_id), place.site_portal.organisation))
    if not question:
        return Reading(choices, question, node)
    found = engine().search(question, filters_of(choices, place, node), order="date", size=size, loosen=False)
    return Reading(choices, question, node, found, results_of(found, question), incomplete=found.partial)
