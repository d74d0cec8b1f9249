"""What a reader asks of a list: filters in the address, unknown values taken as the widest."""

from dataclasses import dataclass, field
from functools import cached_property

from cms_core.models import Organisation
from cms_core.text.folding import INVISIBLE
from listings import industries
from listings.kinds import ListKind
from listings.public.addresses import with_parameters
from listings.public.days import AskedDay
from listings.public.scopes import Scope, ids_below
from listings.states import ItemState
from listings.values import MODELS
from listings.words.asking import items_saying

MAX_TEXT = 60
MAX_TERMS = 5
LEVELS = {"1", "2", "3", "4", "5"}


@dataclass
class Question:
    """`day` is in every link, and so are the filters; `cursor` only where the same page is meant."""

    scope: Scope
    day: AskedDay
    text: str = ""
    body: Organisation | None = None
    category: str = ""
    level: int = 0
    theme: str = ""
    state: str = ""
    cursor: str = ""
    terms: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, query, scope: Scope) -> "Question":
        """One query where a body is named."""
        text = " ".join(INVISIBLE.sub("", query.get("q", "")).replace("\0", "").split())[:MAX_TEXT]
        model, level = MODELS[scope.kind], query.get("level", "")
        categories = {key for key, _ in model._meta.get_field(model.CATEGORY).flatchoices}
        state = query.get("state", "")
        return cls(
            scope=scope,
            day=AskedDay.of(query),
            text=text,
            body=body_of(query.get("body", ""), scope),
            category=query.get("category", "") if query.get("category", "") in categories else "",
            level=int(level) if model.LEVEL and level in LEVELS else 0,
            theme=query.get("theme", "").replace("\0", "")[:40] if model.THEME else "",
            state=state if state in ItemState.values else "",
            cursor=query.get("cursor", ""),
            terms=text.split()[:MAX_TERMS],
        )

    @property
    def is_plain(self) -> bool:
        """Whether the kept counts answer it."""
        return not self.terms and not self.state

    @cached_property
    def items(self) -> list[int]:
        """Ids of those that say what is looked for on that day; two queries at most."""
        scope = self.scope
        return items_saying(self.terms, scope.kind, [scope.listing.pk] if scope.listing else scope.lists, self.day.day)

    @property
    def is_filtered(self) -> bool:
        return bool(self.terms or self.body or self.category or self.level or self.theme or self.state)

    @property
    def themes(self) -> str | list[str]:
        """An industry stands for all below it."""
        if self.scope.kind != ListKind.NEGATIVE:
            return self.theme
        return industries_below(self.theme)

    def filters(self) -> dict:
        """As `counts` takes them."""
        found = dict(self.scope.filters)
        if self.body:
            found["organisation"] = ids_below(self.body)
        for name, value in (("category", self.category), ("level", self.level), ("theme", self.theme and self.themes)):
            if value:
                found[name] = value
        return found

    def parameters(self, **changes) -> dict:
        own = {
            **self.scope.parameters,
            "on": self.day.parameter,
            "q": self.text,
            "body": self.body.key if self.body else "",
            "category": self.category,
            "level": self.level or "",
            "theme": self.theme,
            "state": self.state,
        }
        return {name: value for name, value in {**own, **changes}.items() if value not in ("", None)}

    def url(self, path: str, **changes) -> str:
        return with_parameters(path, **self.parameters(**changes))


def body_of(key: str, scope: Scope) -> Organisation | None:
    """None also for a body that is not of this part of the list: its name is nothing to tell here."""
    body = Organisation.objects.filter(key=key[:60].replace("\0", "")).first() if key else None
    if body is None or (scope.body and not body.path.startswith(scope.body.path)):
        return None
    return body


def industries_below(code: str) -> list[str]:
    names = industries.names()
    if code not in names:
        return [code]
    if code.isalpha():
        return [code, *(one for one in names if one != code and not one.isalpha() and section(one) == code)]
    return [one for one in names if one.startswith(code)]


def section(code: str) -> str:
    return industries.section_of(code[:2])
