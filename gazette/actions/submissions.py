"""Hand a document in for the gazette, take it back, decline it (文件报送制度, 国办发〔2018〕22号, G12)."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from cms_core.catalogue.kinds import is_content
from cms_core.models import Entry
from gazette.errors import GazetteError, NotAllowed
from gazette.models import IssueEntry, IssuePage, Submission, SubmissionState
from gazette.permissions import GazetteAction, may
from gazette.states import IssueState
from gazette.submissions.places import gazettes_for_portal

MAX_TEXT = 300


class SubmitDocument:
    """`page` is a live document or article of `portal`; one already declined may be handed in again."""

    def __init__(self, page, gazette, *, portal, user, note=""):
        self.page = page
        self.gazette = gazette
        self.portal = portal
        self.user = user
        self.note = note.strip()

    def execute(self) -> Submission:
        self.check()
        values = {
            "portal": self.portal,
            "state": SubmissionState.WAITING,
            "note": self.note,
            "answer": "",
            "entry": None,
            "submitted_by": self.user,
            "answered_by": None,
            "answered_at": None,
        }
        try:
            with transaction.atomic():
                found, made = Submission.objects.select_for_update().get_or_create(
                    gazette=self.gazette, page=self.page, defaults=values
                )
                if made:
                    return found
                if found.state != SubmissionState.DECLINED:
                    raise GazetteError("这件已经报送过了，正在等待选用或已选用，不必再报。")
                for name, value in values.items():
                    setattr(found, name, value)
                found.submitted_at = timezone.now()
                found.save()
                return found
        except IntegrityError:
            raise GazetteError("这件刚刚已由他人报送，不必再报。") from None

    def check(self):
        if not self.page.permissions_for_user(self.user).can_edit():
            raise NotAllowed("您没有编辑这件公文的权限，不能报送。")
        reasons = []
        if not is_content(self.page) or isinstance(self.page.specific, IssuePage):
            reasons.append("只有公文和文章可以报送公报。")
        elif not Entry.objects.visible().filter(page=self.page.pk).exists():
            reasons.append("尚未公开的内容不能报送：公报刊登的是已公开的文本，请先发布。")
        if self.gazette not in gazettes_for_portal(self.portal):
            reasons.append(f"“{self.gazette.name}”不刊登本单位的文件，请选择本级或上级政府的公报。")
        if len(self.note) > MAX_TEXT:
            reasons.append(f"说明请不超过{MAX_TEXT}字。")
        printed = IssueEntry.objects.filter(
            page=self.page.pk, issue__gazette=self.gazette.pk, issue__state=IssueState.PUBLISHED
        ).select_related("issue__gazette")
        if entry := printed.first():
            reasons.append(f"这件已刊登在{entry.issue.title}，不必再报。")
        if reasons:
            raise GazetteError(*reasons)


class TakeBackSubmission:
    """By those who may edit the page, while it waits."""

    def __init__(self, submission, *, user):
        self.submission = submission
        self.user = user

    def execute(self):
        if not self.submission.page.permissions_for_user(self.user).can_edit():
            raise NotAllowed("您没有编辑这件公文的权限，不能撤回报送。")
        taken = Submission.objects.filter(pk=self.submission.pk, entry__isnull=True)
        if not taken.exclude(state=SubmissionState.DECLINED).delete()[0]:
            raise GazetteError("这件已选用或已答复，不能撤回。要改动请联系公报编辑部。")


class DeclineSubmission:
    """`answer` tells those who handed it in why."""

    def __init__(self, submission, *, user, answer):
        self.submission = submission
        self.user = user
        self.answer = answer.strip()

    def execute(self):
        if not may(self.user, GazetteAction.EDIT, self.submission.gazette):
            raise NotAllowed("您没有编辑这份公报的权限。")
        if not self.answer:
            raise GazetteError("请写明不选用的理由，报送单位会看到。")
        if len(self.answer) > MAX_TEXT:
            raise GazetteError(f"理由请不超过{MAX_TEXT}字。")
        waiting = Submission.objects.filter(pk=self.submission.pk, entry__isnull=True)
        declined = waiting.exclude(state=SubmissionState.DECLINED).update(
            state=SubmissionState.DECLINED,
            answer=self.answer,
            answered_by=self.user,
            answered_at=timezone.now(),
        )
        if not declined:
            raise GazetteError("这件已被他人选用或答复，列表已更新，请看最新情况。")
