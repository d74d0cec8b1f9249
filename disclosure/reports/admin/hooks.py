"""Annual reports in the admin: menu item, addresses, the words of the log, and pages that nobody edits by hand."""

from django.shortcuts import redirect
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from disclosure.models import AnnualReport
from disclosure.reports.admin import edit, lists, one
from disclosure.reports.permissions import ReportAction, may, works_somewhere

FACE = "“{title}”由年报工作台发布，不能作为页面编辑、移动、复制或删除；要更正请点“更正年报”。"
WORDS = {
    "make": ("生成年报草稿", "生成草稿"),
    "recount": ("重新统计年报", "重新统计"),
    "redraft": ("按表中数字改正年报文字", "改正文字"),
    "edit": ("编写年报文字", "编写"),
    "enter": ("填报年报数字", "填报数字"),
    "correct": ("更正年报数字", "更正数字"),
    "take_back": ("撤销年报数字更正", "撤销更正"),
    "submit": ("年报送审", "送审"),
    "approve": ("年报审核通过", "审核通过"),
    "send_back": ("退回年报", "退回"),
    "reopen": ("开始更正年报", "开始更正"),
    "publish": ("发布年报", "发布"),
    "withdraw": ("撤下年报", "撤下"),
}


class ReportsMenuItem(MenuItem):
    def is_shown(self, request):
        return works_somewhere(request.user)


@hooks.register("register_admin_menu_item")
def register_menu_item():
    address = reverse("annual_reports_admin")
    return ReportsMenuItem("信息公开年报", address, name="annual-reports", icon_name="doc-full", order=342)


@hooks.register("register_admin_urls")
def register_urls():
    base = "annual-reports/"
    this = f"{base}<int:report_id>/"
    buttons = {
        "recount": one.Recount,
        "put-texts-right": one.PutTextsRight,
        "submit": one.Submit,
        "approve": one.Approve,
        "send-back": one.SendBack,
        "reopen": one.Reopen,
        "publish": one.Publish,
        "withdraw": one.Withdraw,
        "take-back": one.TakeBack,
    }
    return [
        path(base, lists.Reports.as_view(), name="annual_reports_admin"),
        path(f"{base}make/", lists.make_all, name="annual_reports_admin_make_all"),
        path(f"{base}make/<int:portal_id>/", lists.Make.as_view(), name="annual_reports_admin_make"),
        path(this, one.One.as_view(), name="annual_reports_admin_one"),
        path(f"{this}texts/", edit.Texts.as_view(), name="annual_reports_admin_texts"),
        path(
            f"{this}figure/<str:table>/<str:row>/<str:column>/",
            edit.OneFigure.as_view(),
            name="annual_reports_admin_figure",
        ),
        path(f"{this}file/<slug:form>/", one.File.as_view(), name="annual_reports_admin_file"),
        *(
            path(f"{this}{word}/", view.as_view(), name=f"annual_reports_admin_{word.replace('-', '_')}")
            for word, view in buttons.items()
        ),
    ]


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for verb, (label, message) in WORDS.items():
        actions.register_action(f"disclosure.report.{verb}", label, message)


def report_of(page) -> AnnualReport | None:
    return AnnualReport.objects.select_related("portal__home").filter(page=page.pk).first()


def turn_back(request, page, report):
    messages.error(request, FACE.format(title=page.title))
    if may(request.user, ReportAction.EDIT, report.portal):
        return redirect("annual_reports_admin_one", report.pk)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def guard(hook):
    @hooks.register(hook)
    def refuse(request, page, *args):
        if report := report_of(page):
            return turn_back(request, page, report)


GUARDED = ("edit", "delete", "move", "copy", "publish", "unpublish", "convert_alias")
guards = [guard(f"before_{verb}_page") for verb in GUARDED]


@hooks.register("before_bulk_action")
def refuse_bulk(request, action_type, objects, action):
    if not objects or not hasattr(objects[0], "specific_class"):
        return None
    reports = AnnualReport.objects.filter(page__in=[page.pk for page in objects]).values_list("page", flat=True)
    found = [page for page in objects if page.pk in set(reports)]
    for page in found[:10]:
        messages.error(request, FACE.format(title=page.title))
    return redirect(action.next_url) if found else None
