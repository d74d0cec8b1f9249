"""检索 in the admin: its menu, its addresses, its words in the history, the panel of the first page."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogFormatter

from cms_core.admin import search_insight, search_promotions, search_synonyms
from cms_core.admin.portal_homes import may_somewhere
from cms_core.models.search_promotions import SearchPromotion
from cms_core.search.editors import keep_promotions, keep_synonyms
from cms_core.search.editors.rights import KEEP, SEE, kept_by
from cms_core.search.editors.standing import in_vain


class ForKeepers(MenuItem):
    def is_shown(self, request):
        return may_somewhere(request.user, *KEEP)


class ForReaders(MenuItem):
    def is_shown(self, request):
        return may_somewhere(request.user, *SEE)


@hooks.register("register_admin_menu_item")
def register_menu():
    items = [
        ForKeepers("推荐结果", reverse("search_promotions"), name="search-promotions", icon_name="pick", order=10),
        ForKeepers("同义词", reverse("search_synonyms"), name="search-synonyms", icon_name="order", order=20),
        ForReaders("检索分析", reverse("search_insight"), name="search-insight", icon_name="view", order=30),
    ]
    return SubmenuMenuItem("检索", Menu(items=items), name="search-words", icon_name="search", order=330)


@hooks.register("register_admin_urls")
def register_urls():
    promotions, synonyms, insight = search_promotions, search_synonyms, search_insight
    promotion, synonym = "search/promotions/<int:pk>/", "search/synonyms/<int:pk>/"
    return [
        path("search/promotions/", promotions.PromotionList.as_view(), name="search_promotions"),
        path("search/promotions/new/", promotions.PromotionNew.as_view(), name="search_promotion_new"),
        path(promotion, promotions.PromotionEdit.as_view(), name="search_promotion"),
        path(
            "search/promotions/<int:pk>/delete/", promotions.PromotionDelete.as_view(), name="search_promotion_delete"
        ),
        path("search/synonyms/", synonyms.SynonymList.as_view(), name="search_synonyms"),
        path("search/synonyms/new/", synonyms.SynonymNew.as_view(), name="search_synonym_new"),
        path(synonym, synonyms.SynonymEdit.as_view(), name="search_synonym"),
        path(f"{synonym}delete/", synonyms.SynonymDelete.as_view(), name="search_synonym_delete"),
        path("search/insight/", insight.Insight.as_view(), name="search_insight"),
        path("search/insight/export/", insight.InsightExport.as_view(), name="search_insight_export"),
    ]


def worded(actions, action: str, name: str, before: str, after: str) -> None:
    class Words(LogFormatter):
        label = name

        def format_message(self, entry):
            was, now = entry.data.get("before", ""), entry.data.get("after", "")
            return (after if not was or was == now else before).format(was=was, now=now)

    actions.register_action(action)(Words)


@hooks.register("register_log_actions")
def register_words(actions):
    worded(actions, keep_synonyms.SAVED, "保存同义词", "把“{was}”改为“{now}”", "保存了“{now}”")
    worded(actions, keep_synonyms.DELETED, "删除同义词", "删除了“{was}”", "删除了同义词")
    worded(actions, keep_promotions.SAVED, "保存推荐结果", "把“{was}”改为“{now}”", "保存了“{now}”")
    worded(actions, keep_promotions.DELETED, "删除推荐结果", "删除了“{was}”", "删除了推荐结果")


class InVainPanel(Component):
    """Promoted results whose page is gone, for those who keep them; nothing where all is well."""

    name = "search_promotions"
    template_name = "cms_core/admin/search/panel.html"
    order = 25

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        if not may_somewhere(user, *KEEP):
            return {"count": 0}
        return {"count": in_vain(kept_by(user, SearchPromotion.objects.all()))}


@hooks.register("construct_homepage_panels", order=110)
def add_panel(request, panels):
    panels.append(InVainPanel())
