"""schema.org for an item: a GovernmentService with who provides it, where, and how it is reached."""

from listings.kinds import ListKind
from listings.models import ItemVersion
from listings.states import CURRENT


def item_graph(version: ItemVersion, listing, root: str, path: str) -> list[dict]:
    """What is described is the item as the page shows it."""
    url = f"{root}{path}"
    found = {
        "@type": "GovernmentService",
        "@id": f"{url}#service",
        "url": url,
        "name": version.name,
        "identifier": version.code,
        "serviceType": listing.get_kind_display(),
        "inLanguage": "zh-CN",
        "provider": {"@type": "GovernmentOrganization", "name": version.organisation.name},
        "areaServed": {"@type": "AdministrativeArea", "name": listing.portal.organisation.name},
        "isPartOf": {"@type": "Dataset", "name": str(listing), "url": f"{root}/lists/{listing.kind}/"},
        "validFrom": version.since.isoformat(),
    }
    if version.state not in CURRENT:
        found["validThrough"] = version.since.isoformat()
        del found["validFrom"]
    if listing.kind == ListKind.POWER:
        found["category"] = version.get_category_display()
        found["availableChannel"] = channel(version)
    elif listing.kind == ListKind.FUND:
        found |= {"validFrom": version.starts.isoformat(), "validThrough": version.ends.isoformat()}
    return [{name: value for name, value in found.items() if value}]


def channel(version: ItemVersion) -> dict | None:
    told = {
        "serviceUrl": version.guide_url,
        "servicePhone": version.phone,
        "availableLanguage": "zh-CN",
    }
    told = {name: value for name, value in told.items() if value}
    return {"@type": "ServiceChannel", **told} if len(told) > 1 else None
