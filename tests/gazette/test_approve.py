"""Approving an issue: another person, the very proof that was read, a minute that makes sense."""

import datetime

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from gazette.actions.approve import ApproveIssue
from gazette.errors import GazetteError, NotAllowed
from gazette.models import Issue, IssueEntry
from gazette.signing.proof import proof_digest_of
from gazette.states import IssueState
from tests.factories import make_editor, make_user
from tests.gazette.factories import make_issue
from tests.gazette.sealed import MINUTE, make_sealed

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def queue(settings):
    """Tasks wait, as they do in an installation."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def issue():
    return make_sealed()


@pytest.fixture
def approver(issue):
    return make_editor(issue.gazette.portal, "approver")


def approve(issue, user, **changes):
    given = {"publish_at": MINUTE + HOUR, "proof_digest": issue.proof_digest, "now": MINUTE, **changes}
    return ApproveIssue(issue, user=user, **given).execute()


def test_it_waits_for_its_minute_and_says_who_approved_it(issue, approver):
    approve(issue, approver)
    issue.refresh_from_db()
    assert (issue.state, issue.publish_at, issue.approved_by) == (IssueState.APPROVED, MINUTE + HOUR, approver)
    event = issue.events.get()
    assert (event.action, event.by, event.text) == ("approve", approver, "定于2026年11月23日10:00发布")


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, ""), (9, "早于本期的出版日期"), (-3, "晚于本期的出版日期")],
    ids=["its day", "before", "after"],
)
def test_an_issue_that_comes_out_on_another_day_is_warned_of(issue, approver, days, said):
    issue.publication_day = timezone.localdate(MINUTE + HOUR) + datetime.timedelta(days=days)
    issue.save(update_fields=["publication_day"])
    action = ApproveIssue(
        issue, user=approver, publish_at=MINUTE + HOUR, proof_digest=proof_digest_of(issue), now=MINUTE
    )
    Issue.objects.filter(pk=issue.pk).update(proof_digest=action.proof_digest)
    action.execute()
    assert (said in action.warning, bool(action.warning)) == (True, bool(said))


def test_its_editions_are_prepared_after_the_commit(issue, approver, django_capture_on_commit_callbacks):
    waiting = DBTaskResult.objects.filter(task_path="gazette.actions.prepare.prepare_issue")
    with django_capture_on_commit_callbacks(execute=True):
        approve(issue, approver)
        assert not waiting.exists()
    assert waiting.get().args_kwargs["args"] == [issue.pk]


def test_who_handed_it_in_does_not_approve_it(issue, approver):
    Issue.objects.update(submitted_by=approver)
    issue.refresh_from_db()
    with pytest.raises(NotAllowed, match="两个人"):
        approve(issue, approver)


def test_not_even_as_a_superuser(issue):
    root = make_user("root", superuser=True)
    Issue.objects.update(submitted_by=root)
    issue.refresh_from_db()
    with pytest.raises(NotAllowed, match="两个人"):
        approve(issue, root)


def test_an_editor_without_the_right_to_publish_does_not_approve(issue):
    with pytest.raises(NotAllowed, match="权限"):
        approve(issue, make_editor(issue.gazette.portal, "editor", actions=("add", "change")))


@pytest.mark.parametrize("digest", ["", "0" * 64])
def test_another_proof_than_the_one_that_was_read_is_not_approved(issue, approver, digest):
    with pytest.raises(GazetteError, match="清样已变"):
        approve(issue, approver, proof_digest=digest)


def test_a_proof_that_was_handed_in_again_meanwhile_is_not_approved(issue, approver):
    read = issue.proof_digest
    Issue.objects.update(proof_digest="1" * 64)
    with pytest.raises(GazetteError, match="清样已变"):
        approve(issue, approver, proof_digest=read)


def test_a_text_that_was_changed_after_it_was_sealed_is_not_approved(issue, approver):
    entry = issue.entries.first()
    IssueEntry.objects.filter(pk=entry.pk).update(html=entry.html.replace("应当", "可以"))
    with pytest.raises(GazetteError, match=entry.title):
        approve(issue, approver)


def test_an_entry_that_was_taken_out_after_it_was_sealed_is_noticed(issue, approver):
    issue.entries.last().delete()
    with pytest.raises(GazetteError, match="被改动"):
        approve(issue, approver)


@pytest.mark.parametrize("late", [0, 30, 60])
def test_a_form_that_was_open_for_a_minute_is_still_taken(issue, approver, late):
    approve(issue, approver, publish_at=MINUTE - datetime.timedelta(seconds=late))
    assert issue.state == IssueState.APPROVED


@pytest.mark.parametrize(
    ("moment", "reason"),
    [
        (MINUTE - datetime.timedelta(seconds=61), "已经过去"),
        (MINUTE.replace(year=2206), "年份"),
        (MINUTE.replace(tzinfo=None), "时区"),
    ],
    ids=["past", "absurd", "no zone"],
)
def test_a_minute_that_makes_no_sense_is_refused(issue, approver, moment, reason):
    with pytest.raises(GazetteError, match=reason):
        approve(issue, approver, publish_at=moment)
    issue.refresh_from_db()
    assert (issue.state, issue.publish_at) == (IssueState.SUBMITTED, None)


def test_all_reasons_are_told_at_once(issue, approver):
    with pytest.raises(GazetteError) as caught:
        approve(issue, approver, proof_digest="", publish_at=MINUTE - HOUR)
    assert len(caught.value.reasons) == 2


@pytest.mark.parametrize("state", [state for state in IssueState if state != IssueState.SUBMITTED])
def test_only_what_was_handed_in_is_approved(issue, approver, state):
    Issue.objects.update(state=state)
    with pytest.raises(NotAllowed, match=state.label):
        approve(issue, approver)


def test_the_second_click_is_refused(issue, approver):
    approve(issue, approver)
    with pytest.raises(NotAllowed, match="待发布"):
        approve(issue, make_editor(issue.gazette.portal, "another"))
    assert Issue.objects.get().approved_by == approver


def test_without_a_clock_it_is_now(issue, approver):
    ApproveIssue(issue, user=approver, publish_at=timezone.now() + HOUR, proof_digest=issue.proof_digest).execute()
    assert issue.state == IssueState.APPROVED


def warning_of(issue, approver):
    action = ApproveIssue(
        issue, user=approver, publish_at=MINUTE + HOUR, proof_digest=proof_digest_of(issue), now=MINUTE
    )
    action.execute()
    return action.warning


def test_an_issue_that_would_overtake_an_earlier_one_is_warned_of(issue, approver):
    make_issue(issue.gazette, issue.year - 1, 9, 0)
    assert f"在它前面的{issue.year - 1}年第9期届时还没有发布" in warning_of(issue, approver)


def test_earlier_issues_that_are_out_by_then_are_none_to_warn_of(issue, approver):
    make_issue(issue.gazette, issue.year - 1, 8, 0, state=IssueState.PUBLISHED)
    make_issue(issue.gazette, issue.year - 1, 9, 0, state=IssueState.APPROVED, publish_at=MINUTE + HOUR / 2)
    make_issue(issue.gazette, issue.year + 1, 1, 0)
    assert "在它前面" not in warning_of(issue, approver)
