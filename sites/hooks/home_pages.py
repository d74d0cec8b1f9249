"""A portal's home page and the branches are the site tree: nobody deletes, moves, copies or hides them as pages.

`Portal.home` is PROTECTed, so that the database would refuse too, but with an error page. Whether a home page is live
follows from the portal's state alone.
"""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from cms_core.models import BranchPage, HomePage
from sites.actions.change_state import show_home
from sites.models import Portal
from sites.routing.subtrees import subtree_range

BELOW = "“{title}”下有门户，不能{verb}。请先在“门户”中办理归档。"
HOME = "“{title}”是门户首页，不能{verb}。门户的开通与关停请在“门户”中办理。"
BRANCH = "“{title}”是站点树的分支，不能{verb}。"


def refusal(page, verb, below=True) -> str | None:
    """Why `page` may not be treated so, or None. `below`: whether what stands below it is touched too."""
    kind = page.specific_class
    if kind is HomePage:
        return HOME.format(title=page.title, verb=verb)
    if kind is BranchPage:
        return BRANCH.format(title=page.title, verb=verb)
    if below and Portal.objects.filter(home__path__range=subtree_range(page.path)).exists():
        return BELOW.format(title=page.title, verb=verb)
    return None


def turn_back(request, page, said):
    messages.error(request, said)
    return redirect("wagtailadmin_explore", page.get_parent().pk if page.depth > 1 else page.pk)


def guard(hook, verb, below=True):
    @hooks.register(hook)
    def refuse(request, page, *args):
        if said := refusal(page, verb, below):
            return turn_back(request, page, said)

    return refuse


refuse_delete = guard("before_delete_page", "删除")
refuse_move = guard("before_move_page", "移动")
refuse_copy = guard("before_copy_page", "复制")
refuse_unpublish = guard("before_unpublish_page", "撤下", below=False)
BULK = {"delete": ("删除", True), "move": ("移动", True), "unpublish": ("撤下", False)}


@hooks.register("before_bulk_action")
def refuse_bulk(request, action_type, objects, action):
    if action_type not in BULK or not objects or not isinstance(objects[0], Page):
        return None
    verb, below = BULK[action_type]
    # Unpublishing "with everything below" would hide the home pages of subsites.
    below = below or bool(action.cleaned_form and action.cleaned_form.cleaned_data.get("include_descendants"))
    said = [one for page in objects if (one := refusal(page, verb, below))]
    if said:
        for one in said[:10]:
            messages.error(request, one)
        return redirect(action.next_url)
    return None


@hooks.register("before_edit_page")
def refuse_branch(request, page):
    """A branch has nothing to edit; its name is that of the region."""
    if page.specific_class is BranchPage and not request.user.is_superuser:
        raise PermissionDenied


def follow_state(sender, instance, **kwargs):
    """Publishing a home page changes what it says; whether it shows is the portal's state's to decide."""
    portal = Portal.objects.select_related("home").filter(home_id=instance.pk).first()
    if portal:
        show_home(portal)
        instance.live = portal.home.live


def connect() -> None:
    page_published.connect(follow_state, sender=HomePage, dispatch_uid="sites.home.published")
    page_unpublished.connect(follow_state, sender=HomePage, dispatch_uid="sites.home.unpublished")
