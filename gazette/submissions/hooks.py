"""报送 in the admin: its menu item, its addresses, and the button on the page of a document."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from cms_core.models import ArticlePage, DocumentPage
from gazette.models import Gazette
from gazette.submissions import views
from sites.permissions import PortalAction, policy


class SubmissionsMenuItem(MenuItem):
    """Only where there is a gazette at all, for those who write somewhere."""

    def is_shown(self, request):
        return policy.may_somewhere(request.user, PortalAction.WRITE) and Gazette.objects.exists()


@hooks.register("register_admin_menu_item")
def register_menu_item():
    return SubmissionsMenuItem(
        "公报报送", reverse("gazette_submissions"), name="gazette-submissions", icon_name="mail", order=325
    )


@hooks.register("register_page_header_buttons")
def offer_submitting(page, user, view_name, next_url=None):
    fits = view_name == "edit" and page.live and isinstance(page, DocumentPage | ArticlePage)
    if fits and page.permissions_for_user(user).can_edit():
        yield Button("报送公报", reverse("gazette_submit", args=[page.pk]), icon_name="mail", priority=90)


@hooks.register("register_admin_urls")
def register_urls():
    return [
        path("gazette/submissions/", views.MySubmissions.as_view(), name="gazette_submissions"),
        path("gazette/submissions/new/<int:pk>/", views.Submit.as_view(), name="gazette_submit"),
        path("gazette/submissions/<int:pk>/take-back/", views.take_back, name="gazette_take_back"),
        path("gazette/<int:gazette_id>/incoming/", views.Incoming.as_view(), name="gazette_incoming"),
        path("gazette/<int:gazette_id>/incoming/<int:pk>/decline/", views.Decline.as_view(), name="gazette_decline"),
        path("gazette/<int:gazette_id>/report/", views.SubmissionReport.as_view(), name="gazette_submission_report"),
    ]
