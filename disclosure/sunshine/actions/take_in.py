"""Takes in what was read from a table of records: new ones made, known ones changed; nothing else touched."""

from django.db import transaction
from django.utils import timezone

from disclosure.models import RecordChange, SunshineRecord
from disclosure.sunshine.actions.records import PublishRecords
from disclosure.sunshine.belonging import row_for, rows_of
from disclosure.sunshine.counters import key_of
from disclosure.sunshine.domains import domains
from disclosure.sunshine.following import follow
from disclosure.sunshine.values import fill

WHAT = "表格导入"


class TakeInRecords:
    """`rows` as `workbooks.records` reads them. `execute` answers {new, changed, same, published}."""

    def __init__(self, portal, domain: str, rows: list[dict], *, user=None, publish: bool = False):
        self.portal, self.domain, self.rows, self.user, self.publish = portal, domain, rows, user, publish

    def compare(self) -> dict:
        there = self.there(SunshineRecord.objects)
        changed = [row for row in self.rows if row["identity"] in there]
        same = sum(1 for row in changed if there[row["identity"]].values == row["values"])
        return {"new": len(self.rows) - len(changed), "changed": len(changed) - same, "same": same}

    @transaction.atomic
    def execute(self) -> dict:
        there, domain = self.there(SunshineRecord.objects.select_for_update()), domains()[self.domain]
        make, write, changes, before = [], [], [], []
        rows = rows_of(self.portal, domain)
        for row in self.rows:
            record = there.get(row["identity"])
            if record is None:
                record = SunshineRecord(portal=self.portal, domain=self.domain, organisation_id=row["organisation"])
                record.values = row["values"]
                fill(domain, record)
                record.row = row_for(domain, record, rows)
                make.append(record)
            elif record.values != row["values"]:
                names = {**record.values, **row["values"]}
                pairs = {name: [record.values.get(name), row["values"].get(name)] for name in names}
                changes.append((record, {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}))
                before.append(key_of(record))
                record.values, record.revision = row["values"], record.revision + 1
                record.updated_at = timezone.now()
                fill(domain, record)
                write.append(record)
        SunshineRecord.objects.bulk_create(make, batch_size=200)
        names = ["values", "title", "year", "day", "category", "stage", "scope", "amount", "revision", "updated_at"]
        SunshineRecord.objects.bulk_update(write, names, batch_size=200)
        kept = [RecordChange(record=one, by=self.user, what=WHAT) for one in make]
        kept += [RecordChange(record=one, by=self.user, what=WHAT, changes=found) for one, found in changes]
        RecordChange.objects.bulk_create(kept, batch_size=200)
        follow(before, write)
        report = {"new": len(make), "changed": len(write), "same": len(self.rows) - len(make) - len(write)}
        if self.publish:
            wanted = [one.pk for one in self.there(SunshineRecord.objects).values()]
            records = SunshineRecord.objects.filter(pk__in=wanted)
            report["published"] = PublishRecords(records, user=self.user).execute()
        return report

    def there(self, records) -> dict[str, SunshineRecord]:
        identities = [row["identity"] for row in self.rows]
        found = {}
        for start in range(0, len(identities), 500):
            some = records.filter(portal=self.portal, domain=self.domain, identity__in=identities[start : start + 500])
            found |= {record.identity: record for record in some}
        return found
