"""A question as the ranking reads it, once for all pages."""

from dataclasses import dataclass

from cms_core.search.analysis.characters import fold
from cms_core.search.analysis.marks import ARTICLE, article_token
from cms_core.search.analysis.question import Question
from cms_core.search.analysis.readings import bare
from cms_core.search.ranking.places import Place, Places


def in_figures(folded: str) -> str:
    """The text with all its articles and chapters as their marks, so that both spellings compare as equal."""
    return ARTICLE.sub(article_token, folded)


@dataclass(frozen=True)
class Asked:
    """`pieces` are what is asked about in whole words, `pairs` and `characters` the same in parts."""

    title: str  # all that was typed, bare, as a title would be
    number: str  # token of a document number
    pieces: tuple[str, ...]
    pairs: tuple[str, ...]
    characters: tuple[str, ...]
    places: frozenset[Place]
    cut: bool = False  # only the beginning of what was typed
    articles: bool = False  # names some: they and those of the texts are then compared in figures

    def names(self, title: str, number: str) -> bool:
        """Whether it asks for the page of this title (bare) or number (token), and no other."""
        if self.number and self.number == number:
            return True
        return bool(self.title) and (title.startswith(self.title) if self.cut else title == self.title)

    @classmethod
    def of(cls, question: Question, known: Places) -> "Asked":
        number = [question.number.part] if question.number else []
        pieces = tuple(in_figures(part.text) for part in [*number, *(question.content or question.required)])
        articles = any(part.mark for part in question.required)
        return cls(
            title=bare(in_figures(fold(question.text)) if articles else question.text),
            number=question.number.token if question.number else "",
            pieces=pieces,
            pairs=tuple(question.pairs),
            characters=tuple(dict.fromkeys(one for one in "".join(pieces) if one > "\u2e80")),
            places=known.named(" ".join(pieces)),
            cut=question.too_long,
            articles=articles,
        )
