"""Official documents: what must be right before publishing, what is only said, and the header block."""

import datetime
from types import SimpleNamespace

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms_core.documents.rules import legal_problems, publishing_problems, warnings_of
from cms_core.models import ArticlePage, DocumentPage
from cms_core.models.validity import DisclosureAttribute, Validity
from tests import factories

DAY = datetime.date


def facts(**changes):
    """A document with nothing wrong."""
    values = {
        "pk": 1, "live": False, "disclosure": DisclosureAttribute.ACTIVE, "disclosure_reason": "", "issuer": object(),
        "issuer_text": "", "document_number": "浙政办发〔2015〕28号", "theme": "综合政务/电子政务", "body": ["正文"],
        "date_written": DAY(2015, 3, 16), "date_effective": DAY(2015, 4, 1), "date_repealed": None,
        "validity": Validity.IN_FORCE, "validity_basis": "", "changed_by": None,
    }  # fmt: skip
    return SimpleNamespace(**{**values, **changes})


def test_a_good_document_may_be_published():
    assert publishing_problems(facts()) == {} and legal_problems(facts()) == {}
    assert warnings_of(facts(), DAY(2026, 1, 1)) == []


PROBLEMS = [
    ("issuer", {"issuer": None}),
    ("date_written", {"date_written": None}),
    ("theme", {"theme": ""}),
    ("body", {"body": []}),
    ("disclosure", {"disclosure": DisclosureAttribute.NONE, "disclosure_reason": "国家秘密"}),
    ("body", {"disclosure": DisclosureAttribute.ON_REQUEST}),
    ("date_repealed", {"validity": Validity.REPEALED}),
    ("date_repealed", {"validity": Validity.EXPIRED}),
    ("validity_basis", {"validity": Validity.AMENDED}),
    ("validity", {"date_repealed": DAY(2020, 1, 1)}),
    ("changed_by", {"validity": Validity.AMENDED, "changed_by": SimpleNamespace(pk=1)}),
    ("date_repealed", {"validity": Validity.REPEALED, "date_repealed": DAY(2015, 3, 1)}),
]


@pytest.mark.parametrize(("field", "changes"), PROBLEMS, ids=[f"{i}-{row[0]}" for i, row in enumerate(PROBLEMS)])
def test_what_is_wrong_is_said_at_its_field(field, changes):
    problems = publishing_problems(facts(**changes))
    assert list(problems) == [field] and all("请" in message or "不能" in message for message in problems[field])


def test_all_that_is_wrong_is_said_at_once():
    problems = publishing_problems(facts(issuer=None, date_written=None, theme="", body=[], validity=Validity.AMENDED))
    assert set(problems) == {"issuer", "date_written", "theme", "body", "validity_basis"}


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": None, "issuer_text": "省政府办公厅"},
        {"validity": Validity.REPEALED, "date_repealed": DAY(2020, 1, 1)},
        {"validity": Validity.REPEALED, "validity_basis": "浙政发〔2020〕1号"},
        {"validity": Validity.AMENDED, "changed_by": SimpleNamespace(pk=2)},
        {"disclosure": DisclosureAttribute.ON_REQUEST, "body": []},
    ],
)
def test_what_is_enough_is_enough(changes):
    assert publishing_problems(facts(**changes)) == {}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"date_effective": DAY(2015, 3, 1)}, "早于成文日期"),
        ({"date_written": DAY(2026, 2, 1), "date_effective": None, "document_number": ""}, "在今天之后"),
        ({"document_number": "浙政办发2015 28"}, "不是常见的写法"),
        ({"document_number": "浙政办发〔2014〕28号"}, "与成文日期"),
    ],
)
def test_what_is_odd_is_a_warning(changes, words):
    assert publishing_problems(facts(**changes)) == {}
    (warning,) = warnings_of(facts(**changes), DAY(2026, 1, 1))
    assert words in warning


@pytest.fixture
def column(db):
    portal = factories.make_portal("zj", "province")
    return factories.make_column(portal.home)


def test_what_is_not_disclosed_never_goes_live(column):
    page = factories.make_document(column, live=False, disclosure="none", disclosure_reason="国家秘密，条例第十四条")
    with pytest.raises(ValidationError, match="正在公开展示"):
        page.save_revision().publish()
    assert not DocumentPage.objects.get(pk=page.pk).live


def test_not_disclosing_needs_a_reason_even_in_a_draft(column):
    page = factories.make_document(column, live=False, disclosure="none")
    with pytest.raises(ValidationError, match="写明理由"):
        page.clean()


def test_on_request_has_no_body_in_public(column):
    body = [{"type": "text", "value": "<p>内部</p>"}]
    page = factories.make_document(column, live=False, disclosure="on_request", body=body)
    with pytest.raises(ValidationError, match="只公布标题和公文要素"):
        page.save_revision().publish()
    assert not page.shows_body
    assert factories.make_document(column, disclosure="on_request").live


