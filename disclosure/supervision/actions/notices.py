"""通报: drafted with today's figures, edited, submitted, approved by a second person, or sent back."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from disclosure.models import Notice, NoticeState
from disclosure.supervision.coverage import coverage
from disclosure.supervision.errors import ChangedMeanwhile, NotAllowed, SupervisionError
from disclosure.supervision.permissions import Power, may, portals_for
from disclosure.supervision.wording import CLOSING, opening_of, rows_of, title_of

FIELDS = ("title", "number", "opening", "closing")
MOST_BODIES = 500


class DraftNotice:
    """Of `portal`'s office to `addressees`, which must all be in the area of `user`; with figures of `on`."""

    def __init__(self, portal, addressees, *, user, on=None):
        self.portal, self.user, self.on = portal, user, on or timezone.localdate()
        self.addressees = list(addressees)

    @transaction.atomic
    def execute(self) -> Notice:
        if not may(self.user, Power.SUPERVISE, self.portal):
            raise NotAllowed("您不能代这个单位起草通报。")
        wanted = {one.pk for one in self.addressees}
        if not wanted:
            raise SupervisionError("请至少勾选一个通报对象。")
        bodies = portals_for(self.user).filter(pk__in=wanted).select_related("home", "organisation", "site")
        bodies = list(bodies[:MOST_BODIES])
        if len(bodies) != len(wanted):
            raise NotAllowed("通报对象中有不归您监督的单位，请重新勾选。")
        rows = rows_of(bodies, coverage(bodies, self.on))
        notice = Notice.objects.create(
            portal=self.portal,
            title=title_of(self.portal, self.on),
            opening=opening_of(rows, self.on),
            closing=CLOSING,
            counted_on=self.on,
            figures=rows,
            created_by=self.user,
        )
        notice.addressees.set(bodies)
        log(instance=notice, action="disclosure.notice.draft", user=self.user)
        return notice


class OnNotice:
    """Locks the notice; nothing happens on a second click, and nothing to one that somebody else has changed."""

    power = Power.SUPERVISE
    states: tuple = (NoticeState.DRAFT,)
    verb = ""

    def __init__(self, notice: Notice, *, user, revision: int | None = None):
        self.notice, self.user, self.revision = notice, user, revision

    @transaction.atomic
    def execute(self) -> Notice:
        notice = Notice.objects.select_for_update(of=("self",)).select_related("portal__home").get(pk=self.notice.pk)
        if not may(self.user, self.power, notice.portal):
            raise NotAllowed("您没有审核印发通报的权限。" if self.power == Power.APPROVE else "您不能更改这份通报。")
        if self.done_before(notice):
            return notice
        if notice.state not in self.states:
            raise NotAllowed(f"这份通报{notice.get_state_display()}，不能再这样处理。")
        if self.revision is not None and self.revision != notice.revision:
            raise ChangedMeanwhile("这份通报刚被别人改过，请重新打开核对后再提交。")
        self.change(notice)
        notice.revision += 1
        notice.save()
        log(instance=notice, action=f"disclosure.notice.{self.verb}", user=self.user)
        return notice

    def done_before(self, notice) -> bool:
        return False

    def change(self, notice) -> None:
        raise NotImplementedError


class EditNotice(OnNotice):
    verb = "edit"

    def __init__(self, notice, values: dict, **options):
        super().__init__(notice, **options)
        self.values = values

    def change(self, notice):
        for name in FIELDS:
            setattr(notice, name, self.values[name])


class RecountNotice(OnNotice):
    """Today's figures; the words of the office stay as they are."""

    verb = "recount"

    def __init__(self, notice, *, on=None, **options):
        super().__init__(notice, **options)
        self.on = on or timezone.localdate()

    def change(self, notice):
        bodies = list(notice.addressees.select_related("home", "organisation", "site").order_by("path"))
        notice.figures, notice.counted_on = rows_of(bodies, coverage(bodies, self.on)), self.on


class SubmitNotice(OnNotice):
    verb = "submit"

    def done_before(self, notice):
        return notice.state == NoticeState.SUBMITTED

    def change(self, notice):
        if not notice.title.strip() or not notice.figures:
            raise SupervisionError("通报缺少标题或指标，请补写后再送审。")
        notice.state, notice.sent_back = NoticeState.SUBMITTED, ""
        notice.submitted_by, notice.submitted_at = self.user, timezone.now()


class ApproveNotice(OnNotice):
    """By a second person; from then on the bodies read it."""

    power = Power.APPROVE
    states = (NoticeState.SUBMITTED,)
    verb = "approve"

    def done_before(self, notice):
        return notice.state == NoticeState.APPROVED

    def change(self, notice):
        if self.user is not None and notice.submitted_by_id == self.user.pk:
            raise NotAllowed("送审的人不能自己审核，请由另一位有审核权的同事印发。")
        notice.state, notice.approved_by, notice.approved_at = NoticeState.APPROVED, self.user, timezone.now()


class SendBackNotice(OnNotice):
    """With a reason, by the reviewer; or taken back by whoever submitted it."""

    states = (NoticeState.SUBMITTED,)
    verb = "send_back"

    def __init__(self, notice, words: str = "", **options):
        super().__init__(notice, **options)
        self.words = words.strip()[:500]

    def change(self, notice):
        if notice.submitted_by_id != self.user.pk:
            if not may(self.user, Power.APPROVE, notice.portal):
                raise NotAllowed("您没有审核印发通报的权限。")
            if not self.words:
                raise SupervisionError("请写明退回的原因。")
        notice.state, notice.sent_back = NoticeState.DRAFT, self.words


class DiscardNotice(OnNotice):
    verb = "discard"

    @transaction.atomic
    def execute(self):
        notice = Notice.objects.select_for_update(of=("self",)).select_related("portal__home").filter(pk=self.notice.pk)
        notice = notice.first()
        if notice is None:
            return None
        if not may(self.user, Power.SUPERVISE, notice.portal) or notice.state != NoticeState.DRAFT:
            raise NotAllowed("只有起草中的通报可以删除。")
        log(instance=notice, action="disclosure.notice.discard", user=self.user)
        notice.delete()
        return None
