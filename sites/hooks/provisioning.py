"""建站 in the admin: its menu item, its addresses, and its words in Wagtail's history."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from sites.actions import apply_blueprint, provision
from sites.permissions import PortalAction, policy
from sites.views import provisioning as views


class ProvisioningMenuItem(MenuItem):
    def is_shown(self, request):
        return policy.may_somewhere(request.user, PortalAction.PROVISION)


@hooks.register("register_admin_menu_item")
def register_menu_item():
    return ProvisioningMenuItem("建站", reverse("gov_sites_provisioning"), icon_name="plus-inverse", order=310)


@hooks.register("register_admin_urls")
def register_urls():
    return [
        path("provisioning/", views.JobList.as_view(), name="gov_sites_provisioning"),
        path("provisioning/new/", views.NewJob.as_view(), name="gov_sites_provisioning_new"),
        path("provisioning/jobs/<int:pk>/", views.JobDetail.as_view(), name="gov_sites_provisioning_job"),
        path(
            "provisioning/jobs/<int:pk>/progress/", views.JobProgress.as_view(), name="gov_sites_provisioning_progress"
        ),
        path("provisioning/portals/<int:pk>/", views.Differences.as_view(), name="gov_sites_provisioning_differences"),
    ]


@hooks.register("register_log_actions")
def register_provision_action(actions):
    actions.register_action(provision.LOG_ACTION, "建站", "按站点模板建立了门户")
    actions.register_action(apply_blueprint.LOG_ACTION, "应用站点模板", "按站点模板调整了栏目与权限")
