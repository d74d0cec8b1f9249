"""Two people or two workers do the same at the same moment: it happens once, and the other one is told."""

import datetime

import pytest
from django.utils import timezone

from cms_core.catalogue.verify import verify
from cms_core.models import Entry
from gazette.actions.approve import ApproveIssue
from gazette.actions.arrange import ArrangeEntries
from gazette.actions.changes import Add, Shift
from gazette.actions.create_gazette import CreateGazette
from gazette.actions.create_issue import CreateIssue
from gazette.actions.prepare import PrepareIssue, is_prepared
from gazette.actions.publish import PublishIssue
from gazette.actions.publish_due import publish_due_issues
from gazette.actions.send_back import SendBackIssue
from gazette.actions.submit import SubmitIssue
from gazette.actions.take_in import TakeInIssues
from gazette.actions.take_in_entries import TakeInEntries
from gazette.actions.taken_in import EntryIn, IssueIn
from gazette.models import Gazette, Issue, IssueFile, IssuePage, Manifest, SigningKey
from gazette.models.files import EDITIONS
from gazette.signing.keys import signing_key
from gazette.signing.verify import verify_issue
from gazette.states import IssueState
from tests import factories
from tests.at_once import at_once, kinds, twice
from tests.gazette.factories import HTML, make_entry, make_gazette, make_issue
from tests.gazette.sealed import MINUTE, make_sealed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def gazette():
    return make_gazette()


def again(issue):
    """As another process has it."""
    return Issue.objects.select_related("gazette__portal").get(pk=issue.pk)


def make_document(gazette, title="关于甲的通知", number=1, **fields):
    column = factories.make_column(gazette.portal.home, f"政策文件{number}")
    return factories.make_document(column, title, document_number=f"浙政发〔2015〕{number}号", **fields)


def events(issue, action):
    return issue.events.filter(action=action).count()


def test_of_two_who_hand_in_one_is_told(gazette):
    issue = make_issue(gazette, 2015, 7, 1)
    body = [{"type": "text", "value": "<p>各市、县（市、区）人民政府：</p>"}]
    values = {"issuer": gazette.portal.organisation, "date_written": datetime.date(2015, 7, 1), "body": body}
    make_entry(issue, None, make_document(gazette, **values))
    answers = twice(lambda: SubmitIssue(again(issue), user=None).execute())
    assert kinds(answers) == ["", "GazetteError"]
    assert again(issue).state == IssueState.SUBMITTED and events(issue, "submit") == 1


def make_approver():
    return factories.make_user(is_superuser=True)


def test_of_two_approvals_one_counts(gazette):
    issue = make_sealed(gazette, submitted_by=factories.make_user())
    users, moment = [make_approver() for _ in range(2)], timezone.now() + datetime.timedelta(hours=1)
    answers = at_once(
        *(
            lambda user=user: ApproveIssue(
                again(issue), user=user, publish_at=moment, proof_digest=issue.proof_digest
            ).execute()
            for user in users
        )
    )
    assert kinds(answers) == ["", "NotAllowed"]
    assert events(issue, "approve") == 1


def test_approval_and_sending_back_never_leave_a_mixture(gazette):
    issue = make_sealed(gazette, submitted_by=factories.make_user())
    user, moment = make_approver(), timezone.now() + datetime.timedelta(hours=1)
    at_once(
        lambda: ApproveIssue(again(issue), user=user, publish_at=moment, proof_digest=issue.proof_digest).execute(),
        lambda: SendBackIssue(again(issue), user=user, reason="请核对日期").execute(),
    )
    found = again(issue)
    assert found.state == IssueState.DRAFTING and found.publish_at is None and found.approved_by is None


def test_of_two_changes_of_one_revision_one_is_told(gazette):
    issue = make_issue(gazette, 2015, 7, 1074)
    first, second = (make_entry(issue, None, make_document(gazette, f"通知{n}", n)) for n in (1, 2))
    answers = at_once(
        lambda: ArrangeEntries(again(issue), [Shift(first.pk, 1)], user=None, revision=0).execute(),
        lambda: ArrangeEntries(again(issue), [Shift(second.pk, -1)], user=None, revision=0).execute(),
    )
    assert kinds(answers) == ["", "ChangedMeanwhile"]
    assert list(issue.entries.order_by("position").values_list("pk", "position")) == [(second.pk, 1), (first.pk, 2)]


