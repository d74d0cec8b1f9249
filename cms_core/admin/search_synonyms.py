"""同义词: the list of a person's portals, with a box to try what a question becomes; the form; deleting."""

from django.db.models import Q
from django.shortcuts import redirect
from wagtail.admin import messages

from cms_core.admin.search_base import ALL, changes_of, home_of
from cms_core.admin.search_forms import SynonymForm
from cms_core.admin.search_kept import Kept, KeptDelete, KeptForm, KeptList
from cms_core.models.search_synonyms import SynonymGroup, SynonymWord
from cms_core.search.analysis.characters import fold
from cms_core.search.analysis.question import MAX_LENGTH, ask
from cms_core.search.editors import synonyms
from cms_core.search.editors.errors import NotKept
from cms_core.search.editors.keep_synonyms import DeleteSynonyms, SaveSynonyms, words_in
from cms_core.search.editors.rights import kept_by


class OfSynonyms(Kept):
    list_name, label = "search_synonyms", "同义词"

    def own_rows(self, user):
        return kept_by(user, SynonymGroup.objects.select_related("home").prefetch_related("words"))


class SynonymList(OfSynonyms, KeptList):
    page_title = "同义词"
    template_name = "cms_core/admin/search/synonyms.html"
    new_name, new_label = "search_synonym_new", "新增一组"

    def get_context_data(self, **kwargs):
        groups = self.own_rows(self.request.user).order_by("home__path", "-changed_at")
        if asked := fold(self.asked):
            having = SynonymWord.objects.filter(folded__contains=asked).values("group")
            groups = groups.filter(Q(pk__in=having) | Q(note__icontains=asked))
        page = self.page_of(groups)
        return super().get_context_data(groups=page, page=page, tried=self.tried(), **kwargs)

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


class SynonymFormView(OfSynonyms, KeptForm):
    form_class = SynonymForm
    template_name = "cms_core/admin/search/synonym_form.html"

    def initial_of(self, row):
        return {"words": str(row), "one_way": row.one_way, "enabled": row.enabled, "note": row.note}

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
        return redirect(self.list_name)


class SynonymNew(SynonymFormView):
    page_title = "新增同义词"


class SynonymEdit(SynonymFormView):
    page_title = "编辑同义词"

    def get_context_data(self, **kwargs):
        return super().get_context_data(row=self.row, changes=changes_of(self.row), **kwargs)


class SynonymDelete(OfSynonyms, KeptDelete):
    page_title = "删除同义词"
    what, deleted = "这一组同义词", "已删除“{}”。"
    deleting = DeleteSynonyms
