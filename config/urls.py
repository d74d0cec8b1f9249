"""Addresses of the installation: the admin, files, and the public face of whichever portal the host names."""

from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls

from cms_core.views.media import serve_media

# The pages' own pattern takes every path, so that CommonMiddleware never adds the last slash to these.
WITHOUT_SLASH = r"^(?P<place>admin|search|sitemap|display)\Z"

urlpatterns = [
    re_path(WITHOUT_SLASH, RedirectView.as_view(url="/%(place)s/", query_string=True, permanent=True)),
    path("admin/", include("sites.admin_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include("cms_core.attachments.urls")),
    path("media/<path:path>", serve_media),
    path("", include("themes.urls")),
    path("", include("gazette.urls")),
    path("", include("listings.urls")),
    path("", include("listings.machine_urls")),
    path("", include("disclosure.urls")),
    path("", include("cms_core.urls")),
]

handler400 = "cms_core.views.errors.bad_request"
handler403 = "cms_core.views.errors.forbidden"
handler404 = "cms_core.views.errors.not_found"
handler500 = "cms_core.views.errors.server_error"
