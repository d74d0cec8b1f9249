"""Columns of gazettes in the explorer: copied without the issues below them, moved only within their portal."""

from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages

from gazette.models import Gazette, IssuePage

ISSUES_BELOW = "“{title}”下有已发布的公报，公报各期不能复制。请去掉“复制子页面”后重试。"
ELSEWHERE = "“{title}”或其下级是“{gazette}”的栏目，只能在本门户内移动：移到别的门户，公报的地址就都打不开了。"


@hooks.register("before_copy_page")
def copy_no_issues(request, page):
    if request.method != "POST" or not request.POST.get("copy_subpages"):
        return None
    if not IssuePage.objects.descendant_of(page).exists():
        return None
    messages.error(request, ISSUES_BELOW.format(title=page.title))
    return redirect("wagtailadmin_pages:copy", page.pk)


@hooks.register("before_move_page")
def keep_in_portal(request, page, destination):
    below = Gazette.objects.filter(column__path__startswith=page.path).select_related("portal__home")
    for gazette in below:
        if not destination.path.startswith(gazette.portal.home.path):
            messages.error(request, ELSEWHERE.format(title=page.title, gazette=gazette.name))
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None
