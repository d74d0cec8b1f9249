"""Addresses of to-dos and of the reports on what lies between the levels."""

from django.urls import path
from wagtail import hooks

from listings.todos.admin import claim, gaps, supervision, todo_list


@hooks.register("register_admin_urls")
def register_urls():
    return [
        path("lists/todos/", todo_list.Todos.as_view(), name="listings_todos"),
        path("lists/todos/below/", todo_list.Todos.as_view(is_below=True), name="listings_todos_below"),
        path("lists/todos/supervision/", supervision.Supervision.as_view(), name="listings_supervision"),
        path("lists/todos/timeliness/", supervision.Timeliness.as_view(), name="listings_timeliness"),
        path("lists/gaps/", gaps.GapReport.as_view(), name="listings_gaps"),
        path("lists/<int:listing_id>/claim/", claim.Claim.as_view(), name="listings_claim"),
    ]
