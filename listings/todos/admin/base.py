"""What these pages share: which lists a person looks after, its own and those below, and the way back."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from listings.admin.base import HOME, LISTS
from listings.permissions import ListAction, listings_for
from listings.todos.queries import supervised


class OfReader(WagtailAdminTemplateMixin):
    """Base: 403 for who edits no list."""

    header_icon = "list-ul"
    tab = ""

    def dispatch(self, request, *args, **kwargs):
        self.own = listings_for(request.user, ListAction.EDIT)
        if not self.own:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def below(self):
        return supervised(self.own)

    @cached_property
    def today(self):
        return timezone.localdate()

    def get_breadcrumbs_items(self):
        return [HOME, LISTS, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(tab=self.tab, today=self.today, **kwargs)

    @property
    def asked_format(self) -> str:
        return self.request.GET.get("format", "")
