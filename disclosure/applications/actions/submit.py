"""提交: an application comes in, with a number for the receipt and a code for the status page."""

import datetime
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from disclosure.applications.actions.base import append
from disclosure.applications.case import Case
from disclosure.applications.errors import Faulty, NotAllowed
from disclosure.applications.events import EventKind
from disclosure.applications.folding import fold
from disclosure.applications.particulars import Applicant, Request, digests_of, faults_of
from disclosure.applications.permissions import Power, may
from disclosure.applications.receipt import code_digest, next_number, query_code, submission_key
from disclosure.applications.states import Actor, Channel
from disclosure.models import Application


@dataclass(repr=False)
class Submitted:
    """`code` is shown once, to the applicant; only its digest is kept."""

    application: Application
    code: str
    again: bool = False  # a second click: this is what the first one made


class SubmitApplication:
    """`submission` is the token of the form: sent twice, it is one application. `by` enters one that came on paper.

    `arrived_on` is the day on which paper came; on the network it is today. A `draft` becomes what is submitted.
    """

    kind = EventKind.SUBMITTED

    def __init__(
        self,
        *,
        portal,
        applicant_kind: str,
        applicant: Applicant,
        request: Request,
        ways: list[str],
        organisation=None,
        channel: str = Channel.WEB,
        form: str = "",
        fee_waiver: bool = False,
        arrived_on: datetime.date | None = None,
        submission: str = "",
        draft: Application | None = None,
        by=None,
        now: datetime.datetime | None = None,
    ):
        self.portal = portal
        self.organisation = organisation or portal.organisation
        self.applicant_kind = applicant_kind
        self.applicant = applicant.stripped()
        self.request = request.stripped()
        self.ways = list(dict.fromkeys(ways))
        self.channel = channel
        self.form = form
        self.fee_waiver = fee_waiver
        self.submission = submission
        self.draft = draft
        self.by = by
        self.actor = Actor.HANDLER if by else Actor.APPLICANT
        self.now = now or timezone.now()
        self.today = timezone.localtime(self.now).date()
        self.on = arrived_on or self.today

    def execute(self) -> Submitted:
        """Raises Faulty with all that is wrong, or NotAllowed; then nothing has been kept."""
        self.check()
        if found := self.submitted_before():
            return found
        try:
            with transaction.atomic():
                return self.submit()
        except IntegrityError:
            if found := self.submitted_before():
                return found
            raise

    def check(self) -> None:
        if self.by is not None and not may(self.by, Power.HANDLE, self.portal):
            raise NotAllowed("您没有登记这个门户的申请的权限。")
        faults = faults_of(self.applicant_kind, self.applicant, self.request, self.ways, self.form)
        if self.channel not in Channel.values:
            faults["channel"] = "请选择申请方式。"
        if self.on > self.today:
            faults["arrived_on"] = "收到日期还没有到，请核对。"
        if self.channel == Channel.WEB and self.on != self.today:
            faults["arrived_on"] = "网络提交的申请以提交当日为准，不能填写别的日期。"
        if not self.organisation.path.startswith(self.portal.organisation.path):
            faults["organisation"] = "这个门户不受理向该机关提出的申请，请到该机关的门户提交。"
        if faults:
            raise Faulty(faults)

    def submitted_before(self) -> Submitted | None:
        key = submission_key(self.submission)
        found = key and Application.objects.filter(submission=key).select_related("portal", "organisation").first()
        return Submitted(found, query_code(self.submission), again=True) if found else None

    def submit(self) -> Submitted:
        application, case = self.row()
        year = self.on.year
        number, _ = next_number(self.organisation, year)
        code = query_code(self.submission)
        application.code_digest = code_digest(code)
        application.submission = submission_key(self.submission)
        application.submitted_at = self.now
        if application.pk is None:
            application.save()
        data = {
            "portal": self.portal.pk,
            "organisation": self.organisation.pk,
            "number": number,
            "channel": str(self.channel),
            "arrived_on": self.on.isoformat(),
        }
        return Submitted(append(application, case, self, data, {}), code)

    def row(self) -> tuple[Application, Case]:
        application, case = Application(), Case()
        if self.draft is not None:
            application = Application.objects.select_for_update().filter(pk=self.draft.pk).first()
            if application is None:
                raise NotAllowed("这份草稿已被删除，请重新录入。")
            case = fold(application.events.order_by("number"))
            if application.number:
                raise NotAllowed(f"这份草稿已经提交，登记编号 {application.number}。")
            if application.portal_id != self.portal.pk:
                raise NotAllowed("这份草稿是别的门户的，不能在这里提交。")
        fill(application, self)
        return application, case


def fill(application: Application, said) -> None:
    """What the applicant said, sealed, with the digests beside it."""
    application.portal, application.organisation = said.portal, said.organisation
    application.applicant_kind, application.channel = said.applicant_kind, said.channel
    application.applicant, application.request = said.applicant.plain(), said.request.plain()
    application.ways, application.form, application.fee_waiver = said.ways, said.form, said.fee_waiver
    for column, digest in digests_of(said.applicant).items():
        setattr(application, column, digest)
