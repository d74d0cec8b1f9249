"""Settings of one list: its column, who approves, which fields a list shows and in which order."""

from django import forms
from django.shortcuts import redirect
from django.views.generic import FormView
from wagtail.admin import messages

from cms_core.admin.organisations import organisation_chooser
from cms_core.models import ColumnPage, Organisation
from listings.actions.configure import ConfigureListing
from listings.admin.base import OfListing, is_number, listing_url
from listings.errors import ListingsError
from listings.fields import default_shown, label, may_be_shown, shown
from listings.models.listings import Announcing
from listings.permissions import ListAction


class SettingsForm(forms.Form):
    column = forms.ModelChoiceField(
        ColumnPage.objects.none(),
        label="栏目",
        required=False,
        empty_label="（没有栏目）",
        help_text="公众从这个栏目进入清单，谁能在这个栏目写稿、发布，谁就能编辑、批准这张清单的调整。",
    )
    approving_body = forms.ModelChoiceField(
        Organisation.objects.all(),
        label="审核机关",
        required=False,
        widget=organisation_chooser.widget_class,
        help_text="新建调整时自动填入。编办、司法行政部门；负面清单为发展改革部门，专项资金为财政部门。",
    )
    announcing = forms.ChoiceField(label="调整公告的发布", choices=Announcing.choices, required=False)
    announcements = forms.ModelChoiceField(
        ColumnPage.objects.none(),
        label="公告栏目",
        required=False,
        empty_label="（清单栏目下的“动态调整公告”，没有时自动建立）",
        help_text="每次调整批准后，公告自动发布在这个栏目。",
    )

    def __init__(self, *args, listing, **kwargs):
        super().__init__(*args, **kwargs)
        home = listing.portal.home
        reach = (home.path, home.path + home.alphabet[-1] * home.steplen)
        columns = ColumnPage.objects.filter(path__range=reach).order_by("path")
        for name in ("column", "announcements"):
            self.fields[name].queryset = columns
            self.fields[name].label_from_instance = lambda page: f"{'　' * (page.depth - home.depth - 1)}{page.title}"


class ListSettings(OfListing, FormView):
    page_title = "设置"
    action = ListAction.CONFIGURE
    form_class = SettingsForm
    template_name = "listings/admin/settings.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"listing": self.listing}

    def get_initial(self):
        return {name: getattr(self.listing, name) for name in self.form_class.base_fields}

    def get_context_data(self, **kwargs):
        kind = self.listing.kind
        now = self.chosen() if self.request.method == "POST" else shown(self.listing)
        places = {name: place for place, name in enumerate(now, 1)}
        names = [*now, *(name for name in may_be_shown(kind) if name not in places)]
        return super().get_context_data(
            rows=[(name, label(kind, name), places.get(name, "")) for name in names],
            is_default=not self.listing.shown_fields,
            default="、".join(label(kind, name) for name in default_shown(kind)),
            tab="settings",
            **kwargs,
        )

    def chosen(self) -> list[str]:
        """The fields with a number, in its order."""
        post, known = self.request.POST, may_be_shown(self.listing.kind)
        numbered = [(int(place), name) for name in known if is_number(place := post.get(f"place-{name}", "").strip())]
        return [name for place, name in sorted(numbered, key=lambda one: one[0]) if place]

    def form_valid(self, form):
        chosen = [] if "default" in self.request.POST else self.chosen()
        if chosen == default_shown(self.listing.kind):
            chosen = []
        values = {**form.cleaned_data, "shown_fields": chosen}
        values["announcing"] = values["announcing"] or self.listing.announcing
        try:
            ConfigureListing(self.listing, user=self.request.user, **values).execute()
        except ListingsError as error:
            for reason in error.reasons:
                form.add_error(None, reason)
            return self.form_invalid(form)
        messages.success(self.request, "设置已保存。")
        return redirect(listing_url(self.listing))

    def form_invalid(self, form):
        messages.error(self.request, "没有保存，请改正标出的错误。")
        return super().form_invalid(form)
