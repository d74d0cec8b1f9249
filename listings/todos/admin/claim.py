"""认领: opens a draft of taking over, and leads to where its items are chosen."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from listings.actions.prepare import CreateAdjustment
from listings.admin.base import OfListing, listing_url, say
from listings.errors import ListingsError, NotAllowed
from listings.kinds import ListKind
from listings.models import Adjustment
from listings.permissions import ListAction
from listings.states import AdjustmentState

SOURCES = {"basic": "认领基本目录事项", "delegated": "承接上级下放事项"}


class Claim(OfListing, View):
    http_method_names = ["post"]
    action = ListAction.EDIT

    def post(self, request, *args, **kwargs):
        source = request.POST.get("source", "")
        try:
            adjustment = self.draft(source)
        except ListingsError as error:
            say(request, error)
            return redirect(listing_url(self.listing))
        address = reverse("listings_admin_take_over", args=[adjustment.pk])
        return redirect(f"{address}?source={source}")

    def draft(self, source: str) -> Adjustment:
        """A second click finds the empty draft of the first."""
        if self.listing.kind != ListKind.POWER or source not in SOURCES:
            raise NotAllowed("只有行政权力清单可以承接上级事项。")
        title = SOURCES[source]
        drafts = Adjustment.objects.filter(listing=self.listing, state=AdjustmentState.DRAFT, lines=None)
        if found := drafts.filter(title=title, created_by=self.request.user).first():
            return found
        fields = {"title": title, "effective_day": timezone.localdate()}
        return CreateAdjustment(self.listing, user=self.request.user, **fields).execute()
