"""报送: departments hand documents in, the gazette's editors take them up or say why not."""

import datetime

import pytest
from django.urls import reverse

from gazette.actions.submissions import DeclineSubmission, SubmitDocument, TakeBackSubmission
from gazette.errors import GazetteError, NotAllowed
from gazette.models import Submission, SubmissionState
from gazette.states import IssueState
from gazette.submissions import queries
from gazette.submissions.places import gazettes_for_portal
from sites.models import PortalLevel
from tests import factories
from tests.gazette.factories import make_entry, make_gazette, make_issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def gazette():
    return make_gazette()


@pytest.fixture
def department(gazette):
    government = gazette.portal.organisation
    body = factories.make_organisation("浙江省财政厅", parent=government)
    return factories.make_portal(
        "zj-czt", PortalLevel.DEPARTMENT, gazette.portal, name="浙江省财政厅", organisation=body
    )


@pytest.fixture
def document(department):
    return factories.make_document(factories.make_column(department.home), "浙江省财政厅关于印发办法的通知")


@pytest.fixture
def writer(department):
    return factories.make_editor(department)


@pytest.fixture
def editor(gazette):
    return factories.make_editor(gazette.portal)


def hand_in(document, gazette, department, writer, **values):
    return SubmitDocument(document, gazette, portal=department, user=writer, **values).execute()


def test_a_department_hands_in_to_the_gazette_of_its_government(gazette, department):
    assert gazettes_for_portal(department) == [gazette]


def test_a_government_elsewhere_is_not_offered_it(gazette):
    assert gazettes_for_portal(factories.make_portal("elsewhere")) == []


def test_what_is_handed_in_waits(gazette, department, document, writer):
    submission = hand_in(document, gazette, department, writer, note="请在施行前刊登")
    assert list(queries.submissions_to(gazette).filter(queries.WAITING)) == [submission]
    assert queries.status_of(submission) == "待选用"


def test_a_second_click_is_told_so(gazette, department, document, writer):
    hand_in(document, gazette, department, writer)
    with pytest.raises(GazetteError, match="已经报送过"):
        hand_in(document, gazette, department, writer)
    assert Submission.objects.count() == 1


def test_a_draft_cannot_be_handed_in(gazette, department, writer):
    draft = factories.make_document(factories.make_column(department.home), live=False)
    with pytest.raises(GazetteError, match="请先发布"):
        hand_in(draft, gazette, department, writer)


def test_who_may_not_edit_the_document_may_not_hand_it_in(gazette, department, document):
    stranger = factories.make_editor(factories.make_portal("elsewhere"))
    with pytest.raises(NotAllowed):
        hand_in(document, gazette, department, stranger)


def test_a_document_printed_already_is_refused(gazette, department, document, writer):
    make_entry(make_issue(gazette, state=IssueState.PUBLISHED), page=document)
    Submission.objects.all().delete()
    with pytest.raises(GazetteError, match=r"2015年第7期"):
        hand_in(document, gazette, department, writer)


def test_an_entry_made_of_it_takes_it_up_and_its_removal_lets_it_wait_again(gazette, department, document, writer):
    submission = hand_in(document, gazette, department, writer)
    entry = make_entry(make_issue(gazette), page=document)
    submission.refresh_from_db()
    assert (submission.state, submission.entry) == (SubmissionState.ACCEPTED, entry)
    assert queries.status_of(submission) == "已选用"
    entry.delete()
    submission.refresh_from_db()
    assert queries.status_of(submission) == "待选用"
    assert queries.submissions_to(gazette).filter(queries.WAITING).count() == 1


def test_those_who_handed_in_learn_the_issue_only_when_it_is_out(gazette, department, document, writer):
    submission = hand_in(document, gazette, department, writer)
    issue = make_issue(gazette)
    make_entry(issue, page=document)
    submission.refresh_from_db()
    assert "7" not in queries.status_of(submission)
    issue.state = IssueState.PUBLISHED
    issue.save()
    submission = queries.submissions_of(writer).get()
    assert queries.status_of(submission) == "已刊登（2015年第7期）"


def test_declining_says_why_and_it_may_be_handed_in_again(gazette, department, document, writer, editor):
    submission = hand_in(document, gazette, department, writer)
    with pytest.raises(GazetteError, match="理由"):
        DeclineSubmission(submission, user=editor, answer=" ").execute()
    DeclineSubmission(submission, user=editor, answer="不是规范性文件").execute()
    submission.refresh_from_db()
    assert (queries.status_of(submission), submission.answer) == ("未选用", "不是规范性文件")
    again = hand_in(document, gazette, department, writer)
    assert (again.pk, again.answer, queries.status_of(again)) == (submission.pk, "", "待选用")


