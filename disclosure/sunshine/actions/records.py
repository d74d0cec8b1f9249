"""Makes, changes, publishes and withdraws records; who did it and when is kept."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from disclosure.models import RecordChange, RecordState, SunshineRecord
from disclosure.sunshine.belonging import row_for, rows_of
from disclosure.sunshine.counters import key_of
from disclosure.sunshine.domains import domains
from disclosure.sunshine.errors import Faulty, NotAllowed
from disclosure.sunshine.following import follow
from disclosure.sunshine.values import clean, fill

OVERTAKEN = "这条记录刚刚被别人改过，请刷新页面，看过新的内容后再改。"
THERE = "本单位已有同一条记录（{fields}相同），请改那一条。"


class SaveRecord:
    """Makes the record when it has no key yet. `written` as a form or a workbook has it; Faulty says what is wrong.

    `revision` is the one that the form was made from, None where nobody looked at one. `belongs`: its row is looked for
    (`sunshine.belonging`).
    """

    def __init__(
        self, record: SunshineRecord, written: dict, *, user=None, revision=None, what="修改", belongs: bool = False
    ):
        self.record, self.written, self.user, self.revision, self.what = record, written, user, revision, what
        self.belongs = belongs

    @transaction.atomic
    def execute(self) -> SunshineRecord:
        record, domain = self.record, domains()[self.record.domain]
        values, faults = clean(domain, self.written)
        if faults:
            raise Faulty(faults)
        before, counted = {}, None
        if record.pk:
            kept = SunshineRecord.objects.select_for_update().get(pk=record.pk)
            if self.revision is not None and kept.revision != self.revision:
                raise NotAllowed(OVERTAKEN)
            counted = key_of(kept)
            before = kept.values | {"organisation": kept.organisation_id, "row": kept.row_id}
            record.state, record.published_at, record.revision = kept.state, kept.published_at, kept.revision
        after = values | {"organisation": record.organisation_id, "row": record.row_id}
        changes = {
            name: [before.get(name), after.get(name)]
            for name in {**before, **after}
            if before.get(name) != after.get(name)
        }
        if record.pk and not changes:
            return record
        record.values = values
        fill(domain, record)
        if self.belongs:
            record.row = row_for(domain, record, rows_of(record.portal, domain))
        record.revision = record.revision + 1 if record.pk else 1
        what = self.what if record.pk else "新建"
        try:
            with transaction.atomic():
                record.save()
        except IntegrityError:
            keys = "、".join(field.label for field in domain.fields if field.key)
            raise NotAllowed(THERE.format(fields=keys)) from None
        RecordChange.objects.create(record=record, by=self.user, what=what, changes=changes)
        follow([counted], [record])
        return record


class PublishRecords:
    """Those of `records` that are no longer, or not yet, public; the first day of publication stays."""

    def __init__(self, records, *, user=None, now=None):
        self.records, self.user, self.now = records, user, now or timezone.now()

    @transaction.atomic
    def execute(self) -> int:
        return move(self.records, RecordState.PUBLISHED, "发布", self.user, self.now)


class WithdrawRecords(PublishRecords):
    """Its page says that it is gone."""

    @transaction.atomic
    def execute(self) -> int:
        published = self.records.filter(state=RecordState.PUBLISHED)
        return move(published, RecordState.WITHDRAWN, "撤下", self.user, self.now)


def move(records, state: str, what: str, user, now) -> int:
    found = list(records.exclude(state=state).select_for_update().order_by("pk"))
    before = [key_of(record) for record in found]
    for record in found:
        record.state, record.revision, record.updated_at = state, record.revision + 1, now
        if state == RecordState.PUBLISHED and record.published_at is None:
            record.published_at = now
    SunshineRecord.objects.bulk_update(found, ["state", "revision", "published_at", "updated_at"], batch_size=200)
    RecordChange.objects.bulk_create(
        [RecordChange(record=record, by=user, what=what) for record in found], batch_size=200
    )
    follow(before, found)
    return len(found)
