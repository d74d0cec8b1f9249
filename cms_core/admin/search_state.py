"""The first page of the admin tells those who run the platform that the search index is not in order."""

from wagtail import hooks
from wagtail.admin.ui.components import Component

from cms_core.search.checks import trouble_of
from cms_core.search.editors.rights import may_for_all
from cms_core.search.engine import engine
from cms_core.search.feed.outbox import FAILURES


def trouble() -> str:
    """Why the index is not in order; "" when it is."""
    try:
        return engine().lacking()
    except FAILURES as error:
        return trouble_of(error)


class IndexPanel(Component):
    """Nothing for editors: they can do nothing about it, and it goes by itself."""

    name = "search_index"
    template_name = "cms_core/admin/search/index_panel.html"
    order = 24

    def get_context_data(self, parent_context):
        return {"trouble": trouble() if may_for_all(parent_context["request"].user) else ""}


@hooks.register("construct_homepage_panels", order=110)
def add_panel(request, panels):
    panels.append(IndexPanel())
