"""The column 依申请公开, the entrance and the blank forms: for everybody, the same, and cheap."""

import io

import pytest
from django.utils import timezone
from docx import Document

from disclosure.applications import actions
from disclosure.applications.public import blank
from disclosure.applications.public.fields import ORGANISATION, PERSON, TITLES
from tests.cms_core.serving import reader_of, texts, tree_of
from tests.disclosure.applications.factories import submit
from tests.disclosure.applications.public.applying import SECRETS, make_body
from tests.factories import make_portal

pytestmark = pytest.mark.django_db
COLUMN = "/open/request/"


@pytest.fixture
def portal():
    return make_body()


def test_the_column_leads_to_the_form_and_counts_the_year_without_telling_anything(portal):
    for _ in range(3):
        application = submit(portal, day=timezone.localdate()).application
        application = actions.RegisterApplication(application).execute()
    actions.ReplyApplication(application, reply="granted").execute()
    page = reader_of(portal).get(COLUMN)
    assert texts(page, "//dl[@class='apply-figures']//dd") == ["3 件", "1 件", "2 件"]
    assert {"/apply/", "/apply/status/"} <= set(tree_of(page).xpath("//main//a/@href"))
    assert not any(secret in page.content.decode() for secret in (*SECRETS, "2025年度部门预算"))


def test_what_another_portal_has_is_not_counted(portal):
    other = make_body("deqing")
    actions.RegisterApplication(submit(other, day=timezone.localdate()).application).execute()
    assert texts(reader_of(portal).get(COLUMN), "//dl[@class='apply-figures']//dd") == ["0 件"] * 3


def test_a_subsite_leads_to_its_county(portal):
    make_portal("fenshui", "subsite", portal)
    page = reader_of(portal).get("/subsite-fenshui/fenshui/")
    assert page.status_code == 200
    assert "/apply/" not in page.content.decode()
    assert reader_of(portal).get("/apply/").status_code == 200


def test_the_column_and_the_entrance_keep_the_budget(portal, django_assert_max_num_queries):
    for _ in range(20):
        submit(portal)
    reader_of(portal).get(COLUMN)
    with django_assert_max_num_queries(10):
        assert reader_of(portal).get(COLUMN).status_code == 200
    with django_assert_max_num_queries(8):
        assert reader_of(portal).get("/apply/").status_code == 200


def test_the_entrance_is_for_everybody_and_sets_no_cookie(portal):
    page = reader_of(portal).get("/apply/")
    assert page.has_header("ETag") and not page.cookies
    assert reader_of(portal).get("/apply").status_code in (301, 302)


@pytest.mark.parametrize("form", [PERSON, ORGANISATION])
def test_the_blank_form_has_every_field_on_paper(portal, form):
    answer = reader_of(portal).get(f"/apply/blank/{form}.docx")
    tables = Document(io.BytesIO(answer.content)).tables
    said = "".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    wanted = [row["label"] for section in blank.content_of(form, portal)["sections"] for row in section["rows"]]
    assert len(wanted) > 15 and all(label in said for label in wanted)
    assert TITLES[form] in said and "attachment" in answer["Content-Disposition"]
    assert "用途 *" not in said


def test_the_blank_form_is_set_once_and_kept(portal, monkeypatch):
    first = reader_of(portal).get("/apply/blank/person.pdf")
    assert first.content.startswith(b"%PDF")
    monkeypatch.setattr(blank, "pdf", None)
    assert reader_of(portal).get("/apply/blank/person.pdf").content == first.content
