"""A `modelsearch` query as what FTS5 matches.

Strings of Chinese are found wherever they stand, words of other writing by their beginnings; document numbers in any
spelling; titles by their pinyin or its initials. Boosts of parts are not weighed: FTS5 knows weights of columns only.
"""

from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText

from cms_core.search.analysis import question
from cms_core.search.analysis.characters import fold
from cms_core.search.analysis.readings import bare, pinyin_of
from cms_core.search.analysis.tokens import FIRST_OF_CJK, phrase
from cms_core.search.fts import expression as fts

NOTHING = 'places : "=nothing"'
# One letter begins the reading of every tenth title.
SHORTEST_READING = 2
LONGEST_READING = 40


class Words:
    """Writes the expression for one model: `everything` is what all of its rows have, `fields` columns to look in."""

    def __init__(self, member: str, fields=()):
        self.everything = f'places : "{member}"'
        self.columns = f"{{{' '.join(fields)}}} : " if fields else ""
        self.reads_titles = not fields or "f_title" in fields

    def of(self, query) -> str:
        """An expression with its own brackets where it needs them."""
        if isinstance(query, MatchAll):
            return self.everything
        if isinstance(query, Boost):
            return self.of(query.subquery)
        if isinstance(query, Not):
            return f"({self.everything} NOT {self.of(query.subquery)})"
        if isinstance(query, And | Or):
            word = " AND " if isinstance(query, And) else " OR "
            empty = self.everything if isinstance(query, And) else NOTHING
            return f"({word.join(self.of(part) for part in query.subqueries) or empty})"
        if isinstance(query, Phrase):
            tokens, prefix = phrase(fold(query.query_string))
            return self.within(fts.phrase(tokens, prefix)) if tokens else NOTHING
        if isinstance(query, PlainText):
            return self.plain(query.query_string, query.operator)
        if isinstance(query, Fuzzy):
            return self.alike(query)
        raise NotImplementedError(f"`{type(query).__name__}` is not supported by the admin's search.")

    def within(self, expression: str) -> str:
        return f"{self.columns}({expression})"

    def plain(self, typed: str, operator: str) -> str:
        """As any question is read: "quoted", -excluded, numbers in any spelling."""
        asked = question.ask(typed)
        parts = [self.part(one) for one in asked.required]
        if asked.number:
            parts.insert(0, self.within(fts.number(asked.number)))
        if not parts:
            return NOTHING
        found = (" OR " if operator == "or" else " AND ").join(parts)
        for excluded in asked.excluded:
            found = f"({found}) NOT {self.within(fts.phrase(excluded.tokens, excluded.prefix))}"
        return f"({found})"

    def part(self, asked: question.Part) -> str:
        ways = [self.within(fts.part(asked))]
        if asked.tokens and asked.tokens[-1][0] < FIRST_OF_CJK:
            ways.append(self.within(fts.phrase(asked.tokens, prefix=True)))
        if asked.text.isascii() and asked.text.isalnum():
            ways += self.reading(asked.text)
        return f"({' OR '.join(ways)})"

    def reading(self, letters: str) -> list[str]:
        """Titles that are read so; none where titles are not looked in."""
        if not self.reads_titles or len(letters) < SHORTEST_READING:
            return []
        return [f"keys : {fts.phrase([letters[:LONGEST_READING]], prefix=True)}"]

    def alike(self, query: Fuzzy) -> str:
        """With characters of the same sound in a title: who types 付春江 means 富春江."""
        letters = "".join(pinyin_of(bare(query.query_string)[:20]))
        ways = self.reading(letters) if letters.isascii() else []
        return f"({' OR '.join([self.plain(query.query_string, query.operator), *ways])})"
