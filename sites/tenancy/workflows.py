"""Closed: the chooser of tasks is open to everybody in the admin; workflows are kept by those who may change them."""

from django.core.exceptions import PermissionDenied
from django.urls import path
from wagtail.admin.views.workflows import TaskChooserCreateView, TaskChooserResultsView, TaskChooserView, task_chosen
from wagtail.models import Task, Workflow
from wagtail.permissions import policy_registry

CHANGES = ("add", "change")


def keepers_only(view):
    def guarded(request, *args, **kwargs):
        if not any(
            policy_registry.get_by_type(one).user_has_any_permission(request.user, CHANGES) for one in (Task, Workflow)
        ):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


urlpatterns = [
    path("workflows/task_chooser/", keepers_only(TaskChooserView.as_view())),
    path("workflows/task_chooser/results/", keepers_only(TaskChooserResultsView.as_view())),
    path("workflows/task_chooser/create/", keepers_only(TaskChooserCreateView.as_view())),
    path("workflows/task_chooser/<int:task_id>/", keepers_only(task_chosen)),
]
