"""What somebody asks for: a portal for an organisation, with what they chose about it; or a whole region."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from cms_core.models.organisations import Level, Organisation, OrganisationKind
from sites.provisioning.errors import ProvisionRefused

GOVERNED = (Level.PROVINCE, Level.CITY, Level.COUNTY)
# Fields of a portal that may be given with the request; all else follows from organisation and blueprint.
FIELDS = (
    "site_code",
    "icp_number",
    "police_number",
    "registration_mark",
    "contact_phone",
    "contact_email",
    "contact_address",
    "undertaker",
    "hue",
    "look",
)


@dataclass
class PortalRequest:
    """Empty means: as the organisation and its level say."""

    organisation: Organisation
    blueprint: str = ""
    key: str = ""
    name: str = ""
    short_name: str = ""
    fields: dict[str, Any] = field(default_factory=dict)


def organisations_called(keys) -> list[Organisation]:
    """By key, or by a name that only one body has; raises ProvisionRefused naming all that are not found."""
    found, messages = [], []
    by_key = {one.key: one for one in Organisation.objects.filter(key__in=list(keys))}
    for key in keys:
        if key in by_key:
            found.append(by_key[key])
            continue
        called = list(Organisation.objects.called(key)[:2])
        if len(called) == 1:
            found.append(called[0])
        elif called:
            messages.append(f"名称“{key}”对应不止一个机构，请改用机构的标识。")
        else:
            messages.append(f"找不到机构“{key}”：请核对标识或全称，或先用 load_organisations 导入机构。")
    if messages:
        raise ProvisionRefused(messages)
    return found


def region(code: str, *, departments: bool = True, towns: bool = False) -> list[Organisation]:
    """The governments of a province, city or county and of those below it, from the top down.

    `departments` adds those of the province (they may have sites of their own), `towns` the subsites of counties.
    """
    code = code.strip()
    if not code.isascii() or not code.isdigit():
        raise ProvisionRefused(f"行政区划代码“{code}”应为数字，如 33（浙江省）或 330122（桐庐县）。")
    # The directory writes 33 and 3301, other lists write 330000 and 330100.
    significant = code[:6]
    while len(significant) > 2 and len(significant) % 2 == 0 and significant.endswith("00"):
        significant = significant[:-2]
    governments = Organisation.objects.filter(kind=OrganisationKind.GOVERNMENT, level__in=GOVERNED)
    governments = governments.filter(division_code__startswith=significant)
    roots = list(governments.filter(division_code__in={code, significant, significant.ljust(6, "0")})[:1])
    if not roots:
        raise ProvisionRefused(f"机构名录中没有行政区划代码为“{code}”的人民政府，请先用 load_organisations 导入机构。")
    wanted = Q(pk__in=governments.values("pk"))
    root = roots[0]
    if departments and root.level == Level.PROVINCE:
        wanted |= Q(kind=OrganisationKind.DEPARTMENT, level=Level.PROVINCE)
    if towns:
        wanted |= Q(kind__in=(OrganisationKind.GOVERNMENT, OrganisationKind.AGENCY), level=Level.TOWN)
    below = Organisation.objects.filter(path__range=(root.path, root.path + root.alphabet[-1] * root.steplen))
    return list(below.filter(wanted).order_by("depth", "path"))
