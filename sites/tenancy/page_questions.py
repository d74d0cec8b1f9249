"""Closed: views that name the page (asking "are you sure?", or saying why not) before asking whose it is."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from wagtail.admin.views.pages.move import MoveConfirmView
from wagtail.admin.views.pages.workflow import (
    CollectWorkflowActionDataView,
    ConfirmWorkflowCancellationView,
    PreviewRevisionForTaskView,
    WorkflowActionView,
)
from wagtail.models import Page

from sites.hooks.archived import closed_portal, turn_back


class OwnMoveConfirmView(MoveConfirmView):
    def dispatch(self, request, page_to_move_id, destination_id, *args, **kwargs):
        page = get_object_or_404(Page, pk=page_to_move_id)
        destination = get_object_or_404(Page, pk=destination_id)
        if not page.permissions_for_user(request.user).can_move_to(destination.specific_deferred):
            raise PermissionDenied
        return super().dispatch(request, page_to_move_id, destination_id, *args, **kwargs)


class AskFirst:
    """For views of a workflow: those who may edit the page (approvers are among them) or publish it; not in an archive.

    No hook of Wagtail is called when what was handed in is approved.
    """

    def dispatch(self, request, *args, **kwargs):
        rights = self.object.permissions_for_user(request.user)
        if not (rights.can_edit() or rights.can_publish()):
            raise PermissionDenied
        if portal := closed_portal(request.user, self.object):
            return turn_back(request, portal)
        return super().dispatch(request, *args, **kwargs)


class OwnWorkflowActionView(AskFirst, WorkflowActionView):
    pass


class OwnCollectView(AskFirst, CollectWorkflowActionDataView):
    pass


class OwnCancellationView(AskFirst, ConfirmWorkflowCancellationView):
    pass


class OwnTaskPreviewView(AskFirst, PreviewRevisionForTaskView):
    pass
