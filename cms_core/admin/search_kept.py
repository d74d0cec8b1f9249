"""What the pages of 同义词 and 推荐结果 have in common: the list with its filters, the form of a row, deleting one."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.widgets import HeaderButton

from cms_core.admin.search_base import ALL, OfSearch, found_or_404

PAGE = 50
LONGEST = 60  # of what is typed into a filter, or handed on to a form


class Kept(OfSearch):
    """`list_name` is the address's name of the list, `label` its title; `own_rows` those that the user keeps."""

    list_name = label = ""

    def own_rows(self, user: AbstractBaseUser) -> QuerySet:
        raise NotImplementedError

    def back(self):
        return {"url": reverse(self.list_name), "label": self.label}


class KeptList(Kept, TemplateView):
    """`new_name` is the address's name of the form, `new_label` what its button says."""

    new_name = new_label = ""

    @property
    def header_buttons(self):
        chosen = getattr(self.chosen, "pk", self.chosen)
        query = f"?home={chosen}" if chosen else ""
        return [HeaderButton(self.new_label, url=reverse(self.new_name) + query, icon_name="plus")]

    @property
    def asked(self) -> str:
        return self.request.GET.get("q", "").replace("\0", "")[:LONGEST].strip()

    def page_of(self, rows: QuerySet):
        if self.chosen is not None:
            rows = rows.filter(home=None if self.chosen == ALL else self.chosen)
        return Paginator(rows, PAGE).get_page(self.request.GET.get("p"))

    def get_context_data(self, **kwargs):
        address = self.request.GET.copy()
        address.pop("p", None)
        return super().get_context_data(
            query=f"{encoded}&" if (encoded := address.urlencode()) else "",
            portals=self.choices("全部"),
            chosen=str(getattr(self.chosen, "pk", self.chosen) or ""),
            q=self.asked,
            several=len(self.own) > 1 or self.for_all,
            **kwargs,
        )


class KeptForm(Kept, FormView):
    """New and changed rows alike; `row` is the one that is changed, which stays with its portal."""

    row = None

    def dispatch(self, request, pk=None, *args, **kwargs):
        if pk is not None:
            self.row = found_or_404(self.own_rows(request.user), pk)
        return super().dispatch(request, *args, **kwargs)

    def above(self):
        return [self.back()]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"portals": self.portals()}

    def portals(self):
        if self.row is None:
            return self.choices()
        home = self.row.home
        return [(str(home.pk), home.title) if home else self.choices()[0]]

    def get_initial(self):
        if self.row is not None:
            return self.initial_of(self.row)
        home = self.chosen or self.nearest
        words = self.request.GET.get("words", "").replace("\0", "")[:LONGEST]
        return {"home": ALL if home == ALL else str(getattr(home, "pk", "")), "words": words}

    def initial_of(self, row) -> dict:
        raise NotImplementedError

    def form_invalid(self, form):
        messages.error(self.request, "没有保存，请改正标出的错误。")
        return super().form_invalid(form)


class KeptDelete(Kept, TemplateView):
    """GET asks; a second click finds nothing more to delete and says so. `what` is what a row is called, `deleting`
    the action, `deleted` what is said after it."""

    template_name = "cms_core/admin/search/delete.html"
    what = deleted = ""
    deleting = None

    def above(self):
        return [self.back()]

    def get(self, request, pk):
        row = found_or_404(self.own_rows(request.user), pk)
        return self.render_to_response(self.get_context_data(row=row, what=self.what, back=self.back()["url"]))

    def post(self, request, pk):
        row = self.own_rows(request.user).filter(pk=pk).first()
        if row is None:
            messages.info(request, f"{self.what}已经删除。")
            return redirect(self.list_name)
        if answer := self.turned_back(row.home):
            return answer
        name = str(row)
        self.deleting(row, user=request.user).execute()
        messages.success(request, self.deleted.format(name))
        return redirect(self.list_name)
