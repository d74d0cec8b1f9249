"""政策解读: an article and its document lead to each other, and who works on them learns what is missing."""

import csv
import datetime

import pytest
from django.urls import reverse

from cms_core.models import ArticlePage
from cms_core.readings.missing import documents_without_reading
from tests.cms_core.citations.texts import OLD, OLD_NUMBER, body, cited
from tests.cms_core.serving import reader_of, texts
from tests.factories import make_article, make_column, make_editor, make_portal

pytestmark = pytest.mark.django_db
REPORT = "/admin/reports/documents-without-reading/"


@pytest.fixture
def portal():
    return make_portal()


@pytest.fixture
def policies(portal):
    return make_column(portal.home, "政策文件", slug="zhengce", column_type="政策文件", list_style="documents")


@pytest.fixture
def readings(portal):
    return make_column(portal.home, "政策解读", slug="jiedu", column_type="政策解读")


@pytest.fixture
def admin(client, portal):
    client.force_login(make_editor(portal))
    client.defaults["HTTP_HOST"] = portal.site.hostname
    return client


def test_the_policy_column_marks_documents_that_have_readings(portal, policies, readings):
    make_article(readings, "办法解读", interprets=cited(policies))
    cited(policies, "没有解读的规定", "桐政发〔2011〕1号")
    assert texts(reader_of(portal).get("/zhengce/"), "//tr//a[@class='tag']") == ["解读"]


def test_the_reading_column_shows_the_document_beside_each_reading(portal, policies, readings):
    make_article(readings, "办法解读", interprets=cited(policies))
    make_article(readings, "一般的解读")
    assert texts(reader_of(portal).get("/jiedu/"), "//p[@class='entry-of']") == [f"解读的文件：{OLD}"]


def test_neither_names_what_the_public_may_not_see(portal, policies, readings):
    document = cited(policies)
    make_article(readings, "没发布的解读", live=False, interprets=document)
    assert not texts(reader_of(portal).get("/zhengce/"), "//tr//a[@class='tag']")
    make_article(readings, "办法解读", interprets=document)
    document.unpublish()
    assert OLD not in reader_of(portal).get("/jiedu/").content.decode()


def test_the_report_lists_the_documents_that_nobody_explains(admin, policies, readings):
    make_article(readings, "办法解读", interprets=cited(policies))
    bare = cited(policies, "没有解读的规定", "桐政发〔2011〕1号")
    assert list(documents_without_reading().values_list("pk", flat=True)) == [bare.pk]
    page = admin.get(REPORT).content.decode()
    assert "没有解读的规定" in page
    assert OLD not in page


def test_the_report_holds_only_ones_own_portals(admin, policies):
    other = make_portal("jiande")
    cited(make_column(other.home), "别处的规定", "建政发〔2011〕1号")
    page = admin.get(REPORT).content.decode()
    assert "别处的规定" not in page
    assert other.home.title not in page


def test_the_report_narrows_by_year_and_issuer_and_can_be_taken_away_as_a_file(admin, policies):
    cited(policies, genre="通知")
    assert OLD in admin.get(f"{REPORT}?genre=通知").content.decode()
    assert OLD not in admin.get(f"{REPORT}?year=1999").content.decode()
    assert OLD not in admin.get(f"{REPORT}?since=2999-01-01").content.decode()
    assert OLD in admin.get(f"{REPORT}?year=abc&since=x").content.decode()
    exported = admin.get(f"{REPORT}?export=csv")
    assert OLD in b"".join(exported.streaming_content).decode()


def test_the_file_says_what_the_list_says_and_holds_no_formula(admin, policies):
    evening = datetime.datetime(2026, 3, 1, 16, 30, tzinfo=datetime.UTC)
    cited(policies, "=HYPERLINK(1)", issuer_text="桐庐县会议办公室", published_at=evening)
    content = b"".join(admin.get(f"{REPORT}?export=csv").streaming_content).decode()
    heading, row = csv.reader(content.removeprefix("\ufeff").splitlines())
    assert content.startswith("\ufeff")
    assert dict(zip(heading, row, strict=True)) | {"门户": "", "体裁分类": ""} == {
        "标题": "'=HYPERLINK(1)",
        "发文字号": OLD_NUMBER,
        "发文机关": "桐庐县会议办公室",
        "体裁分类": "",
        "门户": "",
        "发布日期": "2026-03-02",
    }


def test_who_works_on_no_portal_is_turned_away(client, portal):
    client.defaults["HTTP_HOST"] = portal.site.hostname
    client.force_login(make_editor(make_portal("jiande"), actions=()))
    assert client.get(REPORT).status_code in {302, 403}


def test_writing_a_reading_opens_a_draft_that_says_what_it_interprets(admin, policies, readings):
    document = cited(policies)
    response = admin.post(reverse("write_reading", args=[document.pk]))
    draft = ArticlePage.objects.get()
    assert (draft.interprets_id, draft.live, draft.get_parent().pk) == (document.pk, False, readings.pk)
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert admin.get(response["Location"]).status_code == 200
    admin.post(reverse("write_reading", args=[document.pk]))
    assert ArticlePage.objects.count() == 1


def test_without_a_reading_column_the_editor_is_told_what_to_do(admin, policies):
    response = admin.post(reverse("write_reading", args=[cited(policies).pk]), follow=True)
    assert "没有“政策解读”类的栏目" in response.content.decode()


def test_nobody_writes_readings_for_documents_of_others(admin, policies):
    elsewhere = cited(make_column(make_portal("jiande").home))
    assert admin.post(reverse("write_reading", args=[elsewhere.pk])).status_code == 404


def unlinked(column):
    return make_article(column, "办法解读", body=body(f"现就《{OLD}》（{OLD_NUMBER}）解读如下。"))


def test_an_article_that_names_its_document_is_linked_with_one_click(admin, policies, readings):
    document, article = cited(policies), unlinked(readings)
    citation = article.citations.get()
    assert (citation.kind, citation.target_id) == ("interpret", document.pk)
    assert article.title in admin.get(reverse("reading_links")).content.decode()
    admin.post(reverse("link_reading", args=[citation.pk]))
    assert ArticlePage.objects.get().interprets_id == document.pk
    assert article.title not in admin.get(reverse("reading_links")).context["rows"].__str__()
    again = admin.post(reverse("link_reading", args=[citation.pk]), follow=True)
    assert "没有重复关联" in again.content.decode()


def test_the_editor_is_told_on_the_articles_own_page(admin, policies, readings):
    cited(policies)
    article = unlinked(readings)
    page = admin.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    assert "还没有与它互相链接" in page


def test_what_stands_in_another_column_is_no_reading(admin, policies, portal):
    cited(policies)
    unlinked(make_column(portal.home, "动态"))
    assert not admin.get(reverse("reading_links")).context["rows"]


def test_a_document_that_the_public_may_not_see_is_not_named_to_others(admin, readings):
    hidden = make_portal("jiande", state="preparing")
    cited(make_column(hidden.home))
    unlinked(readings)
    assert not admin.get(reverse("reading_links")).context["rows"]


def test_nobody_links_the_readings_of_others(admin, policies):
    cited(policies)
    other = make_portal("jiande")
    article = unlinked(make_column(other.home, "政策解读", column_type="政策解读"))
    citation = article.citations.get()
    assert admin.post(reverse("link_reading", args=[citation.pk])).status_code == 404
