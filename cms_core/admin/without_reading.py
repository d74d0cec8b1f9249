"""没有解读的公文: the documents of one's portals that no article explains, with a way to write one."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from cms_core.admin.portal_homes import homes_of, may_somewhere, pages_to
from cms_core.catalogue.years import parse_year, year_bounds
from cms_core.models.entries import Entry
from cms_core.models.organisations import Organisation
from cms_core.models.pages.document import DocumentPage
from cms_core.readings.missing import documents_without_reading
from cms_core.readings.write import NoReadingColumn, WriteReading
from cms_core.taxonomies.genres import genre_choices

WORK = ("add", "change", "publish")
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


def issuers(request):
    found = documents_without_reading(mine(request.user)).values("organisation")
    return Organisation.objects.filter(pk__in=found.order_by())


def portals(request):
    return homes_of(pages_to(request.user, *WORK))


def mine(user):
    return None if user.is_superuser else pages_to(user, *WORK)


class WithoutReadingFilterSet(WagtailFilterSet):
    portal_home = django_filters.ModelChoiceFilter(label="门户", queryset=portals)
    year = django_filters.NumberFilter(label="发布年份", method="of_year")
    since = django_filters.DateFilter(label="此日以后发布", field_name="published_at", lookup_expr="date__gte")
    genre = django_filters.ChoiceFilter(label="体裁分类", choices=genre_choices)
    organisation = django_filters.ModelChoiceFilter(label="发文机关", queryset=issuers)

    class Meta:
        model = Entry
        fields = ["portal_home", "year", "since", "genre", "organisation"]

    def of_year(self, entries, name, value):
        year = parse_year(str(int(value)))
        begin, end = year_bounds(year) if year else (None, None)
        return entries.filter(published_at__gte=begin, published_at__lt=end) if year else entries.none()


def day_of(published_at) -> str:
    """As the list shows it, in Beijing time."""
    return f"{timezone.localtime(published_at):%Y-%m-%d}"


def as_text(value) -> str:
    """No cell becomes a formula in a spreadsheet."""
    text = str(value or "")
    return f"'{text}" if text.startswith(FORMULA) else text


class WriteColumn(Column):
    """A button, since writing makes a draft."""

    cell_template_name = "cms_core/admin/write_reading_cell.html"


def link_of(entry):
    return format_html('<a href="{}">{}</a>', reverse("wagtailadmin_pages:edit", args=[entry.pk]), entry.title)


def waited(entry) -> str:
    days = (timezone.localdate() - timezone.localdate(entry.published_at)).days
    return f"{days} 天" if days > 0 else "今天发布"


class WithoutReadingReport(ReportView):
    model = Entry
    page_title = "没有解读的公文"
    header_icon = "doc-empty"
    filterset_class = WithoutReadingFilterSet
    index_url_name = "documents_without_reading"
    index_results_url_name = "documents_without_reading_results"
    permission_policy = None
    any_permission_required = None
    default_ordering = "-published_at"
    export_headings = {
        "title": "标题",
        "document_number": "发文字号",
        "issuer": "发文机关",
        "genre": "体裁分类",
        "portal_home.title": "门户",
        "published_at": "发布日期",
    }
    list_export = ["title", "document_number", "issuer", "genre", "portal_home.title", "published_at"]
    custom_field_preprocess = {
        **{field: {ReportView.FORMAT_CSV: as_text} for field in list_export},
        "published_at": {ReportView.FORMAT_CSV: day_of, ReportView.FORMAT_XLSX: day_of},
    }
    columns = [
        Column("title", label="公文", accessor=link_of, classname="title"),
        Column("document_number", label="发文字号"),
        Column("issuer", label="发文机关", classname="wide-only"),
        Column("portal", label="门户", accessor="portal_home.title", classname="wide-only"),
        Column(
            "published",
            label="发布日期",
            accessor=lambda entry: day_of(entry.published_at),
            classname="wide-only day",
        ),
        Column("waited", label="已过", accessor=waited, classname="day"),
        WriteColumn("write", label=""),
    ]

    def dispatch(self, request, *args, **kwargs):
        if not may_somewhere(request.user, *WORK):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        entries = documents_without_reading(mine(self.request.user)).select_related("portal_home")
        written = DocumentPage.objects.filter(pk=OuterRef("pk")).exclude(issuer_text="").values("issuer_text")
        issuer = Coalesce(Subquery(written), "organisation__name", "source")
        return entries.annotate(issuer=issuer).order_by("-published_at", "-page")

    def stream_csv(self, queryset):
        yield "\ufeff"  # or Excel in Chinese takes it for GBK
        yield from super().stream_csv(queryset)

    def get_filename(self):
        return f"without-reading-{timezone.localdate()}"

    @property
    def page_subtitle(self):
        return f"共 {self.object_list.count()} 件" if hasattr(self, "object_list") else ""

    def get_page_subtitle(self):
        return self.page_subtitle


@require_POST
def write_reading(request, pk: int):
    documents = DocumentPage.objects.filter(live=True, entry__isnull=False)
    if not request.user.is_superuser:
        documents = documents.filter(pk__in=pages_to(request.user, *WORK).order_by().values("pk"))
    document = get_object_or_404(documents, pk=pk)
    try:
        draft = WriteReading(document, request.user).execute()
    except NoReadingColumn as error:
        messages.error(request, str(error))
        return redirect("documents_without_reading")
    messages.success(request, f"已建立解读草稿，并关联“{document.title}”。写好后发布即可。")
    return redirect("wagtailadmin_pages:edit", draft.pk)
