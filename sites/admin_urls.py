"""Addresses of the admin that stand in front of Wagtail's own (see `sites.tenancy`); included before them."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms_core.admin.words import script_words
from sites.tenancy import reports, wagtail_sites, workflows
from sites.tenancy.bulk_actions import bulk_action
from sites.tenancy.page_choosers import LinkableBrowseView, LinkableChosenView

urlpatterns = decorate_urlpatterns(
    [
        path("choose-page/", LinkableBrowseView.as_view()),
        path("choose-page/<int:parent_page_id>/", LinkableBrowseView.as_view()),
        path("choose-page/chosen-multiple/", LinkableChosenView.as_view()),
        path("bulk/<str:app_label>/<str:model_name>/<str:action>/", bulk_action),
        *reports.urlpatterns(),
        *workflows.urlpatterns,
        *wagtail_sites.urlpatterns,
    ],
    require_admin_access,
)
urlpatterns = decorate_urlpatterns(decorate_urlpatterns(urlpatterns, display_custom_404), never_cache)
# Open to all, as Wagtail's own is: the login page asks for it.
urlpatterns += [path("jsi18n/", script_words)]
