"""文书模板: how each kind of letter is worded on a portal, with the standard wording to go back to."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import TemplateView
from wagtail.admin import messages

from disclosure.applications.admin.base import REGISTER, Desk, say
from disclosure.applications.admin.filters import whole as number_in
from disclosure.applications.admin.letter_forms import WordingForm
from disclosure.applications.errors import ApplicationError, Faulty
from disclosure.applications.letters import placeholders
from disclosure.applications.letters.content import Content
from disclosure.applications.letters.kinds import kinds
from disclosure.applications.letters.values import chinese
from disclosure.applications.letters.wording import SaveWording, own_kinds, restore_standard, wording_of
from disclosure.applications.permissions import Power, handles_somewhere, may, portals_for
from sites.models import Portal

# For the preview: nobody's.
SAMPLE = {
    "申请人": "某某",
    "您": "您",
    "登记编号": "2026-1-00001",
    "申请内容": "某某项目环境影响评价批复",
    "获取方式": "电子邮件",
    "天数": "15",
    "金额": "100.00",
    "移送机关": "某某局",
    "并入编号": "2026-1-00000",
    "答复类型": "予以公开",
    "答复依据": "第三十六条第（二）项",
    "不再处理事由": "本机关已告知补正，您无正当理由逾期不补正。",
    "办理意见": "（办理时填写的内容）",
}
DAYS = ("收到日期", "受理日期", "答复期限", "发文日期", "期满日")


class OfPortal(Desk):
    def dispatch(self, request, *args, **kwargs):
        if handles_somewhere(request.user):
            portals = Portal.objects.select_related("home", "organisation")
            self.portal = get_object_or_404(portals, pk=kwargs["portal_id"])
            if not may(request.user, Power.HANDLE, self.portal):
                raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(portal=self.portal, **kwargs)


class Portals(Desk, TemplateView):
    """Who handles one portal alone goes straight to its wordings."""

    template_name = "disclosure/applications/wording_portals.html"
    page_title = "文书模板"

    def get(self, request, *args, **kwargs):
        self.portals = list(portals_for(request.user).order_by("path"))
        if len(self.portals) == 1:
            return redirect("applications_admin_wordings", self.portals[0].pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(portals=self.portals, **kwargs)


class Wordings(OfPortal, TemplateView):
    template_name = "disclosure/applications/wordings.html"

    def get_page_title(self):
        return f"{self.portal.name}文书模板"

    def get_context_data(self, **kwargs):
        own = own_kinds(self.portal)
        return super().get_context_data(kinds=[(kind, kind.key in own) for kind in kinds().values()], **kwargs)


class OneWording(OfPortal, TemplateView):
    template_name = "disclosure/applications/wording.html"

    def dispatch(self, request, *args, kind, **kwargs):
        if kind not in kinds():
            raise Http404
        self.kind = kinds()[kind]
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return self.kind.label

    def above(self):
        from django.urls import reverse

        here = reverse("applications_admin_wordings", args=[self.portal.pk])
        return [REGISTER, {"url": here, "label": f"{self.portal.name}文书模板"}]

    def get_context_data(self, **kwargs):
        wording = wording_of(self.kind.key, self.portal)
        kwargs.setdefault("form", WordingForm(initial=vars(wording)))
        kwargs.setdefault("revision", wording.revision)
        return super().get_context_data(
            kind=self.kind,
            wording=wording,
            placeholders=placeholders.KNOWN.items(),
            content=self.sample(kwargs["form"], wording),
            **kwargs,
        )

    def sample(self, form, wording) -> Content:
        """As typed where something was typed."""
        typed = form.cleaned_data if form.is_bound and form.is_valid() else vars(wording)
        values = dict.fromkeys(DAYS, chinese(self.today)) | SAMPLE | {"受理机关": self.portal.organisation.name}
        values |= {
            "联系电话": self.portal.contact_phone or "0000-00000000",
            "联系地址": self.portal.contact_address or "某某路1号",
        }
        number = f"{typed['word']}〔{self.today.year}〕第1号"
        body = placeholders.fill(typed["body"], values)
        return Content(typed["title"], number, values["申请人"], body, values["受理机关"], chinese(self.today))

    def post(self, request, *args, **kwargs):
        if "standard" in request.POST:
            restore_standard(self.portal, self.kind.key, request.user)
            messages.success(request, "已恢复标准模板。")
            return redirect("applications_admin_wordings", self.portal.pk)
        form, revision = WordingForm(request.POST), number_in(request.POST.get("revision", "")) or 0
        if form.is_valid() and "preview" not in request.POST:
            saving = SaveWording(self.portal, self.kind.key, revision=revision, by=request.user, **form.cleaned_data)
            try:
                saving.execute()
            except Faulty as error:
                form.tell(error.faults)
            except ApplicationError as error:
                say(request, error)
            else:
                messages.success(request, "模板已保存，以后起草的文书用它；已经起草和发出的不变。")
                return redirect("applications_admin_wordings", self.portal.pk)
        return render(request, self.template_name, self.get_context_data(form=form, revision=revision))
