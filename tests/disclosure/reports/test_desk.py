"""The desk of annual reports: lists, figures with what is behind them, the way from draft to page, who may."""

import json

import pytest
from django.urls import reverse

from cms_core.models import ArticlePage
from disclosure.models import AnnualReport, ReportState
from disclosure.reports.form import cells
from tests.disclosure.applications.factories import MONDAY, make_registered
from tests.disclosure.reports.factories import (
    YEAR,
    make_draft,
    make_government,
    make_published,
    make_reports_column,
)
from tests.factories import make_editor, make_portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal(client):
    portal, _ = make_government()
    client.defaults["HTTP_HOST"] = portal.site.hostname
    make_reports_column(portal)
    return portal


@pytest.fixture
def desk(client, portal):
    """(get, post) of a person who may write and publish."""
    user = make_editor(portal, "writer")
    client.force_login(user)
    return client


def address(name, *args) -> str:
    return reverse(f"annual_reports_admin{name}", args=args)


def press(client, report, name, **given):
    report.refresh_from_db()
    return client.post(address(f"_{name}", report.pk), {"revision": report.revision, **given}, follow=True)


def said(response) -> str:
    return "".join(str(message) for message in response.context["messages"])


def test_one_button_makes_the_drafts(desk, portal):
    response = desk.post(address("_make_all"), {"year": YEAR}, follow=True)
    assert "新生成 1 份" in said(response)
    assert AnnualReport.objects.get().portal == portal


def test_the_list_tells_who_is_late_in_a_fixed_number_of_queries(desk, portal, django_assert_max_num_queries):
    page = desk.get(address(""), {"year": 2020}).content.decode()
    assert "逾期" in page and "尚未生成" in page and "2021-03-31" in page
    with django_assert_max_num_queries(28):
        desk.get(address(""), {"year": 2020})


def test_from_the_draft_to_the_page_by_two_people(desk, client, portal):
    report = make_draft(portal)
    assert "已送审" in said(press(desk, report, "submit"))
    assert "不能自己审核" in said(press(desk, report, "approve"))
    client.force_login(make_editor(portal, "head"))
    assert "审核通过" in said(press(client, report, "approve"))
    assert "已发布" in said(press(client, report, "publish"))
    report.refresh_from_db()
    assert report.state == ReportState.PUBLISHED
    assert ArticlePage.objects.get().live


def test_a_report_page_is_edited_at_the_desk_alone(desk, portal):
    report = make_published(portal)
    for name in ("edit", "delete", "copy"):
        response = desk.get(reverse(f"wagtailadmin_pages:{name}", args=[report.page_id]))
        assert (name, response.status_code) == (name, 302)
        assert response.url == address("_one", report.pk)
    desk.post(reverse("wagtailadmin_pages:unpublish", args=[report.page_id]))
    assert ArticlePage.objects.get().live


def test_a_figure_leads_to_what_was_counted_without_anything_personal(desk, portal):
    application = make_registered(portal, day=MONDAY.replace(year=YEAR))
    report = make_draft(portal)
    page = desk.get(address("_figure", report.pk, "3", "1", "person")).content.decode()
    assert application.number in page
    applicant = application.applicant.open()
    assert not any(applicant[name] in page for name in ("name", "phone", "identity_number", "address"))


def test_every_cell_opens(desk, portal):
    make_registered(portal, day=MONDAY.replace(year=YEAR))
    report = make_draft(portal)
    for key in cells():
        assert desk.get(address("_figure", report.pk, *key)).status_code == 200
    assert desk.get(address("_figure", report.pk, "3", "9", "person")).status_code == 404


def test_a_correction_asks_for_its_reason_and_shows_it(desk, portal):
    report = make_draft(portal)
    where = address("_figure", report.pk, "3", "1", "person")
    given = {"revision": report.revision, "value": "2"}
    assert "请写明更正的原因" in said(desk.post(where, given))
    desk.post(where, {**given, "reason": "登记簿补计"})
    page = desk.get(address("_one", report.pk)).content.decode()
    assert "登记簿补计" in page and "＋2" in page and "勾稽不平" in page


def test_texts_are_saved_as_the_widget_cleans_them(desk, portal):
    report = make_draft(portal)
    page = desk.get(address("_texts", report.pk)).content.decode()
    assert "六、其他需要报告的事项" in page
    paragraph = {"key": "a", "text": "新写的一段", "type": "unstyled", "depth": 0}
    paragraph |= {"inlineStyleRanges": [], "entityRanges": []}
    block = json.dumps({"blocks": [paragraph], "entityMap": {}})
    given = {"revision": report.revision, "problems": block}
    desk.post(address("_texts", report.pk), given)
    report.refresh_from_db()
    assert "新写的一段" in report.problems and "blocks" not in report.problems


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_a_draft_can_be_taken_along(desk, portal, form):
    response = desk.get(address("_file", make_draft(portal).pk, form))
    assert response.status_code == 200 and response.content[:2] == b"PK"


def test_strangers_see_nothing(client, portal):
    report = make_published(portal)
    client.force_login(make_editor(make_portal("jiande"), "stranger"))
    assert client.get(address("_one", report.pk)).status_code in (302, 403)
    assert client.post(address("_withdraw", report.pk), {"reason": "x"}).status_code in (302, 403)
    listed = client.get(address("")).context["page"].object_list
    assert [line["portal"].key for line in listed] == ["jiande"]
    report.refresh_from_db()
    assert report.is_public


def test_the_supervisor_sees_all_below(client, portal):
    make_draft(portal)
    client.force_login(make_editor(portal, "supervisor", superuser=False))
    assert "tonglu人民政府" in client.get(address(""), {"year": YEAR}).content.decode()
