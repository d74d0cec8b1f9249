"""Closed: the filters of page listings name all sites and all people, and a listing names any page asked for by id."""

from django.contrib.auth import get_user_model
from django.forms import CheckboxSelectMultiple
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import MultipleUserFilter
from wagtail.admin.views.pages.listing import EditedByFilter, ExplorableIndexView, GenericPageFilterSet, SiteFilter
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, PageLogEntry, Site

from cms_core.admin.listing import ContentListing
from sites.permissions import policy
from sites.tenancy import page_questions
from sites.tenancy.visible import colleagues, explorable


def own_sites(request):
    if request.user.is_superuser:
        return Site.objects.all()
    return Site.objects.filter(portal__in=policy.portals_for(request.user))


def own_editors(request):
    edits = PageLogEntry.objects.filter(action="wagtail.edit").order_by()
    if not request.user.is_superuser:
        edits = edits.filter(page__in=explorable(request.user).values("pk"))
    return get_user_model()._default_manager.filter(pk__in=edits.values("user"))


class OwnPageFilterSet(GenericPageFilterSet):
    owner = MultipleUserFilter(
        label=_("Owner"),
        queryset=lambda request: colleagues(request.user, "owner_id"),
        widget=CheckboxSelectMultiple,
    )
    edited_by = EditedByFilter(label=_("Edited by"), queryset=own_editors, widget=CheckboxSelectMultiple)
    site = SiteFilter(label="门户", queryset=own_sites, widget=CheckboxSelectMultiple)

    class Meta:
        model = Page
        fields = []


class OwnPagesView(ContentListing, ExplorableIndexView):
    def get(self, request, parent_page_id=None):
        # Stock asks only for "below the place all my pages have in common": with two portals, that is a whole city.
        if parent_page_id and not explorable(request.user).filter(pk=parent_page_id).exists():
            root = self.permission_policy.explorable_root_instance(request.user)
            if root is not None and root.pk != parent_page_id:
                return redirect(self.index_url_name, root.pk)
        return super().get(request, parent_page_id)


class OwnPageViewSet(PageViewSet):
    index_view_class = OwnPagesView
    filterset_class = OwnPageFilterSet
    move_confirm_view_class = page_questions.OwnMoveConfirmView
    workflow_action_view_class = page_questions.OwnWorkflowActionView
    collect_workflow_action_data_view_class = page_questions.OwnCollectView
    confirm_workflow_cancellation_view_class = page_questions.OwnCancellationView
    workflow_preview_view_class = page_questions.OwnTaskPreviewView


own_page_viewset = OwnPageViewSet()


@hooks.register("register_admin_viewset")
def register_own_pages():
    return own_page_viewset
