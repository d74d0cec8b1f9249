"""Handing out attachments: to whom, under which name, and how."""

import io

import pytest
from django.contrib.auth.models import AnonymousUser
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from cms_core.attachments.store import store_attachment
from cms_core.attachments.visibility import is_public
from cms_core.models import Attachment
from tests import factories
from tests.cms_core import files

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def attachment_files(tmp_path):
    field = Attachment._meta.get_field("file")
    before, field.storage = field.storage, type(field.storage)(location=tmp_path / "attachments")
    yield
    field.storage = before


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


def attach(portal, name="浙政办发〔2015〕28号.pdf", data=files.PDF):
    return store_attachment(io.BytesIO(data), name, portal.collection)[0]


def body_with(attachment):
    return [{"type": "attachments", "value": {"title": "", "files": [{"file": attachment.pk, "name": ""}]}}]


def text_with(attachment):
    return [{"type": "text", "value": f'<p><a linktype="document" id="{attachment.pk}">附件</a></p>'}]


def whole(response):
    return b"".join(response.streaming_content)


def test_an_attachment_is_public_as_soon_as_its_page_is(reader, portal, column):
    attachment = attach(portal)
    assert reader.get(attachment.url).status_code == 404
    page = factories.make_article(column, live=False, body=body_with(attachment))
    assert reader.get(attachment.url).status_code == 404
    page.save_revision().publish()
    response = reader.get(attachment.url)
    assert response.status_code == 200 and whole(response) == files.PDF
    page.refresh_from_db()
    page.unpublish()
    assert reader.get(attachment.url).status_code == 404


def test_links_in_running_text_count_too(reader, portal, column):
    attachment = attach(portal)
    factories.make_article(column, body=text_with(attachment))
    assert reader.get(attachment.url).status_code == 200


def test_a_draft_of_a_live_page_does_not_let_its_attachment_out(reader, portal, column):
    attachment = attach(portal)
    page = factories.make_article(column)
    page.body = body_with(attachment)
    page.save_revision()
    assert reader.get(attachment.url).status_code == 404


def test_a_page_that_is_added_live_shows_its_attachment(reader, portal, column):
    from cms_core.models import ArticlePage

    attachment = attach(portal)
    page = ArticlePage(title="通知", slug="tongzhi", live=True, body=body_with(attachment))
    Page.objects.get(pk=column.pk).add_child(instance=page)
    assert reader.get(attachment.url).status_code == 200


def test_a_private_page_keeps_its_attachment_private(reader, portal, column):
    attachment = attach(portal)
    page = factories.make_article(column, body=body_with(attachment))
    PageViewRestriction.objects.create(page=page.page_ptr, restriction_type=PageViewRestriction.LOGIN)
    assert reader.get(attachment.url).status_code == 404


def test_a_portal_that_is_not_open_keeps_its_attachments(portal, column):
    attachment = attach(portal)
    factories.make_article(column, body=body_with(attachment))
    assert is_public(attachment)
    Page.objects.filter(pk=portal.home.pk).update(live=False)
    assert not is_public(attachment)


def test_a_withdrawn_column_takes_the_attachments_below_it_along(reader, portal, column):
    attachment = attach(portal)
    factories.make_article(column, body=body_with(attachment))
    assert reader.get(attachment.url).status_code == 200
    column.refresh_from_db()
    column.unpublish()
    assert reader.get(attachment.url).status_code == 404


def test_an_editor_sees_a_draft_attachment_and_nobody_keeps_a_copy(reader, portal):
    attachment = attach(portal)
    reader.force_login(factories.make_user(superuser=True))
    response = reader.get(attachment.url)
    assert response.status_code == 200 and "private" in response["Cache-Control"]


def test_a_stranger_who_logged_in_does_not(reader, portal):
    attachment = attach(portal)
    reader.force_login(factories.make_user())
    assert reader.get(attachment.url).status_code == 404


def test_a_private_collection_is_respected(reader, portal, column):
    attachment = attach(portal)
    factories.make_article(column, body=body_with(attachment))
    CollectionViewRestriction.objects.create(
        collection=Collection.objects.get(pk=portal.collection_id), restriction_type=CollectionViewRestriction.LOGIN
    )
    assert reader.get(attachment.url).status_code == 302


