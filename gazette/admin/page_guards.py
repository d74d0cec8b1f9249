"""Pages that the gazette stands on: nobody edits the faces of its issues, nobody deletes its column."""

from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from gazette.admin.base import workbench_url
from gazette.models import Gazette, Issue, IssueEntry, IssuePage
from gazette.permissions import GazetteAction, may
from gazette.states import IssueState

FACE = "“{title}”是公报的一期，由公报工作台发布和撤回，不能作为页面编辑、移动、复制或删除。"
COLUMN = "“{title}”或其下级是“{gazette}”的栏目，不能{verb}：已发布的公报地址长期有效。"
STANDS = {
    IssueState.SUBMITTED: "本文已收入{issue}，清样已定稿：现在的改动不会进入公报。确需改动的，请先由公报编辑退回。",
    IssueState.APPROVED: "本文已收入{issue}，标准文本已定稿待发布：现在的改动不会进入公报。",
    IssueState.PUBLISHED: "本文的标准文本已刊登在{issue}：现在的改动不影响公报；公报有误请在公报中刊登更正。",
}


def turn_back(request, page):
    """To the workbench for who may see it, else to where the page stands."""
    messages.error(request, FACE.format(title=page.title))
    issue = Issue.objects.select_related("gazette__column", "gazette__portal__home").filter(page=page.pk).first()
    if issue and may(request.user, GazetteAction.SEE, issue.gazette):
        return redirect(workbench_url(issue))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def is_face(page) -> bool:
    return page.specific_class is IssuePage


def guard(hook):
    @hooks.register(hook)
    def refuse(request, page, *args):
        if is_face(page):
            return turn_back(request, page)


GUARDED = (
    "edit", "delete", "move", "copy", "publish", "unpublish", "convert_alias",
)  # fmt: skip
guards = [guard(f"before_{verb}_page") for verb in GUARDED]


def gazette_below(page):
    """The gazette whose column stands at or below `page`; with children moved too, its issues would go along."""
    return Gazette.objects.filter(column__path__startswith=page.path).first()


def keep_column(hook, verb):
    @hooks.register(hook)
    def refuse(request, page, *args):
        if gazette := gazette_below(page):
            messages.error(request, COLUMN.format(title=page.title, gazette=gazette.name, verb=verb))
            return redirect("wagtailadmin_explore", page.get_parent().pk if page.depth > 1 else page.pk)


keepers = [keep_column("before_delete_page", "删除"), keep_column("before_unpublish_page", "撤下")]


@hooks.register("before_bulk_action")
def refuse_bulk(request, action_type, objects, action):
    if not objects or not isinstance(objects[0], Page):
        return None
    said = [FACE.format(title=page.title) for page in objects if is_face(page)]
    if action_type in {"delete", "unpublish"}:
        verb = "删除" if action_type == "delete" else "撤下"
        for page in objects:
            if not is_face(page) and (gazette := gazette_below(page)):
                said.append(COLUMN.format(title=page.title, gazette=gazette.name, verb=verb))
    if said:
        for one in said[:10]:
            messages.error(request, one)
        return redirect(action.next_url)
    return None


@hooks.register("before_edit_page")
def tell_of_standard_text(request, page):
    """Only when the page is opened: a message, nothing in the way."""
    if request.method != "GET":
        return
    entries = IssueEntry.objects.filter(page=page.pk, issue__state__in=STANDS).select_related("issue__gazette")
    for entry in entries.order_by("-issue__year", "-issue__number")[:1]:
        issue = entry.issue
        # What is not public yet is named to its own editors alone.
        known = issue.is_published or may(request.user, GazetteAction.SEE, issue.gazette)
        name = f"《{issue.gazette.name}》{issue.year}年{issue.label}" if known else f"《{issue.gazette.name}》"
        messages.warning(request, STANDS[issue.state].format(issue=name))
