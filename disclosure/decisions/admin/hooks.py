"""双公示 in the admin: its menu item, its addresses, the words of its log."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from disclosure.decisions.admin import edit, lists, others, uploads
from disclosure.decisions.permissions import works_somewhere


class DecisionsMenuItem(MenuItem):
    def is_shown(self, request):
        return works_somewhere(request.user)


@hooks.register("register_admin_menu_item")
def register_menu_item():
    return DecisionsMenuItem("双公示", reverse("decisions_admin"), name="decisions", icon_name="tasks", order=340)


@hooks.register("register_admin_urls")
def register_urls():
    base = "decisions/<int:portal_id>/<slug:place>/"
    one, upload = f"{base}<int:pk>/", f"{base}upload/<int:upload_id>/"
    return [
        path("decisions/", lists.Portals.as_view(), name="decisions_admin"),
        path("decisions/<int:portal_id>/others/", others.Others.as_view(), name="decisions_admin_others"),
        path(base, lists.DecisionList.as_view(), name="decisions_admin_list"),
        path(f"{base}publish/", lists.Publish.as_view(), name="decisions_admin_publish"),
        path(f"{base}new/", edit.Edit.as_view(), name="decisions_admin_new"),
        path(f"{base}upload/", uploads.Uploads.as_view(), name="decisions_admin_uploads"),
        path(f"{base}upload/template/", uploads.Template.as_view(), name="decisions_admin_template"),
        path(f"{base}upload/export/", uploads.Export.as_view(), name="decisions_admin_export"),
        path(upload, uploads.Preview.as_view(), name="decisions_admin_upload"),
        path(f"{upload}confirm/", uploads.Confirm.as_view(), name="decisions_admin_confirm"),
        path(f"{upload}recheck/", uploads.Recheck.as_view(), name="decisions_admin_recheck"),
        path(f"{upload}discard/", uploads.Discard.as_view(), name="decisions_admin_discard"),
        path(f"{upload}rejects/", uploads.Rejects.as_view(), name="decisions_admin_rejects"),
        path(one, edit.Change.as_view(), name="decisions_admin_one"),
        path(f"{one}publish/", edit.PublishOne.as_view(), name="decisions_admin_publish_one"),
        path(f"{one}withdraw/", edit.Withdraw.as_view(), name="decisions_admin_withdraw"),
        path(f"{one}delete/", edit.Delete.as_view(), name="decisions_admin_delete"),
    ]


@hooks.register("register_log_actions")
def register_log_actions(actions):
    words = {
        "create": ("录入双公示信息", "录入"),
        "edit": ("更改双公示信息", "更改"),
        "publish": ("公示", "公示"),
        "withdraw": ("撤下双公示信息", "撤下"),
        "delete": ("删除双公示草稿", "删除草稿"),
        "import": ("导入双公示信息", "导入"),
    }
    for verb, (label, message) in words.items():
        actions.register_action(f"disclosure.decision.{verb}", label, message)
