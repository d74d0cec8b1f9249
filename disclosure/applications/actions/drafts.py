"""草稿: what a handler has begun to enter of an application that came on paper; it has no number and no clock."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet

from disclosure.applications.actions.base import append, locked
from disclosure.applications.actions.submit import SubmitApplication, fill
from disclosure.applications.case import Case
from disclosure.applications.errors import NotAllowed
from disclosure.applications.events import EventKind
from disclosure.applications.permissions import Power, may
from disclosure.applications.receipt import submission_key
from disclosure.applications.states import State
from disclosure.models import Application, ApplicationEvent
from disclosure.sealing import sealed_storage


class SaveDraft(SubmitApplication):
    """Takes the arguments of SubmitApplication, checks none of them; `draft` is the one that is changed."""

    kind = EventKind.DRAFTED

    @transaction.atomic
    def execute(self) -> Application:
        if not may(self.by, Power.HANDLE, self.portal):
            raise NotAllowed("您没有登记这个门户的申请的权限。")
        self.draft = self.draft or self.saved_before()
        application = locked(self.draft.pk) if self.draft else Application()
        if application.state != State.DRAFT or (self.draft and application.portal_id != self.portal.pk):
            raise NotAllowed("这件申请已经提交，不再是草稿；请刷新后按办理步骤办理。")
        fill(application, self)
        application.save()
        if self.draft:
            return application
        data = {"portal": self.portal.pk, "organisation": self.organisation.pk, "channel": str(self.channel)}
        data |= {"form": submission_key(self.submission)} if self.submission else {}
        self.on = self.today
        return append(application, Case(), self, data, {})

    def saved_before(self) -> Application | None:
        """A second click on a new form: what the first one began. Two requests of one person wait for each other."""
        if not self.submission:
            return None
        get_user_model().objects.select_for_update().get(pk=self.by.pk)
        begun = ApplicationEvent.objects.filter(
            kind=self.kind, by=self.by, data__form=submission_key(self.submission), application__state=State.DRAFT
        )
        return Application.objects.filter(portal=self.portal, pk__in=begun.values("application")).first()


class DiscardDraft:
    """Nothing of it stays: it never was an application. `by` None is the platform, when it has lain too long."""

    def __init__(self, application, *, by=None):
        self.application, self.by = application, by

    @transaction.atomic
    def execute(self) -> None:
        """A second time it does nothing. Raises NotAllowed for what has been submitted."""
        rows = Application.objects.select_for_update(of=("self",)).select_related("portal__home")
        application = rows.filter(pk=self.application.pk).first()
        if application is None:
            return
        if self.by is not None and not may(self.by, Power.HANDLE, application.portal):
            raise NotAllowed("您没有登记这个门户的申请的权限。")
        if application.number:
            raise NotAllowed(f"这份草稿已经提交，登记编号 {application.number}，不能删除。")
        names = list(application.files.exclude(file="").values_list("file", flat=True))
        application.files.all().delete()
        # Events are append only; those of a draft are history of nothing.
        QuerySet(ApplicationEvent).filter(application=application).delete()
        application.delete()
        transaction.on_commit(lambda: remove(names))


def remove(names: list[str]) -> None:
    """Whoever is killed here leaves files without rows, which the next sweep takes."""
    storage = sealed_storage()
    for name in names:
        storage.delete(name)
