"""An approved issue becomes public at its minute: as a whole, in order, once."""

import datetime
import multiprocessing
from pathlib import Path

import pytest
from django.db import connections
from django.db.models.signals import post_save

from cms_core.catalogue.verify import verify
from cms_core.models import Entry
from gazette.actions import events
from gazette.actions.approve import ApproveIssue
from gazette.actions.prepare import PrepareIssue, is_prepared
from gazette.actions.publish import PublishIssue
from gazette.actions.publish_due import publish_due_issues
from gazette.editions.build import build_editions
from gazette.models import FileKind, Issue, IssueFile, IssuePage
from gazette.models.files import EDITIONS
from gazette.signals import issue_published
from gazette.signing.keys import path_of
from gazette.signing.proof import proof_digest_of
from gazette.signing.verify import verify_issue
from gazette.states import IssueState
from tests.factories import make_user
from tests.gazette.factories import make_entry, make_gazette, make_issue
from tests.gazette.sealed import MINUTE, make_signed

pytestmark = pytest.mark.django_db
MINUTES = [MINUTE + datetime.timedelta(minutes=number) for number in range(120)]


def make_due(gazette=None, number=7, publish_at=MINUTE, **fields):
    """Approved for MINUTE, and prepared."""
    return make_signed(gazette, number=number, state=IssueState.APPROVED, publish_at=publish_at, **fields)


def test_at_its_minute_it_stands_in_the_catalogue_under_its_own_address():
    issue = make_due()
    assert PublishIssue(issue, now=MINUTE).execute() is True
    entry = Entry.objects.get()
    assert (entry.kind, entry.address, entry.visible) == ("issue", "gazette/2015/7/", True)
    assert (entry.title, entry.published_at) == (issue.title, MINUTE)
    assert entry.column_id == issue.gazette.column_id
    assert entry.summary == "关于印发第1号工作要点的通知；关于印发第2号工作要点的通知"
    assert (issue.state, issue.published_at, issue.page_id) == (IssueState.PUBLISHED, MINUTE, entry.page_id)
    assert not verify().differences


def test_its_body_is_its_contents_by_part():
    issue = make_due(note="本期增刊<注>")
    PublishIssue(issue, now=MINUTE).execute()
    blocks = [(block.block_type, str(block.value)) for block in IssuePage.objects.get().body]
    assert [kind for kind, _ in blocks] == ["text", "heading", "text"]
    assert "本期增刊&lt;注&gt;" in blocks[0][1]
    assert blocks[2][1].count("<li>") == 2


@pytest.mark.parametrize("early", [1, 60, 86_400])
def test_before_its_minute_nothing_happens(early):
    issue = make_due()
    assert PublishIssue(issue, now=MINUTE - datetime.timedelta(seconds=early)).execute() is False
    assert publish_due_issues(MINUTE - datetime.timedelta(seconds=early)) == 0
    assert not IssuePage.objects.exists()
    assert Issue.objects.get().state == IssueState.APPROVED


@pytest.mark.parametrize("state", [state for state in IssueState if state != IssueState.APPROVED])
def test_what_is_not_approved_is_not_published(state):
    issue = make_due()
    Issue.objects.update(state=state)
    assert PublishIssue(issue, now=MINUTE).execute() is False
    assert not IssuePage.objects.exists()


def test_a_second_call_does_nothing():
    issue = make_due()
    PublishIssue(issue, now=MINUTE).execute()
    assert PublishIssue(issue, now=MINUTES[1]).execute() is False
    assert publish_due_issues(MINUTES[1]) == 0
    assert IssuePage.objects.count() == 1
    assert issue.events.filter(action="publish").count() == 1
    assert Issue.objects.get().published_at == MINUTE


def test_several_come_out_in_the_order_of_their_minutes_and_chained():
    gazette = make_gazette()
    make_due(gazette, number=8, publish_at=MINUTES[2])
    make_due(gazette, number=7, publish_at=MINUTES[1])
    heard = []

    def hear(issue, **kwargs):
        heard.append(issue.number)

    issue_published.connect(hear)
    try:
        assert publish_due_issues(MINUTES[5]) == 2
    finally:
        issue_published.disconnect(hear)
    assert heard == [7, 8]
    eighth = Issue.objects.get(number=8)
    assert '"path":"/gazette/2015/7/"' in eighth.manifests.first().body
    assert verify_issue(eighth) == []


def test_one_that_fails_does_not_hold_up_the_others_and_tells_its_editors_why():
    failing = make_due()
    path = path_of(failing.gazette.keys.get().fingerprint)
    other = make_due(make_gazette(make_other_portal()), publish_at=MINUTES[1])
    path.unlink()
    assert publish_due_issues(MINUTES[1]) == 1
    assert Issue.objects.get(pk=other.pk).state == IssueState.PUBLISHED
    assert Issue.objects.get(pk=failing.pk).state == IssueState.APPROVED
    assert "从备份恢复" in events.failure_of(failing)


def make_other_portal():
    from tests.factories import make_portal

    return make_portal("hangzhou", "city")


