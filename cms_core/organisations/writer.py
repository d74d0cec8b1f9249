"""Writes a checked plan into the organisation tree: new bodies in bulk, then changes, moves and names."""

from collections import defaultdict

from cms_core.models.organisations import DocumentPrefix, Organisation
from cms_core.organisations.naming import Naming
from cms_core.organisations.signals import organisations_moved
from cms_core.text.folding import fold

PLAIN_FIELDS = ("level", "kind", "division_code", "organisation_code", "credit_code")
BATCH = 500


class TreeWriter:
    """`nodes` knows every body by key while it works, with paths as they are in the database."""

    def __init__(self, plan, report):
        self.plan = plan
        self.report = report
        self.nodes = dict(plan.existing)
        self.renames: list[tuple[Organisation, str]] = []
        self.touched: set[str] = set()

    def write(self):
        good = self.plan.good
        new = [row for row in good if self.plan.match(row) is None]
        old = [row for row in good if self.plan.match(row) is not None]
        self.create(new)
        self.change(old)
        self.move(old)
        Naming(self.nodes, self.plan, self.renames).write(good)
        self.write_prefixes(good)
        self.report.created = len(new)
        self.report.changed = len(self.touched)
        self.report.unchanged = len(old) - len(self.touched)

    def create(self, rows):
        """treebeard's add_child asks four queries a node; the paths are computed here and written at once."""
        last = defaultdict(int)
        for node in self.nodes.values():
            parent, step = node.path[: -Organisation.steplen], node.path[-Organisation.steplen :]
            last[parent] = max(last[parent], Organisation._str2int(step))
        parents = {}
        made = []
        for row in sorted(rows, key=self.depth):
            parent = self.nodes.get(self.plan.parent_key(row.key))
            above, depth = (parent.path, parent.depth + 1) if parent else ("", 1)
            last[above] += 1
            node = Organisation(key=row.key, name=row.name, short_name=row.short_name, folded_name=fold(row.name))
            for name in PLAIN_FIELDS:
                value = getattr(row, name)
                setattr(node, name, value or None if name.endswith(("organisation_code", "credit_code")) else value)
            node.path, node.depth = Organisation._get_path(above, depth, last[above]), depth
            if parent:
                parent.numchild += 1
                parents[parent.key] = parent
            self.nodes[row.key] = node
            made.append(node)
        Organisation.objects.bulk_create(made, batch_size=BATCH)
        Organisation.objects.bulk_update([node for node in parents.values() if node.pk], ["numchild"], batch_size=BATCH)

    def depth(self, row):
        depth, key = 0, row.key
        while key := self.plan.parent_key(self.plan.key_of(key)):
            depth += 1
        return depth

    def change(self, rows):
        changed = []
        for row in rows:
            node = self.plan.match(row)
            if row.name != node.name:
                self.renames.append((node, node.name))
                self.report.renamed.append({"key": node.key, "from": node.name, "to": row.name})
                node.name, node.folded_name = row.name, fold(row.name)
                self.touched.add(node.key)
            for name in ("short_name", *PLAIN_FIELDS):
                value = getattr(row, name)
                if value and value != getattr(node, name):
                    setattr(node, name, value)
                    self.touched.add(node.key)
            if node.key in self.touched:
                changed.append(node)
        Organisation.objects.bulk_update(
            changed, ["name", "folded_name", "short_name", *PLAIN_FIELDS], batch_size=BATCH
        )

    def move(self, rows):
        """Top down, so that a body that changes places with its parent finds the way free."""
        moves = []
        for row in rows:
            node = self.plan.match(row)
            if row.parent and not self.stands_under(node, self.nodes[self.plan.key_of(row.parent)]):
                moves.append(row)
        for row in sorted(moves, key=self.depth):
            node = Organisation.objects.get(key=self.plan.match(row).key)
            target = Organisation.objects.get(key=self.plan.key_of(row.parent))
            before = node.get_parent()
            node.move(target, "last-child")
            self.touched.add(node.key)
            self.report.moved.append(
                {"key": node.key, "from": before.name if before else "", "to": target.name},
            )
        if moves:
            organisations_moved.send(Organisation)

    @staticmethod
    def stands_under(node, parent):
        return node.path[: -Organisation.steplen] == parent.path

    def write_prefixes(self, rows):
        wanted = {prefix: self.nodes[self.plan.key_of(row.key)] for row in rows for prefix in row.prefixes}
        present = set(DocumentPrefix.objects.filter(prefix__in=wanted).values_list("prefix", flat=True))
        DocumentPrefix.objects.bulk_create(
            DocumentPrefix(organisation=node, prefix=prefix) for prefix, node in wanted.items() if prefix not in present
        )
