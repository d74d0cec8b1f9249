"""双公示 as data sets of the catalogue of open data."""

from django.db.models import Max
from django.http import Http404
from django.utils import timezone

from cms_core.open_data.datasets import DataSet, Distribution
from disclosure.decisions.kinds import DecisionKind
from disclosure.decisions.public.addresses import list_path
from disclosure.decisions.public.files import FORMS
from disclosure.decisions.public.questions import Question
from disclosure.decisions.public.scopes import WHOLE, Scope, scope_of


def datasets(portal, whole: bool) -> list[DataSet]:
    """Of the columns that are open; four queries each."""
    found = []
    for kind in DecisionKind:
        try:
            scope = scope_of(portal, kind, {"scope": WHOLE} if whole else {})
        except Http404:
            continue
        rows = Question(scope).counts.total
        if rows:
            changed = scope.rows(timezone.localdate()).aggregate(at=Max("updated_at"))["at"]
            found.append(dataset(scope, rows, changed))
    return found


def dataset(scope: Scope, rows: int, at) -> DataSet:
    body, root = scope.owner.organisation, scope.portal.base_url
    path, chosen = list_path(scope.kind), f"?scope={WHOLE}" if scope.whole else ""
    return DataSet(
        key=f"decisions-{scope.kind}{'-all' if scope.whole else ''}",
        title=scope.heading,
        abstract=f"公示期内的{scope.kind.label}决定；自然人的信息已经脱敏。",
        page=f"{root}{path}{chosen}",
        body=(body.name, body.key, body.credit_code or ""),
        distributions=tuple(Distribution(f"{root}{path}data.{form}{chosen}", form) for form in FORMS),
        keywords=("双公示", scope.kind.label),
        modified=at,
        rows=rows,
    )
