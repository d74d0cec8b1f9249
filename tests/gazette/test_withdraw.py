"""A published issue is taken from the public with a reason, and given back by another."""

import pytest

from cms_core.catalogue.verify import verify
from cms_core.models import Entry
from gazette.actions.publish import PublishIssue
from gazette.actions.withdraw import RestoreIssue, WithdrawIssue
from gazette.errors import GazetteError, NotAllowed
from gazette.models import Issue, IssuePage
from gazette.signing.verify import verify_issue
from gazette.states import IssueState
from tests.factories import make_editor
from tests.gazette.factories import make_entry, make_issue
from tests.gazette.sealed import MINUTE, make_signed

pytestmark = pytest.mark.django_db
HOST = {"host": "localhost"}
ADDRESSES = [
    "",
    "1",
    "1.json",
    "files/scan.pdf",
    "1/files/附件.docx",
    "manifest.json",
    "manifest.sig",
    "verify/",
]


@pytest.fixture
def issue():
    issue = make_signed(state=IssueState.APPROVED, publish_at=MINUTE)
    PublishIssue(issue, now=MINUTE).execute()
    return issue


@pytest.fixture
def approver(issue):
    return make_editor(issue.gazette.portal, "approver")


def test_the_catalogue_loses_it(issue, approver):
    WithdrawIssue(issue, user=approver, reason="内容有误").execute()
    assert not Entry.objects.exists()
    assert not IssuePage.objects.exists()
    assert (issue.state, issue.page) == (IssueState.WITHDRAWN, None)
    assert not verify().differences
    event = issue.events.first()
    assert (event.action, event.by, event.text) == ("withdraw", approver, "内容有误")


def test_texts_files_and_manifest_are_kept(issue, approver):
    WithdrawIssue(issue, user=approver, reason="内容有误").execute()
    assert verify_issue(issue) == []
    assert issue.manifests.exists()


@pytest.mark.parametrize("place", ADDRESSES)
def test_its_addresses_answer_410(client, issue, approver, place):
    address = f"/gazette/2015/7/{place}"
    assert client.get(address, headers=HOST).status_code == 200
    WithdrawIssue(issue, user=approver, reason="内容有误").execute()
    assert client.get(address, headers=HOST).status_code == 410


@pytest.mark.parametrize("reason", ["", "  ", "\n", "x", "长" * 201])
def test_a_reason_is_needed(issue, approver, reason):
    with pytest.raises(GazetteError, match="原因"):
        WithdrawIssue(issue, user=approver, reason=reason).execute()
    assert Issue.objects.get().is_published


def test_who_may_not_publish_may_not_withdraw(issue):
    editor = make_editor(issue.gazette.portal, "editor", actions=("add", "change"))
    with pytest.raises(NotAllowed):
        WithdrawIssue(issue, user=editor, reason="内容有误").execute()


def test_a_second_withdrawal_is_refused(issue, approver):
    WithdrawIssue(issue, user=approver, reason="内容有误").execute()
    with pytest.raises(NotAllowed, match="已撤回"):
        WithdrawIssue(issue, user=approver, reason="内容有误").execute()


def test_another_approver_gives_it_back_as_it_was(client, issue, approver):
    manifest = issue.manifests.first()
    WithdrawIssue(issue, user=approver, reason="内容有误").execute()
    another = make_editor(issue.gazette.portal, "another")
    RestoreIssue(issue, user=another, reason="核实无误").execute()
    assert (issue.state, issue.published_at) == (IssueState.PUBLISHED, MINUTE)
    assert Entry.objects.get().address == "gazette/2015/7/"
    assert issue.manifests.get() == manifest
    assert client.get("/gazette/2015/7/", headers=HOST).status_code == 200
    assert not verify().differences


def test_who_withdrew_it_does_not_give_it_back(issue, approver):
    WithdrawIssue(issue, user=approver, reason="内容有误").execute()
    with pytest.raises(NotAllowed, match="两个人"):
        RestoreIssue(issue, user=approver, reason="核实无误").execute()


def test_what_is_not_withdrawn_is_not_given_back(issue, approver):
    with pytest.raises(NotAllowed, match="已发布"):
        RestoreIssue(issue, user=approver, reason="核实无误").execute()


def test_what_was_tampered_with_meanwhile_is_not_given_back(issue, approver):
    WithdrawIssue(issue, user=approver, reason="内容有误").execute()
    issue.entries.update(title="改")
    with pytest.raises(GazetteError, match="不能恢复"):
        RestoreIssue(issue, user=make_editor(issue.gazette.portal, "another"), reason="核实无误").execute()


def test_what_was_printed_first_elsewhere_meanwhile_is_not_given_back(issue, approver):
    issue.entries.filter(number=1).update(document_key="浙政发〔2015〕1号")
    WithdrawIssue(issue, user=approver, reason="内容有误").execute()
    later = make_issue(issue.gazette, 2015, 8)
    again = make_entry(later, document_number="浙政发〔2015〕1号", document_key="浙政发〔2015〕1号")
    restoring = RestoreIssue(issue, user=make_editor(issue.gazette.portal, "second"), reason="误撤")
    with pytest.raises(GazetteError, match="已收入2015年第8期"):
        restoring.execute()
    type(again).objects.filter(pk=again.pk).update(reprint=True)
    restoring.execute()
    assert issue.is_published


def test_a_withdrawn_issue_of_a_closed_column_is_not_there(client, issue, approver):
    WithdrawIssue(issue, user=approver, reason="内容有误").execute()
    column = issue.gazette.column
    type(column).objects.get(pk=column.pk).unpublish()
    assert {client.get(f"/gazette/2015/7/{place}", headers=HOST).status_code for place in ("", "1")} == {404}
