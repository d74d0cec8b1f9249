"""Entering and changing one decision, taking it down, removing a draft."""

from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from cms_core.models import Organisation
from disclosure.decisions.actions.publish import DeleteDecision, PublishDecisions, WithdrawDecision
from disclosure.decisions.actions.save import SaveDecision
from disclosure.decisions.admin.base import OfDecision, OfPortal, say
from disclosure.decisions.admin.forms import DecisionForm, WithdrawForm
from disclosure.decisions.admin.lists import lateness, status_of
from disclosure.decisions.errors import DecisionError, Faulty
from disclosure.decisions.kinds import WithdrawalReason
from disclosure.decisions.permissions import DecisionAction, may

MOST_BODIES = 300


class Edit(OfPortal, TemplateView):
    """A new one; with a decision see `Change`."""

    template_name = "disclosure/decisions/form.html"
    decision = None

    def get_page_title(self):
        return f"录入{self.kind.label}"

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", DecisionForm(self.kind, decision=self.decision))
        return super().get_context_data(bodies=bodies_of(self.portal), **kwargs)

    def post(self, request, *args, **kwargs):
        form = DecisionForm(self.kind, request.POST)
        revision = request.POST.get("revision", "")
        if form.is_valid():
            revision = int(revision) if revision.isdecimal() and len(revision) < 10 else None
            given = {"decision": self.decision, "user": request.user, "revision": revision}
            saving = SaveDecision(self.kind, self.portal, form.values(), **given)
            try:
                with transaction.atomic():
                    saved = saving.execute()
                    if "publish" in request.POST:
                        PublishDecisions(self.portal, self.kind, [saved.pk], user=request.user).execute()
            except Faulty as error:
                form.tell(error.faults)
            except DecisionError as error:
                say(request, error)
            else:
                messages.success(request, "已保存并公示。" if "publish" in request.POST else "已保存。")
                return redirect("decisions_admin_one", self.portal.pk, self.place, saved.pk)
        if form.errors:
            messages.error(request, "没有保存：请按提示改正。")
        return render(request, self.template_name, self.get_context_data(form=form))


class Change(OfDecision, Edit):
    def get_page_title(self):
        return self.decision.number

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        decision = self.decision
        if decision.published_on and not decision.withdrawn_at:
            kwargs.setdefault("withdraw", WithdrawForm(decision=decision))
        wanted = DecisionAction.PUBLISH if decision.published_on else DecisionAction.EDIT
        return super().get_context_data(
            status=status_of(decision, today),
            late=lateness(decision, today),
            is_public=decision.is_public(today),
            may_change=may(self.request.user, wanted, self.portal) and not decision.withdrawn_at,
            may_return=decision.withdrawn_reason == WithdrawalReason.MISTAKE,
            public_url=f"{self.portal.base_url}/decisions/{self.place}/{decision.pk}.html",
            **kwargs,
        )


def bodies_of(portal) -> list[str]:
    top = portal.organisation
    reach = (top.path, top.path + top.alphabet[-1] * top.steplen)
    rows = Organisation.objects.filter(path__range=reach).order_by("depth", "path")
    return list(rows.values_list("name", flat=True)[:MOST_BODIES])


class PublishOne(OfDecision, View):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        try:
            PublishDecisions(self.portal, self.kind, [self.decision.pk], user=request.user).execute()
        except DecisionError as error:
            say(request, error)
        else:
            messages.success(request, "已公示。")
        return redirect("decisions_admin_one", self.portal.pk, self.place, self.decision.pk)


class Withdraw(OfDecision, View):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        form = WithdrawForm(request.POST, decision=self.decision) if self.decision.published_on else None
        if form is None or not form.is_valid():
            messages.error(request, "请选择撤下的原因。")
        else:
            given = form.cleaned_data
            try:
                WithdrawDecision(self.decision, reason=given["reason"], note=given["note"], user=request.user).execute()
            except DecisionError as error:
                say(request, error)
            else:
                messages.success(request, "已撤下，公开地址不再展示。")
        return redirect("decisions_admin_one", self.portal.pk, self.place, self.decision.pk)


class Delete(OfDecision, View):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        try:
            DeleteDecision(self.decision, user=request.user).execute()
        except DecisionError as error:
            say(request, error)
            return redirect("decisions_admin_one", self.portal.pk, self.place, self.decision.pk)
        messages.success(request, "已删除草稿。")
        return redirect("decisions_admin_list", self.portal.pk, self.place)
