"""What the platform counts for a report: documents, decisions, applications. Nothing is kept here."""

from disclosure.applications.counting import table_four, table_three
from disclosure.decisions.counting import decided
from disclosure.reports.bodies import ids_counted
from disclosure.reports.documents import documents, number_of, of_column
from disclosure.reports.form import Key, cells, data
from sites.models import Portal


def count(organisation, year: int) -> dict[Key, int]:
    """Every cell that is counted; about a dozen queries, whatever it counts."""
    bodies = ids_counted(organisation)
    found: dict[Key, int] = {}
    homes = homes_of(bodies)
    for row in data()["documents"]:
        ours = documents(bodies, homes, row)
        for column in ("made", "repealed", "in_force"):
            found["2", row, column] = number_of(of_column(ours, column, year))
    for row, number in decided(organisation, year).items():
        found["2", row, "decided"] = number
    for name, table in (("3", table_three(bodies, year)), ("4", table_four(bodies, year))):
        for row, columns in table.items():
            for column, number in columns.items():
                found[name, row, column] = number
    return {key: found[key] for key, cell in cells().items() if cell.counted}


def homes_of(bodies) -> list[int]:
    return list(Portal.objects.filter(organisation__in=bodies).order_by("path").values_list("home", flat=True))