def test_a_page_is_added_once(gazette):
    issue, page = make_issue(gazette, 2015, 7, 1074), make_document(gazette)
    adding = [Add(page.pk, gazette.parts.first().pk)]
    answers = twice(lambda: ArrangeEntries(again(issue), adding, user=None, revision=None).execute())
    assert kinds(answers) == ["", "GazetteError"]
    assert issue.entries.count() == 1


def test_an_issue_is_created_once(gazette):
    day = datetime.date(2015, 4, 10)
    answers = twice(lambda: CreateIssue(gazette, user=None, year=2015, number=7, publication_day=day).execute())
    assert kinds(answers) == ["", "GazetteError"]
    assert gazette.issues.count() == 1


def test_a_gazette_is_created_once():
    portal = factories.make_portal("hz", "city", name="杭州市人民政府")
    for number in range(2):
        factories.make_column(portal.home, f"政府公报{number}", column_type="政府公报")
    answers = twice(lambda: CreateGazette(portal, user=None).execute())
    assert kinds(answers) == ["", "GazetteError"]
    assert Gazette.objects.get().parts.exists()


def test_two_workers_publish_what_is_due_once(gazette):
    """Neither was prepared: both set type, and what was made last does not unmake what is out."""
    issues = [make_sealed(gazette, number=number, state=IssueState.APPROVED, publish_at=MINUTE) for number in (7, 8)]
    answers = twice(lambda: publish_due_issues(MINUTE))
    assert sum(answers) == 2
    assert IssuePage.objects.count() == Entry.objects.filter(kind="issue").count() == 2
    for issue in map(again, issues):
        assert issue.state == IssueState.PUBLISHED and is_prepared(issue) and not verify_issue(issue)
        assert issue.files.filter(kind__in=EDITIONS).count() == 3
        assert [events(issue, name) for name in ("publish", "publish_failed")] == [1, 0]
    assert not verify().differences


def test_what_is_prepared_while_it_comes_out_keeps_its_editions(gazette):
    issue = make_sealed(gazette, state=IssueState.APPROVED, publish_at=MINUTE)
    late = again(issue)
    at_once(lambda: PrepareIssue(late, now=MINUTE).execute(), lambda: PublishIssue(again(issue), now=MINUTE).execute())
    found = again(issue)
    assert found.state == IssueState.PUBLISHED and not verify_issue(found) and is_prepared(found)


def issue_in(number=7):
    entries = [EntryIn("省政府文件", "关于一件事的通知", html=HTML), EntryIn("本期新栏目", "别的", html=HTML)]
    return IssueIn(2015, number, MINUTE, serial=1067 + number, entries=entries)


def test_an_archive_is_taken_in_once(gazette):
    answers = twice(lambda: TakeInIssues(gazette, [issue_in(7), issue_in(8)]).execute())
    assert kinds(answers) == ["", "GazetteError"]
    assert Issue.objects.count() == Manifest.objects.count() == 2
    assert gazette.parts.filter(name="本期新栏目").count() == 1


def test_later_entries_and_the_editions_of_an_issue_do_not_stand_in_each_others_way(gazette):
    (issue,) = TakeInIssues(gazette, [issue_in()]).execute()
    entries = [EntryIn("省政府文件", "补录的通知", html=HTML)]
    answers = at_once(
        lambda: TakeInEntries(again(issue), entries).execute(), lambda: PrepareIssue(again(issue)).execute()
    )
    assert kinds(answers) == ["", ""]
    PrepareIssue(again(issue)).execute()
    assert not verify_issue(again(issue))
    assert again(issue).entries.count() == 3


def test_there_is_one_first_key(gazette):
    answers = twice(lambda: signing_key(Gazette.objects.get(pk=gazette.pk)).fingerprint)
    assert answers[0] == answers[1] == SigningKey.objects.get().fingerprint


def test_a_file_of_an_issue_is_never_listed_twice(gazette):
    issue = make_sealed(gazette, state=IssueState.APPROVED, publish_at=MINUTE)
    twice(lambda: PrepareIssue(again(issue), now=MINUTE).execute())
    assert IssueFile.objects.filter(issue=issue, kind__in=EDITIONS).count() == 3
    assert is_prepared(again(issue))
