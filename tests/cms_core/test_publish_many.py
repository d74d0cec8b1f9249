"""Publishing many pages at once asks of documents what the form asks of one."""

import datetime

import pytest
from django.urls import reverse

from cms_core.models import ArticlePage, DocumentPage
from tests.factories import make_article, make_column, make_document, make_editor, make_portal

pytestmark = pytest.mark.django_db
WHOLE = {
    "issuer_text": "桐庐县人民政府办公室",
    "date_written": datetime.date(2026, 3, 1),
    "theme": "综合政务/电子政务",
    "body": [{"type": "text", "value": "<p>正文</p>"}],
}


@pytest.fixture
def column():
    return make_column(make_portal("tonglu").home)


@pytest.fixture
def publish(client, column):
    portal = column.get_parent().specific.portal
    client.force_login(make_editor(portal))
    client.defaults["HTTP_HOST"] = portal.site.hostname

    def publish(*pages, **data):
        query = "&".join(f"id={page.pk}" for page in pages)
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        response = client.post(f"{url}?{query}&next=/admin/", data, follow=True)
        return response.content.decode()

    return publish


def test_whole_documents_and_articles_are_published(column, publish):
    publish(make_document(column, live=False, **WHOLE), make_article(column, live=False))
    assert DocumentPage.objects.get().live and ArticlePage.objects.get().live


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"theme": ""}, "请选择主题分类"),
        ({"body": []}, "请填写正文"),
        ({"disclosure": "none", "disclosure_reason": "国家秘密"}, "不予公开"),
    ],
    ids=["no theme", "no body", "not to be public"],
)
def test_of_a_document_that_is_not_nothing_is_published_and_why_is_told(column, publish, changes, said):
    article = make_article(column, live=False)
    html = publish(article, make_document(column, "未完的公文", live=False, **{**WHOLE, **changes}))
    assert "未完的公文" in html and said in html
    assert not DocumentPage.objects.get().live and not ArticlePage.objects.get().live


def test_drafts_below_a_column_are_asked_too(column, publish):
    make_document(column, live=False, **{**WHOLE, "theme": ""})
    column.refresh_from_db()
    assert "请选择主题分类" in publish(column, include_descendants="on")
    assert not DocumentPage.objects.get().live
