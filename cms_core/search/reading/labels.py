"""What the values of a facet are called; one query for all portals, one for all issuers, whatever their number."""

from collections.abc import Iterable

from wagtail.models import Page

from cms_core.models.organisations import Organisation
from cms_core.models.validity import Validity
from cms_core.search.sources import kind_labels


def labels_of(facet: str, values: Iterable) -> dict:
    """{value: label}; a value that is gone since it was indexed has none."""
    values = list(values)
    if not values:
        return {}
    if facet == "portal":
        # A portal is known here by its home page, whose title is its name.
        return dict(Page.objects.filter(pk__in=values, live=True).values_list("pk", "title"))
    if facet == "organisation":
        return dict(Organisation.objects.filter(pk__in=values).order_by().values_list("pk", "name"))
    if facet == "year":
        return {value: f"{value}年" for value in values}
    if facet == "theme":
        return {value: value.replace("/", " / ") for value in values}
    known = kind_labels() if facet == "kind" else dict(Validity.choices)
    return {value: known[value] for value in values if value in known}
