"""A province of a given number of directory entries over its 142 bodies, written in bulk by its own writer.

Pages and catalogue entries are real rows; half of the entries are documents with theme, genre and validity, spread over
twenty years. A body without a portal of its own discloses on that of its government.
"""

import datetime
import random

# Rows a transaction.
BATCH = 4000
YEARS = 20
KEYS = ("policies", "statutory.plans", "statutory.statistics", "statutory.finance", "statutory.emergency", "leaders")
BODY = [("text", "<p>现将有关事项通知如下。</p>")]


def build(entries: int) -> None:
    from benchmarks.listings_province import make_portals
    from cms_core.models import Organisation

    portals = make_portals()
    bodies = {portal: [portal.organisation] for portal in portals}
    bodies[portals[0]] += Organisation.objects.filter(kind="department", level=1).order_by("path")
    for portal in portals[1:]:
        bodies[portal] += portal.organisation.get_children().filter(kind="government", level=3)
    pairs = [(portal, body) for portal, those in bodies.items() for body in those]
    if len(pairs) != 142:
        raise RuntimeError("机构名录变了：不再是 142 个机关。")
    dice = random.Random(0)
    for portal in portals:
        columns = columns_of(portal)
        number = entries * len(bodies[portal]) // len(pairs)
        for start in range(0, number, BATCH):
            write(columns, bodies[portal], range(start, min(start + BATCH, number)), dice)


def columns_of(portal) -> list:
    from cms_core.models import ColumnPage

    home = portal.home
    reach = (home.path, home.path + home.alphabet[-1] * home.steplen)
    found = ColumnPage.objects.filter(path__range=reach, blueprint_key__in=KEYS)
    return list(found.order_by("path"))


def write(columns, bodies, numbers, dice) -> None:
    from collections import defaultdict

    from wagtail.models import Page

    from cms_core.tree.bulk import write_pages
    from cms_core.tree.specs import PageSpec

    specs = defaultdict(list)
    for number in numbers:
        column = columns[number // 7 % len(columns)]
        specs[column.pk].append(PageSpec(page_of(number, bodies, dice)))
    for column, those in specs.items():
        write_pages(Page.objects.get(pk=column), those)


def page_of(number: int, bodies, dice):
    from django.utils import timezone

    from cms_core.models import ArticlePage, DocumentPage
    from cms_core.taxonomies.genres import genres
    from cms_core.taxonomies.themes import themes

    published = timezone.now() - datetime.timedelta(minutes=dice.randrange(1, YEARS * 525_600))
    shared = {"slug": f"d{number}", "body": BODY, "published_at": published}
    if number % 2:
        return ArticlePage(title=f"关于第{number}项工作进展情况的公示", **shared)
    theme = dice.choice([*themes()])
    children = themes()[theme]
    return DocumentPage(
        title=f"关于做好第{number}项重点工作的通知",
        issuer=bodies[number // 2 % len(bodies)],
        document_number=f"浙政办发〔{published.year}〕{number}号",
        index_number=f"000014349/{published.year}-{number:06}",
        theme=f"{theme}/{dice.choice(children)}" if children else theme,
        genre=dice.choice(["通知"] * 6 + [*genres()]),
        validity=dice.choices(["in_force", "amended", "repealed", "expired"], [85, 5, 8, 2])[0],
        date_written=published.date(),
        **shared,
    )
