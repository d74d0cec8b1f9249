"""The records of each domain as data sets of the catalogue of open data."""

from cms_core.open_data.datasets import DataSet, Distribution
from disclosure.models import DomainCount
from disclosure.sunshine.domains import domains
from disclosure.sunshine.openness import OpenSunshine, openness_of
from disclosure.sunshine.public.records import FORMS

# What `every_days` of a domain comes to.
FREQUENCIES = ((1, "DAILY"), (7, "WEEKLY"), (31, "MONTHLY"), (92, "QUARTERLY"), (190, "ANNUAL_2"), (400, "ANNUAL"))


def datasets(portal, whole: bool) -> list[DataSet]:
    """Of domains that are open and have records, by the counters; four queries."""
    counted = DomainCount.objects.filter(count__gt=0)
    counted = counted.filter(portal__path__startswith=portal.path) if whole else counted.filter(portal=portal.pk)
    rows = list(counted.select_related("portal__organisation").order_by("portal__path", "domain"))
    places = openness_of(pk__in={row.portal_id for row in rows}) if rows else {}
    return [
        dataset(row, places[row.portal_id])
        for row in rows
        if row.portal_id in places and row.domain in domains() and row.domain not in places[row.portal_id].closed
    ]


def dataset(row: DomainCount, place: OpenSunshine) -> DataSet:
    domain, body, portal = domains()[row.domain], row.portal.organisation, row.portal
    chosen = "" if place.hostname else f"?portal={portal.key}"
    page = f"{place.root}{domain.path}"
    frequency = next((name for days, name in FREQUENCIES if (domain.every_days or 0) <= days), "UPDATE_CONT")
    return DataSet(
        key=f"sunshine-{domain.key}-{portal.key}",
        title=f"{portal.short_name}{domain.title}数据",
        abstract=f"{portal.name}公开的{domain.title}：{domain.says}。金额单位为万元。",
        page=f"{page}{chosen}",
        body=(body.name, body.key, body.credit_code or ""),
        distributions=tuple(Distribution(f"{page}data.{form}{chosen}", form) for form in FORMS),
        keywords=("阳光工程", "重点领域信息公开", domain.title),
        frequency=frequency if domain.every_days else "UPDATE_CONT",
        modified=row.changed_at,
        rows=row.count,
    )
