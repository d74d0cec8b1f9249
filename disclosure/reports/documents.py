"""规章, 行政规范性文件 in the catalogue: made, repealed in a year, in force at its end (第二十条第（一）项)."""

import datetime

from django.db.models import F, Q
from django.db.models.functions import Coalesce, TruncDate

from cms_core.catalogue.years import BEIJING
from cms_core.models.entries import Entry, EntryKind
from cms_core.models.validity import Validity
from disclosure.reports.form import data

GONE = (Validity.REPEALED, Validity.EXPIRED)


def documents(organisation_ids, homes, row: str):
    """Entries of that row which these bodies issued; one whose issuer is not known is its portal's (`homes`).

    Which column it stands in says what it is: 规章 or 行政规范性文件 of the blueprint.
    """
    ours = Q(organisation__in=organisation_ids) | Q(organisation=None, portal_home__in=homes)
    found = Entry.objects.visible().filter(ours, kind=EntryKind.DOCUMENT)
    found = found.filter(column__columnpage__blueprint_key__in=data()["documents"][row])
    return found.annotate(made_on=Coalesce(F("date_written"), TruncDate("published_at", tzinfo=BEIJING)))


def of_column(found, column: str, year: int):
    """The entries behind one figure. What was repealed on an unknown day counts as gone, in no year."""
    begin, end = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if column == "made":
        return found.filter(made_on__range=(begin, end))
    if column == "repealed":
        return found.filter(date_repealed__range=(begin, end), validity__in=GONE)
    # 废止日期 that is still to come may stand beside 有效.
    return found.filter(Q(date_repealed__gt=end) | ~Q(validity__in=GONE), made_on__lte=end)


def number_of(found) -> int:
    """One document on several portals is one: by its number where it has one."""
    rows = found.order_by().values_list("page", "document_key")
    return len({key or page for page, key in rows})