def test_numbers_are_stored_in_one_spelling(column):
    page = factories.make_document(column, document_number=" 浙政办发[2015] 28 号 ")
    assert page.document_number == "浙政办发〔2015〕28号"


def test_the_header_block_has_a_fixed_order_and_nothing_empty(column, django_assert_num_queries):
    office = factories.make_organisation("浙江省人民政府办公厅", level=1)
    other = factories.make_organisation("浙江省财政厅", level=1)
    page = factories.make_document(
        column, issuer=office, issuer_text="省政府办公厅", document_number="浙政办发〔2015〕28号",
        index_number="000014349/2015-777968", theme="综合政务/电子政务", date_written=DAY(2015, 3, 16),
        published_at=datetime.datetime(2015, 3, 25, 11, 7, tzinfo=datetime.UTC), joint_issuers=[other],
    )  # fmt: skip
    page = DocumentPage.objects.get(pk=page.pk)
    with django_assert_num_queries(1):
        rows = page.header_rows()
    assert rows == [
        ("索引号", "000014349/2015-777968"),
        ("主题分类", "综合政务/电子政务"),
        ("发文机关", "省政府办公厅、浙江省财政厅"),
        ("成文日期", "2015年3月16日"),
        ("发布日期", "2015年3月25日"),
        ("发文字号", "浙政办发〔2015〕28号"),
        ("公开属性", "主动公开"),
        ("效力", "有效"),
    ]


def test_a_document_that_ended_shows_when(column):
    ended = factories.make_document(column, validity="repealed", date_repealed=DAY(2020, 1, 2))
    assert ("废止日期", "2020年1月2日") in ended.header_rows() and ("效力", "已废止") in ended.header_rows()
    expired = factories.make_document(column, validity="expired", date_repealed=DAY(2020, 1, 2))
    assert ("失效日期", "2020年1月2日") in expired.header_rows()


def test_a_reading_and_its_document_know_each_other(column):
    document = factories.make_document(column)
    reading = factories.make_article(column, title="一图读懂", interprets=document)
    factories.make_article(column, title="草稿", live=False, interprets=document)
    assert [entry.title for entry in document.readings()] == ["一图读懂"]
    document.delete()
    assert ArticlePage.objects.get(pk=reading.pk).interprets is None


def form_data(action=None, **changes):
    values = {
        "title": "关于公开的通知", "comments": inline_formset([]),
        "body": streamfield([("text", rich_text("<p>正文</p>"))]),
        "document_number": "浙政办发〔2015〕28号", "theme": "综合政务/电子政务", "issuer_text": "省政府办公厅",
        "date_written": "2015-03-16", "validity": "in_force", "disclosure": "active", "joint_issuers": [],
        **changes,
    }  # fmt: skip
    if action:
        values[f"action-{action}"] = "1"
    return nested_form_data(values)


@pytest.fixture
def admin(client, column):
    client.force_login(factories.make_user(superuser=True))
    client.defaults["HTTP_HOST"] = "localhost"
    return client


def add(admin, column, **data):
    url = reverse("wagtailadmin_pages:add", args=["cms_core", "documentpage", column.pk])
    return admin.post(url, form_data(**data))


class TestTheEditorsForm:
    def test_a_complete_document_is_published(self, admin, column):
        response = add(admin, column, action="publish")
        assert response.status_code == 302 and DocumentPage.objects.get().live

    def test_an_unfinished_document_is_a_draft(self, admin, column):
        add(admin, column, date_written="", theme="", issuer_text="", body=streamfield([]))
        assert not DocumentPage.objects.get().live

    def test_publishing_an_unfinished_one_says_all_that_is_missing(self, admin, column):
        response = add(admin, column, action="publish", date_written="", theme="", issuer_text="", body=streamfield([]))
        html = response.content.decode()
        for words in ("请填写成文日期", "请选择主题分类", "请选择发文机关"):
            assert words in html
        (error,) = response.context["form"].errors["body"].as_data()
        assert "须直接展示内容" in str(error.non_block_errors)
        assert not DocumentPage.objects.exists()

    @pytest.mark.parametrize("action", ["publish", "submit"])
    def test_what_is_not_disclosed_is_neither_published_nor_submitted(self, admin, column, action):
        response = add(admin, column, action=action, disclosure="none", disclosure_reason="国家秘密")
        assert "不能发布，也不能提交审核" in response.content.decode()
        assert not DocumentPage.objects.exists()

    def test_what_is_odd_is_said_after_publishing(self, admin, column):
        response = add(admin, column, action="publish", date_effective="2015-03-01")
        assert any("早于成文日期" in str(message) for message in get_messages(response.wsgi_request))
        assert DocumentPage.objects.get().live

    def test_a_live_document_is_not_hidden_by_a_draft(self, admin, column):
        add(admin, column, action="publish")
        page = DocumentPage.objects.get()
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        response = admin.post(url, form_data(disclosure="none", disclosure_reason="国家秘密"))
        assert "请先把它撤下" in response.content.decode()
