"""公开监督 in the admin: its menu item, its addresses, the words of its log."""

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from disclosure.supervision.admin import notices
from disclosure.supervision.admin.one_portal import OnePortal
from disclosure.supervision.admin.overview import Overview
from disclosure.supervision.admin.panel import NoticesPanel
from disclosure.supervision.permissions import supervises_somewhere


class SupervisionMenuItem(MenuItem):
    def is_shown(self, request):
        return supervises_somewhere(request.user)


@hooks.register("register_admin_menu_item")
def register_supervision_menu_item():
    return SupervisionMenuItem(
        "公开监督", reverse("disclosure_supervision"), name="disclosure-supervision", icon_name="view", order=346
    )


@hooks.register("construct_homepage_panels", order=105)
def add_notices_panel(request, panels):
    panels.append(NoticesPanel())


@hooks.register("register_admin_urls")
def register_supervision_urls():
    base = "disclosure/supervision/"
    one = f"{base}notices/<int:pk>/"
    return [
        path(base, Overview.as_view(), name="disclosure_supervision"),
        path(f"{base}<int:portal_id>/", OnePortal.as_view(), name="disclosure_supervision_portal"),
        path(f"{base}notices/", notices.Notices.as_view(), name="disclosure_notices"),
        path(f"{base}notices/new/", notices.NewNotice.as_view(), name="disclosure_notice_new"),
        path(one, notices.OneNotice.as_view(), name="disclosure_notice"),
        path(f"{one}edit/", notices.EditOneNotice.as_view(), name="disclosure_notice_edit"),
        path(f"{one}pdf/", notices.NoticePdf.as_view(), name="disclosure_notice_pdf"),
        path(f"{one}receive/<int:portal_id>/", notices.Receive.as_view(), name="disclosure_notice_receive"),
        path(f"{one}<slug:step>/", notices.TakeStep.as_view(), name="disclosure_notice_step"),
    ]


@hooks.register("register_permissions")
def permissions_of_notices():
    """So that the settings of groups offer them."""
    return Permission.objects.filter(
        content_type__app_label="disclosure", codename__in=["supervise_disclosure", "approve_notice"]
    )


@hooks.register("register_log_actions")
def register_log_actions(actions):
    words = {
        "draft": ("起草通报", "起草"),
        "edit": ("修改通报", "修改"),
        "recount": ("重新统计通报", "重新统计"),
        "submit": ("通报送审", "送审"),
        "approve": ("印发通报", "印发"),
        "send_back": ("退回通报", "退回"),
        "discard": ("删除通报草稿", "删除草稿"),
        "receive": ("签收通报", "签收"),
    }
    for verb, (label, message) in words.items():
        actions.register_action(f"disclosure.notice.{verb}", label, message)
