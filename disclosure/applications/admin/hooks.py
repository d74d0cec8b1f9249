"""依申请公开 in the admin: its menu item, panel, addresses, the words of its log."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from disclosure.applications.admin import desk, entry, export, letters, logged, register, step, wordings
from disclosure.applications.admin.panel import ApplicationsPanel
from disclosure.applications.permissions import handles_somewhere


class ApplicationsMenuItem(MenuItem):
    def is_shown(self, request):
        return handles_somewhere(request.user)


@hooks.register("register_admin_menu_item")
def register_menu_item():
    return ApplicationsMenuItem(
        "依申请公开", reverse("applications_admin"), name="applications", icon_name="mail", order=335
    )


@hooks.register("construct_homepage_panels", order=110)
def add_panel(request, panels):
    panels.append(ApplicationsPanel())


@hooks.register("register_admin_urls")
def register_urls():
    one = "applications/<int:pk>/"
    letter = f"{one}letters/<int:letter_id>/"
    wording = "applications/wordings/"
    return [
        path("applications/", register.Register.as_view(), name="applications_admin"),
        path("applications/new/", entry.Enter.as_view(), name="applications_admin_enter"),
        path("applications/export/", export.Export.as_view(), name="applications_admin_export"),
        path(wording, wordings.Portals.as_view(), name="applications_admin_wording_portals"),
        path(f"{wording}<int:portal_id>/", wordings.Wordings.as_view(), name="applications_admin_wordings"),
        path(f"{wording}<int:portal_id>/<slug:kind>/", wordings.OneWording.as_view(),
             name="applications_admin_wording"),
        path(one, desk.OneApplication.as_view(), name="applications_admin_one"),
        path(f"{one}draft/", entry.EnterDraft.as_view(), name="applications_admin_draft"),
        path(f"{one}remind/", desk.Remind.as_view(), name="applications_admin_remind"),
        path(f"{one}files/<int:file_id>/", desk.ShownFile.as_view(), name="applications_admin_file"),
        path(f"{one}step/<slug:step>/", step.TakeStep.as_view(), name="applications_admin_step"),
        path(f"{one}letters/new/", letters.NewLetter.as_view(), name="applications_admin_new_letter"),
        path(letter, letters.OneLetter.as_view(), name="applications_admin_letter"),
        path(f"{letter}send/", letters.Send.as_view(), name="applications_admin_send"),
        path(f"{letter}discard/", letters.Discard.as_view(), name="applications_admin_discard"),
        path(f"{letter}pdf/", letters.LetterFile.as_view(), {"form": "pdf"}, name="applications_admin_pdf"),
        path(f"{letter}docx/", letters.LetterFile.as_view(), {"form": "docx"}, name="applications_admin_docx"),
    ]  # fmt: skip


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for action, (label, message) in logged.WORDS.items():
        actions.register_action(action, label, message)
