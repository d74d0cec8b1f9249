"""The portals a gazette gathers from: those below its own in the site tree, its own among them."""

from dataclasses import dataclass
from functools import cached_property

from gazette.models import GatheringRule, Gazette
from sites.models import Portal, PortalLevel


@dataclass(frozen=True)
class Source:
    """A portal with a host of its own; its subsites speak through it."""

    home_id: int
    key: str
    name: str
    level: str


class Sources:
    """Two queries: the rule with what it leaves out, and the portals."""

    def __init__(self, gazette: Gazette):
        self.gazette = gazette
        rule = GatheringRule.objects.filter(gazette=gazette).prefetch_related("left_out").first()
        self.rule = rule or GatheringRule(gazette=gazette)
        self.left_out = {portal.pk for portal in rule.left_out.all()} if rule else set()

    @property
    def column_types(self) -> list[str]:
        return self.rule.column_types

    @cached_property
    def _all(self) -> list[tuple]:
        """Every portal of the installation with whether the rule takes it; some hundreds in a province."""
        own, wanted = self.gazette.portal.path, set(self.rule.levels) or set(PortalLevel.values)
        rows = Portal.objects.made().filter(site__isnull=False).order_by("path")
        return [
            (path.startswith(own) and level in wanted and pk not in self.left_out, Source(home_id, key, name, level))
            for pk, path, home_id, key, name, level in rows.values_list("pk", "path", "home_id", "key", "name", "level")
        ]

    @cached_property
    def portals(self) -> list[Source]:
        return [source for taken, source in self._all if taken]

    @property
    def are_everything(self) -> bool:
        """Whether the rule leaves no portal out: then the catalogue need not be asked portal by portal."""
        return all(taken for taken, _ in self._all)
