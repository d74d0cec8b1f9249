"""Entering an application that came by letter, fax or in person; drafts of it; its receipt."""

import secrets

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.generic import TemplateView
from wagtail.admin import messages

from disclosure.applications import actions
from disclosure.applications.admin import logged
from disclosure.applications.admin.base import Desk, OfApplication
from disclosure.applications.admin.entry_form import EntryForm, initial_of
from disclosure.applications.errors import ApplicationError, Faulty
from disclosure.applications.permissions import portals_for
from disclosure.applications.receipt import BY_ARRIVAL
from disclosure.applications.states import State

TOKEN = "submission"


class Entering:
    """POST with `keep` keeps a draft, else it is submitted and, where the day of receipt is known, registered."""

    template_name = "disclosure/applications/entry.html"
    draft = None

    def portals(self):
        found = portals_for(self.request.user).filter(completed_at__isnull=False).select_related("home", "organisation")
        return list(found.order_by("path"))

    def get_context_data(self, **kwargs):
        if "form" not in kwargs:
            kwargs["form"] = EntryForm(self.portals(), initial=self.initial())
        kwargs.setdefault("token", secrets.token_urlsafe(24))
        return super().get_context_data(draft=self.draft, groups=kwargs["form"].groups(), **kwargs)

    def initial(self) -> dict:
        """A new one is for the portal on whose host this person works."""
        return initial_of(self.draft) if self.draft else {"portal": getattr(self.request.portal, "pk", None)}

    def post(self, request, *args, **kwargs):
        portals = self.portals()
        form = EntryForm(portals, request.POST)
        token = request.POST.get(TOKEN, "")[:80]
        if form.is_valid():
            portal = next(one for one in portals if str(one.pk) == form.cleaned_data["portal"])
            try:
                return self.keep(form, portal, token) if "keep" in request.POST else self.submit(form, portal, token)
            except Faulty as error:
                form.tell(error.faults)
            except ApplicationError as error:
                for reason in error.reasons:
                    form.add_error(None, reason)
        messages.error(request, "没有登记：请按提示改正。")
        return render(request, self.template_name, self.get_context_data(form=form, token=token))

    def keep(self, form, portal, token):
        saving = actions.SaveDraft(**form.said(portal), submission=token, draft=self.draft, by=self.request.user)
        made = saving.execute()
        messages.success(self.request, "草稿已保存。草稿没有编号，也不计期限。")
        return redirect("applications_admin_draft", made.pk)

    def submit(self, form, portal, token):
        user, confirmed = self.request.user, form.cleaned_data["confirmed_on"]
        with transaction.atomic():
            saying = actions.SubmitApplication(**form.said(portal), submission=token, draft=self.draft, by=user)
            done = saying.execute()
            on = confirmed or (done.application.arrived_on if done.application.channel in BY_ARRIVAL else None)
            if on and done.application.state == State.SUBMITTED:
                actions.RegisterApplication(done.application, by=user, on=on).execute()
        done.application.refresh_from_db()
        context = self.get_context_data(form=form, entered=done.application, code=done.code)
        return render(self.request, "disclosure/applications/entered.html", context)


class Enter(Entering, Desk, TemplateView):
    page_title = "录入纸质申请"


class EnterDraft(Entering, OfApplication, TemplateView):
    """A draft is shown whole to be gone on with: that is logged like any other look."""

    page_title = "纸质申请草稿"

    def dispatch(self, request, *args, **kwargs):
        if self.application is not None and self.application.state != State.DRAFT:
            if request.method == "POST":
                messages.warning(request, f"这份草稿已经提交，登记编号 {self.application.number}。")
            return redirect("applications_admin_one", self.application.pk)
        self.draft = self.application
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if "discard" not in request.POST:
            return super().post(request, *args, **kwargs)
        actions.DiscardDraft(self.draft, by=request.user).execute()
        messages.success(request, "草稿已删除，所填的内容和材料都没有保留。")
        return redirect("applications_admin")

    def get(self, request, *args, **kwargs):
        if self.application is None:
            raise Http404
        logged.note(self.application, logged.SHOWN, request.user)
        return super().get(request, *args, **kwargs)

    def above(self):
        return super().above()[:1]
