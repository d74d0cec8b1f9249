"""Pages that are added below one parent at the same moment: one editor after the other.

Treebeard takes the row of the parent when it writes, but by then the form has found the address free: the second of two
would end in an error page. Here it is taken before the form is asked; `cms_core.tree.bulk` takes the same.
"""

from django.db import connection
from wagtail import hooks
from wagtail.models import Page

from cms_core.middleware import SAFE_METHODS


def take_turn_below(request, parent) -> None:
    """Held until the request's transaction ends; `parent` knows afterwards of children added meanwhile."""
    if request.method in SAFE_METHODS or not connection.in_atomic_block:
        return
    # Rows that refer to the page (log entries, revisions of others) need not wait.
    held = Page.objects.select_for_update(no_key=True).filter(pk=parent.pk).only("numchild", "path").first()
    if held is not None and held.path == parent.path:
        parent.numchild = held.numchild


@hooks.register("before_create_page")
def before_create(request, parent_page, page_class):
    take_turn_below(request, parent_page)


@hooks.register("before_move_page")
def before_move(request, page, destination):
    take_turn_below(request, destination)


@hooks.register("before_copy_page")
def before_copy(request, page):
    """The form chooses among parents; nearly always it stays that of the page."""
    take_turn_below(request, page.get_parent())
