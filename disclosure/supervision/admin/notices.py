"""通报: the list, a new one, reading, editing, and each step of its way."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.rich_text import get_rich_text_editor_widget

from cms_core.typesetting.errors import TypesettingFailed
from disclosure.models import Notice, NoticeState
from disclosure.models.supervision import FEATURES
from disclosure.supervision.actions.notices import (
    ApproveNotice,
    DiscardNotice,
    DraftNotice,
    EditNotice,
    RecountNotice,
    SendBackNotice,
    SubmitNotice,
)
from disclosure.supervision.actions.receipts import ReceiveNotice
from disclosure.supervision.admin.areas import Areas
from disclosure.supervision.admin.base import HOME, NOTICES, SUPERVISION, Desk, OfOffice, say
from disclosure.supervision.errors import SupervisionError
from disclosure.supervision.notice_pdf import addressed, pdf_of
from disclosure.supervision.permissions import Power, may, own_bodies, portals_for, signatories, supervises_somewhere
from disclosure.supervision.receipts import receipts_of
from disclosure.supervision.wording import table_of

SIZE = 30
STEPS = {"submit": SubmitNotice, "approve": ApproveNotice, "recount": RecountNotice}
DONE = {"submit": "已送审。", "approve": "已印发，通报对象可以看到。", "recount": "已按今天的情况重新统计。"}


def readable(user):
    """Those of the office's own area, and the approved ones that are addressed to a portal that one works on."""
    own = own_bodies(user).order_by().values("pk")
    addressed_to = Notice.addressees.through.objects.filter(portal__in=own).values("notice")
    mine = Q(portal__in=portals_for(user).order_by().values("pk"))
    return Notice.objects.filter(mine | Q(state=NoticeState.APPROVED, pk__in=addressed_to))


