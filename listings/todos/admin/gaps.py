"""衔接问题清单 in the admin: of one's own government and those below, as of any day."""

from django.views.generic import TemplateView

from listings.admin.base import is_number
from listings.admin.paging import page_of
from listings.downloads import FORMATS, as_file
from listings.kinds import ListKind
from listings.levels.gaps import Gaps
from listings.levels.unfounded import unfounded
from listings.public.gaps_page import HEADER, cells
from listings.todos.admin.base import OfReader
from listings.todos.admin.supervision import asked_day
from listings.todos.queries import OF_BASIC


class GapReport(OfReader, TemplateView):
    """`place`: the portal whose government it is of and below; one of the reader's own, the highest by default."""

    page_title = "衔接问题清单"
    template_name = "listings/todos/gaps.html"
    tab = "gaps"

    def get(self, request, *args, **kwargs):
        own = {listing.portal.key: listing.portal for listing in self.own if is_of_powers(listing)}
        asked = request.GET.get("place", "")
        self.places = list(own.values())
        self.place = own.get(asked) or (self.places[0] if self.places else None)
        self.day = asked_day(request.GET.get("on", "")) or self.today
        self.every = request.GET.get("every") == "1"
        path = self.place.organisation.path if self.place else "-"
        self.gaps = Gaps(self.day, path, self.every)
        chosen = request.GET.get("government", "")
        self.chosen = self.gaps.of(int(chosen)) if is_number(chosen) else None
        if self.asked_format in FORMATS:
            rows = self.gaps.missing(self.chosen) if self.chosen else self.gaps.rows()
            name = f"衔接问题清单{self.day:%Y%m%d}"
            return as_file(self.asked_format, name, HEADER, map(cells, rows))
        self.path = path
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        if self.chosen:
            rows = list(self.gaps.missing(self.chosen))
        else:
            rows = sorted(self.gaps.governments, key=lambda one: (-one.missing, one.path))
        query = self.request.GET.copy()
        for name in ("page", "government", "format"):
            query.pop(name, None)
        return super().get_context_data(
            page=page_of(rows, self.request),
            gaps=self.gaps,
            chosen=self.chosen,
            unfounded=unfounded_page(self),
            places=self.places if len(self.places) > 1 else (),
            place=self.place,
            day=self.day,
            every=self.every,
            query=query.urlencode(),
            **kwargs,
        )


def unfounded_page(view):
    found = unfounded(view.day, below=view.chosen.path if view.chosen else view.path)
    return page_of(found, view.request, name="other")


def is_of_powers(listing) -> bool:
    return OF_BASIC.get(listing.kind, listing.kind) == ListKind.POWER
