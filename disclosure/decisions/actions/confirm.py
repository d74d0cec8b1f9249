"""Taking a checked table in: all of its good rows, or none."""

import datetime
from itertools import islice

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms_core.models import Organisation
from disclosure.decisions import search_feed, shelves
from disclosure.decisions.actions.publish import NO_RIGHT, publish
from disclosure.decisions.assigning import Governments, assign, number_key
from disclosure.decisions.errors import NotAllowed
from disclosure.decisions.permissions import DecisionAction, may
from disclosure.decisions.tables import model_of
from disclosure.decisions.values import unplain
from disclosure.models.decisions import DecisionUpload, DecisionUploadRow, RowOutcome, UploadState

BATCH = 500
CHANGED_SINCE = "核对之后已有的信息又有变动，请点“重新核对”，看过新的差别再确认。"


class ConfirmUpload:
    """`publish`: make what is new public at once. A second time it changes nothing and answers as the first."""

    def __init__(self, upload: DecisionUpload, *, user=None, run=None, accept_good=False, publish=True, now=None):
        self.upload, self.user, self.run, self.publishes = upload, user, run, publish
        self.accept_good, self.now = accept_good, now or timezone.now()
        self.governments = Governments()

    @transaction.atomic
    def execute(self) -> DecisionUpload:
        """Raises NotAllowed; then nothing has changed."""
        found = DecisionUpload.objects.select_for_update(of=("self",)).select_related("portal").get(pk=self.upload.pk)
        if found.state == UploadState.DONE:
            return found
        self.check(found)
        self.model = model_of(found.kind)
        try:
            with transaction.atomic():
                done = self.add(found) + self.change(found)
        except IntegrityError as error:
            raise NotAllowed(CHANGED_SINCE) from error
        if not done:
            raise NotAllowed("没有可以收录的行：文件与已有的信息没有差别。")
        search_feed.note(found.kind, [pk for pk, _ in done])
        shelves.follow(done)
        found.state = UploadState.DONE
        found.save(update_fields=["state", "updated_at"])
        # What was refused may still be downloaded; the others' cells are not needed any more.
        found.rows.exclude(outcome=RowOutcome.REFUSED).delete()
        log(found, "disclosure.decision.import", user=self.user, data={"rows": len(done), "file": found.name})
        return found

    def check(self, upload: DecisionUpload) -> None:
        if self.user is not None:
            if not may(self.user, DecisionAction.EDIT, upload.portal):
                raise NotAllowed("您没有在这个门户录入双公示信息的权限。")
            if self.publishes and not may(self.user, DecisionAction.PUBLISH, upload.portal):
                raise NotAllowed(NO_RIGHT)
        if self.run is not None and self.run != upload.run:
            raise NotAllowed("您打开之后又重新核对过，请看过新的结果再确认。")
        refused = upload.counts.get(RowOutcome.REFUSED, 0)
        if refused and not self.accept_good:
            raise NotAllowed(f"有 {refused} 行退回。请改正后重新上传，或勾选“只收录没有问题的行”。")

    def rows(self, upload, outcome):
        """A batch at a time."""
        rows = upload.rows.filter(outcome=outcome).order_by("number").iterator(chunk_size=BATCH)
        while batch := list(islice(rows, BATCH)):
            yield batch

    def add(self, upload: DecisionUpload) -> list[tuple]:
        """[(decision, where it was and is listed)]"""
        done = []
        for rows in self.rows(upload, RowOutcome.NEW):
            opened = [row.sealed.open() for row in rows]
            bodies = self.bodies(opened)
            numbers = [number_key(one["values"]["number"]) for one in opened]
            if self.model.objects.filter(organisation__in=bodies, number_key__in=numbers).exists():
                self.refuse_doubles(bodies, opened)
            made = [self.made(upload, one, bodies) for one in opened]
            made = self.model.objects.bulk_create(made, batch_size=BATCH)
            done += [(one.pk, (shelves.place_of(one),)) for one in made]
        return done

    def refuse_doubles(self, bodies, opened) -> None:
        """A number of one body may be another's too; only the pair counts."""
        keys = {(one["body"], number_key(one["values"]["number"])) for one in opened}
        there = self.model.objects.filter(organisation__in=bodies, number_key__in=[number for _, number in keys])
        if keys & set(there.values_list("organisation", "number_key")):
            raise NotAllowed(CHANGED_SINCE)

    def bodies(self, opened) -> dict[int, Organisation]:
        return Organisation.objects.in_bulk({one["body"] for one in opened})

    def made(self, upload, content: dict, bodies):
        decision = self.model(portal=upload.portal, by=self.user)
        values = {name: unplain(upload.kind, name, value) for name, value in content["values"].items()}
        assign(decision, values, self.body(bodies, content), self.governments)
        if self.publishes:
            publish(decision, self.now)
            decision.revision = 1
        return decision

    def body(self, bodies, content):
        if content["body"] not in bodies:
            raise NotAllowed(CHANGED_SINCE)
        return bodies[content["body"]]

    def change(self, upload: DecisionUpload) -> list[tuple]:
        done = []
        for rows in self.rows(upload, RowOutcome.CHANGED):
            done += self.change_batch(upload, rows)
        return done

    def change_batch(self, upload, rows: list[DecisionUploadRow]) -> list[tuple]:
        targets = self.model.objects.select_for_update(of=("self",)).in_bulk([row.target for row in rows])
        opened = [row.sealed.open() for row in rows]
        bodies, done = self.bodies(opened), []
        for row, content in zip(rows, opened, strict=True):
            decision = targets.get(row.target)
            if decision is None or decision.revision != row.revision or decision.withdrawn_at:
                raise NotAllowed(CHANGED_SINCE)
            values = {name: unplain(upload.kind, name, after) for name, (_, after) in content["changes"].items()}
            stood = shelves.place_of(decision)
            assign(decision, values, self.body(bodies, content), self.governments)
            decision.revision += 1
            decision.save()
            done.append((decision.pk, (stood, shelves.place_of(decision))))
        return done


class DiscardUpload:
    """The rows go; what was taken in before stays."""

    def __init__(self, upload: DecisionUpload, *, user=None):
        self.upload, self.user = upload, user

    @transaction.atomic
    def execute(self) -> None:
        found = DecisionUpload.objects.select_for_update(of=("self",)).filter(pk=self.upload.pk).first()
        if found is None:
            return
        if self.user is not None and not may(self.user, DecisionAction.EDIT, found.portal):
            raise NotAllowed("您没有权限。")
        found.delete()


def tidy_uploads(now: datetime.datetime, kept: datetime.timedelta = datetime.timedelta(days=30)) -> int:
    """Rows hold personal data, sealed or not: after a month they go, taken in or not."""
    return DecisionUpload.objects.filter(updated_at__lt=now - kept).delete()[0]
