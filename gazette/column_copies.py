"""A column is copied without the issues below it: an issue is published once, in its own gazette."""

from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages

from gazette.models import IssuePage

REFUSED = "“{title}”下有已发布的公报，公报各期不能复制。请去掉“复制子页面”后重试。"


@hooks.register("before_copy_page")
def refuse_issues_below(request, page):
    if request.method != "POST" or not request.POST.get("copy_subpages"):
        return None
    if not IssuePage.objects.descendant_of(page).exists():
        return None
    messages.error(request, REFUSED.format(title=page.title))
    return redirect("wagtailadmin_pages:copy", page.pk)
