"""门户 in the admin: the list in tree order, the data of one, the change of its state with its history."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.html import format_html
from django.views.generic import FormView, UpdateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import HeaderButton

from sites.actions.change_state import ChangePortalState
from sites.actions.edit_portal import EditPortal
from sites.errors import Refused
from sites.hostnames import shown
from sites.lifecycle import transitions_from
from sites.models import Portal, PortalLevel, PortalState
from sites.overdue import overdue_portals
from sites.permissions import PortalAction, policy
from sites.views.portal_forms import PortalForm, StateForm

HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": "首页"}
LIST = {"url": reverse_lazy("gov_sites_portals"), "label": "门户"}
INDENT = "　"


class PortalFilterSet(WagtailFilterSet):
    level = django_filters.ChoiceFilter(label="级别", choices=PortalLevel.choices)
    state = django_filters.ChoiceFilter(label="运行状态", choices=PortalState.choices)

    class Meta:
        model = Portal
        fields = ["level", "state"]


def name_in_tree(portal):
    return INDENT * (portal.depth - 1) + portal.name


def public_address(portal):
    if portal.completed_at is None:
        return "（正在建站）"
    if portal.site is None:
        return "（子站）"
    return format_html('<a href="{}" target="_blank" rel="noreferrer">{}</a>', portal.url, shown(portal.site.hostname))


class PortalIndex(IndexView):
    """Those whose data the user may change; a person without any is turned away."""

    model = Portal
    page_title = "门户"
    header_icon = "globe"
    index_url_name = "gov_sites_portals"
    index_results_url_name = "gov_sites_portals_results"
    any_permission_required = None
    permission_policy = None
    filterset_class = PortalFilterSet
    search_fields = [
        "name",
        "short_name",
        "key",
        "site__hostname",
        "hosts__hostname",
        "site_code",
        "organisation__name",
    ]
    default_ordering = "path"
    paginate_by = 50

    def dispatch(self, request, *args, **kwargs):
        if not policy.may_somewhere(request.user, PortalAction.ADMINISTER):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def columns(self):
        return [
            TitleColumn("name", label="名称", accessor=name_in_tree, get_url=lambda portal: edit_url(portal)),
            Column("level", label="级别", accessor="get_level_display"),
            Column("state", label="运行状态", accessor="get_state_display"),
            Column("host", label="域名", accessor=public_address),
            Column("organisation", label="主办单位", accessor="organisation.name"),
        ]

    def get_base_queryset(self):
        return policy.portals_for(self.request.user, PortalAction.ADMINISTER).select_related(
            "site", "organisation", "home"
        )

    def search_queryset(self, queryset):
        # A portal with several further names would come once for each.
        return super().search_queryset(queryset).distinct()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"model_opts": Portal._meta}


def edit_url(portal):
    return reverse("gov_sites_portal_edit", args=[portal.pk])


class OnePortal(WagtailAdminTemplateMixin):
    """Base: a portal that the user may administer, else 403."""

    header_icon = "globe"
    action = PortalAction.ADMINISTER

    def dispatch(self, request, pk, *args, **kwargs):
        self.portal = get_object_or_404(Portal.objects.shown(), pk=pk)
        if not policy.user_may(request.user, self.action, self.portal):
            raise PermissionDenied
        return super().dispatch(request, *args, pk=pk, **kwargs)

    def get_page_subtitle(self):
        return self.portal.name

    def get_context_data(self, **kwargs):
        return super().get_context_data(portal=self.portal, **kwargs)


class PortalEdit(OnePortal, UpdateView):
    model = Portal
    form_class = PortalForm
    page_title = "编辑门户"
    template_name = "gov_sites/portals/edit.html"

    def get_breadcrumbs_items(self):
        return [HOME, LIST, {"url": "", "label": self.portal.name}]

    @property
    def header_buttons(self):
        return [
            HeaderButton("运行状态", url=reverse("gov_sites_portal_state", args=[self.portal.pk]), icon_name="history")
        ]

    def get_object(self, queryset=None):
        # Not the portal that rights are judged by: a form writes what was typed on its instance, even when it is wrong.
        return Portal.objects.shown().get(pk=self.portal.pk)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"for_user": self.request.user}

    def form_valid(self, form):
        values = {name: form.cleaned_data[name] for name in form._meta.fields}
        names = {"hostname": form.cleaned_data.get("hostname"), "hosts": form.cleaned_data.get("further")}
        try:
            changed = EditPortal(self.portal, user=self.request.user, values=values, **names).execute()
        except Refused as error:
            for reason in error.reasons:
                form.add_error(None, reason)
            return self.form_invalid(form)
        messages.success(self.request, f"“{self.portal.name}”已保存。" if changed else "没有改动。")
        return redirect("gov_sites_portal_edit", self.portal.pk)

    def form_invalid(self, form):
        messages.error(self.request, "没有保存，请改正标出的错误。")
        return super().form_invalid(form)


class PortalStateView(OnePortal, FormView):
    """GET shows what may follow; ?to= the form of one step; POST takes it."""

    page_title = "运行状态"
    template_name = "gov_sites/portals/state.html"
    form_class = StateForm

    def get_breadcrumbs_items(self):
        return [HOME, LIST, {"url": edit_url(self.portal), "label": self.portal.name}, {"url": "", "label": "运行状态"}]

    def steps(self):
        return [
            one
            for one in transitions_from(self.portal.state)
            if policy.user_may(self.request.user, one.who, self.portal)
        ]

    @property
    def step(self):
        asked = self.request.POST.get("to") or self.request.GET.get("to")
        return next((one for one in self.steps() if one.after == asked), None)

    def get_form(self, form_class=None):
        return StateForm(**self.get_form_kwargs(), portal=self.portal, to=self.step.after) if self.step else None

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", self.get_form())
        return super().get_context_data(
            steps=self.steps(),
            step=self.step,
            history=self.portal.state_changes.select_related("by"),
            overdue=overdue_portals(timezone.localdate(), Portal.objects.filter(pk=self.portal.pk)),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if self.step is None:
            messages.error(request, "不能这样变更运行状态：状态可能已被他人变更，或您没有权限。请重新选择。")
            return redirect("gov_sites_portal_state", self.portal.pk)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        today = timezone.localdate()
        try:
            change = ChangePortalState(
                self.portal, self.step.after, user=self.request.user, today=today, **form.cleaned_data
            )
            change.execute()
        except Refused as error:
            for reason in error.reasons:
                form.add_error(None, reason)
            return self.form_invalid(form)
        messages.success(self.request, f"“{self.portal.name}”已转为“{self.portal.get_state_display()}”。")
        return redirect("gov_sites_portal_state", self.portal.pk)
