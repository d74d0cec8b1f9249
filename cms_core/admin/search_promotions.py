"""推荐结果: the list with what has become of each, the form, deleting."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.widgets import HeaderButton

from cms_core.admin.search_base import ALL, OfSearch, changes_of, found_or_404, home_of
from cms_core.admin.search_forms import PromotionForm
from cms_core.models.search_promotions import SearchPromotion
from cms_core.search.editors.errors import NotKept
from cms_core.search.editors.keep_promotions import FIELDS, DeletePromotion, SavePromotion, target_of, words_in
from cms_core.search.editors.rights import kept_by
from cms_core.search.editors.standing import GONE, in_vain, standings

PAGE = 50
LIST = {"url": reverse_lazy("search_promotions"), "label": "推荐结果"}


def own_promotions(user):
    return kept_by(user, SearchPromotion.objects.select_related("home"))


class PromotionList(OfSearch, TemplateView):
    page_title = "推荐结果"
    template_name = "cms_core/admin/search/promotions.html"
    header_icon = "pick"

    @property
    def header_buttons(self):
        chosen = getattr(self.chosen, "pk", self.chosen)
        query = f"?home={chosen}" if chosen else ""
        return [HeaderButton("新增一条", url=reverse("search_promotion_new") + query, icon_name="plus")]

    def get_context_data(self, **kwargs):
        found, asked = own_promotions(self.request.user), self.request.GET.get("q", "").replace("\0", "")[:60].strip()
        if self.chosen is not None:
            found = found.filter(home=None if self.chosen == ALL else self.chosen)
        if asked:
            found = found.filter(Q(words__icontains=asked) | Q(title__icontains=asked) | Q(page_title__icontains=asked))
        page = Paginator(found.order_by("home__path", "order", "pk"), PAGE).get_page(self.request.GET.get("p"))
        states = standings(list(page), timezone.localdate())
        return super().get_context_data(
            rows=[{"row": row, "target": target_of(row), "standing": states[row.pk]} for row in page],
            page=page,
            query=self.query(),
            portals=self.choices("全部"),
            chosen=str(getattr(self.chosen, "pk", self.chosen) or ""),
            q=asked,
            in_vain=in_vain(own_promotions(self.request.user)),
            several=len(self.own) > 1 or self.for_all,
            **kwargs,
        )

    def query(self) -> str:
        address = self.request.GET.copy()
        address.pop("p", None)
        return f"{encoded}&" if (encoded := address.urlencode()) else ""


class PromotionFormView(OfSearch, FormView):
    form_class = PromotionForm
    template_name = "cms_core/admin/search/promotion_form.html"
    header_icon = "pick"
    row = None

    def above(self):
        return [LIST]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"portals": self.portals()}

    def portals(self):
        return self.choices()

    def get_initial(self):
        home = self.chosen or self.nearest
        words = self.request.GET.get("words", "").replace("\0", "")[:60]
        return {"home": ALL if home == ALL else str(getattr(home, "pk", "")), "words": words}

    def form_valid(self, form):
        values = form.cleaned_data
        known, home = home_of(values["home"], self.own, self.for_all)
        if known and (answer := self.turned_back(home)):
            return answer
        kept = {name: values[name] for name in (*FIELDS, "page")} | {"words": words_in(values["words"])}
        try:
            row = SavePromotion(user=self.request.user, home=home, promotion=self.row, values=kept).execute()
        except NotKept as error:
            self.refuse(form, error)
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(self.request, f"已保存：搜“{row}”时推荐“{target_of(row)}”。")
        return redirect("search_promotions")

    def form_invalid(self, form):
        messages.error(self.request, "没有保存，请改正标出的错误。")
        return super().form_invalid(form)


class PromotionNew(PromotionFormView):
    page_title = "新增推荐结果"


class PromotionEdit(PromotionFormView):
    page_title = "编辑推荐结果"

    def dispatch(self, request, pk, *args, **kwargs):
        self.row = found_or_404(own_promotions(request.user), pk)
        return super().dispatch(request, *args, **kwargs)

    def portals(self):
        home = self.row.home
        return [(str(home.pk), home.title) if home else self.choices()[0]]

    def get_initial(self):
        return PromotionForm.initial_of(self.row)

    def get_context_data(self, **kwargs):
        gone = standings([self.row], timezone.localdate())[self.row.pk] == GONE
        return super().get_context_data(row=self.row, gone=gone, changes=changes_of(self.row), **kwargs)


class PromotionDelete(OfSearch, TemplateView):
    page_title = "删除推荐结果"
    template_name = "cms_core/admin/search/delete.html"
    header_icon = "pick"

    def above(self):
        return [LIST]

    def get(self, request, pk):
        row = found_or_404(own_promotions(request.user), pk)
        return self.render_to_response(self.get_context_data(row=row, what="这条推荐结果", back=LIST["url"]))

    def post(self, request, pk):
        row = own_promotions(request.user).filter(pk=pk).first()
        if row is None:
            messages.info(request, "这条推荐结果已经删除。")
            return redirect("search_promotions")
        if answer := self.turned_back(row.home):
            return answer
        name = str(row)
        DeletePromotion(row, user=request.user).execute()
        messages.success(request, f"已删除“{name}”的推荐结果。")
        return redirect("search_promotions")
