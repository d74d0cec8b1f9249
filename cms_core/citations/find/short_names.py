"""《条例》 in a text is the document that the text has called so: 《…条例》（以下简称《条例》）."""

from collections import deque

from cms_core.citations.find.titles import is_short, title_key, without_edition

# A note names so many at most.
MOST_NAMED = 12


class ShortNames:
    """What has been said so far; asked in the order of the text."""

    def __init__(self, own_title: str):
        self.own_title = without_edition(own_title.rstrip("》"))
        self.full: dict[str, tuple] = {}
        self.cited: dict[str, object] = {}
        self.recent = deque(maxlen=MOST_NAMED)

    def define(self, mention) -> None:
        if mention.title:
            self.recent.append(mention)
        row = list(self.recent)[-len(mention.shorts) :] if mention.shorts else []
        for index, short in enumerate(mention.shorts):
            named = next((one for one in row if one.title.endswith(short)), None)
            named = named or (row[index] if len(row) == len(mention.shorts) else mention)
            self.full[title_key(short)] = (named.title, named.number)
        if mention.title and not is_short(mention.title):
            self.cited.setdefault(mention.title, mention.number)

    def resolve(self, title: str):
        """(full title, number), or None for a generic word that names nothing here; others are themselves."""
        if (known := self.full.get(title_key(title))) is not None:
            return known
        if not is_short(title):
            return title, None
        if self.own_title.endswith(title):
            return self.own_title, None
        ending = [(full, number) for full, number in self.cited.items() if full.endswith(title)]
        return ending[0] if len(ending) == 1 else None
