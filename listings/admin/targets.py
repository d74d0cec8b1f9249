"""Which item an editor means by a code or a name: on the list that day, or made by another line of the adjustment."""

from django.db.models import Q

from listings.errors import ListingsError
from listings.models import Adjustment, Listed
from listings.states import CREATING

MOST = 6


def find_target(adjustment: Adjustment, written: str, day, *, without=()) -> dict:
    """`partner` or `partner_line` of a line, the other None. Raises ListingsError when it is none, or several."""
    rows = Listed.objects.on(day).current().filter(listing=adjustment.listing).exclude(item__in=set(without))
    for wanted in (Q(code=written), Q(name=written)):
        found = list(rows.filter(wanted).select_related("item", "organisation").order_by("place", "code")[:MOST])
        if len(found) == 1:
            return {"partner": found[0].item, "partner_line": None}
        if found:
            which = "；".join(f"{row.organisation.name}“{row.name}”（{row.code or '无编码'}）" for row in found)
            raise ListingsError(f"“{written}”有不止一个事项：{which}。请填写能区分的编码。")
    lines = adjustment.lines.filter(kind__in=CREATING)
    for key in ("code", "name"):
        found = list(lines.filter(**{f"values__{key}": written})[:2])
        if len(found) == 1:
            return {"partner": None, "partner_line": found[0]}
    raise ListingsError(f"生效日的清单上没有“{written}”，请核对编码或名称。")
