"""Choosing a body by any name it is known by, the portal's own first, instead of from a list of thousands."""

from django import forms
from django.db.models import Case, IntegerField, Q, Value, When
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from cms_core.models import Organisation
from cms_core.text.folding import fold


class OrganisationSearch(BaseFilterForm):
    q = forms.CharField(
        label="机构名称",
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "全称、简称或曾用名，如“省政府办公厅”"}),
    )

    def filter(self, objects):
        objects = super().filter(objects)
        asked = fold(self.cleaned_data.get("q", ""))
        if not asked:
            return objects
        self.is_searching, self.search_query = True, self.cleaned_data["q"]
        # By key: a body with two fitting names must not be listed twice.
        found = Organisation.objects.filter(Q(folded_name__contains=asked) | Q(names__folded__contains=asked))
        return objects.filter(pk__in=found.order_by().values("pk"))


class NearestFirst:
    """For both views of the chooser, the window and its results."""

    filter_form_class = OrganisationSearch
    per_page = 15

    def get_object_list(self):
        """The portal's own body and what is below it come first."""
        portal = getattr(self.request, "portal", None)
        if portal is None:
            return Organisation.objects.all()
        own = When(path__startswith=portal.organisation.path, then=Value(0))
        return Organisation.objects.annotate(distance=Case(own, default=1, output_field=IntegerField())).order_by(
            "distance", "path"
        )

    @property
    def columns(self):
        return [*super().columns, Column("level", label="层级", accessor="get_level_display", width="15%")]


class OrganisationChooseView(NearestFirst, ChooseView):
    pass


class OrganisationResultsView(NearestFirst, ChooseResultsView):
    pass


class OrganisationChooser(ChooserViewSet):
    model = Organisation
    icon = "group"
    choose_view_class = OrganisationChooseView
    choose_results_view_class = OrganisationResultsView
    choose_one_text = "选择机构"
    choose_another_text = "更换机构"
    edit_item_text = "编辑机构"
    search_tab_label = "机构名录"


organisation_chooser = OrganisationChooser("organisation_chooser")
