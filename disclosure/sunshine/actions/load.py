"""Loads standard tables that were read from a file: new rows, changed rows, rows that are gone; all tables or none."""

from django.db import transaction
from django.utils import timezone

from cms_core.models import Organisation
from cms_core.organisations.errors import AmbiguousOrganisation, UnknownOrganisation
from disclosure.models import CatalogueRow, CatalogueTable
from sites.models import Portal

FIELDS = (
    "number", "item", "sub_item", "content", "basis", "term", "term_kind", "term_days", "body", "channels",
    "other_channels", "to_all", "to_some", "active", "on_request", "at_province", "at_city", "at_county", "at_town",
)  # fmt: skip


class LoadCatalogue:
    """`parts`: [{domain, title, rows}] as `workbooks.catalogue` reads them. `execute` answers the report.

    `keep_gone` where rows of the file were left out as faulty: what is missing then may be one of them.
    """

    def __init__(
        self,
        portal: Portal,
        parts: list[dict],
        *,
        source: str = "",
        user=None,
        only_compare: bool = False,
        keep_gone: bool = False,
    ):
        self.portal, self.parts, self.source, self.user = portal, parts, source, user
        self.only_compare, self.keep_gone = only_compare, keep_gone
        self.bodies: dict[str, int | None] = {}

    @transaction.atomic
    def execute(self) -> list[dict]:
        """[{domain, title, new, changed, same, gone}]; the rows' names of each."""
        # Two loads of one portal follow one another: else both would make its table.
        Portal.objects.select_for_update().get(pk=self.portal.pk)
        return [self.load(part) for part in self.parts]

    def load(self, part: dict) -> dict:
        table = CatalogueTable.objects.filter(portal=self.portal, domain=part["domain"]).first()
        there = {row.identity: row for row in table.rows.all()} if table else {}
        report = {"domain": part["domain"], "title": part["title"], "new": [], "changed": [], "same": 0, "gone": []}
        make, write, named = [], [], set()
        for place, values in enumerate(part["rows"], start=1):
            row = there.get(values["identity"]) or self.renamed(there, values, part)
            wanted = {name: values[name] for name in FIELDS} | {"organisation_id": self.body(values["body"])}
            name = values["sub_item"] or values["item"]
            if row is None:
                make.append(CatalogueRow(place=place, identity=values["identity"], **wanted))
                report["new"].append(name)
                continue
            named.add(row.pk)
            changed = row.retired_at is not None or any(getattr(row, one) != value for one, value in wanted.items())
            if changed:
                report["changed"].append(name)
            else:
                report["same"] += 1
            for one, value in (wanted | {"place": place, "retired_at": None, "identity": values["identity"]}).items():
                setattr(row, one, value)
            write.append(row)
        gone = [row for row in there.values() if row.pk not in named and row.retired_at is None]
        gone = [] if self.keep_gone else gone
        report["gone"] = [row.title for row in gone]
        if not self.only_compare:
            self.write(table, part, make, write, gone)
        return report

    def renamed(self, there: dict[str, CatalogueRow], values: dict, part: dict) -> CatalogueRow | None:
        """Its content was rewritten: the one row of this 事项 on either side is the same, and keeps its columns."""
        name = (values["item"], values["sub_item"])
        alike = [row for row in there.values() if (row.item, row.sub_item) == name and row.retired_at is None]
        asking = [row for row in part["rows"] if (row["item"], row["sub_item"]) == name]
        return alike[0] if len(alike) == len(asking) == 1 else None

    def write(self, table, part, make, write, gone) -> None:
        if table is None:
            table = CatalogueTable(portal=self.portal, domain=part["domain"])
        table.title, table.source, table.loaded_by = part["title"], self.source[:200], self.user
        table.save()
        for row in make:
            row.table = table
        now = timezone.now()
        for row in gone:
            row.retired_at = now
        CatalogueRow.objects.bulk_update(
            [*write, *gone], [*FIELDS, "organisation", "place", "retired_at", "identity"], batch_size=200
        )
        CatalogueRow.objects.bulk_create(make, batch_size=200)

    def body(self, name: str) -> int | None:
        """Of the portal's own bodies; 县级财政部门, as national tables write, names nobody."""
        if name not in self.bodies:
            found = None
            if name and len(name) <= 60 and "\n" not in name:
                own = Organisation.objects.filter(path__startswith=self.portal.organisation.path)
                try:
                    found = own.resolve(name, within=self.portal.organisation).pk
                except (UnknownOrganisation, AmbiguousOrganisation):
                    found = None
            self.bodies[name] = found
        return self.bodies[name]