def test_a_failure_is_tried_again_at_growing_intervals_and_published_once_it_can_be():
    issue = make_due()
    path = path_of(issue.gazette.keys.get().fingerprint)
    key = path.read_bytes()
    path.unlink()

    def failed(after):
        begun = issue.events.order_by("pk").first().at
        publish_due_issues(begun + datetime.timedelta(seconds=after))
        return issue.events.filter(action="publish_failed").count()

    publish_due_issues(MINUTE)
    assert failed(20) == 1
    assert failed(61) == 2
    assert failed(62) == 2
    path.write_bytes(key)
    assert publish_due_issues(issue.events.first().at + datetime.timedelta(hours=1)) == 1
    assert events.failure_of(issue) == ""


def test_a_text_that_was_changed_after_its_approval_does_not_come_out():
    issue = make_due()
    entry = issue.entries.first()
    entry.html = entry.html.replace("应当", "可以")
    entry.save(update_fields=["html"])
    assert publish_due_issues(MINUTE) == 0
    assert "被改动" in events.failure_of(issue)


def test_a_receiver_that_fails_takes_the_publication_back():
    make_due()

    def fail(**kwargs):
        raise RuntimeError("不成")

    issue_published.connect(fail)
    try:
        assert publish_due_issues(MINUTE) == 0
    finally:
        issue_published.disconnect(fail)
    assert not IssuePage.objects.exists()
    assert not Entry.objects.exists()
    assert Issue.objects.get().state == IssueState.APPROVED


def make_bare(**fields):
    """Approved, without editions and manifest."""
    issue = make_due(**fields)
    issue.manifests.all().delete()
    IssueFile.objects.filter(kind="pdf").delete()
    return Issue.objects.get(pk=issue.pk)


def test_what_was_not_prepared_is_prepared_when_it_is_due():
    issue = make_bare()
    assert publish_due_issues(MINUTE) == 1
    assert {"pdf", "epub", "archive"} <= set(issue.files.values_list("kind", flat=True))
    assert verify_issue(issue) == []


def test_preparing_twice_makes_nothing_twice():
    issue = make_bare()
    assert PrepareIssue(issue).execute() is True
    files = set(issue.files.values_list("pk", "sha256"))
    assert PrepareIssue(issue).execute() is False
    assert set(issue.files.values_list("pk", "sha256")) == files
    assert issue.manifests.count() == 1


def test_what_is_sent_back_while_it_is_prepared_keeps_no_editions():
    issue = make_bare()

    def send_back(sender, instance, **kwargs):
        """The moment at which the first edition is there."""
        if instance.kind in EDITIONS:
            Issue.objects.filter(pk=issue.pk).update(state=IssueState.DRAFTING, proof_digest="")

    post_save.connect(send_back, sender=IssueFile)
    try:
        assert PrepareIssue(issue).execute() is False
    finally:
        post_save.disconnect(send_back, sender=IssueFile)
    assert not issue.files.filter(kind__in=EDITIONS).exists()
    assert not issue.manifests.exists()


def test_an_edition_that_is_gone_from_the_disk_is_made_again():
    issue = make_bare()
    PrepareIssue(issue).execute()
    Path(issue.files.get(kind="epub").file.path).unlink()
    assert not is_prepared(issue)
    assert PrepareIssue(issue).execute() is True
    assert verify_issue(issue) == []


def test_a_preparation_that_failed_is_told_to_the_editors(django_capture_on_commit_callbacks):
    issue = make_bare()
    path_of(issue.gazette.keys.get().fingerprint).unlink()
    Issue.objects.update(state=IssueState.SUBMITTED)
    with django_capture_on_commit_callbacks(execute=True):
        ApproveIssue(
            issue,
            user=make_user("root", superuser=True),
            publish_at=MINUTES[60],
            proof_digest=issue.proof_digest,
            now=MINUTE,
        ).execute()
    assert "从备份恢复" in events.failure_of(issue)
    assert Issue.objects.get().state == IssueState.APPROVED


def test_a_preparation_that_was_killed_before_its_manifest_is_made_whole():
    issue = make_bare()
    build_editions(issue)
    assert not is_prepared(issue)
    assert publish_due_issues(MINUTE) == 1
    assert issue.files.filter(kind__in=EDITIONS).count() == len(EDITIONS)
    assert verify_issue(issue) == []


def publish_in_a_process(pk, start, results):
    connections.close_all()
    start.wait(20)
    results.put(PublishIssue(Issue.objects.get(pk=pk), now=MINUTE).execute())
    connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_publish_it_at_once_publish_it_once():
    issue = make_due()
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    start, results = fork.Barrier(2), fork.Queue()
    processes = [fork.Process(target=publish_in_a_process, args=(issue.pk, start, results)) for _ in range(2)]
    for process in processes:
        process.start()
    done = sorted(results.get(timeout=60) for _ in processes)
    for process in processes:
        process.join(60)
    assert done == [False, True]
    assert IssuePage.objects.count() == Entry.objects.count() == 1
    assert issue.events.filter(action="publish").count() == 1


def test_a_character_without_a_font_costs_the_pdf_and_not_the_publication():
    issue = make_issue(make_gazette(), state=IssueState.APPROVED, publish_at=MINUTE)
    make_entry(issue, html="<p>某\U000f1234村。</p>")
    issue.proof_digest = proof_digest_of(issue)
    issue.save()
    assert publish_due_issues(MINUTE) == 1
    assert set(issue.files.values_list("kind", flat=True)) == {FileKind.EPUB, FileKind.ARCHIVE}
    assert "没有 PDF 版" in issue.events.get(action="prepare").text
    assert verify_issue(Issue.objects.get()) == []
