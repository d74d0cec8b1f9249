"""The list of what stands in a column: sub-columns in their order, then content, the newest first.

Wagtail's default is the order of last changes: a typing error corrected in an old notice would bring it to the top.
"""

from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn, PageTypeColumn

from cms_core.models import ArticlePage, BranchPage, ColumnPage, DocumentPage, HomePage, TopicPage

BY_HAND = 500  # an order by hand shows all pages at once; 50,000 never come back
CONTENT = (ArticlePage, DocumentPage)
PLACES = (BranchPage, HomePage, ColumnPage, TopicPage)
NEWEST = "-published"
WIDE = "wide-only"  # see platform.css
BY_HAND_LINK = "?ordering=ord"


class PublishedColumn(Column):
    """The day readers see; Wagtail's columns say "three weeks ago", which nobody can compare with a paper."""

    def get_value(self, instance):
        moment = getattr(instance, "published", None)
        return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""


def type_ids(models):
    return [found.pk for found in ContentType.objects.get_for_models(*models).values()]


class ContentListing:
    """For `ExplorableIndexView` of pages: mixed in before it."""

    paginate_by = 30  # a row costs Wagtail 10 ms of templates, whatever the database does
    base_columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label="标题", sort_key="title", classname="title"),
        PublishedColumn("published", label="发布时间", sort_key="published", width="13%"),
        DateColumn(
            "latest_revision_created_at",
            label="修改时间",
            sort_key="latest_revision_created_at",
            width="12%",
            classname=WIDE,
        ),
        PageTypeColumn(
            "type",
            label="类型",
            accessor="page_type_display_name",
            sort_key="content_type__model",
            width="9%",
            classname=WIDE,
        ),
        PageStatusColumn("status", label="状态", sort_key="live", width="12%"),
    ]

    @cached_property
    def ordered_by_hand(self) -> bool:
        """Whether an order by hand means anything: the order of columns shows in menus, that of content nowhere."""
        if self.parent_page.numchild > BY_HAND:
            return False
        return not self.parent_page.get_children().filter(content_type__in=type_ids(CONTENT)).exists()

    def get_ordering(self):
        ordering = super().get_ordering()
        explicit = self.request.GET.get("ordering")
        if ordering == self.sort_order_field and not self.ordered_by_hand:
            return NEWEST
        return ordering if explicit == ordering or self.is_searching else NEWEST

    def get_valid_orderings(self):
        valid = super().get_valid_orderings()
        # The search asks for columns of the page's own table.
        return [one for one in valid if not (self.is_searching and one.endswith("published"))]

    def annotate_queryset(self, pages):
        return super().annotate_queryset(pages.annotate(published=F("entry__published_at")))

    def order_queryset(self, queryset):
        if self.ordering not in {NEWEST, NEWEST[1:]} or self.is_searching:
            return super().order_queryset(queryset)
        place = Case(When(content_type__in=type_ids(PLACES), then=Value(0)), default=1, output_field=IntegerField())
        # What is not published stands where it was last worked on.
        moment = Coalesce("entry__published_at", "latest_revision_created_at")
        within = moment.desc(nulls_last=True) if self.ordering == NEWEST else moment.asc(nulls_first=True)
        columns_in_order = Case(When(content_type__in=type_ids(PLACES), then=F("path")))
        return queryset.order_by(place, columns_in_order, within, "-pk")

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if self.ordered_by_hand:
            return buttons
        return [one for one in buttons if not (one.url or "").endswith(BY_HAND_LINK)]
