"""Sealing: numbers in the order of the contents, texts and files of each entry, errata by rule; and its opening."""

import datetime
import io
import os

import pytest
from django.db import IntegrityError

from cms_core.attachments.store import store_attachment
from gazette.actions.send_back import SendBackIssue
from gazette.actions.submit import SubmitIssue
from gazette.errors import GazetteError, IssueIncomplete, NotAllowed
from gazette.models import EntryKind, Issue, IssueEntry, IssueFile
from gazette.signing.check_entries import changed_since_sealed
from gazette.states import IssueState
from gazette.storage import gazette_storage
from gazette.texts.canonical import canonical_bytes, digest_of
from tests import factories
from tests.cms_core.files import PDF, XLSX
from tests.gazette.factories import make_entry, make_gazette, make_issue

pytestmark = pytest.mark.django_db
BODY = [
    {"type": "text", "value": "<p>各市、县（市、区）人民政府：</p>"},
    {"type": "heading", "value": {"level": "2", "text": "一、总体要求"}},
    {"type": "text", "value": "<p>（一）提高认识。各地要高度重视。</p>"},
]


@pytest.fixture
def gazette():
    return make_gazette()


@pytest.fixture
def issue(gazette):
    return make_issue(gazette, 2015, 7, serial=1)


@pytest.fixture
def column(gazette):
    return factories.make_column(gazette.portal.home, "政策文件", column_type="政策文件")


@pytest.fixture
def editor(gazette):
    return factories.make_editor(gazette.portal, "编辑", actions=("add", "change"))


@pytest.fixture
def approver(gazette):
    return factories.make_editor(gazette.portal, "审核")


def document(gazette, column, title="关于印发办法的通知", number="浙政发〔2015〕12号", body=BODY, **fields):
    values = {
        "issuer": gazette.portal.organisation,
        "document_number": number,
        "date_written": datetime.date(2015, 7, 1),
        "disclosure": "active",
        **fields,
    }
    return factories.make_document(column, title, body=body, **values)


def files_on_disk():
    root = gazette_storage().location
    return sorted(name for _, _, names in os.walk(root) for name in names)


def attached(portal, content=XLSX, name="任务分工.xlsx"):
    return store_attachment(io.BytesIO(content), name, portal.collection)[0]


def with_files(*attachments):
    files = [{"file": one.pk, "name": ""} for one in attachments]
    return [*BODY, {"type": "attachments", "value": {"title": "", "files": files}}]


def test_entries_are_numbered_in_the_order_of_the_contents(gazette, issue, column, editor):
    later = make_entry(issue, "省政府办公厅文件", document(gazette, column, "乙", "浙政办发〔2015〕1号"), position=1)
    second = make_entry(issue, "省政府文件", document(gazette, column, "丙", "浙政发〔2015〕2号"), position=2)
    first = make_entry(issue, "省政府文件", document(gazette, column, "甲", "浙政发〔2015〕1号"), position=1)
    SubmitIssue(issue, user=editor).execute()
    numbers = dict(issue.entries.values_list("pk", "number"))
    assert numbers == {first.pk: 1, second.pk: 2, later.pk: 3}


def test_a_handed_in_issue_holds_texts_and_digests_that_agree(gazette, issue, column, editor):
    entry = make_entry(issue, page=document(gazette, column))
    SubmitIssue(issue, user=editor).execute()
    entry = IssueEntry.objects.get(pk=entry.pk)
    assert '<h2 id="s1">一、总体要求</h2><p id="s2"><strong>（一）提高认识。</strong>各地要高度重视。</p>' in entry.html
    assert entry.facts["issuers"] == [gazette.portal.organisation.name]
    assert (entry.has_text, len(entry.text_digest), entry.digest) == (True, 64, digest_of(entry))
    assert changed_since_sealed(issue) == []
    assert (issue.state, issue.submitted_by) == (IssueState.SUBMITTED, editor)
    assert len(issue.proof_digest) == 64
    event = issue.events.first()
    assert (event.action, event.by) == ("submit", editor)


def test_a_later_change_of_the_document_does_not_change_the_gazette(gazette, issue, column, editor):
    page = document(gazette, column)
    entry = make_entry(issue, page=page)
    SubmitIssue(issue, user=editor).execute()
    before = canonical_bytes(IssueEntry.objects.get(pk=entry.pk))
    page.title = "改了标题"
    page.body = [{"type": "text", "value": "<p>改了正文。</p>"}]
    page.save_revision().publish()
    assert canonical_bytes(IssueEntry.objects.get(pk=entry.pk)) == before
    page.delete()
    assert canonical_bytes(IssueEntry.objects.get(pk=entry.pk)) == before


