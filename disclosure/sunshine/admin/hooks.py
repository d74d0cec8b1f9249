"""阳光工程 in the admin: its menu item and its addresses."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from disclosure.sunshine.admin import domains, mapping, portals, records, uploads
from sites.permissions import PortalAction, policy


class SunshineMenuItem(MenuItem):
    def is_shown(self, request):
        return policy.may_somewhere(request.user, PortalAction.WRITE)


@hooks.register("register_admin_menu_item")
def register_sunshine_menu_item():
    return SunshineMenuItem("阳光工程", reverse("sunshine_admin"), name="sunshine", icon_name="view", order=340)


@hooks.register("register_admin_urls")
def register_sunshine_urls():
    one, of = "sunshine/<int:portal_id>/", "sunshine/<int:portal_id>/<slug:domain>/"
    return [
        path("sunshine/", portals.Portals.as_view(), name="sunshine_admin"),
        path(one, portals.OnePortal.as_view(), name="sunshine_admin_portal"),
        path(f"{one}catalogue/", uploads.SendCatalogue.as_view(), name="sunshine_admin_catalogue"),
        path(f"{one}mapping/", mapping.MapColumns.as_view(), name="sunshine_admin_mapping"),
        path(f"{one}uploads/<int:upload_id>/", uploads.OneUpload.as_view(), name="sunshine_admin_upload"),
        path(of, domains.OneDomain.as_view(), name="sunshine_admin_domain"),
        path(f"{of}rows/<int:row_id>/", domains.BindOneRow.as_view(), name="sunshine_admin_row"),
        path(f"{of}new/", records.OneRecord.as_view(), name="sunshine_admin_new"),
        path(f"{of}records/<int:record_id>/", records.OneRecord.as_view(), name="sunshine_admin_record"),
        path(f"{of}states/", domains.ChangeStates.as_view(), name="sunshine_admin_states"),
        path(f"{of}upload/", uploads.SendRecords.as_view(), name="sunshine_admin_send"),
        path(f"{of}template.xlsx", uploads.Template.as_view(), name="sunshine_admin_template"),
    ]
