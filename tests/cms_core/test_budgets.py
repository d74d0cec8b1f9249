"""Query budgets of the public pages: article 8, column 10, home 15, whatever the size of the province.

Counted with everything: the middleware, the page's restrictions, its frame and its body.
"""

import datetime
import io

import PIL.Image
import pytest
from django.core.files.images import ImageFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms_core.models import Entry, EntryCount, Picture
from tests.cms_core.serving import at, reader_of
from tests.factories import make_article, make_column, make_document, make_portal

pytestmark = pytest.mark.django_db
ARTICLE, COLUMN, HOME = 8, 10, 15
SECTIONS = [
    ("headline", {"column": "dongtai"}),
    ("picture_news", {"column": "dongtai", "count": 4}),
    ("tabs", {"columns": ["dongtai", "gongkai", "tupian"], "count": 8}),
    ("column_lists", {"columns": ["gongkai", "pindao"], "count": 7}),
    ("topic_banners", {"title": "专题", "count": 3}),
]


def make_picture(title="图"):
    file = io.BytesIO()
    PIL.Image.new("RGB", (900, 600), "teal").save(file, "PNG")
    return Picture.objects.create(title=title, description="山水", file=ImageFile(file, f"{title}.png"))


@pytest.fixture
def county():
    """A county with columns of every style, pictures, a town, and a home page of several sections."""
    portal = make_portal("tonglu", site_code="3301220001")
    columns = {
        "dongtai": make_column(portal.home, "动态", slug="dongtai"),
        "gongkai": make_column(portal.home, "公开", slug="gongkai", list_style="documents"),
        "tupian": make_column(portal.home, "图片", slug="tupian", list_style="pictures"),
        "pindao": make_column(portal.home, "频道", slug="pindao", list_style="channel"),
    }
    columns["below"] = make_column(columns["pindao"], "下级", slug="xiaji")
    make_portal("fenshui", "subsite", portal)
    picture = make_picture()
    for column in columns.values():
        make_article(column, picture=picture, published_at=at(2026, 1, 1))
        make_document(column, published_at=at(2025, 1, 1))
    numbers = {key: column.pk for key, column in columns.items()}

    def stored(value):
        if isinstance(value, list):
            return [stored(item) for item in value]
        return numbers.get(value, value) if isinstance(value, str) else value

    portal.home.sections = [
        {"type": kind, "value": {name: stored(value) for name, value in values.items()}} for kind, values in SECTIONS
    ]
    portal.home.save_revision().publish()
    portal.columns = columns
    portal.picture = picture
    return portal


def pages_of(portal):
    """Path and budget of every kind of page."""
    columns = portal.columns
    body = [
        ("text", f'<p>正文，<a linktype="page" id="{columns["dongtai"].pk}">链接</a>。</p>'),
        ("heading", {"level": "2", "text": "一、要求"}),
    ]
    pictured = [
        *body,
        ("picture", {"picture": portal.picture, "alt": "", "caption": "", "source": ""}),
        ("picture", {"picture": portal.picture, "alt": "", "caption": "", "source": ""}),
    ]
    repealing = make_document(columns["gongkai"], "新办法")
    article = make_article(columns["dongtai"], body=pictured)
    document = make_document(columns["gongkai"], body=body, validity="repealed", changed_by=repealing)
    paths = {f"/{article.address}": ARTICLE, f"/{document.address}": ARTICLE, "/": HOME}
    for column in columns.values():
        paths[column.get_url()] = COLUMN
    paths["/dongtai/?year=2026"] = COLUMN
    paths["/dongtai/feed.atom"] = COLUMN
    paths["/search/?q=推进"] = COLUMN
    paths["/sitemap/"] = COLUMN
    paths["/nowhere/"] = COLUMN
    return paths


def counted(reader, paths) -> dict[str, int]:
    """Queries of each page on its second request: renditions are made once, routing is read once a process."""
    for path in paths:
        reader.get(path)
    found = {}
    for path in paths:
        with CaptureQueriesContext(
            connection,
        ) as context:
            reader.get(path)
        found[path] = len(context)
    return found


def add_portals(number):
    for index in range(number):
        portal = make_portal(f"other{index}")
        make_article(make_column(portal.home, slug="dongtai"))


def add_entries(portal, number):
    """Entries without their pages would break foreign keys: pages of one article, copied in bulk."""
    from wagtail.models import Page

    column = portal.columns["dongtai"]
    first = Entry.objects.filter(column=column.pk, kind="article").first()
    source = Page.objects.get(pk=first.pk)
    start = at(2020, 1, 1)
    pages = [
        Page(
            path=Page._get_path(column.path, source.depth, 1000 + index),
            depth=source.depth,
            title=f"消息{index}",
            draft_title=f"消息{index}",
            slug=f"copy-{index}",
            url_path=f"{column.url_path}copy-{index}/",
            content_type=source.content_type,
            locale=source.locale,
            live=True,
        )
        for index in range(number)
    ]
    made = Page.objects.bulk_create(pages, batch_size=500)
    facts = {field.attname: getattr(first, field.attname) for field in Entry._meta.concrete_fields}
    Entry.objects.bulk_create(
        [
            Entry(
                **{
                    **facts,
                    "page_id": page.pk,
                    "title": page.title,
                    "address": f"art/2020/1/{page.pk}.html",
                    "published_at": start + datetime.timedelta(minutes=index),
                }
            )
            for index, page in enumerate(made)
        ],
        batch_size=500,
    )
    row, _ = EntryCount.objects.get_or_create(column_id=column.pk, year=2020)
    row.count += number
    row.save()


def test_every_page_keeps_its_budget(county):
    paths = pages_of(county)
    found = counted(reader_of(county), paths)
    over = {path: (found[path], budget) for path, budget in paths.items() if found[path] > budget}
    assert not over


def test_a_page_of_a_subsite_keeps_its_budget(county):
    town = county.__class__.objects.get(key="fenshui")
    article = make_article(make_column(town.home, slug="tz"))
    paths = {f"/{article.address}": ARTICLE, town.home.get_url(): HOME}
    found = counted(reader_of(county), paths)
    assert all(found[path] <= budget for path, budget in paths.items()), found


def test_the_number_of_portals_changes_nothing(county):
    paths = pages_of(county)
    before = counted(reader_of(county), paths)
    add_portals(20)
    assert counted(reader_of(county), paths) == before


def test_the_number_of_entries_changes_nothing(county):
    paths = pages_of(county)
    before = counted(reader_of(county), paths)
    add_entries(county, 3000)
    after = counted(reader_of(county), paths)
    assert after == before


def test_a_list_reads_only_what_it_shows_however_far_down(county):
    add_entries(county, 3000)
    reader = reader_of(county)
    last = reader.get("/dongtai/").context["pagination"]["last_url"]
    assert counted(reader, [last])[last] <= COLUMN
    response = reader.get(last)
    assert 0 < len(response.context["entries"]) <= 20
