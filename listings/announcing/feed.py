"""The Atom feed of a list's adjustments: the newest approved ones, those that have not begun yet too."""

import datetime
import json

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.html import escape

from cms_core.feeds.build import Atom, add, clean
from listings.announcing.words import counted, when
from listings.data.api import decided, kinds_of
from listings.models import Adjustment, Record
from listings.public.addresses import adjustment_path, adjustments_path, feed_path, with_parameters
from listings.public.scopes import Scope
from listings.states import AdjustmentState

SIZE = 30
REVOKED = Record.objects.filter(line__adjustment=OuterRef("pk"), revokes__isnull=False).order_by("number")


def newest(scope: Scope) -> list:
    """With `kinds` and `revocation`; two queries, one more where one was revoked."""
    listings = [scope.listing.pk] if scope.listing else list(scope.lists)
    found = list(decided(listings, scope.bodies).order_by("-approved_at", "-pk")[:SIZE])
    kinds = kinds_of(found)
    revoked = [one.pk for one in found if one.state == AdjustmentState.REVOKED]
    contents = revocations(revoked) if revoked else {}
    for one in found:
        one.kinds, one.revocation = kinds.get(one.pk, {}), contents.get(one.pk)
    return found


def revocations(ids: list[int]) -> dict[int, dict]:
    """What was recorded when each was revoked."""
    rows = Adjustment.objects.filter(pk__in=ids).order_by()
    rows = rows.annotate(content=Subquery(REVOKED.values("content")[:1])).values_list("pk", "content")
    return {pk: json.loads(content) for pk, content in rows if content}


def changed_at(one, today: datetime.date) -> datetime.datetime:
    """Approved, begun at midnight, or revoked: the last of what happened to it."""
    if one.revocation:
        return datetime.datetime.fromisoformat(one.revocation["at"])
    if one.effective_day > today:
        return one.approved_at
    begun = datetime.datetime.combine(one.effective_day, datetime.time.min, timezone.get_current_timezone())
    return max(one.approved_at, begun)


def atom(scope: Scope, adjustments: list, today: datetime.date) -> str:
    root = scope.portal.base_url
    page = f"{root}{with_parameters(adjustments_path(scope.kind), **scope.parameters)}"
    name = f"{scope.heading}动态调整"
    generator = Atom(
        title=clean(name),
        link=page,
        description=clean(f"{name}：已批准的调整，含尚未生效的"),
        language="zh-CN",
        feed_url=f"{root}{with_parameters(feed_path(scope.kind), **scope.parameters)}",
        feed_guid=page,
        author_name=clean(scope.portal.organisation.name),
    )
    for one in adjustments:
        add(
            generator,
            title=f"{one.title}（{when(one, today)}）",
            url=f"{one.listing.portal.base_url}{adjustment_path(one.listing.kind, one.pk)}",
            summary=summary_of(one, today),
            author=one.approving_body.name if one.approving_body else scope.portal.organisation.name,
            published_at=one.approved_at,
            updated_at=changed_at(one, today),
        )
    return generator.writeString("utf-8")


def summary_of(one, today: datetime.date) -> str:
    """As HTML, which is what readers of feeds take a summary for."""
    told = [when(one, today), counted(one.kinds), f"依据：{one.basis}" if one.basis else ""]
    told.append(f"批准文号：{one.approval_number}" if one.approval_number else "")
    if one.revocation:
        told.append(f"撤销原因：{one.revocation['reason']}")
    told.append(one.note)
    return "<br>".join(escape(line) for line in told if line)
