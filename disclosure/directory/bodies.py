"""The bodies that disclose, as facets need them: a hundred and more of them at each question, so no whole rows."""

from dataclasses import dataclass

from cms_core.models import Organisation

FIELDS = ("pk", "key", "path", "kind", "name", "short_name")


@dataclass(frozen=True, slots=True)
class Body:
    pk: int
    key: str
    path: str
    kind: str
    name: str
    short_name: str

    @property
    def display_name(self) -> str:
        return self.short_name or self.name


def bodies_with(**condition) -> list[Body]:
    return [Body(*row) for row in Organisation.objects.filter(**condition).order_by().values_list(*FIELDS)]
