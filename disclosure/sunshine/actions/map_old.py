"""An old 阳光工程网: which of its imported columns fill which rows; told by a file, with a report of both sides."""

from django.db import transaction

from cms_core.models import ColumnPage
from cms_core.text.folding import fold
from disclosure.models import RowColumn
from disclosure.sunshine.actions.bind import checked
from disclosure.sunshine.domains import domains
from disclosure.sunshine.errors import Unusable
from disclosure.sunshine.slices import rows_for
from sites.models import Portal

TABLES = {"rows", "under", "by_title"}
WITHIN = "/"


class MapOldColumns:
    """`told`: {under: path of columns, by_title: bool, rows: {domain: {row's 事项: column or columns}}}.

    A column is named by its title or by the way of titles down to it (阳光工程/财政预决算), or by a table with
    `column` and `words` (`BindRow`). `execute` binds what
    matched and reports what did not; bindings that are there stay.
    """

    def __init__(self, portal: Portal, told: dict, *, dry_run: bool = False):
        if strange := sorted(set(told) - TABLES):
            raise Unusable(f"对应文件里没有“{'、'.join(strange)}”这一项，可有：{'、'.join(sorted(TABLES))}。")
        if strange := sorted(set(told.get("rows", {})) - set(domains())):
            raise Unusable(f"[rows] 中没有这些领域：{'、'.join(strange)}。")
        self.portal, self.told, self.dry_run = portal, told, dry_run

    @transaction.atomic
    def execute(self) -> dict:
        """{matched: [[row, column]], rows_unknown, columns_unknown, columns_ambiguous, rows_left, columns_left}."""
        rows = {(row.table.domain, fold(name)): row for row in rows_for(self.portal) for name in names_of(row)}
        self.columns = self.read_columns()
        report = {"matched": [], "rows_unknown": [], "columns_unknown": [], "columns_ambiguous": []}
        found: dict[tuple[int, int], str] = {}
        for domain, named in self.told.get("rows", {}).items():
            for name, columns in named.items():
                row = rows.get((domain, fold(name)))
                if row is None:
                    report["rows_unknown"].append(f"{domains()[domain].title}：{name}")
                    continue
                for column in columns if isinstance(columns, list) else [columns]:
                    told = column if isinstance(column, dict) else {"column": column}
                    self.match(row, str(told.get("column", "")), checked(str(told.get("words", ""))), found, report)
        if self.told.get("by_title", False):
            for (_, name), row in rows.items():
                for pk, way in self.columns.items():
                    if fold(way[-1]) == name and (row.pk, pk) not in found:
                        found[row.pk, pk] = ""
                        report["matched"].append([row.title, WITHIN.join(way)])
        if not self.dry_run:
            RowColumn.objects.bulk_create(
                [
                    RowColumn(row_id=row, portal=self.portal, column_id=column, words=words)
                    for (row, column), words in sorted(found.items())
                ],
                ignore_conflicts=True,
            )
        bound = {column for _, column in found}
        filled = {row for row, _ in found}
        titles = {row.pk: f"{domains()[row.table.domain].title}：{row.title}" for row in rows.values()}
        report["rows_left"] = [title for pk, title in titles.items() if pk not in filled]
        report["columns_left"] = [WITHIN.join(way) for pk, way in self.columns.items() if pk not in bound]
        return report

    def match(self, row, column: str, words: str, found, report) -> None:
        wanted = tuple(fold(part) for part in column.strip(WITHIN).split(WITHIN))
        alike = [pk for pk, way in self.columns.items() if tuple(fold(part) for part in way)[-len(wanted) :] == wanted]
        if not alike:
            report["columns_unknown"].append(column)
        elif len(alike) > 1:
            ways = "；".join(WITHIN.join(self.columns[pk]) for pk in alike)
            report["columns_ambiguous"].append(f"{column}（{ways}）")
        else:
            found[row.pk, alike[0]] = words
            report["matched"].append([row.title, WITHIN.join(self.columns[alike[0]])])

    def read_columns(self) -> dict[int, tuple[str, ...]]:
        """The way of titles from below the home, of every column of the portal at or below `under`."""
        home = self.portal.home
        titles, found = {}, {}
        rows = ColumnPage.objects.filter(path__startswith=home.path).order_by("path").values_list("pk", "path", "title")
        for pk, path, title in rows:
            titles[path] = title
            ends = range(len(home.path) + home.steplen, len(path) + 1, home.steplen)
            found[pk] = tuple(titles[path[:end]] for end in ends if path[:end] in titles)
        under = fold(str(self.told.get("under", "")))
        if not under:
            return found
        kept = {pk: way for pk, way in found.items() if under in map(fold, way)}
        if not kept:
            raise Unusable(f"门户里没有栏目“{self.told['under']}”。")
        return kept


def names_of(row) -> list[str]:
    whole = f"{row.item}{WITHIN}{row.sub_item}" if row.sub_item else row.item
    return [whole, row.title]
