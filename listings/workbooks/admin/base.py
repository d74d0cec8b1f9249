"""What the pages of uploads share: whose list it is, may this person edit it, and the way back."""

import datetime

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse, reverse_lazy
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from listings.models import Listing, Upload, UploadState
from listings.permissions import ListAction, may

HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": "首页"}
OWN = ("portal__home", "portal__organisation", "column", "approving_body")
SAID = 6


class OfListing(WagtailAdminTemplateMixin):
    """Base: 404 for a list that is not there, 403 for who may not edit it."""

    header_icon = "upload"

    def dispatch(self, request, listing_id, *args, **kwargs):
        self.listing = get_object_or_404(Listing.objects.select_related(*OWN), pk=listing_id)
        if not may(request.user, ListAction.EDIT, self.listing):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [HOME, *self.above(), {"url": "", "label": self.get_page_title()}]

    def above(self):
        return [{"url": desk_url(self.listing), "label": str(self.listing)}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(listing=self.listing, **kwargs)


class OfUpload(OfListing):
    """`self.upload` is this list's, and nobody else's."""

    def dispatch(self, request, listing_id, upload_id, *args, **kwargs):
        found = Upload.objects.select_related("adjustment", "by").filter(listing=listing_id)
        self.upload = get_object_or_404(found, pk=upload_id)
        return super().dispatch(request, listing_id, *args, **kwargs)

    def above(self):
        return [*super().above(), {"url": uploads_url(self.listing), "label": "Excel 导入导出"}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(upload=self.upload, **kwargs)

    def go(self):
        """To where this upload stands now."""
        name = "listings_upload_columns" if self.upload.state == UploadState.MAPPING else "listings_upload"
        return redirect(name, self.listing.pk, self.upload.pk)


def uploads_url(listing) -> str:
    return reverse("listings_uploads", args=[listing.pk])


def desk_url(listing) -> str:
    """The list's own page at the desk."""
    try:
        return reverse("listings_admin_listing", args=[listing.pk])
    except NoReverseMatch:
        return uploads_url(listing)


def adjustment_url(adjustment) -> str:
    try:
        return reverse("listings_admin_adjustment", args=[adjustment.pk])
    except NoReverseMatch:
        return uploads_url(adjustment.listing)


def say(request, error) -> None:
    """All reasons, a long list cut."""
    for reason in error.reasons[:SAID]:
        messages.error(request, reason)
    if len(error.reasons) > SAID:
        messages.error(request, f"还有 {len(error.reasons) - SAID} 处。")


def day_of(written: str):
    """A date as an input of type date sends it, or None."""
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        return None
