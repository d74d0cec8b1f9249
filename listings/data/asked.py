"""What a request for open data asks: which list, of which day, which part of it.

The same question as that of the list's page (`listings.public.questions`), but a wrong value is an error: a program
must not take for the list of a body what is the list of all.
"""

import datetime
import unicodedata
from dataclasses import dataclass, replace

from django.http import Http404
from django.utils import timezone

from cms_core.models.organisations import Level
from listings import counts
from listings.data.errors import BadQuestion
from listings.kinds import ListKind
from listings.models import Listing
from listings.public.days import FARTHEST, FIRST, AskedDay
from listings.public.matching import matching
from listings.public.questions import MAX_TEXT, Question
from listings.public.scopes import WHOLE, Scope, scope_of, whole_province
from listings.states import ItemState
from listings.values import MODELS

MAX_THEME = 40


@dataclass(frozen=True)
class Asked:
    question: Question

    @property
    def scope(self) -> Scope:
        return self.question.scope

    @property
    def kind(self) -> ListKind:
        return self.scope.kind

    @property
    def day(self) -> datetime.date:
        return self.question.day.day

    @property
    def portal(self):
        return self.scope.portal

    @property
    def province(self) -> bool:
        return self.scope.whole

    @property
    def listings(self) -> dict[int, Listing]:
        """What it reads from."""
        return {self.scope.listing.pk: self.scope.listing} if self.scope.listing else self.scope.lists

    def on(self, day: datetime.date) -> "Asked":
        return Asked(replace(self.question, day=AskedDay(day, self.question.day.today)))

    def rows(self):
        return matching(self.question)

    def total(self) -> int:
        """One query; from the counts that are kept wherever they can tell."""
        if not self.question.is_plain:
            return self.rows().count()
        return counts.total(self.kind, self.scope.counted, self.day, self.question.filters())

    def parameters(self, **more) -> dict[str, str]:
        """The same question again, of the same day whatever the clock says by then."""
        return self.question.parameters(**{"on": self.day.isoformat(), **more})


def asked_of(request, kind: str) -> Asked:
    """Raises Http404 where there is no such list here, BadQuestion for what cannot be asked."""
    if kind not in ListKind.values:
        raise Http404("没有这种清单。")
    kind, query = ListKind(kind), request.GET
    check(kind, query)
    question = Question.of(query, scope_asked(request.portal, kind, query))
    if query.get("body", "") and question.body is None:
        raise BadQuestion("body", "这张清单上没有这个机构；机构的标识见数据中的 organisation_key。")
    today = question.day.today
    day = day_of("on", query.get("on", ""), today) or today
    return Asked(replace(question, day=AskedDay(day, today)))


def scope_asked(portal, kind: ListKind, query) -> Scope:
    whole = query.get("scope", "")
    if whole not in ("", WHOLE):
        raise BadQuestion("scope", f"scope 只能是 {WHOLE}（全省），或不填（本站）。")
    try:
        scope = whole_province(portal, kind, query.get("listing", "")) if whole else scope_of(portal, kind, query)
    except Http404:
        raise Http404("本站没有这张清单；有哪些清单见 /api/lists，全省的加 scope=all。") from None
    if query.get("listing", "") not in ("", scope.listing.portal.key if scope.listing else ""):
        raise BadQuestion("listing", "没有这张清单；listing 填门户的标识，见 /api/lists?scope=all。")
    return scope


def check(kind: ListKind, query) -> None:
    """Every parameter that narrows the list; raises BadQuestion for the first that is wrong."""
    for name, most in (("q", MAX_TEXT), ("theme", MAX_THEME), ("body", 60), ("listing", 60)):
        typed = unicodedata.normalize("NFC", query.get(name, ""))
        if len(typed) > most or "\0" in typed:
            raise BadQuestion(name, f"{name} 不能超过 {most} 个字，也不能有控制字符。")
    model = MODELS[kind]
    known = {str(key): str(label) for key, label in model._meta.get_field(model.CATEGORY).flatchoices}
    one_of(query, "category", known)
    one_of(query, "level", {str(value): label for value, label in Level.choices} if model.LEVEL else {})
    one_of(query, "state", dict(ItemState.choices))
    if query.get("theme") and not model.THEME:
        raise BadQuestion("theme", "这张清单没有主题。")


def one_of(query, name: str, known: dict[str, str]) -> None:
    typed = query.get(name, "")
    if typed and typed not in known:
        may = "、".join(f"{key}（{label}）" for key, label in known.items())
        raise BadQuestion(name, f"{name} 可以是：{may}。" if known else f"这张清单没有 {name}。")


def day_of(name: str, typed: str, today: datetime.date | None = None) -> datetime.date | None:
    if not typed:
        return None
    latest = (today or timezone.localdate()) + FARTHEST
    try:
        day = datetime.date.fromisoformat(typed) if len(typed) == len("2015-06-30") else None
    except ValueError:
        day = None
    if day is None or not FIRST <= day <= latest:
        raise BadQuestion(name, f"{name} 应写作 2015-06-30 这样的日期，在 {FIRST} 至 {latest} 之间。")
    return day


def number_of(name: str, typed: str, most: int) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 18 and 0 < int(typed) <= most):
        raise BadQuestion(name, f"{name} 应是 1 至 {most} 的数字。")
    return int(typed)
