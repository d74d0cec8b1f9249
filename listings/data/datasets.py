"""The lists as data sets of the catalogue of open data."""

from django.utils import timezone

from cms_core.open_data.datasets import DataSet, Distribution
from listings.data.api import totals
from listings.data.catalogue import list_data, lists_shown
from listings.data.metadata import ABSTRACTS
from listings.kinds import ListKind


def datasets(portal, whole: bool) -> list[DataSet]:
    """Two queries."""
    shown = lists_shown(portal, whole)
    counted = totals([listing.pk for listing in shown], timezone.localdate())
    return [dataset(listing, list_data(portal, listing, counted.get(listing.pk, 0), whole)) for listing in shown]


def dataset(listing, told: dict) -> DataSet:
    body = listing.portal.organisation
    files = tuple(Distribution(url, form) for form, url in told["data"].items())
    return DataSet(
        key=f"list-{listing.kind}-{listing.portal.key}",
        title=told["name"],
        abstract=ABSTRACTS[listing.kind],
        page=told["page"],
        body=(body.name, body.key, body.credit_code or ""),
        distributions=(*files, Distribution(told["items"], "json", "API", service=True)),
        keywords=(ListKind(listing.kind).label, "权责清单"),
        rows=told["total"] or None,
        dictionary=told["dictionary"],
    )
