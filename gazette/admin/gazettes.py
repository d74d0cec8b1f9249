"""公报 in the admin: which there are, how a new one is opened, its own data and its parts."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import TemplateView, UpdateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from gazette.actions.configure_gazette import ConfigureGazette, ConfigureParts
from gazette.actions.create_gazette import CreateGazette
from gazette.admin.base import HOME, OfGazette, archive_url, say
from gazette.admin.forms import GazetteForm
from gazette.errors import GazetteError
from gazette.models import Gazette, PartRule
from gazette.permissions import GazetteAction, gazettes_for
from sites.models import PortalLevel
from sites.permissions import PortalAction, policy

LEVELS = (PortalLevel.PROVINCE, PortalLevel.CITY, PortalLevel.COUNTY)
SPARE_ROWS = 2


def portals_without(user):
    """Where this person may open one."""
    portals = policy.portals_for(user, PortalAction.ADMINISTER)
    return portals.filter(level__in=LEVELS, gazette=None, completed_at__isnull=False).order_by("path")


class GazetteList(WagtailAdminTemplateMixin, TemplateView):
    """Straight to the archive for who has one gazette and may open no other. POST opens one."""

    page_title = "公报"
    header_icon = "doc-full-inverse"
    template_name = "gazette/admin/list.html"

    def dispatch(self, request, *args, **kwargs):
        self.gazettes = gazettes_for(request.user)
        self.portals = portals_without(request.user)
        if not self.gazettes and not self.portals.exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        if len(self.gazettes) == 1 and not self.portals.exists():
            return redirect(archive_url(self.gazettes[0]))
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [HOME, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(gazettes=self.gazettes, portals=self.portals, **kwargs)

    def post(self, request, *args, **kwargs):
        asked = request.POST.get("portal", "")
        portal = get_object_or_404(self.portals, pk=int(asked) if asked.isascii() and asked.isdigit() else 0)
        creating = CreateGazette(portal, user=request.user)
        try:
            gazette = creating.execute()
        except GazetteError as error:
            say(request, error)
            return redirect("gazette_admin")
        for warning in creating.warnings:
            messages.warning(request, warning)
        messages.success(request, f"已开办“{gazette.name}”。请核对公报资料，填写刊期和起始总期号。")
        return redirect("gazette_admin_settings", gazette.pk)


class GazetteSettings(OfGazette, UpdateView):
    model = Gazette
    form_class = GazetteForm
    page_title = "公报资料"
    action = GazetteAction.CONFIGURE
    template_name = "gazette/admin/settings.html"

    def get_object(self, queryset=None):
        # Not the instance that rights are judged by: a form writes what was typed on its own.
        return Gazette.objects.get(pk=self.gazette.pk)

    def form_valid(self, form):
        try:
            ConfigureGazette(self.gazette, user=self.request.user, values=form.cleaned_data).execute()
        except GazetteError as error:
            for reason in error.reasons:
                form.add_error(None, reason)
            return self.form_invalid(form)
        messages.success(self.request, "公报资料已保存。")
        return redirect(archive_url(self.gazette))

    def form_invalid(self, form):
        messages.error(self.request, "没有保存，请改正标出的错误。")
        return super().form_invalid(form)


class GazetteParts(OfGazette, TemplateView):
    """期内栏目 as one table; a row without a name goes, the numbers say the order. Works without script."""

    page_title = "期内栏目"
    action = GazetteAction.CONFIGURE
    template_name = "gazette/admin/parts.html"

    def get_context_data(self, **kwargs):
        used = set(self.gazette.parts.filter(entries__isnull=False).values_list("pk", flat=True))
        rows = [
            {"pk": part.pk, "name": part.name, "rule": part.rule, "used": part.pk in used}
            for part in self.gazette.parts.all()
        ]
        rows = kwargs.pop("rows", None) or rows + [{"pk": "", "name": "", "rule": PartRule.OTHER}] * SPARE_ROWS
        return super().get_context_data(rows=rows, rules=PartRule.choices, **kwargs)

    def post(self, request, *args, **kwargs):
        lists = [request.POST.getlist(name) for name in ("pk", "name", "rule", "order")]
        typed = [dict(zip(("pk", "name", "rule", "order"), row, strict=False)) for row in zip(*lists, strict=False)]
        ordered = sorted(typed, key=lambda row: float(row["order"]) if row["order"].isdecimal() else 1000)
        rows = [
            (int(row["pk"]) if row["pk"].isdecimal() else None, row["name"], row["rule"])
            for row in ordered
            if row["name"].strip()
        ]
        try:
            ConfigureParts(self.gazette, rows, user=request.user).execute()
        except GazetteError as error:
            say(request, error)
            return self.render_to_response(self.get_context_data(rows=ordered))
        messages.success(request, "期内栏目已保存。")
        return redirect("gazette_admin_parts", self.gazette.pk)
