"""台账: the applications of the portals that this person handles, with what is due first."""

from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.shortcuts import render
from django.views.generic import TemplateView

from disclosure.applications.admin import logged
from disclosure.applications.admin.base import Desk
from disclosure.applications.admin.filters import (
    DUE,
    STATES,
    Asked,
    condition_of,
    handlers_among,
    of_person,
    years_among,
)
from disclosure.applications.admin.rows import row_of
from disclosure.applications.permissions import Power, applications_for, portals_for
from disclosure.applications.states import CLOSED, OPEN, ApplicantKind, Channel, State
from disclosure.models import Application

A_PAGE = 50
FOUND_AT_MOST = 200


class Register(Desk, TemplateView):
    """A name is asked for by POST: it must stand in no address and in no log of addresses."""

    template_name = "disclosure/applications/register.html"
    page_title = "依申请公开"

    def above(self):
        return []

    def post(self, request, *args, **kwargs):
        text = request.POST.get("person", "").strip()
        rows = of_person(applications_for(request.user), text)
        found = in_order(keys_of(rows)[:FOUND_AT_MOST])
        for portal in {one.portal for one in found}:
            logged.note(portal, logged.FOUND, request.user, found=sum(one.portal_id == portal.pk for one in found))
        context = self.get_context_data(person=text, found=[row_of(one, self.today) for one in found])
        return render(request, self.template_name, context)

    def get_context_data(self, **kwargs):
        user, on = self.request.user, self.today
        everything, asked = applications_for(user), Asked.of(self.request.GET)
        page = Paginator(keys_of(asked.filter(everything, user, on)), A_PAGE).get_page(self.request.GET.get("page"))
        query = self.request.GET.copy()
        query.pop("page", None)
        portals = list(portals_for(user).order_by("path"))
        of_portal = everything.filter(portal=asked.portal) if asked.portal else everything
        return super().get_context_data(
            asked=asked,
            page=page,
            rows=[row_of(one, on) for one in in_order(page.object_list)],
            query=query.urlencode(),
            portals=portals,
            several=len(portals) > 1,
            counts=counts_of(of_portal, on),
            choices={
                "states": STATES,
                "due": DUE,
                "kinds": ApplicantKind.choices,
                "channels": Channel.choices,
                "years": years_among(everything),
                "handlers": handlers_among(everything),
            },
            may_export=portals_for(user, Power.EXPORT).exists(),
            **kwargs,
        )


def ordered(rows):
    """Open ones by their day, then what is closed, the newest first."""
    return rows.order_by(F("closed_on").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "-pk")


def keys_of(rows):
    """What is sorted is small: with all that is sealed in a row, the last page of 20,000 takes ten times as long."""
    return ordered(rows).values_list("pk", flat=True)


def in_order(keys) -> list[Application]:
    found = Application.objects.select_related("organisation", "portal", "handler").in_bulk(list(keys))
    return [found[key] for key in keys if key in found]


def counts_of(rows, on) -> list[dict]:
    """The figures above the table, each a link to what it counts; one query."""
    figures = rows.order_by().aggregate(
        submitted=Count("pk", filter=Q(state=State.SUBMITTED)),
        open=Count("pk", filter=Q(state__in=OPEN)),
        week=Count("pk", filter=condition_of("week", on)),
        overdue=Count("pk", filter=condition_of("overdue", on)),
        approval=Count("pk", filter=condition_of("approval", on)),
        draft=Count("pk", filter=Q(state=State.DRAFT)),
        closed=Count("pk", filter=Q(state__in=CLOSED)),
    )
    shown = (
        ("submitted", "待登记", "state=submitted"),
        ("open", "在办", "state=open"),
        ("week", "即将到期", "due=week"),
        ("overdue", "已逾期", "due=overdue"),
        ("approval", "延期待批", "due=approval"),
        ("draft", "草稿", "state=draft"),
        ("closed", "已办结", "state=closed"),
    )
    return [{"name": name, "label": label, "query": query, "number": figures[name]} for name, label, query in shown]
