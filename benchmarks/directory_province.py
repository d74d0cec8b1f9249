"""A province of a given number of directory entries over its 142 bodies on their 142 portals.

The rows are written as they are, without pages and catalogue behind them, which no list and no count of the directory
reads: 200,000 of them in half a minute. Half are documents, over twenty years; the measured ones have all the values
that are asked for, so that any question fills its page in a small province as well as in a large one.
"""

import datetime
import random
from itertools import accumulate

BATCH = 2000
YEARS = 20
ITEMS = (1, 2, 3, 4, 6, 7, 8, 10, 12, 15)
# One in so many is of the measured kind, half of those of the measured city.
MEASURED_EVERY = 16
MEASURED = {"items": 1 << 1, "theme": "综合政务/政务公开", "genre": "通知", "validity": "in_force", "year": 2019}
# The province and the measured department have more than others have.
SHARES = {0: 5, 1: 5}
DEEDS = ("重点工作", "专项资金管理", "城市更新", "安全生产检查", "营商环境优化", "困难群众救助", "河道整治", "人才引进")


def build(entries: int) -> None:
    """Portals, rows, and their stamps."""
    from disclosure.directory.rebuild import stamp_all
    from disclosure.models import DirectoryEntry

    portals = make_portals()
    dice = random.Random(0)
    places = range(len(portals))
    heights = list(accumulate(SHARES.get(place, 1) for place in places))
    city = city_of(portals)
    for start in range(0, entries, BATCH):
        rows = []
        for number in range(start, min(start + BATCH, entries)):
            measured = number % MEASURED_EVERY == 0
            of_city = measured and number % (2 * MEASURED_EVERY) == 0
            place = dice.choice(city) if of_city else dice.choices(places, cum_weights=heights)[0]
            rows.append(row_of(number + 1, portals[place], measured, dice))
        DirectoryEntry.objects.bulk_create(rows)
    stamp_all()


def make_portals() -> list:
    """The province's first, then its first department's."""
    from django.db import transaction

    from cms_core.organisations.load import LoadOrganisations
    from cms_core.organisations.readers import read_organisations
    from cms_core.organisations.shipped import shipped_file
    from sites.actions.provision import ProvisionPortals
    from sites.demo.portals import REGION, requests
    from sites.models import Portal, PortalState

    with transaction.atomic():
        LoadOrganisations(read_organisations(shipped_file(REGION))).execute()
    wanted = [one for one in requests() if one.organisation.level < (4 if one.organisation.kind == "government" else 2)]
    report = ProvisionPortals(wanted, state=PortalState.RUNNING).execute()
    found = list(Portal.objects.select_related("organisation", "home").order_by("depth", "path"))
    if report.of("failed") or len(found) != 142:
        raise RuntimeError(f"机构名录变了：不再是 142 个机关，现为 {len(found)} 个。")
    department = next(portal for portal in found if portal.organisation.kind == "department")
    return [found[0], department, *(portal for portal in found[1:] if portal != department)]


def city_of(portals) -> list[int]:
    """The places of a city and its counties."""
    city = next(portal for portal in portals if portal.level == "city")
    return [place for place, portal in enumerate(portals) if portal.path.startswith(city.path)]


def row_of(number: int, portal, measured: bool, dice):
    from cms_core.catalogue.years import year_of
    from cms_core.taxonomies.genres import genres
    from cms_core.taxonomies.themes import themes
    from disclosure.directory.rows import words_of_row
    from disclosure.models import DirectoryEntry

    published = moment(dice)
    year, deed = year_of(published), dice.choice(DEEDS)
    row = DirectoryEntry(
        page_number=number, site_number=portal.home_id, portal_number=portal.home_id, column_number=1,
        organisation_number=portal.organisation_id, title=f"关于进一步做好{deed}的公示（第{number}号）",
        address=f"art/{year}/1/{number}.html", index_number=f"11330000002482136L/{year}-{number:05d}",
        items=1 << dice.choice(ITEMS), published_at=published, updated_at=published, changed_at=published, year=year,
        information_format="文本", kind="article",
    )  # fmt: skip
    if measured or number % 2:
        theme = dice.choice([*themes()])
        below = themes()[theme]
        row.kind, row.title = "document", f"关于印发{deed}实施方案（第{number}号）的通知"
        row.document_number = f"浙政办发〔{year}〕{number}号"
        row.theme = f"{theme}/{dice.choice(below)}" if below else theme
        row.genre = dice.choice(["通知"] * 6 + [*genres()])
        row.validity = dice.choices(["in_force", "amended", "repealed", "expired"], [85, 5, 8, 2])[0]
        row.date_written = published.date()
    if measured:
        vars(row).update(MEASURED)
        row.published_at = row.published_at.replace(year=row.year, month=1 + number % 12, day=1 + number % 28)
    row.words = words_of_row(row, row.index_number)
    return row


def moment(dice) -> datetime.datetime:
    from django.utils import timezone

    return timezone.now() - datetime.timedelta(minutes=dice.randrange(1, YEARS * 525_600))
