"""The directory of each body as a data set: those that disclose something on this host, in the order of their tree."""

from collections import Counter

from django.db.models import Max, Min
from django.utils import timezone

from cms_core.models import Organisation
from cms_core.open_data.datasets import DataSet, Distribution
from disclosure.directory.counts import whole
from disclosure.directory.scopes import WHOLE, Scope
from disclosure.exports.metadata import ABSTRACT, KEYWORDS
from disclosure.models import DirectoryEntry
from disclosure.platform.frame import PATH

FORMS = ("csv", "xlsx", "json")


def counted(scope: Scope) -> Counter:
    """{body: how many entries}; a query or three."""
    return Counter({value: number for (facet, value), number in whole(scope.sites).items() if facet == "body"})


def in_order(bodies) -> list[int]:
    bodies, found = sorted(bodies), []
    for start in range(0, len(bodies), 5000):
        rows = Organisation.objects.filter(pk__in=bodies[start : start + 5000]).order_by()
        found += rows.values_list("path", "pk")
    return [pk for _, pk in sorted(found)]


def datasets_of(scope: Scope, numbers: Counter, bodies: list[int]) -> list[DataSet]:
    """Of the bodies itself, without those below them; two queries."""
    found = Organisation.objects.in_bulk(bodies)
    rows = scope.rows(DirectoryEntry.objects.filter(organisation_number__in=bodies)).order_by()
    moments = {
        body: (first, last)
        for body, first, last in rows.values_list("organisation_number").annotate(
            Min("published_at"), Max("changed_at")
        )
    }
    return [of_body(scope, found[pk], numbers[pk], *moments.get(pk, (None, None))) for pk in bodies if pk in found]


def of_body(scope: Scope, body: Organisation, number: int, first, last) -> DataSet:
    root = scope.portal.base_url
    chosen = f"?scope={WHOLE}&body={body.key}" if scope.whole else f"?body={body.key}"
    files = tuple(Distribution(f"{root}{PATH}data.{form}{chosen}", form) for form in FORMS)
    return DataSet(
        key=f"directory-{body.key}",
        title=f"{body.name}政府信息公开目录",
        abstract=ABSTRACT,
        page=f"{root}{PATH}{chosen}",
        body=(body.name, body.key, body.credit_code or ""),
        distributions=(*files, Distribution(f"{root}/disclosure/oai", "xml", "OAI-PMH 2.0 收割接口", service=True)),
        keywords=KEYWORDS,
        issued=first and timezone.localdate(first),
        modified=last,
        rows=number or None,
        dictionary=f"{root}{PATH}dictionary.json",
    )
