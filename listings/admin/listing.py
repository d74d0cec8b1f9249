"""One list: its items on any day, filtered and searched."""

from django.db.models import Q
from django.views.generic import TemplateView

from cms_core.models import Organisation
from cms_core.models.organisations import Level
from listings import counts
from listings.admin.base import OfListing
from listings.admin.paging import page_of
from listings.models import Listed
from listings.public.days import AskedDay
from listings.states import CURRENT, ItemState
from listings.values import MODELS

LONGEST = 100
ALL = "all"


class Filters:
    """What of a list is asked for: by GET, each part checked; `rows` are those of `Listed`."""

    def __init__(self, listing, query, day):
        self.listing, self.day = listing, day
        self.q = query.get("q", "").strip()[:LONGEST]
        self.body = query.get("body", "")
        self.category = query.get("category", "")
        self.level = query.get("level", "")
        self.state = query.get("state", "")

    def rows(self):
        rows = Listed.objects.on(self.day).filter(listing=self.listing)
        if self.state in ItemState.values:
            rows = rows.filter(state=self.state)
        elif self.state != ALL:
            rows = rows.filter(state__in=CURRENT)
        if self.body.isascii() and self.body.isdigit():
            rows = rows.filter(organisation=int(self.body[:9]))
        if self.category:
            rows = rows.filter(category=self.category)
        if self.level.isascii() and self.level.isdigit():
            rows = rows.filter(level=int(self.level[:2]))
        for word in self.q.split()[:5]:
            rows = rows.filter(
                Q(name__icontains=word) | Q(code__icontains=word) | Q(organisation__name__icontains=word)
            )
        return rows.select_related("organisation").order_by("place", "code", "item")

    @property
    def active(self) -> bool:
        return any((self.q, self.body, self.category, self.level, self.state))

    def choices(self) -> dict:
        """What can be filtered by, with how many of each there are that day: three queries and one for names."""
        listing, model = self.listing, MODELS[self.listing.kind]
        bodies = counts.facet(listing.kind, listing, self.day, "organisation", {})
        named = Organisation.objects.filter(pk__in=bodies).order_by("path").values_list("pk", "name")
        found = {"bodies": [(str(pk), name, bodies[pk]) for pk, name in named]}
        if model.CATEGORY:
            field = model._meta.get_field(model.CATEGORY)
            those = counts.facet(listing.kind, listing, self.day, "category", {})
            found["category_label"] = field.verbose_name
            found["categories"] = [(key, label, those[key]) for key, label in field.flatchoices if key in those]
        if model.LEVEL:
            those = counts.facet(listing.kind, listing, self.day, "level", {})
            found["levels"] = [(str(level), Level(level).label, count) for level, count in sorted(those.items())]
        found["states"] = [(ALL, "全部（含已离开清单的）"), *ItemState.choices]
        return found


class OneList(OfListing, TemplateView):
    template_name = "listings/admin/listing.html"

    def get_page_title(self):
        return str(self.listing)

    def above(self):
        return []

    def get_context_data(self, **kwargs):
        asked = AskedDay.of(self.request.GET)
        filters = Filters(self.listing, self.request.GET, asked.day)
        page = page_of(filters.rows(), self.request)
        categories = category_labels(self.listing.kind)
        for row in page:
            row.category_label = categories.get(row.category, "")
            row.level_label = Level(row.level).label if row.level in Level.values else ""
        return super().get_context_data(
            asked=asked,
            filters=filters,
            choices=filters.choices(),
            page=page,
            total=counts.total(self.listing.kind, self.listing, asked.day, {}),
            tab="items",
            **kwargs,
        )


def category_labels(kind: str) -> dict:
    model = MODELS[kind]
    return dict(model._meta.get_field(model.CATEGORY).flatchoices) if model.CATEGORY else {}
