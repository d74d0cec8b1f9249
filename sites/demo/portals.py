"""Which portals the demo has, which of them are full, and the made-up numbers in their footers."""

from __future__ import annotations

import datetime
import zlib

from cms_core.models import Organisation
from cms_core.organisations.demo_codes import demo_credit_code
from sites.demo.setting import Setting
from sites.models import Portal
from sites.provisioning.requests import PortalRequest, region

REGION = "33"
# The province, three departments, two cities, three counties and a town.
FULL = (
    "zj", "zj-czt", "zj-jyt", "zj-sthjt", "hangzhou", "lishui", "tonglu", "deqing", "shengsi", "tonglu-fuchunjiang",
)  # fmt: skip


def give_credit_codes() -> int:
    """Made-up codes that pass the check, for bodies without a real one, so that index numbers can be given out."""
    bodies = list(Organisation.objects.filter(credit_code=None))
    for body in bodies:
        body.credit_code = demo_credit_code(body)
    Organisation.objects.bulk_update(bodies, ["credit_code"], batch_size=200)
    return len(bodies)


def requests() -> list[PortalRequest]:
    """Every government and department of the province, and the towns of a few counties as subsites."""
    numbers: dict[str, int] = {}
    found = []
    for organisation in region(REGION, towns=True):
        code = (organisation.division_code[:6] or REGION).ljust(6, "0")
        numbers[code] = numbers.get(code, 0) + 1
        serial = numbers[code]
        fields = {
            "site_code": f"{code}{serial:04d}",
            "icp_number": f"浙ICP备00000000号-{len(found) + 1}",
            "police_number": f"浙公网安备 {code}{serial:08d}号",
            "registration_mark": f"{zlib.crc32(organisation.key.encode()):032X}",
            "contact_phone": f"0571-0000{1000 + len(found)}",
            "contact_address": f"{organisation.display_name}办公楼（演示地址）",
        }
        found.append(PortalRequest(organisation, fields=fields))
    return found


def setting_of(portal: Portal, today: datetime.date) -> Setting:
    """How this portal speaks; document prefixes are the body's own where the directory has them."""
    body = portal.organisation
    prefixes = [row.prefix for row in body.prefixes.all()]
    # 杭政发 and 浙财 are both in the directory; the series (发, 办) is added for governments.
    plain = [prefix for prefix in prefixes if prefix[-1] not in "发函令"]
    first_letters = "".join(word[:1] for word in (portal.short_name, "政"))
    return Setting(
        key=portal.key,
        level=portal.level,
        short_name=portal.short_name,
        body=body.name,
        body_short=body.display_name,
        prefix=min(plain, key=len) if plain else first_letters,
        today=today,
        seed=zlib.crc32(portal.key.encode()) % 100_000,
        contact=portal.contact_phone,
    )
