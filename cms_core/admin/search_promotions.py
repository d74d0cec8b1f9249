"""推荐结果: the list with what has become of each, the form, deleting."""

from django.db.models import Q
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.admin import messages

from cms_core.admin.search_base import changes_of, home_of
from cms_core.admin.search_forms import PromotionForm
from cms_core.admin.search_kept import Kept, KeptDelete, KeptForm, KeptList
from cms_core.models.search_promotions import SearchPromotion
from cms_core.search.editors.errors import NotKept
from cms_core.search.editors.keep_promotions import FIELDS, DeletePromotion, SavePromotion, target_of, words_in
from cms_core.search.editors.rights import kept_by
from cms_core.search.editors.standing import GONE, in_vain, standings


class OfPromotions(Kept):
    list_name, label = "search_promotions", "推荐结果"
    header_icon = "pick"

    def own_rows(self, user):
        return kept_by(user, SearchPromotion.objects.select_related("home"))


class PromotionList(OfPromotions, KeptList):
    page_title = "推荐结果"
    template_name = "cms_core/admin/search/promotions.html"
    new_name, new_label = "search_promotion_new", "新增一条"

    def get_context_data(self, **kwargs):
        found, asked = self.own_rows(self.request.user), self.asked
        if asked:
            found = found.filter(Q(words__icontains=asked) | Q(title__icontains=asked) | Q(page_title__icontains=asked))
        page = self.page_of(found.order_by("home__path", "order", "pk"))
        states = standings(list(page), timezone.localdate())
        return super().get_context_data(
            rows=[{"row": row, "target": target_of(row), "standing": states[row.pk]} for row in page],
            page=page,
            in_vain=in_vain(self.own_rows(self.request.user)),
            **kwargs,
        )


class PromotionFormView(OfPromotions, KeptForm):
    form_class = PromotionForm
    template_name = "cms_core/admin/search/promotion_form.html"

    def initial_of(self, row):
        return PromotionForm.initial_of(row)

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
        return redirect(self.list_name)


class PromotionNew(PromotionFormView):
    page_title = "新增推荐结果"


class PromotionEdit(PromotionFormView):
    page_title = "编辑推荐结果"

    def get_context_data(self, **kwargs):
        gone = standings([self.row], timezone.localdate())[self.row.pk] == GONE
        return super().get_context_data(row=self.row, gone=gone, changes=changes_of(self.row), **kwargs)


class PromotionDelete(OfPromotions, KeptDelete):
    page_title = "删除推荐结果"
    what, deleted = "这条推荐结果", "已删除“{}”的推荐结果。"
    deleting = DeletePromotion
