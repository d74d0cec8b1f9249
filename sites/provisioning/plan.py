"""What will be made, worked out before anything is written: places in both trees, names, hosts, and all errors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from wagtail.models import Site

from cms_core.models.organisations import Level, Organisation, OrganisationKind
from sites.blueprints.errors import BlueprintError
from sites.blueprints.model import Blueprint
from sites.blueprints.registry import blueprint
from sites.models import Portal, PortalHost, PortalLevel
from sites.provisioning import names
from sites.provisioning.places import in_chunks, level_of, places_of, short_name_of
from sites.provisioning.requests import FIELDS, PortalRequest

ORDER = [level.value for level in PortalLevel]
DEPARTMENTS = "departments"
DEPARTMENTS_OF = {Level.PROVINCE: "省级部门", Level.CITY: "市级部门"}
TOWNS = "towns"


@dataclass(frozen=True)
class Branch:
    """A branch page on the way to the home; `region` names the group that looks after all below it."""

    slug: str
    title: str
    region: str


@dataclass
class PlannedPortal:
    organisation: Organisation
    blueprint: Blueprint
    key: str
    name: str
    short_name: str
    words: dict[str, str]
    branches: tuple[Branch, ...] = ()
    above: tuple[int, ...] = ()
    column: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    exists: Portal | None = None

    @property
    def is_subsite(self) -> bool:
        return self.blueprint.level == PortalLevel.SUBSITE

    @property
    def hostname(self) -> str:
        """ "" for a subsite: it answers on its county's host."""
        if self.is_subsite:
            return ""
        domain = settings.PORTAL_BASE_DOMAIN
        return domain if self.blueprint.level == PortalLevel.PROVINCE else f"{self.key}.{domain}"


