"""What a load would do: rows met with each other and with the bodies that are there, and all that is wrong."""

from collections import Counter, defaultdict

from cms_core.models.organisations import DocumentPrefix, Organisation, OrganisationKind
from cms_core.organisations.errors import RowError
from cms_core.organisations.rows import FIELDS, OrganisationRow
from cms_core.text.folding import fold

SEATS = (OrganisationKind.GOVERNMENT, OrganisationKind.AGENCY)


class Plan:
    """`existing` knows the bodies by their keys; `match` says which of them a row means (None: a new one)."""

    def __init__(self, rows: list[OrganisationRow]):
        self.rows = rows
        self.existing = {organisation.key: organisation for organisation in Organisation.objects.all()}
        self.by_path = {organisation.path: organisation for organisation in self.existing.values()}
        self.keys_in_file = Counter(row.key for row in rows if row.key)
        seats = {
            organisation.division_code: organisation.key
            for organisation in self.existing.values()
            if organisation.division_code and organisation.kind in SEATS
        }
        # A government loaded under another key is met by its division code; from then on that key stands for it.
        self.aliases = {
            row.key: seats[row.division_code]
            for row in rows
            if row.key not in self.existing
            and row.kind in SEATS
            and row.division_code in seats
            and not self.keys_in_file[seats[row.division_code]]
        }
        self.by_key = {self.key_of(row.key): row for row in reversed(rows) if row.key}
        self.rejected: list[OrganisationRow] = []

    @property
    def errors(self) -> list[RowError]:
        return [error for row in self.rejected for error in row.errors]

    @property
    def good(self) -> list[OrganisationRow]:
        return [row for row in self.rows if not row.errors]

    def key_of(self, key: str) -> str:
        return self.aliases.get(key, key)

    def match(self, row: OrganisationRow) -> Organisation | None:
        return self.existing.get(self.key_of(row.key))

    def parent_key(self, key: str) -> str:
        """The parent that `key` will have; a row that says nothing leaves a body where it is."""
        row = self.by_key.get(key)
        if row is not None and row.parent:
            return self.key_of(row.parent)
        organisation = self.existing.get(key)
        if organisation is None or organisation.depth == 1:
            return ""
        return self.by_path[organisation.path[: -Organisation.steplen]].key

    def level_of(self, key: str):
        row = self.by_key.get(key)
        return row.level if row is not None else self.existing[key].level

    def check(self):
        self.check_repeated_keys()
        self.check_codes()
        self.check_prefixes()
        for row in self.rows:
            if row.parent:
                self.check_parent(row)
        self.check_same_names()
        self.reject_below_rejected()
        self.rejected = [row for row in self.rows if row.errors]

    def check_repeated_keys(self):
        first = {}
        for row in self.rows:
            if row.key and first.setdefault(row.key, row) is not row:
                row.wrong("key", row.key, f"与第 {first[row.key].number} 行重复，每个机构只能有一行。")

    def check_codes(self):
        for name in ("organisation_code", "credit_code"):
            owners = {getattr(one, name): one for one in self.existing.values() if getattr(one, name)}
            seen = {}
            for row in self.rows:
                value = getattr(row, name)
                if not value:
                    continue
                owner = owners.get(value)
                if owner is not None and owner.key != self.key_of(row.key):
                    row.wrong(name, value, f"已属于“{owner.name}”（{owner.key}），一个代码只能属于一个机构。")
                elif seen.setdefault(value, row) is not row:
                    row.wrong(name, value, f"与第 {seen[value].number} 行重复，一个代码只能属于一个机构。")

    def check_prefixes(self):
        owners = {p.prefix: p.organisation for p in DocumentPrefix.objects.select_related("organisation")}
        seen = {}
        for row in self.rows:
            for prefix in row.prefixes:
                owner = owners.get(prefix)
                if owner is not None and owner.key != self.key_of(row.key):
                    row.wrong("prefixes", prefix, f"已是“{owner.name}”的发文机关代字。")
                elif seen.setdefault(prefix, row) is not row:
                    row.wrong("prefixes", prefix, f"与第 {seen[prefix].number} 行重复。")

    def check_parent(self, row):
        parent = self.key_of(row.parent)
        if parent not in self.by_key and parent not in self.existing:
            row.wrong("parent", row.parent, "文件和机构名录中都没有这个标识的机构。")
            return
        key, seen = self.key_of(row.key), set()
        while parent and parent not in seen:
            if parent == key:
                row.wrong("parent", row.parent, "上级绕回到本机构自身，请核对上下级关系。")
                return
            seen.add(parent)
            parent = self.parent_key(parent)
        above = self.level_of(self.key_of(row.parent))
        if row.level and above and above > row.level:
            row.wrong(FIELDS["level"], row.level, f"不能高于其上级机构的层级（{above}）。")

    def check_same_names(self):
        """Two bodies of one full name under one parent cannot be told apart by anybody."""
        names = defaultdict(list)
        for row in self.rows:
            if row.name and not row.errors:
                names[(self.parent_key(self.key_of(row.key)), fold(row.name))].append(row)
        for rows in names.values():
            for row in rows[1:]:
                row.wrong("name", row.name, f"与第 {rows[0].number} 行同名且同一上级，请确认是否重复录入。")

    def reject_below_rejected(self):
        """A new body cannot hang on a row that is not written."""
        found = True
        while found:
            found = False
            for row in self.rows:
                above = self.by_key.get(self.key_of(row.parent)) if row.parent and not row.errors else None
                if above is not None and above.errors and self.match(above) is None:
                    row.wrong("parent", row.parent, f"其上级机构在第 {above.number} 行，该行有误，故本行也不能写入。")
                    found = True
