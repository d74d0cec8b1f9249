"""The demo's Sunshine: one standard table of the province, and records of its governments; one transaction."""

import datetime
from datetime import timedelta
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from cms_core.catalogue.years import BEIJING
from cms_core.models import ColumnPage
from disclosure.demo.sunshine_content import FUNCTIONS, expenses, figures, lines, table_rows, told_at_home
from disclosure.models import CatalogueRow, CatalogueTable, RecordChange, RecordState, RowColumn, SunshineRecord
from disclosure.sunshine import counters
from disclosure.sunshine.actions.load import LoadCatalogue
from disclosure.sunshine.actions.take_in import WHAT
from disclosure.sunshine.belonging import row_for
from disclosure.sunshine.domains import domains
from disclosure.sunshine.following import note
from disclosure.sunshine.values import clean, fill
from sites.demo.portals import FULL
from sites.models import Portal, PortalLevel

YEARS = 5
GOVERNMENTS = (PortalLevel.CITY, PortalLevel.COUNTY)


class LoadDemoSunshine:
    """`execute` answers how many records it made; once there is a table it leaves everything as it is."""

    def __init__(self, today: datetime.date, say=lambda line: None):
        self.today, self.say = today, say

    @transaction.atomic
    def execute(self) -> int:
        province = Portal.objects.filter(demo=True, level=PortalLevel.PROVINCE).select_related("organisation").first()
        if province is None or CatalogueTable.objects.filter(portal=province).exists():
            return 0
        self.load_table(province)
        governments = Portal.objects.filter(demo=True, level__in=GOVERNMENTS).select_related("organisation", "home")
        made = []
        for portal in governments:
            made += self.records(portal)
        SunshineRecord.objects.bulk_create(made, batch_size=500)
        RecordChange.objects.bulk_create([RecordChange(record=one, what=WHAT) for one in made], batch_size=500)
        counters.recount()
        note(one.pk for one in made)
        self.bind(list(Portal.objects.filter(key__in=FULL).select_related("home")))
        self.say(f"  阳光工程：标准目录 {len(table_rows())} 项，记录 {len(made)} 条（演示数据）")
        return len(made)

    def load_table(self, province: Portal) -> None:
        parts = [
            {"domain": key, "title": f"{domains()[key].title}领域基层政务公开标准目录（演示）", "rows": list(rows)}
            for key, rows in groupby(table_rows(), key=lambda row: row["domain"])
        ]
        LoadCatalogue(province, parts, source="演示数据").execute()

    def records(self, portal: Portal) -> list[SunshineRecord]:
        full, last = portal.key in FULL, self.today.year - 1
        told = []
        if full:
            spent = {name: value for name, value in told_at_home(portal.home).items() if name in dict(FUNCTIONS)}
            before = {name: round(value * 0.94) for name, value in spent.items()}
            told += [*figures(portal, last - 1, before), *figures(portal, last, spent)]
        for before in range(YEARS if full else 1):
            told += expenses(portal, last - before, before)
        if full:
            told += lines(portal, self.today)
        made = {}
        for domain, values in told:
            values, _ = clean(domains()[domain], values)
            record = SunshineRecord(portal=portal, domain=domain, organisation=portal.organisation, values=values)
            fill(domains()[domain], record)
            record.state, record.published_at = RecordState.PUBLISHED, self.moment(record)
            record.row = row_for(domains()[domain], record, self.rows())
            made[domain, record.identity] = record
        return list(made.values())

    def rows(self) -> list[CatalogueRow]:
        if not hasattr(self, "_rows"):
            self._rows = list(CatalogueRow.objects.select_related("table"))
        return self._rows

    def moment(self, record: SunshineRecord) -> datetime.datetime:
        """The day of the record; of figures the February after the budget, the August after the accounts."""
        if record.day:
            day = record.day
        else:
            day = (
                datetime.date(record.year, 2, 20) if record.stage == "budget" else datetime.date(record.year + 1, 8, 20)
            )
        now = timezone.now()
        at = datetime.datetime.combine(min(day, self.today - timedelta(days=1)), datetime.time(10), BEIJING)
        return min(at, now)

    def bind(self, portals: list[Portal]) -> None:
        keys = {row["identity"]: row["column"] for row in table_rows() if row["column"]}
        words = {row["identity"]: row["words"] for row in table_rows()}
        rows = [row for row in self.rows() if row.identity in keys]
        made = []
        for portal in portals:
            columns = ColumnPage.objects.filter(
                path__startswith=portal.home.path, blueprint_key__startswith="sunshine."
            ).values_list("blueprint_key", "pk")
            by_key = dict(columns)
            made += [
                RowColumn(row=row, portal=portal, column_id=by_key[keys[row.identity]], words=words[row.identity])
                for row in rows
                if keys[row.identity] in by_key
            ]
        RowColumn.objects.bulk_create(made, ignore_conflicts=True, batch_size=500)