def test_files_come_along_under_their_names(gazette, issue, column, editor):
    page = document(gazette, column, body=with_files(attached(gazette.portal)))
    entry = make_entry(issue, page=page)
    SubmitIssue(issue, user=editor).execute()
    file = IssueFile.objects.get(entry=entry)
    assert (file.name, file.kind, file.size) == ("任务分工.xlsx", "attachment", len(XLSX))
    with file.file.open() as content:
        assert content.read() == XLSX


def test_an_erratum_names_issue_entry_and_correction(gazette, column, editor):
    old = make_issue(gazette, 2015, 1, serial=1, state=IssueState.PUBLISHED)
    wrong = make_entry(old, title="关于印发办法的通知", document_number="浙政发〔2015〕1号", first_page=3, last_page=5)
    issue = make_issue(gazette, 2015, 2, serial=2)
    correction = "第二条第一款“应当”误为“可以”，\n特此更正。"
    entry = make_entry(issue, kind=EntryKind.ERRATUM, corrects=wrong, correction=correction, title="更正")
    SubmitIssue(issue, user=editor).execute()
    entry = IssueEntry.objects.get(pk=entry.pk)
    assert "公报2015年第1期（总第1期）" in entry.html
    assert f'{wrong.path}">《关于印发办法的通知》</a>（浙政发〔2015〕1号），第3-5页，更正如下：' in entry.html
    assert "<p>第二条第一款“应当”误为“可以”，</p><p>特此更正。</p>" in entry.html
    assert f'"corrects":"{wrong.path}"'.encode() in canonical_bytes(entry)


def test_a_reference_has_facts_and_no_text(gazette, issue, column, editor):
    page = document(gazette, column, body=with_files(attached(gazette.portal)))
    entry = make_entry(issue, page=page, kind=EntryKind.REFERENCE, first_page=3)
    SubmitIssue(issue, user=editor).execute()
    entry = IssueEntry.objects.get(pk=entry.pk)
    assert (entry.html, entry.has_text, entry.text_digest) == ("", False, "")
    assert entry.facts["document_number"] == "浙政发〔2015〕12号"
    assert "attachments" not in entry.facts
    assert not IssueFile.objects.filter(entry=entry).exists()


def test_what_the_checks_refuse_is_not_sealed(gazette, issue, column, editor):
    make_entry(issue, page=document(gazette, column, date_written=None))
    with pytest.raises(IssueIncomplete) as refused:
        SubmitIssue(issue, user=editor).execute()
    assert any("成文日期" in reason for reason in refused.value.reasons)
    issue.refresh_from_db()
    assert (issue.state, issue.proof_digest, issue.entries.get().html) == (IssueState.DRAFTING, "", "")


def test_a_lost_attachment_stops_everything_and_leaves_no_file(gazette, issue, column, editor):
    before = files_on_disk()
    kept, lost = attached(gazette.portal), attached(gazette.portal, PDF, "图解.pdf")
    make_entry(issue, page=document(gazette, column, "甲", body=with_files(kept)), position=1)
    make_entry(issue, page=document(gazette, column, "乙", "浙政发〔2015〕13号", with_files(lost)), position=2)
    lost.file.storage.delete(lost.file.name)
    with pytest.raises(GazetteError, match="图解"):
        SubmitIssue(issue, user=editor).execute()
    assert files_on_disk() == before
    assert not IssueFile.objects.filter(issue=issue).exists()
    assert not issue.entries.exclude(number=None).exists()


def test_of_two_who_hand_it_in_one_wins(gazette, issue, column, editor):
    make_entry(issue, page=document(gazette, column))
    same = Issue.objects.get(pk=issue.pk)
    SubmitIssue(issue, user=editor, revision=issue.revision).execute()
    with pytest.raises(GazetteError, match="待审"):
        SubmitIssue(same, user=editor, revision=same.revision).execute()
    assert issue.events.filter(action="submit").count() == 1


def test_an_issue_that_changed_meanwhile_is_not_handed_in(gazette, issue, column, editor):
    make_entry(issue, page=document(gazette, column))
    Issue.objects.filter(pk=issue.pk).update(revision=5)
    with pytest.raises(GazetteError, match="改动了这一期"):
        SubmitIssue(issue, user=editor, revision=0).execute()


def test_an_outsider_hands_nothing_in(gazette, issue, column):
    make_entry(issue, page=document(gazette, column))
    with pytest.raises(NotAllowed):
        SubmitIssue(issue, user=factories.make_user()).execute()


