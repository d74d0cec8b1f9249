"""公报 in the admin: its menu item and its addresses."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gazette.admin import archive, arrange, errata, files, gazettes, issues, preview, state, workbench
from gazette.admin.panel import GazettePanel
from gazette.permissions import gazettes_for


class GazetteMenuItem(MenuItem):
    def is_shown(self, request):
        return bool(gazettes_for(request.user)) or gazettes.portals_without(request.user).exists()


@hooks.register("register_admin_menu_item")
def register_menu_item():
    return GazetteMenuItem("公报", reverse("gazette_admin"), name="gazette", icon_name="doc-full-inverse", order=320)


@hooks.register("construct_homepage_panels", order=110)
def add_panel(request, panels):
    panels.append(GazettePanel())


@hooks.register("register_admin_urls")
def register_urls():
    issue, preview_at = "gazette/issues/<int:issue_id>/", "gazette/issues/<int:issue_id>/preview/"
    return [
        path("gazette/", gazettes.GazetteList.as_view(), name="gazette_admin"),
        path("gazette/<int:gazette_id>/", archive.Archive.as_view(), name="gazette_admin_archive"),
        path("gazette/<int:gazette_id>/settings/", gazettes.GazetteSettings.as_view(), name="gazette_admin_settings"),
        path("gazette/<int:gazette_id>/parts/", gazettes.GazetteParts.as_view(), name="gazette_admin_parts"),
        path("gazette/<int:gazette_id>/new/", issues.NewIssue.as_view(), name="gazette_admin_new"),
        path(issue, workbench.Workbench.as_view(), name="gazette_admin_workbench"),
        path(f"{issue}arrange/", arrange.Arrange.as_view(), name="gazette_admin_arrange"),
        path(f"{issue}state/", state.ChangeState.as_view(), name="gazette_admin_state"),
        path(f"{issue}data/", issues.IssueData.as_view(), name="gazette_admin_data"),
        path(f"{issue}delete/", issues.IssueDelete.as_view(), name="gazette_admin_delete"),
        path(f"{issue}erratum/", errata.NewErratum.as_view(), name="gazette_admin_erratum"),
        path(f"{issue}files/", files.IssueFiles.as_view(), name="gazette_admin_files"),
        path(f"{issue}files/<int:file_id>/", files.IssueFileShown.as_view(), name="gazette_admin_file"),
        path(f"{issue}files/<int:file_id>/remove/", files.IssueFileRemove.as_view(), name="gazette_admin_file_remove"),
        path(preview_at, preview.Preview.as_view(), name="gazette_admin_preview"),
        path(f"{preview_at}cover/", preview.PreviewCover.as_view(), name="gazette_admin_preview_cover"),
        path(f"{preview_at}files/<str:name>", files.IssueFileShown.as_view(), name="gazette_admin_preview_file"),
        path(f"{preview_at}<int:entry_id>/", preview.PreviewEntry.as_view(), name="gazette_admin_preview_entry"),
        path(f"{preview_at}<int:entry_id>/files/<str:name>", preview.PreviewFile.as_view(),
             name="gazette_admin_preview_entry_file"),
    ]  # fmt: skip
