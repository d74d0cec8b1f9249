"""备选: what the next issue may print, from the catalogue: visible, by this government and its bodies, not yet printed.

G3: the government's own and its departments'. An article (人事任免, 政策解读, 大事记) is known by its column.
Costs the same number of queries whatever the province holds. The text filter also finds documents whose issuer the
directory does not know.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cms_core.catalogue.years import BEIJING
from cms_core.models import ColumnPage, Entry, Organisation
from cms_core.models.entries import EntryKind as Kind
from cms_core.models.organisations import OrganisationKind
from cms_core.text.document_numbers import key_of
from gazette.checks.first_prints import first_prints
from gazette.models import Gazette, IssueEntry, PartRule
from sites.models import Portal

SIZE = 20
# Of what another issue holds, enough to see why it is not offered.
PRINTED_SHOWN = 3
ORDER_NUMBER = re.compile(r"令(?:第)?\s*[\d〇一二三四五六七八九十百]+\s*号")
ORDER_GENRE = "命令（令）"
COLUMN_RULES = {"人事信息": PartRule.PERSONNEL, "政策解读": PartRule.READINGS}
CHRONICLE = "大事记"
# A column 人事信息 holds more than a gazette prints: 公示, 招聘, 征集.
APPOINTMENT = re.compile("任免|任职|免职|任命|免去")


def rule_of(entry: Entry, government: Organisation, columns: dict[int, str]) -> str:
    """The part that a candidate suggests itself for. `columns`: rules of columns by their id."""
    if rule := columns.get(entry.column_id):
        return rule
    if entry.kind == Kind.ARTICLE:
        return PartRule.OTHER
    if entry.organisation_id == government.pk:
        is_order = entry.genre == ORDER_GENRE or ORDER_NUMBER.search(entry.document_number)
        return PartRule.ORDERS if is_order else PartRule.GOVERNMENT
    kind = entry.organisation.kind if entry.organisation else ""
    return PartRule.OFFICE if kind == OrganisationKind.OFFICE else PartRule.DEPARTMENTS


@dataclass
class Filters:
    """What the editor looks for; `since`: published on or after that day."""

    rule: str = ""
    issuer: int | None = None
    text: str = ""
    since: date | None = None
    page: int = 1


@dataclass
class Found:
    entries: list[Entry]
    page: int
    has_next: bool
    issuers: list[Organisation] = field(default_factory=list)


class Candidates:
    """`find` answers entries with `.part` (the suggested Part or None) and `.rule`."""

    def __init__(self, gazette: Gazette, issue=None):
        self.gazette, self.issue = gazette, issue
        self.government = gazette.portal.organisation
        self.bodies = list(
            Organisation.objects.filter(path__startswith=self.government.path, level=self.government.level)
            .exclude(~Q(pk=self.government.pk), kind=OrganisationKind.GOVERNMENT)
            .order_by("path")
        )
        self.homes = list(
            Portal.objects.filter(organisation__in=[one.pk for one in self.bodies]).values_list("home_id", flat=True)
        )
        self.columns = self.rules_of_columns()

    def rules_of_columns(self) -> dict[int, str]:
        home = self.gazette.portal.home
        named = ColumnPage.objects.descendant_of(home).filter(
            Q(column_type__in=COLUMN_RULES) | Q(title__contains=CHRONICLE)
        )
        return {
            pk: COLUMN_RULES.get(column_type, PartRule.CHRONICLE)
            for pk, column_type in named.values_list("pk", "column_type")
        }

    def find(self, filters: Filters) -> Found:
        parts = list(self.gazette.parts.all())
        first = (max(1, filters.page) - 1) * SIZE
        entries = list(self.queryset(filters)[first : first + SIZE + 1])
        for entry in entries:
            entry.rule = rule_of(entry, self.government, self.columns)
            entry.part = next((part for part in parts if part.rule == entry.rule), None)
        return Found(entries[:SIZE], max(1, filters.page), len(entries) > SIZE, self.bodies)

    def queryset(self, filters: Filters):
        entries = Entry.objects.visible().filter(portal_home__in=self.homes).select_related("organisation")
        entries = entries.filter(self.of_text(filters.text) if filters.text else self.of_bodies())
        if filters.issuer:
            entries = entries.filter(organisation=filters.issuer)
        if filters.since:
            entries = entries.filter(published_at__gte=datetime.combine(filters.since, time(), BEIJING))
        if filters.rule:
            entries = entries.filter(self.of_rule(filters.rule))
        return self.unprinted(entries).newest()

    def of_bodies(self) -> Q:
        documents = Q(kind=Kind.DOCUMENT, organisation__in=[one.pk for one in self.bodies])
        personnel = [pk for pk, rule in self.columns.items() if rule == PartRule.PERSONNEL]
        others = ~Q(column__in=personnel) | Q(title__regex=APPOINTMENT.pattern)
        return documents | Q(kind__in=(Kind.DOCUMENT, Kind.ARTICLE), column__in=list(self.columns)) & others

    def of_text(self, text: str) -> Q:
        titled = Q()
        for word in text.split():
            titled &= Q(title__icontains=word)
        found = titled | Q(document_key__contains=key_of(text)) | Q(document_number__contains=text)
        return found & Q(kind__in=(Kind.DOCUMENT, Kind.ARTICLE))

    def printed(self, text: str) -> list[IssueEntry]:
        """What the text means may stand in another issue of this gazette, and is no candidate therefore; one query."""
        key = key_of(text)
        if not key:
            return []
        titled = Q()
        for word in text.split():
            titled &= Q(title__icontains=word)
        entries = first_prints(self.gazette).filter(titled | Q(document_key__contains=key))
        if self.issue is not None:
            entries = entries.exclude(issue=self.issue)
        entries = entries.select_related("issue").defer("html", "facts", "issue__note")
        return list(entries.order_by("-issue__year", "-issue__number", "position")[:PRINTED_SHOWN])

    def of_rule(self, rule: str) -> Q:
        """`rule_of` as a condition."""
        own = Q(organisation=self.government.pk)
        orders = Q(genre=ORDER_GENRE) | Q(document_number__regex=ORDER_NUMBER.pattern)
        office = Q(organisation__kind=OrganisationKind.OFFICE)
        by_column = Q(column__in=list(self.columns))
        documents = Q(kind=Kind.DOCUMENT) & ~by_column
        if rule in {*COLUMN_RULES.values(), PartRule.CHRONICLE}:
            return Q(column__in=[pk for pk, own_rule in self.columns.items() if own_rule == rule])
        return {
            PartRule.ORDERS: documents & own & orders,
            PartRule.GOVERNMENT: documents & own & ~orders,
            PartRule.OFFICE: documents & office & ~own,
            PartRule.DEPARTMENTS: documents & ~own & ~office,
        }.get(rule, Q(kind=Kind.ARTICLE) & ~by_column)

    def unprinted(self, entries):
        printed = first_prints(self.gazette)
        entries = entries.exclude(Exists(printed.filter(page=OuterRef("page"))))
        entries = entries.exclude(~Q(document_key=""), Exists(printed.filter(document_key=OuterRef("document_key"))))
        if self.issue is not None:
            entries = entries.exclude(Exists(IssueEntry.objects.filter(issue=self.issue, page=OuterRef("page"))))
        return entries


def last_issue_day(gazette, issue) -> date | None:
    """The publication day of the issue before this one: what came since is what the editor looks for first."""
    today = timezone.localdate()
    before = gazette.issues.exclude(pk=issue.pk).exclude(publication_day=None)
    # An issue that is still to come says nothing of what came since.
    before = before.filter(publication_day__lte=min(issue.publication_day or today, today))
    return before.order_by("-publication_day").values_list("publication_day", flat=True).first()
