"""Closed: pages that ask "are you sure?" name the page before anybody has asked whether the user may touch it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from wagtail.admin.views.pages.move import MoveConfirmView
from wagtail.admin.views.pages.workflow import ConfirmWorkflowCancellationView
from wagtail.models import Page

from sites.tenancy.visible import explorable


class OwnMoveConfirmView(MoveConfirmView):
    def dispatch(self, request, page_to_move_id, destination_id, *args, **kwargs):
        page = get_object_or_404(Page, pk=page_to_move_id)
        destination = get_object_or_404(Page, pk=destination_id)
        if not page.permissions_for_user(request.user).can_move_to(destination.specific_deferred):
            raise PermissionDenied
        return super().dispatch(request, page_to_move_id, destination_id, *args, **kwargs)


class OwnWorkflowCancellationView(ConfirmWorkflowCancellationView):
    def dispatch(self, request, page_id, *args, **kwargs):
        if not explorable(request.user).filter(pk=page_id).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, page_id=page_id, **kwargs)