class Notices(Desk, TemplateView):
    page_title = "通报"
    template_name = "disclosure/supervision/notices.html"

    def get_breadcrumbs_items(self):
        way = [HOME, SUPERVISION] if supervises_somewhere(self.request.user) else [HOME]
        return [*way, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        found = readable(self.request.user).select_related("portal").defer("figures", "opening", "closing")
        page = Paginator(found, SIZE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            page=page, query="", may_draft=supervises_somewhere(self.request.user), **kwargs
        )


class NewNotice(OfOffice, TemplateView):
    page_title = "起草通报"
    template_name = "disclosure/supervision/new_notice.html"
    above = (HOME, SUPERVISION, NOTICES)

    def get_context_data(self, **kwargs):
        portals = list(portals_for(self.request.user).select_related("home", "organisation", "site"))
        areas = Areas(portals, self.request.GET.get("area", ""))
        return super().get_context_data(
            areas=areas,
            offices=[one for one in portals if not one.is_subsite],
            bodies=areas.chosen,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        wanted = [int(text) for text in request.POST.getlist("body") if text.isascii() and text.isdigit()][:1000]
        office = request.POST.get("office", "")
        portals = portals_for(request.user).select_related("home", "organisation")
        portal = get_object_or_404(portals, pk=int(office) if office.isascii() and office.isdigit() else 0)
        try:
            notice = DraftNotice(portal, portals.filter(pk__in=wanted), user=request.user).execute()
        except SupervisionError as error:
            say(request, error)
            return redirect(request.get_full_path())
        messages.success(request, "已按今天的情况起草，请核对并修改文字。")
        return redirect("disclosure_notice_edit", notice.pk)


class OfNotice(Desk):
    above = (HOME, NOTICES)

    def dispatch(self, request, pk, *args, **kwargs):
        self.notice = get_object_or_404(
            readable(request.user).select_related("portal__home", "portal__organisation"), pk=pk
        )
        return super().dispatch(request, *args, **kwargs)

    @property
    def may_edit(self) -> bool:
        return may(self.request.user, Power.SUPERVISE, self.notice.portal)

    def get_page_title(self):
        return self.notice.title


class OneNotice(OfNotice, TemplateView):
    template_name = "disclosure/supervision/notice.html"

    def get_context_data(self, **kwargs):
        heads, lines = table_of(self.notice.figures)
        user = self.request.user
        submitted = self.notice.state == NoticeState.SUBMITTED
        own = self.notice.submitted_by_id == user.pk
        may_approve = submitted and not own and may(user, Power.APPROVE, self.notice.portal)
        waits = submitted and not may_approve and self.may_edit
        receipts = receipts_of(self.notice) if self.notice.state == NoticeState.APPROVED else []
        own_ones = set(own_bodies(user).order_by().values_list("pk", flat=True)) if receipts else set()
        return super().get_context_data(
            notice=self.notice,
            heads=heads,
            lines=lines,
            addressed=addressed(self.notice),
            may_edit=self.may_edit and self.notice.state == NoticeState.DRAFT,
            may_approve=may_approve,
            waits_for_other=waits,
            no_signatory=waits and not signatories(self.notice),
            may_take_back=submitted and own,
            to_receive=[portal for portal, receipt in receipts if receipt is None and portal.pk in own_ones],
            received=[(portal, receipt) for portal, receipt in receipts if receipt and portal.pk in own_ones],
            # Who has not is for the office to know.
            receipts=receipts if self.may_edit else [],
            not_received=[portal.name for portal, receipt in receipts if receipt is None] if self.may_edit else [],
            **kwargs,
        )


class NoticeForm(forms.Form):
    title = forms.CharField(label="标题", max_length=120)
    number = forms.CharField(label="文号", max_length=60, required=False, help_text="没有可以不填。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in (("opening", "正文"), ("closing", "工作要求")):
            widget = get_rich_text_editor_widget(features=FEATURES)
            self.fields[name] = forms.CharField(label=label, required=False, widget=widget)


class EditOneNotice(OfNotice, TemplateView):
    template_name = "disclosure/supervision/edit_notice.html"

    def dispatch(self, request, pk, *args, **kwargs):
        notice = get_object_or_404(readable(request.user).select_related("portal__home"), pk=pk)
        if not may(request.user, Power.SUPERVISE, notice.portal):
            raise PermissionDenied
        return super().dispatch(request, *args, pk=pk, **kwargs)

    def get_context_data(self, **kwargs):
        initial = {name: getattr(self.notice, name) for name in ("title", "number", "opening", "closing")}
        kwargs.setdefault("form", NoticeForm(initial=initial))
        return super().get_context_data(notice=self.notice, **kwargs)

    def post(self, request, *args, **kwargs):
        form = NoticeForm(request.POST)
        if form.is_valid():
            try:
                EditNotice(self.notice, form.cleaned_data, user=request.user, revision=revision(request.POST)).execute()
            except SupervisionError as error:
                say(request, error)
            else:
                messages.success(request, "已保存。")
                return redirect("disclosure_notice", self.notice.pk)
        return render(request, self.template_name, self.get_context_data(form=form))


class TakeStep(OfNotice, View):
    """POST alone."""

    http_method_names = ["post"]

    def post(self, request, step, *args, **kwargs):
        options = {"user": request.user, "revision": revision(request.POST)}
        try:
            if step == "discard":
                DiscardNotice(self.notice, user=request.user).execute()
                messages.success(request, "已删除这份通报草稿。")
                return redirect("disclosure_notices")
            if step == "send-back":
                SendBackNotice(self.notice, request.POST.get("words", ""), **options).execute()
                messages.success(request, "已退回起草。")
            elif step in STEPS:
                STEPS[step](self.notice, **options).execute()
                messages.success(request, DONE[step])
            else:
                raise Http404
        except SupervisionError as error:
            say(request, error)
        return redirect("disclosure_notice", self.notice.pk)


class Receive(OfNotice, View):
    """POST alone: 签收 for one of one's own bodies."""

    http_method_names = ["post"]

    def post(self, request, portal_id, *args, **kwargs):
        portal = get_object_or_404(self.notice.addressees, pk=portal_id)
        try:
            ReceiveNotice(self.notice, portal, user=request.user).execute()
            messages.success(request, f"已代“{portal.name}”签收。")
        except SupervisionError as error:
            say(request, error)
        return redirect("disclosure_notice", self.notice.pk)


class NoticePdf(OfNotice, View):
    def get(self, request, *args, **kwargs):
        try:
            data = pdf_of(self.notice)
        except TypesettingFailed as error:
            for reason in error.reasons:
                messages.error(request, reason)
            return redirect(reverse("disclosure_notice", args=[self.notice.pk]))
        answer = HttpResponse(data, content_type="application/pdf")
        answer["Content-Disposition"] = content_disposition_header(
            as_attachment=True, filename=f"{self.notice.title}.pdf"
        )
        answer["Cache-Control"] = "no-store"
        return answer


def revision(posted) -> int | None:
    text = posted.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