def test_the_proof_names_order_note_and_files(gazette, issue, column, editor, approver):
    entry = make_entry(issue, page=document(gazette, column))
    proofs = []
    for note in ("", "", "卷首说明"):
        Issue.objects.filter(pk=issue.pk).update(note=note)
        proofs.append(SubmitIssue(Issue.objects.get(pk=issue.pk), user=editor).execute().proof_digest)
        SendBackIssue(issue, user=approver, reason="再改改").execute()
    IssueEntry.objects.filter(pk=entry.pk).update(first_page=2)
    proofs.append(SubmitIssue(Issue.objects.get(pk=issue.pk), user=editor).execute().proof_digest)
    assert proofs[0] == proofs[1]
    assert len(set(proofs)) == 3


def test_sending_back_opens_the_seal_and_frees_the_disk(
    gazette, issue, column, editor, approver, django_capture_on_commit_callbacks
):
    before = files_on_disk()
    entry = make_entry(issue, page=document(gazette, column, body=with_files(attached(gazette.portal))))
    SubmitIssue(issue, user=editor).execute()
    assert len(files_on_disk()) == len(before) + 1
    with django_capture_on_commit_callbacks(execute=True):
        SendBackIssue(issue, user=approver, reason="第三条请核对").execute()
    entry = IssueEntry.objects.get(pk=entry.pk)
    assert (entry.number, entry.html, entry.facts, entry.digest, entry.has_text) == (None, "", {}, "", False)
    assert (issue.state, issue.submitted_by, issue.proof_digest) == (IssueState.DRAFTING, None, "")
    assert files_on_disk() == before
    assert (issue.events.first().action, issue.events.first().text) == ("send_back", "第三条请核对")


def test_whoever_handed_it_in_may_take_it_back_until_it_is_approved(gazette, issue, column, editor):
    make_entry(issue, page=document(gazette, column))
    SubmitIssue(issue, user=editor).execute()
    SendBackIssue(issue, user=editor, reason="发现错字").execute()
    assert issue.state == IssueState.DRAFTING
    SubmitIssue(issue, user=editor).execute()
    Issue.objects.filter(pk=issue.pk).update(state=IssueState.APPROVED)
    with pytest.raises(NotAllowed):
        SendBackIssue(issue, user=editor, reason="又发现错字").execute()
    issue.refresh_from_db()
    assert issue.state == IssueState.APPROVED


@pytest.mark.parametrize("state", [IssueState.DRAFTING, IssueState.PUBLISHED, IssueState.WITHDRAWN])
def test_other_states_are_not_sent_back(gazette, approver, state):
    issue = make_issue(gazette, state=state)
    with pytest.raises(NotAllowed, match=IssueState(state).label):
        SendBackIssue(issue, user=approver, reason="不要了").execute()


def test_sending_back_needs_a_reason(gazette, approver):
    issue = make_issue(gazette, state=IssueState.SUBMITTED)
    with pytest.raises(GazetteError, match="原因"):
        SendBackIssue(issue, user=approver, reason=" ").execute()


def test_a_number_is_given_once_in_an_issue(gazette):
    issue = make_issue(gazette, state=IssueState.SUBMITTED)
    make_entry(issue, number=1)
    with pytest.raises(IntegrityError):
        make_entry(issue, number=1)


def test_thirty_entries_are_sealed_in_a_bounded_number_of_queries(
    gazette, issue, column, editor, django_assert_max_num_queries
):
    for number in range(30):
        make_entry(issue, page=document(gazette, column, f"通知{number}", f"浙政发〔2015〕{number + 1}号"))
    with django_assert_max_num_queries(60 + 30 * 8):
        SubmitIssue(issue, user=editor).execute()


def test_a_character_without_a_font_is_told_when_it_is_handed_in(gazette, column, issue, editor):
    body = [{"type": "text", "value": "<p>某\U000f1234村。</p>"}]
    make_entry(issue, page=document(gazette, column, body=body))
    submitting = SubmitIssue(issue, user=editor)
    submitting.execute()
    assert "U+F1234" in submitting.warning
    assert "不出 PDF 版" in issue.events.first().text


def test_of_texts_that_can_be_set_nothing_is_said(gazette, column, issue, editor):
    make_entry(issue, page=document(gazette, column))
    submitting = SubmitIssue(issue, user=editor)
    submitting.execute()
    assert (submitting.warning, "PDF" in issue.events.first().text) == ("", False)
