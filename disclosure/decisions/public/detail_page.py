"""/decisions/penalties/17.html: one decision, in the fields of the official table."""

import datetime
from decimal import Decimal

from cms_core.public.meta import comma_separated
from disclosure.decisions import masking
from disclosure.decisions.fields import fields_of, label_of, public_fields
from disclosure.decisions.public.addresses import decision_path, list_path, with_parameters
from disclosure.decisions.public.frames import decision_frame
from disclosure.decisions.public.scopes import Scope

TEMPLATE = "decisions/decision.html"
LONG = ("facts", "basis", "content")
ENDLESS = 2099


def decision_context(request, decision, scope: Scope, column) -> dict:
    path = decision_path(scope.kind, decision.pk)
    number = masking.shown(decision, "number")
    title = f"{scope.kind.label}决定 {number}"
    moment = decision.published_on.isoformat()
    tags = [
        ("ArticleTitle", title),
        ("PubDate", f"{moment} 00:00"),
        ("ContentSource", decision.body_name),
        ("Keywords", comma_separated(f"{scope.kind.label},{decision.shown_party},{decision.body_name}")),
        ("Url", f"{scope.portal.base_url}{path}"),
    ]
    context = decision_frame(request, scope, column, crumbs=[("详情", path)], title=title, path=path, tags=tags)
    return context | {
        "decision": decision,
        "heading": decision.shown_party,
        "number": number,
        "kind": scope.kind,
        "rows": rows_of(decision),
        "list_url": with_parameters(list_path(scope.kind), **scope.parameters),
        "body_url": with_parameters(list_path(scope.kind), **scope.parameters, body=decision.organisation.key),
    }


def rows_of(decision) -> list[dict]:
    """Label, official code, text; what is empty is left out."""
    found = []
    for name in public_fields(decision.KIND):
        text = text_of(masking.shown(decision, name))
        if text:
            field = fields_of(decision.KIND)[name]
            found.append(
                {"label": label_of(decision.KIND, name), "code": field.code, "text": text, "is_long": name in LONG}
            )
    return found


def text_of(value) -> str:
    if isinstance(value, datetime.date):
        return "长期" if value.year >= ENDLESS else f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value) if value is not None else ""