def test_two_editors_answer_once(gazette, department, document, writer, editor):
    submission = hand_in(document, gazette, department, writer)
    DeclineSubmission(submission, user=editor, answer="重复").execute()
    with pytest.raises(GazetteError, match="已被他人"):
        DeclineSubmission(submission, user=editor, answer="另一个理由").execute()
    submission.refresh_from_db()
    assert submission.answer == "重复"


def test_the_department_does_not_decline(gazette, department, document, writer):
    submission = hand_in(document, gazette, department, writer)
    with pytest.raises(NotAllowed):
        DeclineSubmission(submission, user=writer, answer="不").execute()


def test_it_is_taken_back_only_while_it_waits(gazette, department, document, writer):
    submission = hand_in(document, gazette, department, writer)
    entry = make_entry(make_issue(gazette), page=document)
    with pytest.raises(GazetteError, match="不能撤回"):
        TakeBackSubmission(submission, user=writer).execute()
    entry.delete()
    TakeBackSubmission(submission, user=writer).execute()
    assert not Submission.objects.exists()


def test_the_report_counts_by_body_in_one_query(gazette, department, document, writer, django_assert_num_queries):
    hand_in(document, gazette, department, writer)
    other = factories.make_document(factories.make_column(department.home), "另一件")
    hand_in(other, gazette, department, writer)
    make_entry(make_issue(gazette, state=IssueState.PUBLISHED), page=other)
    today = datetime.date.today()
    with django_assert_num_queries(1):
        (row,) = queries.report(gazette, today - datetime.timedelta(1), today + datetime.timedelta(1))
    assert (row.submitted, row.printed, row.waiting, row.declined) == (2, 1, 1, 0)


class TestInTheAdmin:
    @pytest.fixture
    def submission(self, gazette, department, document, writer):
        return hand_in(document, gazette, department, writer)

    def open(self, client, gazette, user):
        client.defaults["HTTP_HOST"] = gazette.portal.site.hostname
        client.force_login(user)
        return client

    def test_the_whole_way(self, client, gazette, document, writer, editor):
        browser = self.open(client, gazette, writer)
        form = reverse("gazette_submit", args=[document.pk])
        edit = browser.get(reverse("wagtailadmin_pages:edit", args=[document.pk])).content.decode()
        assert form in edit
        assert browser.get(form).status_code == 200
        answer = browser.post(form, {"gazette": gazette.pk, "note": ""}, follow=True).content.decode()
        assert document.title in answer and "待选用" in answer
        browser = self.open(client, gazette, editor)
        incoming = browser.get(reverse("gazette_incoming", args=[gazette.pk])).content.decode()
        assert document.title in incoming
        submission = Submission.objects.get()
        decline = reverse("gazette_decline", args=[gazette.pk, submission.pk])
        assert browser.get(decline).status_code == 200
        browser.post(decline, {"answer": "不刊登"})
        submission.refresh_from_db()
        assert submission.state == SubmissionState.DECLINED

    def test_a_foreign_editor_sees_nothing_of_it(self, client, gazette, document, submission):
        stranger = factories.make_editor(factories.make_portal("elsewhere"))
        browser = self.open(client, gazette, stranger)
        closed = [
            reverse("gazette_submit", args=[document.pk]),
            reverse("gazette_incoming", args=[gazette.pk]),
            reverse("gazette_submission_report", args=[gazette.pk]),
            reverse("gazette_decline", args=[gazette.pk, submission.pk]),
        ]
        for address in closed:
            answer = browser.get(address)
            assert answer.status_code in (302, 403, 404), address
            assert document.title not in answer.content.decode()
        assert browser.post(reverse("gazette_take_back", args=[submission.pk])).status_code == 404
        assert document.title not in browser.get(reverse("gazette_submissions")).content.decode()

    def test_the_report_is_a_page_and_a_table(self, client, gazette, submission, editor):
        browser = self.open(client, gazette, editor)
        address = reverse("gazette_submission_report", args=[gazette.pk])
        assert "浙江省财政厅" in browser.get(address).content.decode()
        table = browser.get(address, {"format": "csv"})
        assert table.content.decode("utf-8-sig").splitlines()[1].startswith("浙江省财政厅,1,")
        assert "请改正" in browser.get(address, {"since": "2026-02-01", "until": "2026-01-01"}).content.decode()
        assert browser.get(address, {"since": "不是日期"}).status_code == 200


def test_a_reprint_in_the_making_does_not_take_back_that_it_was_printed(gazette, department, document, writer):
    submission = hand_in(document, gazette, department, writer)
    printed = make_entry(make_issue(gazette, 2015, 7, state=IssueState.PUBLISHED), page=document)
    again = make_entry(make_issue(gazette, 2015, 8), page=document, reprint=True)
    submission.refresh_from_db()
    assert (submission.entry, queries.status_of(submission)) == (printed, "已刊登（2015年第7期）")
    again.delete()
    submission.refresh_from_db()
    assert submission.entry == printed