def test_asking_who_may_see_it_costs_the_same_for_one_page_and_for_many(portal, column, django_assert_num_queries):
    attachment = attach(portal)
    for _ in range(8):
        factories.make_article(column, body=body_with(attachment))
    is_public(attachment)
    with django_assert_num_queries(4):
        assert is_public(attachment)


@pytest.fixture
def public(portal, column):
    def make(name, data):
        attachment = attach(portal, name, data)
        factories.make_article(column, body=body_with(attachment))
        return attachment

    return make


def test_the_number_is_the_address_and_another_name_leads_to_it(reader, public):
    attachment = public("浙政办发〔2015〕28号.ceb", files.CEB)
    response = reader.get(f"/documents/{attachment.pk}/")
    assert response.status_code == 301 and response["Location"] == attachment.url
    assert reader.get(f"/documents/{attachment.pk}/旧名.ceb").status_code == 301
    assert reader.get("/documents/999999/").status_code == 404


def test_documents_are_saved_under_their_chinese_name_and_never_run(reader, public):
    response = reader.get(public("通知.docx", files.DOCX).url)
    assert (
        response["Content-Disposition"].startswith("attachment")
        and "%E9%80%9A%E7%9F%A5.docx" in response["Content-Disposition"]
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Content-Type"].startswith("application/vnd.openxmlformats")


def test_a_pdf_opens_in_the_browser_without_rights(reader, public):
    response = reader.get(public("公报.pdf", files.PDF).url)
    assert response["Content-Disposition"].startswith("inline")
    assert response["Content-Security-Policy"].startswith("default-src 'none'")


def test_text_is_saved_and_not_shown(reader, public):
    response = reader.get(public("说明.txt", files.TXT).url)
    assert response["Content-Disposition"].startswith("attachment")


def test_nothing_of_an_attachment_lies_in_the_media_directory(portal, settings):
    attachment = attach(portal)
    with pytest.raises(NotImplementedError):
        attachment.file.url  # noqa: B018
    assert str(settings.MEDIA_ROOT) not in attachment.file.path


RANGES = [
    ("bytes=0-9", 206, slice(0, 10)),
    ("bytes=100-", 206, slice(100, None)),
    ("bytes=-20", 206, slice(-20, None)),
    ("bytes=0-999999", 206, slice(0, None)),
    ("bytes=9-2", 200, slice(0, None)),
    ("bytes=0-1,5-6", 200, slice(0, None)),
    ("items=0-1", 200, slice(0, None)),
    ("bytes=", 200, slice(0, None)),
]


@pytest.mark.parametrize(("asked", "status", "part"), RANGES, ids=[row[0] for row in RANGES])
def test_a_video_is_watched_from_its_middle(reader, public, asked, status, part):
    response = reader.get(public("解读.mp4", files.MP4).url, headers={"Range": asked})
    body = whole(response)
    assert (response.status_code, body) == (status, files.MP4[part])
    assert int(response["Content-Length"]) == len(body) and response["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("asked", ["bytes=999999-", "bytes=-0", "bytes=99999999999999999999-"])
def test_a_part_behind_the_end_is_refused(reader, public, asked):
    response = reader.get(public("解读.mp4", files.MP4).url, headers={"Range": asked})
    assert response.status_code == 416 and response["Content-Range"] == f"bytes */{len(files.MP4)}"


def test_an_unchanged_file_is_not_sent_again(reader, public):
    attachment = public("公报.pdf", files.PDF)
    etag = reader.get(attachment.url)["ETag"]
    assert reader.get(attachment.url, headers={"If-None-Match": etag}).status_code == 304
    stale = reader.get(attachment.url, headers={"Range": "bytes=0-3", "If-Range": '"other"'})
    assert stale.status_code == 200


def test_only_reading_is_possible(reader, public):
    attachment = public("公报.pdf", files.PDF)
    assert reader.post(attachment.url).status_code == 405
    assert reader.head(attachment.url).status_code == 200


def test_a_lost_file_is_not_found(reader, public):
    attachment = public("公报.pdf", files.PDF)
    attachment.file.storage.delete(attachment.file.name)
    assert reader.get(attachment.url).status_code == 404


def test_nobody_is_no_editor(portal):
    from cms_core.attachments.visibility import may_fetch

    assert not may_fetch(AnonymousUser(), attach(portal))
