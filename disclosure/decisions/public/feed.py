"""The Atom feed of a list: what became public lately, newest first; gone from it when it is no longer public."""

import datetime

from django.utils import timezone

from cms_core.feeds.build import SIZE, Atom, add, clean
from disclosure.decisions import masking
from disclosure.decisions.public.addresses import decision_path, list_path, with_parameters
from disclosure.decisions.public.scopes import Scope

RECENT = datetime.timedelta(days=90)


def newest(scope: Scope) -> list:
    """One query."""
    today = timezone.localdate()
    found = scope.rows(today).filter(published_on__gte=today - RECENT)
    return list(found.order_by("-published_at", "-pk")[:SIZE])


def atom(scope: Scope, rows: list) -> str:
    root = scope.portal.base_url
    page = f"{root}{with_parameters(list_path(scope.kind), **scope.parameters)}"
    generator = Atom(
        title=clean(scope.heading),
        link=page,
        description=clean(f"{scope.heading}：最近公示的信息"),
        language="zh-CN",
        feed_url=f"{root}{with_parameters(f'{list_path(scope.kind)}feed.atom', **scope.parameters)}",
        feed_guid=page,
        author_name=clean(scope.portal.organisation.name),
    )
    for row in rows:
        add(
            generator,
            title=f"{row.shown_party}：{masking.shown(row, 'number')}",
            url=f"{scope.open[row.portal_id].root}{decision_path(scope.kind, row.pk)}",
            summary=str(masking.shown(row, "content"))[:200],
            author=row.body_name,
            published_at=row.published_at,
            updated_at=row.updated_at,
        )
    return generator.writeString("utf-8")
