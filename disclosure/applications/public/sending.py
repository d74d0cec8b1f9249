"""Sending: the application and its files at once, or nothing; the same form sent again gives the same receipt."""

from django.db import transaction

from disclosure.applications.actions import AddFile, SubmitApplication, Submitted
from disclosure.applications.errors import NotAllowed
from disclosure.applications.receipt import query_code, submission_key
from disclosure.applications.states import Actor, Channel
from disclosure.models import Application
from disclosure.sealing import SealBroken


class Send:
    """`unique` is what the challenge's token says; raises Faulty, NotAllowed, OSError: then nothing is kept."""

    def __init__(self, portal, body, entered, staged, unique: str, now=None):
        self.portal, self.body, self.entered, self.staged = portal, body, entered, staged
        self.unique, self.now = unique, now

    @transaction.atomic
    def execute(self) -> Submitted:
        entered = self.entered
        found = SubmitApplication(
            portal=self.portal,
            organisation=self.body,
            channel=Channel.WEB,
            applicant_kind=entered.applicant_kind,
            applicant=entered.applicant,
            request=entered.request,
            ways=entered.values.get("ways", []),
            form=entered.values.get("form", ""),
            fee_waiver=entered.values.get("fee_waiver", False),
            submission=self.unique,
            now=self.now,
        ).execute()
        if not found.again:
            for one in self.staged:
                found.application = add(found.application, one, self.now)
            transaction.on_commit(self.tidy)
        return found

    def tidy(self) -> None:
        """Whoever is killed before this leaves sealed files that the sweep takes."""
        for one in self.staged:
            one.remove()


def sent_before(unique: str) -> Submitted | None:
    """What an earlier click made of the form with this token."""
    found = Application.objects.filter(submission=submission_key(unique)).select_related("portal", "organisation")
    return Submitted(found[0], query_code(unique), again=True) if found else None


def is_same(application, entered) -> bool:
    """Did the later click say what the first one said?"""
    return (
        application.applicant.open() == entered.applicant.plain()
        and application.request.open() == entered.request.plain()
        and application.ways == entered.values.get("ways", [])
        and str(application.organisation_id) == entered.body
    )


def add(application, staged, now=None, kind: str = ""):
    """Raises NotAllowed, and OSError where it cannot be written; `kind` instead of the one it was uploaded as."""
    try:
        with staged.open() as content:
            step = AddFile(
                application,
                actor=Actor.APPLICANT,
                kind_of=kind or staged.kind,
                content=content,
                name=staged.name,
                now=now,
            )
            return step.execute()
    except (FileNotFoundError, SealBroken):
        raise NotAllowed(f"材料“{staged.name}”已不在，请返回修改，重新选择后再提交。") from None
