"""建站 in the admin: choose, look at what will be made, start; watch jobs; compare portals with their blueprints."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms_core.tree.errors import TreeError
from sites.actions.apply_blueprint import ApplyBlueprint
from sites.actions.provision import ProvisionPortals
from sites.blueprints.errors import BlueprintError
from sites.models import ProvisionJob
from sites.permissions import PortalAction, policy
from sites.provisioning.differences import BlueprintDiff
from sites.provisioning.errors import ProvisionRefused
from sites.provisioning.jobs import resume_job, start_job
from sites.views.provisioning_forms import ProvisionForm

HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": "首页"}
JOBS = {"url": reverse_lazy("gov_sites_provisioning"), "label": "建站"}
SHOWN_JOBS = 50


class Provisioning(WagtailAdminTemplateMixin, TemplateView):
    """Base: only for those who may provision somewhere."""

    header_icon = "site"
    above = ()

    def dispatch(self, request, *args, **kwargs):
        if not policy.may_somewhere(request.user, PortalAction.PROVISION):
            raise PermissionDenied("您没有建站权限，请联系平台管理员。")
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [HOME, *self.above, {"url": "", "label": self.get_page_title()}]


class JobList(Provisioning):
    page_title = "建站"
    template_name = "gov_sites/provisioning/index.html"

    def get_context_data(self, **kwargs):
        jobs = jobs_for(self.request.user).select_related("by")[:SHOWN_JOBS]
        portals = policy.portals_for(self.request.user, PortalAction.PROVISION).filter(completed_at__isnull=False)
        return super().get_context_data(jobs=jobs, portals=portals, **kwargs)


class NewJob(Provisioning):
    """GET shows what would be made and writes nothing, so that it can be looked at as often as one likes."""

    page_title = "新建门户"
    template_name = "gov_sites/provisioning/new.html"
    above = (JOBS,)

    def get_context_data(self, **kwargs):
        asked = "state" in self.request.GET
        form = kwargs.pop("form", None) or (ProvisionForm(self.request.GET) if asked else ProvisionForm())
        context = super().get_context_data(form=form, **kwargs)
        if form.is_bound and form.is_valid():
            action = ProvisionPortals(form.requests(), user=self.request.user, state=form.cleaned_data["state"])
            context |= {
                "reasons": reasons_of(action),
                "planned": action.portals,
                "fresh": [one for one in action.portals if not one.exists],
                "pages": sum(1 + sum(1 for _ in one.blueprint.walk()) for one in action.portals if not one.exists),
            }
        return context

    def post(self, request, *args, **kwargs):
        form = ProvisionForm(request.POST)
        if form.is_valid():
            try:
                job = start_job(form.requests(), user=request.user, state=form.cleaned_data["state"])
            except (ProvisionRefused, PermissionDenied) as error:
                for message in getattr(error, "messages", [str(error)]):
                    messages.error(request, message)
            else:
                return redirect("gov_sites_provisioning_job", job.pk)
        return self.render_to_response(self.get_context_data(form=form))


class JobDetail(Provisioning):
    template_name = "gov_sites/provisioning/job.html"
    above = (JOBS,)

    def get_page_title(self):
        return str(self.job)

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, pk=pk, **kwargs)
        self.job = get_object_or_404(jobs_for(request.user), pk=pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(job=self.job, may_resume=self.job.may_resume(), **kwargs)

    def post(self, request, *args, **kwargs):
        """继续."""
        try:
            resume_job(self.job)
        except ProvisionRefused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "任务已继续，已建好的门户不会重复建立。")
        return redirect("gov_sites_provisioning_job", self.job.pk)


class JobProgress(View):
    """What the job's page asks for every other second."""

    def get(self, request, pk):
        job = get_object_or_404(jobs_for(request.user), pk=pk)
        return JsonResponse(
            {
                "state": job.state,
                "label": job.get_state_display(),
                "total": job.total,
                "done": job.done,
                "percent": job.percent,
                "over": job.is_over,
                "resumable": job.may_resume(),
                "messages": job.messages,
            }
        )


class Differences(Provisioning):
    """One portal beside its blueprint; what is ticked is applied."""

    template_name = "gov_sites/provisioning/differences.html"
    above = (JOBS,)

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, pk=pk, **kwargs)
        portals = policy.portals_for(request.user, PortalAction.PROVISION)
        self.portal = get_object_or_404(portals.select_related("home", "organisation", "collection"), pk=pk)

    def get_page_title(self):
        return f"{self.portal}：与站点模板比较"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(portal=self.portal, **kwargs)
        try:
            found = BlueprintDiff(self.portal).differences
        except BlueprintError as error:
            return context | {"errors": error.messages}
        return context | {
            "applicable": [one for one in found if one.applicable],
            "shown": [one for one in found if not one.applicable],
        }

    def post(self, request, *args, **kwargs):
        try:
            applied = ApplyBlueprint(self.portal, request.POST.getlist("chosen"), user=request.user).execute()
        except (ProvisionRefused, BlueprintError, TreeError) as error:
            for message in error.messages:
                messages.error(request, message)
        else:
            messages.success(request, f"已应用 {len(applied)} 处差异。" if applied else "没有勾选任何差异，未作改动。")
        return redirect(reverse("gov_sites_provisioning_differences", args=[self.portal.pk]))


def jobs_for(user):
    """Everybody sees the own jobs, the platform's administrators all."""
    if not policy.may_somewhere(user, PortalAction.PROVISION):
        return ProvisionJob.objects.none()
    return ProvisionJob.objects.all() if user.is_superuser else ProvisionJob.objects.filter(by=user)


def reasons_of(action: ProvisionPortals) -> list[str]:
    try:
        action.check()
    except ProvisionRefused as error:
        return error.messages
    except PermissionDenied as error:
        return [str(error)]
    return []
