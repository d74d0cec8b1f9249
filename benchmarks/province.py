"""A province of a given size to measure on: portals from the blueprints, articles in bulk, in the database set up."""

import datetime
import random

from django.db import transaction
from django.utils import timezone

# Tonglu, the county that is measured, and the portals above it come first in a province of any size.
FIRST = ("33", "3301", "330122")
MEASURED = "tonglu"
# Of all entries, how many are in the measured portal, and of those in its longest column; so that in the smallest
# province too each of its columns fills its place on the home page.
PORTAL_SHARE = 0.3
COLUMN_SHARE = 1 / 3
BATCH = 2000
PARAGRAPH = "会议指出，要坚持以人民为中心，统筹推进各项重点工作，确保年度目标任务如期完成。" * 4


def build(portals: int, entries: int) -> None:
    """Organisations, `portals` portals and `entries` articles; half a minute for 100,000."""
    from cms_core.organisations.load import LoadOrganisations
    from cms_core.organisations.readers import read_organisations
    from cms_core.organisations.shipped import shipped_file
    from sites.actions.provision import ProvisionPortals
    from sites.demo.portals import REGION, requests
    from sites.models import Portal, PortalState

    with transaction.atomic():
        LoadOrganisations(read_organisations(shipped_file(REGION))).execute()
    wanted = sorted(requests(), key=lambda request: rank(request.organisation))
    report = ProvisionPortals(wanted[:portals], state=PortalState.RUNNING).execute()
    if report.of("failed") or len(report.outcomes) != portals:
        raise RuntimeError(report.as_dict())
    dice = random.Random(0)
    measured = Portal.objects.get(key=MEASURED)
    others = list(Portal.objects.exclude(pk=measured.pk).order_by("path"))
    here = round(entries * PORTAL_SHARE)
    fill(measured, here, dice, longest=round(here * COLUMN_SHARE))
    for portal, share in zip(others, spread(entries - here, len(others)), strict=True):
        fill(portal, share, dice)


def spread(number: int, parts: int) -> list[int]:
    """`number` in so many whole parts that differ by one at most."""
    return [number * (place + 1) // parts - number * place // parts for place in range(parts)]


def rank(body) -> int:
    code = body.division_code
    if body.kind == "government" and code in FIRST:
        return FIRST.index(code)
    # Towns last, and not those of the measured county: it shall have the same columns in a province of any size.
    return len(FIRST) + (body.level == 4) + (body.level == 4 and code.startswith(FIRST[-1]))


def columns_of(portal):
    """The list columns of one portal; those of a subsite stand in its county's tree."""
    from cms_core.catalogue.columns import ColumnTree

    host = portal if portal.site_id else portal.get_parent()
    nodes = (node for node in ColumnTree.of(host.home).nodes if node.home_id == portal.home_id)
    return [node for node in nodes if node.kind == "column" and node.list_style in ("list", "pictures")]


def fill(portal, number: int, dice, longest: int = 0) -> None:
    """`number` articles over ten years, `longest` of them in the first list column, the others spread evenly."""
    from wagtail.models import Page

    from cms_core.models import ArticlePage
    from cms_core.tree.bulk import write_pages
    from cms_core.tree.specs import PageSpec

    columns = columns_of(portal)
    shares = spread(number - longest, len(columns))
    shares[0] += longest
    now = timezone.now()
    for node, share in zip(columns, shares, strict=True):
        for start in range(0, share, BATCH):
            specs = [
                PageSpec(
                    ArticlePage(
                        title=f"{portal.short_name}召开第{place}次重点工作推进会部署下一阶段任务",
                        slug=f"b{place}",
                        summary="会议总结了前一阶段工作，部署了下一阶段任务。",
                        body=[("text", f"<p>{PARAGRAPH}</p>" * 6)],
                        published_at=now - datetime.timedelta(minutes=dice.randrange(1, 5_000_000)),
                    )
                )
                for place in range(start, min(start + BATCH, share))
            ]
            write_pages(Page.objects.get(pk=node.id), specs)


def longest_column(portal):
    """The first list column, and how many entries it has."""
    from cms_core.catalogue.counters import counts

    node = columns_of(portal)[0]
    return node, counts([node.id]).get(node.id, 0)
