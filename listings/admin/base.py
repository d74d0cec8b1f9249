"""What the desk's pages share: whose list or adjustment it is, may this person see it, and the way back."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from listings.errors import NotAllowed
from listings.models import Adjustment, Item, Listing
from listings.permissions import ListAction, may

HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": "首页"}
LISTS = {"url": reverse_lazy("listings_admin"), "label": "清单"}
OWN = ("portal__home", "portal__organisation", "portal__site", "column", "approving_body")
SAID = 6
UNCLEAR = "请求不完整，请刷新页面后重试。"


class OfListing(WagtailAdminTemplateMixin):
    """Base: 404 for a list that is not there, 403 for who may not do `action` on it."""

    header_icon = "list-ul"
    action = ListAction.SEE

    def dispatch(self, request, listing_id, *args, **kwargs):
        self.listing = get_object_or_404(Listing.objects.select_related(*OWN), pk=listing_id)
        self.refuse_others()
        return super().dispatch(request, *args, **kwargs)

    def refuse_others(self):
        if not may(self.request.user, self.action, self.listing):
            raise PermissionDenied

    def get_breadcrumbs_items(self):
        return [HOME, LISTS, *self.above(), {"url": "", "label": self.get_page_title()}]

    def above(self):
        return [{"url": listing_url(self.listing), "label": str(self.listing)}]

    @cached_property
    def may_edit(self):
        return may(self.request.user, ListAction.EDIT, self.listing)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            listing=self.listing,
            may_edit_list=self.may_edit,
            may_configure=may(self.request.user, ListAction.CONFIGURE, self.listing),
            **kwargs,
        )


class OfAdjustment(OfListing):
    action = ListAction.EDIT

    def dispatch(self, request, adjustment_id, *args, **kwargs):
        related = [f"listing__{name}" for name in OWN]
        people = ("created_by", "submitted_by", "approved_by", "proposing_body", "basis_document", "basis_file")
        found = Adjustment.objects.select_related(*related, *people, "listing__approving_body")
        self.adjustment = get_object_or_404(found, pk=adjustment_id)
        self.listing = self.adjustment.listing
        self.refuse_others()
        return super(OfListing, self).dispatch(request, *args, **kwargs)

    def above(self):
        return [*super().above(), {"url": adjustment_url(self.adjustment), "label": self.adjustment.title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(adjustment=self.adjustment, **kwargs)

    def revision(self) -> int:
        """Every form says which state it was made from."""
        return number(self.request.POST.get("revision"))


class OfItem(OfListing):
    def dispatch(self, request, item_id, *args, **kwargs):
        related = [f"listing__{name}" for name in OWN]
        self.item = get_object_or_404(Item.objects.select_related(*related, "line__adjustment"), pk=item_id)
        self.listing = self.item.listing
        self.refuse_others()
        return super(OfListing, self).dispatch(request, *args, **kwargs)


def listing_url(listing) -> str:
    return reverse("listings_admin_listing", args=[listing.pk])


def adjustment_url(adjustment) -> str:
    return reverse("listings_admin_adjustment", args=[adjustment.pk])


def number(text) -> int:
    """Raises NotAllowed for what no button of ours sends."""
    if text is None or not is_number(text):
        raise NotAllowed(UNCLEAR)
    return int(text)


def is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 16


def numbers(texts) -> list[int]:
    return [int(text) for text in texts if is_number(text)]


def say(request, error) -> None:
    """All reasons of a ListingsError, a long list cut."""
    for reason in error.reasons[:SAID]:
        messages.error(request, reason)
    if len(error.reasons) > SAID:
        messages.error(request, f"还有 {len(error.reasons) - SAID} 处，见检查结果。")