class Planner:
    """Call `plan` once; then `portals` are in the order of the tree and `errors` are complete."""

    def __init__(self, requests: Iterable[PortalRequest]):
        self.requests = list(requests)
        self.portals: list[PlannedPortal] = []
        self.errors: list[str] = []
        self.ancestors = self._ancestors()
        self.offices = self._offices()
        self.existing = {portal.organisation_id: portal for portal in Portal.objects.select_related("organisation")}
        self.keys: dict[int, str] = {pk: portal.key for pk, portal in self.existing.items()}

    def _ancestors(self) -> dict[str, Organisation]:
        paths = {request.organisation.path[:end] for request in self.requests for end in self._ends(request)}
        return {one.path: one for one in in_chunks(Organisation.objects.all(), "path__in", paths)}

    @staticmethod
    def _ends(request):
        step = request.organisation.steplen
        return range(step, len(request.organisation.path) + 1, step)

    def _offices(self) -> dict[str, list[str]]:
        """Names of the governments' offices by the path of the government."""
        found: dict[str, list[str]] = {}
        for path, name in Organisation.objects.filter(kind=OrganisationKind.OFFICE).values_list("path", "name"):
            found.setdefault(path[: -Organisation.steplen], []).append(name)
        return found

    def plan(self) -> Planner:
        if not self.requests:
            self.errors.append("没有选择任何机构。")
        seen: set[int] = set()
        for request in sorted(
            self.requests, key=lambda request: (request.organisation.depth, request.organisation.path)
        ):
            if request.organisation.pk not in seen:
                seen.add(request.organisation.pk)
                self._plan_one(request)
        self.portals.sort(key=lambda planned: (len(planned.above), ORDER.index(planned.blueprint.level)))
        self._check_duplicates()
        self._check_hosts()
        return self

    def _plan_one(self, request: PortalRequest) -> None:
        organisation = request.organisation
        level = level_of(organisation)
        if level is None:
            self.errors.append(f"“{organisation.name}”是{organisation.get_kind_display()}，不单独建站。")
            return
        try:
            chosen = blueprint(request.blueprint or level)
        except BlueprintError as error:
            self.errors += [message for message in error.messages if message not in self.errors]
            return
        if chosen.level != level:
            self.errors.append(
                f"“{organisation.name}”应建{PortalLevel(level).label}，不能使用模板“{chosen.name}”（{chosen.title}）。"
            )
            return
        planned = self._placed(request, chosen)
        self._check_fields(planned)
        self.keys[organisation.pk] = planned.key
        self.portals.append(planned)

    def _placed(self, request: PortalRequest, chosen: Blueprint) -> PlannedPortal:
        organisation = request.organisation
        line = [self.ancestors[organisation.path[:end]] for end in self._ends(request)]
        seats = [one for one in line if names.is_seat(one)]
        places = places_of(seats)
        government = seats[-1] if seats else organisation
        place = places.get(government.pk, organisation.name)
        own = place if names.is_seat(organisation) else organisation.display_name
        exists = self.existing.get(organisation.pk)
        short = exists.short_name if exists else request.short_name.strip() or short_name_of(organisation, place)
        above = tuple(one.pk for one in line[:-1])
        parent_key = next((self.keys[pk] for pk in reversed(above) if pk in self.keys), "")
        name = exists.name if exists else request.name.strip() or organisation.name
        words = {
            "short_name": short,
            "name": name,
            "unit": names.unit_of(place, government.level),
            "office": names.office_word(self.offices.get(organisation.path, []), organisation.level),
        }
        key = exists.key if exists else request.key.strip() or self._free_key(request, own, parent_key, seats)
        planned = PlannedPortal(organisation, chosen, key, name, short, words, above=above, exists=exists)
        planned.fields = {name: value for name, value in request.fields.items() if value not in ("", None)}
        if planned.is_subsite:
            planned.column = TOWNS if names.is_seat(organisation) else DEPARTMENTS
            self._check_parent(planned)
        else:
            planned.branches = tuple(self._branches(chosen, seats, places))
        return planned

    def _free_key(self, request, own, parent_key, seats) -> str:
        """Two places of the same name (江北区 of two cities): the later one gets its city before its own."""
        key = names.host_label(request.organisation, own, parent_key)
        taken = set(self.keys.values())
        if key in taken and len(seats) > 1 and parent_key:
            key = f"{parent_key}-{key}"[:40].strip("-")
        return key

    @staticmethod
    def _branches(chosen, seats, places):
        """Province › city, and 省级部门 for departments; the deepest is where the home hangs."""
        regions = [one for one in seats if one.level in (Level.PROVINCE, Level.CITY)] or seats[:1]
        for number, one in enumerate(regions):
            title = places[one.pk]
            # Of the organisation and not of its portal: that may be made later and under another key.
            slug = names.host_label(one, title, "")
            above = places[regions[number - 1].pk] if number else ""
            yield Branch(slug, title, f"{above}{title}")
        if chosen.level == PortalLevel.DEPARTMENT and regions:
            title = DEPARTMENTS_OF.get(regions[-1].level, "政府部门")
            yield Branch(DEPARTMENTS, title, f"{places[regions[-1].pk]}{title}")

    def _check_parent(self, planned: PlannedPortal) -> None:
        made = {one.organisation.pk for one in self.portals} | set(self.existing)
        if not any(pk in made for pk in planned.above):
            self.errors.append(f"“{planned.name}”是子站，要挂在县级门户上，请先为其上级政府建站。")

    def _check_fields(self, planned: PlannedPortal) -> None:
        if planned.exists:
            return
        if not names.KEY.fullmatch(planned.key) or planned.key in names.RESERVED:
            self.errors.append(
                f"“{planned.name}”的标识“{planned.key}”不能作主机名：用小写字母、数字和连字符，最多 40 个，"
                f"不能是 {'、'.join(names.RESERVED)}。"
            )
        for name, value in {**planned.fields, "name": planned.name, "short_name": planned.short_name}.items():
            if name not in (*FIELDS, "name", "short_name"):
                self.errors.append(f"“{planned.name}”：没有“{name}”这一项，可用：{'、'.join(FIELDS)}。")
                continue
            try:
                Portal._meta.get_field(name).clean(value, None)
            except ValidationError as error:
                self.errors += [f"“{planned.name}”：{message}" for message in error.messages]

    def _missing(self) -> list[PlannedPortal]:
        return [planned for planned in self.portals if not planned.exists]

    def _check_duplicates(self) -> None:
        """Keys and site codes, among those asked for and those that exist.

        What the same organisation has is no clash here nor in `_check_hosts`: another run made its portal a moment ago.
        """
        others = Portal.objects.exclude(organisation__in=[planned.organisation for planned in self._missing()])
        taken = {
            "key": dict(others.values_list("key", "name")),
            "site_code": dict(others.filter(site_code__isnull=False).values_list("site_code", "name")),
        }
        labels = {"key": "标识", "site_code": "网站标识码"}
        for planned in self._missing():
            for name, value in (("key", planned.key), ("site_code", planned.fields.get("site_code"))):
                if value and value in taken[name]:
                    self.errors.append(
                        f"“{planned.name}”的{labels[name]}“{value}”已被“{taken[name][value]}”使用，请另行指定。"
                    )
                elif value:
                    taken[name][value] = planned.name

    def _check_hosts(self) -> None:
        hosts = {planned.hostname: planned for planned in self._missing() if planned.hostname}
        taken = {*Site.objects.filter(hostname__in=hosts).values_list("hostname", "portal__organisation")}
        taken |= {*PortalHost.objects.filter(hostname__in=hosts).values_list("hostname", "portal__organisation")}
        for host in sorted({host for host, owner in taken if owner != hosts[host].organisation.pk}):
            name = hosts[host].name
            self.errors.append(f"“{name}”的主机名“{host}”已被另一门户占用，请为它指定别的标识。")
        provinces = [one for one in self._missing() if one.hostname == settings.PORTAL_BASE_DOMAIN]
        if len(provinces) > 1:
            self.errors.append(f"一个平台只能有一个省级门户，现有：{'、'.join(one.name for one in provinces)}。")
