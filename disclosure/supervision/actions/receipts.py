"""签收: a body's own people say that they have seen a notice; it leaves their first page."""

from django.db import transaction
from wagtail.log_actions import log

from disclosure.models import Notice, NoticeReceipt, NoticeState
from disclosure.supervision.errors import NotAllowed
from disclosure.supervision.permissions import own_bodies


class ReceiveNotice:
    """For `portal`, one of its addressees; a second time it changes nothing."""

    def __init__(self, notice: Notice, portal, *, user):
        self.notice, self.portal, self.user = notice, portal, user

    @transaction.atomic
    def execute(self) -> NoticeReceipt:
        notice = self.notice
        if notice.state != NoticeState.APPROVED or not notice.addressees.filter(pk=self.portal.pk).exists():
            raise NotAllowed("这份通报没有印发给这个单位，不需要签收。")
        if not own_bodies(self.user).filter(pk=self.portal.pk).exists():
            raise NotAllowed("您不能代这个单位签收，请由该单位的人员签收。")
        receipt, made = NoticeReceipt.objects.get_or_create(
            notice=notice, portal=self.portal, defaults={"by": self.user}
        )
        if made:
            log(instance=notice, action="disclosure.notice.receive", user=self.user)
        return receipt
