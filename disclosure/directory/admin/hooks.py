"""The admin's entrance to what a column discloses."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from cms_core.models import ColumnPage
from disclosure.directory.admin.column_items import ColumnItems


@hooks.register("register_admin_urls")
def urls_of_columns():
    return [path("disclosure/columns/<int:page>/", ColumnItems.as_view(), name="disclosure_column_items")]


@hooks.register("register_page_header_buttons")
def items_button(page, user, view_name, next_url=None):
    """Where a column is listed or edited, for whoever may publish in it."""
    if isinstance(page.specific_deferred, ColumnPage) and page.permissions_for_user(user).can_publish():
        yield Button("公开事项", reverse("disclosure_column_items", args=[page.pk]), icon_name="list-ul", priority=70)


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action("disclosure.items", "设置公开事项", "设置栏目的公开事项")
