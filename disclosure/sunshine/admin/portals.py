"""阳光工程 in the admin: the portals of this person, and the domains of one with their rows and records."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import redirect
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from disclosure.models import RecordState, RowColumn, SunshineRecord, SunshineUpload
from disclosure.sunshine.admin.base import HOME, OfPortal, portal_url
from disclosure.sunshine.domains import domains
from disclosure.sunshine.slices import rows_for
from sites.permissions import PortalAction, policy

SIZE = 50
UPLOADS = 10


class Portals(WagtailAdminTemplateMixin, TemplateView):
    page_title = "阳光工程"
    header_icon = "list-ul"
    template_name = "disclosure/sunshine/portals.html"

    def get(self, request, *args, **kwargs):
        portals = policy.portals_for(request.user, PortalAction.WRITE).filter(completed_at__isnull=False)
        asked = request.GET.get("q", "").strip()[:60]
        if asked:
            portals = portals.filter(name__icontains=asked)
        elif not policy.may_somewhere(request.user, PortalAction.WRITE):
            raise PermissionDenied
        page = Paginator(portals.order_by("path"), SIZE).get_page(request.GET.get("page"))
        if not asked and page.paginator.count == 1:
            return redirect(portal_url(page.object_list[0]))
        return self.render_to_response(self.get_context_data(page=page, asked=asked))

    def get_breadcrumbs_items(self):
        return [HOME, {"url": "", "label": self.page_title}]


class OnePortal(OfPortal, TemplateView):
    template_name = "disclosure/sunshine/portal.html"

    def get_page_title(self):
        return self.portal.name

    def above(self):
        return []

    def get_context_data(self, **kwargs):
        rows, bound = rows_for(self.portal), set()
        bound = set(RowColumn.objects.filter(portal=self.portal).values_list("row", flat=True))
        records = SunshineRecord.objects.filter(portal=self.portal).order_by().values_list("domain")
        counts = {
            domain: (total, published)
            for domain, total, published in records.annotate(
                total=Count("pk"), published=Count("pk", filter=Q(state=RecordState.PUBLISHED))
            )
        }
        lines = []
        for key, domain in domains().items():
            own = [row for row in rows if row.table.domain == key]
            total, published = counts.get(key, (0, 0))
            lines.append(
                {
                    "domain": domain,
                    "rows": len(own),
                    "table": own[0].table if own else None,
                    "own": bool(own) and own[0].table.portal_id == self.portal.pk,
                    "unbound": sum(1 for row in own if row.pk not in bound and not row.record_count),
                    "records": total,
                    "published": published,
                }
            )
        return super().get_context_data(
            lines=lines,
            uploads=SunshineUpload.objects.filter(portal=self.portal)
            .defer("parts", "faults", "notes")
            .select_related("by")[:UPLOADS],
            may_load=self.may(PortalAction.ADMINISTER),
            choices=[(key, one.title) for key, one in domains().items()],
            **kwargs,
        )
