"""/admin/disclosure/columns/<id>/: the items of 第二十条 that a column discloses."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms_core.models import ColumnPage
from disclosure.directory.columns import inherited
from disclosure.directory.items import items, labels_of, numbers_in
from disclosure.directory.say_items import SayItems
from disclosure.models import ColumnItem

INHERIT, OWN, NONE = "inherit", "own", "none"


class ItemsForm(forms.Form):
    way = forms.ChoiceField(
        label="公开事项",
        widget=forms.RadioSelect,
        choices=[
            (INHERIT, "按上级栏目和站点模板"),
            (OWN, "另行指定（在下面勾选）"),
            (NONE, "不列入政府信息公开目录（公文仍按公开属性列入）"),
        ],
    )
    items = forms.TypedMultipleChoiceField(
        label="《政府信息公开条例》第二十条",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="下级栏目没有另行指定的，与本栏目相同。保存后，本栏目已发布的内容立即按新的事项列入目录。",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = [(item.number, f"{item.clause}{item.text}") for item in items().values()]

    def clean(self):
        if self.cleaned_data.get("way") == OWN and not self.cleaned_data.get("items"):
            self.add_error("items", "请至少勾选一项；不列入目录的，请选“不列入政府信息公开目录”。")
        return self.cleaned_data


class ColumnItems(WagtailAdminTemplateMixin, FormView):
    form_class = ItemsForm
    template_name = "disclosure/directory/column_items.html"
    page_title = "公开事项"
    header_icon = "list-ul"

    def dispatch(self, request, *args, page, **kwargs):
        self.column = get_object_or_404(ColumnPage, pk=page)
        if not self.column.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.column.title

    def get_initial(self):
        said = ColumnItem.objects.filter(column=self.column.pk).first()
        way = INHERIT if said is None else OWN if said.items else NONE
        return {"way": way, "items": numbers_in(said.items) if said else []}

    def get_context_data(self, **kwargs):
        above = labels_of(inherited(self.column))
        return super().get_context_data(**kwargs) | {"column": self.column, "above": "；".join(above)}

    def form_valid(self, form):
        way, chosen = form.cleaned_data["way"], form.cleaned_data["items"]
        numbers = {INHERIT: None, NONE: [], OWN: chosen}[way]
        SayItems(self.column, numbers, self.request.user).execute()
        messages.success(self.request, f"“{self.column.title}”的公开事项已保存，目录已随之更新。")
        return redirect("wagtailadmin_explore", self.column.pk)
