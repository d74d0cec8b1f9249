"""转为主动公开: the draft of a page that will say it, in a column where this person may write."""

from django.db import transaction
from wagtail.permissions import page_permission_policy

from cms_core.models import ArticlePage, ColumnPage
from disclosure.applications.errors import Faulty

MOST = 300


def columns_for(user, portal) -> list[tuple[int, str]]:
    """The portal's columns in tree order, deeper ones moved in."""
    allowed = page_permission_policy.instances_user_has_permission_for(user, "add")
    rows = ColumnPage.objects.filter(pk__in=allowed.values("pk"), path__startswith=portal.home.path, live=True)
    depth = portal.home.depth + 1
    return [(one.pk, f"{'　' * (one.depth - depth)}{one.title}") for one in rows.order_by("path")[:MOST]]


@transaction.atomic
def make_draft_page(action, form, user) -> ArticlePage:
    """The event and the draft, both or none. Raises Faulty."""
    title, column = form.cleaned_data["title"], form.cleaned_data["column"]
    faults = {}
    if not title:
        faults["title"] = "请填写新建草稿的标题，或者在上面选择已公开的页面。"
    if not column:
        faults["column"] = "请选择草稿放在哪个栏目。"
    if faults:
        raise Faulty(faults)
    parent = ColumnPage.objects.get(pk=column)
    page = parent.add_child(instance=ArticlePage(title=title, live=False, owner=user))
    page.save_revision(user=user, log_action=True)
    action.page = page
    action.execute()
    return page
