"""Handing out pictures: a draft's are seen by its editors only."""

import io

import PIL.Image
import pytest
from django.core.cache import cache
from django.core.files.images import ImageFile

from cms_core.models import ArticlePage, DocumentPage, Picture
from cms_core.tree.bulk import write_pages
from cms_core.tree.specs import PageSpec
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    # Wagtail remembers renditions by the picture's number, which the rollback gives out again.
    cache.clear()


@pytest.fixture
def portal():
    return factories.make_portal("tonglu")


@pytest.fixture
def column(portal):
    return factories.make_column(portal.home)


@pytest.fixture
def reader(client, portal):
    client.defaults["HTTP_HOST"] = portal.site.hostname
    return client


@pytest.fixture
def picture(portal):
    file = io.BytesIO()
    PIL.Image.new("RGB", (90, 60), "teal").save(file, "PNG")
    return Picture.objects.create(
        title="会场", description="会场", file=ImageFile(file, "会场.png"), collection=portal.collection
    )


def in_body(picture):
    return [{"type": "picture", "value": {"picture": picture.pk, "alt": "", "caption": "", "source": ""}}]


def addresses(picture):
    return [picture.file.url, picture.get_rendition("max-50x50|format-webp").url]


def statuses(reader, picture):
    return [reader.get(address).status_code for address in addresses(picture)]


def test_a_picture_is_public_while_a_page_shows_it(reader, column, picture):
    assert statuses(reader, picture) == [404, 404]
    page = factories.make_article(column, live=False, picture=picture)
    assert statuses(reader, picture) == [404, 404]
    page.save_revision().publish()
    assert statuses(reader, picture) == [200, 200]
    page.refresh_from_db()
    page.unpublish()
    assert statuses(reader, picture) == [404, 404]


def test_a_picture_of_a_scheduled_revision_waits(reader, column, picture):
    page = factories.make_article(column)
    page.body = in_body(picture)
    page.save_revision()
    assert statuses(reader, picture) == [404, 404]


def test_what_is_written_in_bulk_shows_its_pictures_at_once(reader, column, picture):
    block = ArticlePage._meta.get_field("body").stream_block
    page = ArticlePage(title="图", live=True, body=block.to_python(in_body(picture)))
    write_pages(column, [PageSpec(page)])
    assert statuses(reader, picture) == [200, 200]


def test_a_bulk_of_pages_costs_no_query_a_page(column, picture, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        write_pages(column, [PageSpec(DocumentPage(title=f"文件{n}", live=True, picture=picture)) for n in range(60)])


def test_the_emblem_of_a_portal_is_public(reader, portal, picture):
    portal.logo = picture
    portal.save()
    assert statuses(reader, picture) == [200, 200]


def test_its_editors_see_a_picture_before(reader, portal, picture):
    editor = factories.make_editor(portal)
    reader.force_login(editor)
    answers = [reader.get(address) for address in addresses(picture)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert all("no-store" in answer["Cache-Control"] for answer in answers)


def test_the_editors_of_another_portal_do_not(reader, picture):
    reader.force_login(factories.make_editor(factories.make_portal("chunan")))
    assert statuses(reader, picture) == [404, 404]


def test_a_picture_never_runs_as_a_page(reader, column, picture):
    factories.make_article(column, picture=picture)
    answer = reader.get(picture.file.url)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "max-age=3600" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "path", ["", "images/", "images/9/none.webp", "original_images/none.png", "../secret-key", "x\x00"]
)
def test_nothing_else_lies_there(reader, path):
    assert reader.get(f"/media/{path}").status_code in (301, 404)


def test_nginx_may_send_the_file(reader, column, picture, settings):
    settings.PORTAL_MEDIA_ACCEL = "/_media/"
    address = picture.file.url
    assert reader.get(address).status_code == 404
    factories.make_article(column, picture=picture)
    answer = reader.get(address)
    assert answer["X-Accel-Redirect"].startswith("/_media/original_images/")
    assert not answer.content and "Content-Type" not in answer


def test_a_picture_costs_few_queries(reader, column, picture, django_assert_max_num_queries):
    factories.make_article(column, picture=picture)
    address = addresses(picture)[1]
    with django_assert_max_num_queries(8):
        assert reader.get(address).status_code == 200
