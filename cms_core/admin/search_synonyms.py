"""同义词: the list of a person's portals, with a box to try what a question becomes; the form; deleting."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.widgets import HeaderButton

from cms_core.admin.search_base import ALL, OfSearch, changes_of, found_or_404, home_of
from cms_core.admin.search_forms import SynonymForm
from cms_core.models.search_synonyms import SynonymGroup, SynonymWord
from cms_core.search.analysis.characters import fold
from cms_core.search.analysis.question import MAX_LENGTH, ask
from cms_core.search.editors import synonyms
from cms_core.search.editors.errors import NotKept
from cms_core.search.editors.keep_synonyms import DeleteSynonyms, SaveSynonyms, words_in
from cms_core.search.editors.rights import kept_by

PAGE = 50
LIST = {"url": reverse_lazy("search_synonyms"), "label": "同义词"}


def own_groups(user):
    return kept_by(user, SynonymGroup.objects.select_related("home").prefetch_related("words"))


class SynonymList(OfSearch, TemplateView):
    page_title = "同义词"
    template_name = "cms_core/admin/search/synonyms.html"

    @property
    def header_buttons(self):
        chosen = getattr(self.chosen, "pk", self.chosen)
        query = f"?home={chosen}" if chosen else ""
        return [HeaderButton("新增一组", url=reverse("search_synonym_new") + query, icon_name="plus")]

    def get_context_data(self, **kwargs):
        groups = own_groups(self.request.user).order_by("home__path", "-changed_at")
        asked = fold(self.request.GET.get("q", ""))
        if self.chosen is not None:
            groups = groups.filter(home=None if self.chosen == ALL else self.chosen)
        if asked:
            having = SynonymWord.objects.filter(folded__contains=asked[:60]).values("group")
            groups = groups.filter(Q(pk__in=having) | Q(note__icontains=asked[:60]))
        return super().get_context_data(
            groups=(page := Paginator(groups, PAGE).get_page(self.request.GET.get("p"))),
            page=page,
            query=self.query(),
            portals=self.choices("全部"),
            chosen=str(getattr(self.chosen, "pk", self.chosen) or ""),
            q=self.request.GET.get("q", "")[:60],
            tried=self.tried(),
            several=len(self.own) > 1 or self.for_all,
            **kwargs,
        )

    def query(self) -> str:
        address = self.request.GET.copy()
        address.pop("p", None)
        return f"{encoded}&" if (encoded := address.urlencode()) else ""

    def tried(self) -> dict | None:
        """What a question becomes on the chosen portal, with what holds for all portals."""
        text = self.request.GET.get("try", "").strip()[:MAX_LENGTH]
        home = self.chosen or self.nearest
        if not text:
            return None
        question = ask(text, synonyms.of(None if home in (ALL, None) else home.pk))
        parts = [{"text": part.text, "others": [other.text for other in part.others]} for part in question.required]
        return {
            "text": text,
            "parts": parts,
            "number": question.number.part.text if question.number else "",
            "excluded": [part.text for part in question.excluded],
            "portal": "" if home in (ALL, None) else home.title,
        }


class SynonymFormView(OfSearch, FormView):
    """New and changed groups alike; `row` is the group that is changed."""

    form_class = SynonymForm
    template_name = "cms_core/admin/search/synonym_form.html"
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
        saving = SaveSynonyms(
            user=self.request.user,
            home=home,
            group=self.row,
            words=words_in(values["words"]),
            **{name: values[name] for name in ("one_way", "enabled", "note")},
        )
        try:
            group = saving.execute()
        except NotKept as error:
            self.refuse(form, error)
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(self.request, f"已保存“{group}”，下一次检索就按它找。")
        return redirect("search_synonyms")

    def form_invalid(self, form):
        messages.error(self.request, "没有保存，请改正标出的错误。")
        return super().form_invalid(form)


class SynonymNew(SynonymFormView):
    page_title = "新增同义词"


class SynonymEdit(SynonymFormView):
    page_title = "编辑同义词"

    def dispatch(self, request, pk, *args, **kwargs):
        self.row = found_or_404(own_groups(request.user), pk)
        return super().dispatch(request, *args, **kwargs)

    def portals(self):
        home = self.row.home
        return [(str(home.pk), home.title) if home else self.choices()[0]]

    def get_initial(self):
        row = self.row
        return {"words": str(row), "one_way": row.one_way, "enabled": row.enabled, "note": row.note}

    def get_context_data(self, **kwargs):
        return super().get_context_data(row=self.row, changes=changes_of(self.row), **kwargs)


class SynonymDelete(OfSearch, TemplateView):
    """GET asks; a second click finds nothing more to delete and says so."""

    page_title = "删除同义词"
    template_name = "cms_core/admin/search/delete.html"

    def above(self):
        return [LIST]

    def get(self, request, pk):
        row = found_or_404(own_groups(request.user), pk)
        return self.render_to_response(self.get_context_data(row=row, what="这一组同义词", back=LIST["url"]))

    def post(self, request, pk):
        row = own_groups(request.user).filter(pk=pk).first()
        if row is None:
            messages.info(request, "这一组同义词已经删除。")
            return redirect("search_synonyms")
        if answer := self.turned_back(row.home):
            return answer
        name = str(row)
        DeleteSynonyms(row, user=request.user).execute()
        messages.success(request, f"已删除“{name}”。")
        return redirect("search_synonyms")
