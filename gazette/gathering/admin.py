"""The gathering rule in the admin: which columns, of which portals."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse_lazy
from django.views.generic import FormView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms_core.taxonomies.columns import column_types
from gazette.models import GatheringRule, Gazette
from gazette.permissions import GazetteAction, may
from sites.models import Portal, PortalLevel

HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": "首页"}


class GatheringForm(forms.ModelForm):
    column_types = forms.MultipleChoiceField(
        label="栏目类别",
        widget=forms.CheckboxSelectMultiple,
        help_text="每类一个标签页；各门户这些类别的栏目公开的内容都会出现。",
    )
    levels = forms.MultipleChoiceField(
        label="门户级别",
        required=False,
        choices=[choice for choice in PortalLevel.choices if choice[0] != PortalLevel.SUBSITE],
        widget=forms.CheckboxSelectMultiple,
        help_text="都不选就是全部。",
    )

    class Meta:
        model = GatheringRule
        fields = ["column_types", "levels", "left_out"]
        widgets = {"left_out": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["column_types"].choices = [(name, name) for name in column_types()]
        own = self.instance.gazette.portal
        below = Portal.objects.made().filter(site__isnull=False, path__startswith=own.path)
        self.fields["left_out"].queryset = below.order_by("path")
        self.fields["left_out"].required = False


class EditGathering(WagtailAdminTemplateMixin, FormView):
    """For those who may configure the gazette."""

    page_title = "汇聚规则"
    header_icon = "globe"
    template_name = "gazette/admin/gathering.html"
    form_class = GatheringForm

    def dispatch(self, request, gazette_id, *args, **kwargs):
        self.gazette = get_object_or_404(Gazette.objects.select_related("portal__home", "column"), pk=gazette_id)
        if not may(request.user, GazetteAction.CONFIGURE, self.gazette):
            raise PermissionDenied
        return super().dispatch(request, gazette_id, *args, **kwargs)

    def get_page_subtitle(self):
        return self.gazette.name

    def get_breadcrumbs_items(self):
        return [HOME, {"url": "", "label": self.get_page_title()}]

    def get_form_kwargs(self):
        rule = GatheringRule.objects.filter(gazette=self.gazette).first() or GatheringRule(gazette=self.gazette)
        return super().get_form_kwargs() | {"instance": rule}

    def form_valid(self, form):
        form.save()
        messages.success(self.request, "汇聚规则已保存，各地各部门政务公报页立即按它显示。")
        return redirect("gazette_gathering", self.gazette.pk)


@hooks.register("register_admin_urls")
def register_urls():
    return [path("gazette/<int:gazette_id>/gathering/", EditGathering.as_view(), name="gazette_gathering")]
