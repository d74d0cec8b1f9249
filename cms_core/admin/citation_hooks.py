"""效力建议 and readings in the admin: menu items, addresses, words of the history, the panel of the first page."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from cms_core.admin import reading_links, validity_proposals, without_reading
from cms_core.admin.portal_homes import may_somewhere
from cms_core.citations.taking_effect import ACCEPTED, UNDONE
from cms_core.readings.link import LINKED

WRITES = ("add", "change", "publish")


class ForPublishers(MenuItem):
    def is_shown(self, request):
        return may_somewhere(request.user, "publish")


class ForWriters(MenuItem):
    def is_shown(self, request):
        return may_somewhere(request.user, *WRITES)


@hooks.register("register_admin_menu_item")
def register_proposals():
    url = reverse("validity_proposals")
    return ForPublishers("效力建议", url, name="validity-proposals", icon_name="history", order=310)


@hooks.register("register_reports_menu_item")
def register_without_reading():
    url = reverse("documents_without_reading")
    return ForWriters("没有解读的公文", url, name="documents-without-reading", icon_name="doc-empty", order=100)


@hooks.register("register_reports_menu_item")
def register_reading_links():
    return ForWriters("待关联的解读", reverse("reading_links"), name="reading-links", icon_name="link", order=110)


@hooks.register("register_admin_urls")
def register_urls():
    report = without_reading.WithoutReadingReport
    return [
        path("validity-proposals/", validity_proposals.proposal_list, name="validity_proposals"),
        path(
            "validity-proposals/<int:pk>/<str:verb>/",
            validity_proposals.decide_proposal,
            name="decide_validity_proposal",
        ),
        path("reports/documents-without-reading/", report.as_view(), name="documents_without_reading"),
        path(
            "reports/documents-without-reading/results/",
            report.as_view(results_only=True),
            name="documents_without_reading_results",
        ),
        path("readings/write/<int:pk>/", without_reading.write_reading, name="write_reading"),
        path("readings/links/", reading_links.reading_links, name="reading_links"),
        path("readings/links/<int:pk>/", reading_links.link_reading, name="link_reading"),
    ]


@hooks.register("register_log_actions")
def register_words(actions):
    actions.register_action(ACCEPTED, "采纳效力建议", "采纳了效力建议，更新了公文效力")
    actions.register_action(UNDONE, "撤销效力建议", "撤销了效力建议，恢复了公文原来的效力")
    actions.register_action(LINKED, "关联解读", "关联了所解读的公文")


class ProposalsPanel(Component):
    """What waits for those who publish; nothing where nothing waits."""

    name = "validity_proposals"
    template_name = "cms_core/admin/validity_panel.html"
    order = 20

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        return {"waiting": validity_proposals.waiting_for(user) if may_somewhere(user, "publish") else 0}


@hooks.register("construct_homepage_panels", order=110)
def add_panel(request, panels):
    panels.append(ProposalsPanel())


@hooks.register("before_edit_page")
def tell_of_missing_link(request, page):
    reading_links.tell(request, page)
