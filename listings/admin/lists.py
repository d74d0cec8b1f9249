"""我的清单: each list that this person may edit, with what is on it, in the making and to be done."""

from collections import defaultdict

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from listings import counts
from listings.actions.configure import OpenListings, kinds_of
from listings.admin.base import HOME, is_number, say
from listings.admin.paging import page_of
from listings.errors import ListingsError
from listings.kinds import ListKind
from listings.models import Adjustment, Listing, Todo
from listings.permissions import ListAction, listings_for, may
from listings.slices import GOVERNMENTS
from listings.states import AdjustmentState
from sites.models import Portal
from sites.permissions import PortalAction, policy

OFFERED = 200


def portals_to_open(user) -> list[Portal]:
    """Governments' portals that this person administers and that lack a list; two queries."""
    portals = policy.portals_for(user, PortalAction.ADMINISTER)
    portals = list(portals.filter(level__in=GOVERNMENTS, completed_at__isnull=False).order_by("path")[:OFFERED])
    there = set(Listing.objects.filter(portal__in=portals).values_list("portal", "kind")) if portals else set()
    return [portal for portal in portals if any((portal.pk, kind) not in there for kind in kinds_of(portal))]


class AllLists(WagtailAdminTemplateMixin, TemplateView):
    """POST opens the lists of a portal."""

    page_title = "清单"
    header_icon = "list-ul"
    template_name = "listings/admin/lists.html"

    def dispatch(self, request, *args, **kwargs):
        self.listings = listings_for(request.user)
        self.to_open = portals_to_open(request.user)
        if not self.listings and not self.to_open and not policy.may_somewhere(request.user, PortalAction.WRITE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [HOME, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("q", "").strip()[:60]
        kind = self.request.GET.get("kind", "")
        found = [
            listing
            for listing in self.listings
            if asked in listing.portal.name and (kind not in ListKind.values or listing.kind == kind)
        ]
        page = page_of(found, self.request)
        figures = figures_of(page.object_list)
        return super().get_context_data(
            page=page,
            rows=[(listing, figures[listing.pk]) for listing in page],
            asked=asked,
            kind=kind,
            kinds=ListKind.choices,
            many=len(self.listings) > len(ListKind),
            to_open=self.to_open,
            nothing=not self.listings and not self.to_open,
            waiting=waiting_for(self.request.user, self.listings),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        asked = request.POST.get("portal", "")
        portal = get_object_or_404(
            policy.portals_for(request.user, PortalAction.ADMINISTER), pk=int(asked) if is_number(asked) else 0
        )
        try:
            opened = OpenListings(portal, user=request.user).execute()
        except ListingsError as error:
            say(request, error)
            return redirect("listings_admin")
        if opened:
            messages.success(request, f"已开办“{portal.name}”的 {len(opened)} 张清单。请在“设置”中核对栏目和审核机关。")
        else:
            messages.info(request, f"“{portal.name}”的清单都已开办。")
        return redirect("listings_admin")


def figures_of(listings: list[Listing]) -> dict[int, dict]:
    """{listing: items, drafts, review, coming, todos}; the same queries for one list and for fifty."""
    today, ids = timezone.localdate(), [listing.pk for listing in listings]
    found = defaultdict(lambda: {"items": 0, "drafts": 0, "review": 0, "coming": 0, "todos": 0, "overdue": 0})
    for kind in {listing.kind for listing in listings}:
        for listing, count in counts.listings(kind, today, {}).items():
            found[listing]["items"] = count
    coming = Q(state=AdjustmentState.APPROVED, effective_day__gt=today)
    rows = (
        Adjustment.objects.filter(listing__in=ids)
        .order_by()
        .values("listing")
        .annotate(
            drafts=Count("pk", filter=Q(state=AdjustmentState.DRAFT)),
            review=Count("pk", filter=Q(state=AdjustmentState.REVIEW)),
            coming=Count("pk", filter=coming),
        )
    )
    for row in rows:
        found[row.pop("listing")] |= row
    rows = Todo.objects.open().filter(listing__in=ids).order_by().values("listing")
    for row in rows.annotate(todos=Count("pk"), overdue=Count("pk", filter=Q(due__lt=today))):
        found[row.pop("listing")] |= row
    return found


def waiting_for(user, listings: list[Listing], most: int = 10) -> list[Adjustment]:
    """Handed in by others, on lists where this person approves; the oldest first."""
    mine = [listing.pk for listing in listings if may(user, ListAction.APPROVE, listing)]
    found = Adjustment.objects.filter(state=AdjustmentState.REVIEW, listing__in=mine)
    found = found.exclude(submitted_by=user.pk).select_related("listing__portal", "submitted_by")
    return list(found.order_by("submitted_at")[:most])
