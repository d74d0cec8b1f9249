"""What the pages of 检索 share: whose search it is, the way back, the record of changes."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import ModelLogEntry

from cms_core.admin.validity_proposals import run_hooks
from cms_core.search.editors.rights import KEEP, homes_for, may_for_all

FIRST = {"url": reverse_lazy("wagtailadmin_home"), "label": "首页"}
FOR_ALL = "全部门户（平台统一）"
ALL = "all"  # in an address or a form, for what holds for all portals
CHANGES = 20


class OfSearch(WagtailAdminTemplateMixin):
    """Base: 403 for who may do it on no portal at all. `own` are the home pages of those on which he may."""

    header_icon = "search"
    actions = KEEP

    def dispatch(self, request, *args, **kwargs):
        if not self.own and not self.for_all:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def own(self) -> dict[int, object]:
        return {home.pk: home for home in homes_for(self.request.user, self.actions).only("pk", "title", "path")}

    @cached_property
    def for_all(self) -> bool:
        return may_for_all(self.request.user, self.actions)

    @cached_property
    def chosen(self):
        """The home page that `?home=` names, ALL, or None where it names nothing of the user's."""
        asked = self.request.GET.get("home", "")
        if asked == ALL and self.for_all:
            return ALL
        return self.own.get(int(asked)) if asked.isascii() and asked.isdecimal() else None

    @cached_property
    def nearest(self):
        """The portal on whose host the user works, where it is his, or the first of his."""
        portal = getattr(self.request, "portal", None)
        return self.own.get(portal.home_id if portal else None) or next(iter(self.own.values()), None)

    def choices(self, everything: str = "") -> list[tuple[str, str]]:
        found = [(str(home.pk), home.title) for home in self.own.values()]
        first = [(ALL, FOR_ALL)] if self.for_all else []
        return [*([("", everything)] if everything else []), *first, *found]

    def get_breadcrumbs_items(self):
        return [FIRST, *self.above(), {"url": "", "label": self.get_page_title()}]

    def above(self):
        return []

    def turned_back(self, home):
        """What holds for an edit of the portal's home page holds here: an archived portal is not changed."""
        return run_hooks(self.request, home) if home is not None else None

    def refuse(self, form, error):
        for field, reason in error.reasons.items():
            for line in reason.split("\n"):
                form.add_error(field if field in form.fields else None, line)
        messages.error(self.request, "没有保存，请改正标出的错误。")


def changes_of(row) -> list[dict]:
    """Who changed it, when and how; the newest first."""
    entries = ModelLogEntry.objects.for_instance(row).select_related("user").order_by("-timestamp", "-pk")[:CHANGES]
    return [
        {"at": entry.timestamp, "by": entry.user_display_name, "what": entry.formatter.format_message(entry)}
        for entry in entries
    ]


def found_or_404(rows, pk):
    """A row of the user's; nobody learns whether another's is there."""
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def home_of(choice: str, own, for_all: bool):
    """(known, home) for what a form sent; the home is None for all portals."""
    if choice == ALL:
        return for_all, None
    home = own.get(int(choice)) if choice.isascii() and choice.isdecimal() else None
    return home is not None, home
