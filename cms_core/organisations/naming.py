"""The other names that a load gives a body: those of its row, those derived by rule, and the ones it used to have."""

from cms_core.models.organisations import Organisation, OrganisationKind, OrganisationName
from cms_core.organisations.short_names import short_names
from cms_core.text.folding import fold

Kind = OrganisationName.Kind
SEATS = (OrganisationKind.GOVERNMENT, OrganisationKind.AGENCY)
ENDINGS = ("人民政府", "办事处", "管理委员会")
BATCH = 1000


class Naming:
    """Adds what is missing and never takes a name away: an old page may still use it."""

    def __init__(self, nodes: dict[str, Organisation], plan, renames):
        self.nodes = nodes
        self.plan = plan
        self.former = {}
        for node, name in renames:
            self.former.setdefault(node.key, []).append(name)

    def write(self, rows):
        nodes = [self.nodes[self.plan.key_of(row.key)] for row in rows]
        present = self.present_names({node.pk for node in nodes})
        fresh, shortened = [], []
        for row, node in zip(rows, nodes, strict=True):
            known = present.setdefault(node.pk, set())
            known.add(node.folded_name)
            for name, kind in self.names_of(row, node):
                if fold(name) not in known:
                    known.add(fold(name))
                    fresh.append(OrganisationName(organisation=node, name=name, folded=fold(name), kind=kind))
            if self.shorten(row, node):
                shortened.append(node)
        OrganisationName.objects.bulk_create(fresh, batch_size=BATCH)
        Organisation.objects.bulk_update(shortened, ["short_name"], batch_size=BATCH)

    def present_names(self, pks):
        present = {}
        for pk, folded in OrganisationName.objects.values_list("organisation_id", "folded"):
            if pk in pks:
                present.setdefault(pk, set()).add(folded)
        return present

    def names_of(self, row, node):
        division = self.division(node.key)
        if row.short_name:
            yield row.short_name, Kind.SHORT
        for name in short_names(node.name, division):
            yield name, Kind.SHORT
        for name in row.other_names:
            yield name, Kind.OTHER
        for former in [*row.former_names, *self.former.get(node.key, ())]:
            yield former, Kind.FORMER
            for name in short_names(former, division):
                yield name, Kind.FORMER

    def shorten(self, row, node) -> bool:
        """Sets the derived short name where nobody chose one (also in place of one derived from the former name)."""
        division = self.division(node.key)
        derived = short_names(node.name, division)
        outlived = {name for old in self.former.get(node.key, ()) for name in short_names(old, division)}
        if row.short_name or not derived or (node.short_name and node.short_name not in outlived):
            return False
        if node.short_name == derived[0]:
            return False
        node.short_name = derived[0]
        return True

    def division(self, key) -> str:
        """The name of the division that `key` governs or serves, as it stands in names: 浙江省, 上城区, 富春江镇."""
        node = self.nodes[key]
        while node.kind not in SEATS:
            above = self.plan.parent_key(node.key)
            if not above:
                return ""
            node = self.nodes[above]
        own = self.territory(node.name)
        above = self.plan.parent_key(node.key)
        outer = self.territory(self.nodes[above].name) if above else ""
        return own.removeprefix(outer) or own

    @staticmethod
    def territory(name) -> str:
        for ending in ENDINGS:
            if name.endswith(ending):
                return name.removesuffix(ending)
        return name
