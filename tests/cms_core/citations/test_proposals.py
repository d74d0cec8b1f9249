"""A repeal or amendment proposes the new validity of its target; one click of the owner publishes it."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, PageViewRestriction, Revision

from cms_core.citations.deciding import AcceptProposal, DeclineProposal, UndoDecision
from cms_core.citations.due import apply_due_validity
from cms_core.citations.errors import AlreadyDecided, ProposalRefused
from cms_core.models import DocumentPage, Entry, ValidityProposal
from tests.cms_core.citations.texts import OLD, OLD_NUMBER, body, cited, citing, repealing
from tests.factories import make_column, make_document, make_editor, make_portal, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal():
    return make_portal()


@pytest.fixture
def column(portal):
    return make_column(portal.home)


@pytest.fixture
def editor(portal):
    return make_editor(portal, "owner")


@pytest.fixture
def target(column):
    return cited(column)


def proposal():
    return ValidityProposal.objects.get()


def stored(page):
    return DocumentPage.objects.get(pk=page.pk)


def noon(*day):
    return datetime.datetime(*day, 12, tzinfo=timezone.get_current_timezone())


def test_a_repeal_proposes_its_day_and_its_sentence(column, target):
    source = repealing(column)
    made = proposal()
    assert (made.target_id, made.source_id, made.kind, made.state) == (target.pk, source.pk, "repeal", "waiting")
    assert made.day == datetime.date(2020, 1, 1)
    assert "同时废止" in made.basis
    assert stored(target).validity == "in_force"


def test_an_article_about_a_repeal_proposes_nothing(column, target):
    citing(column, f"《{OLD}》（{OLD_NUMBER}）同时废止。")
    assert not ValidityProposal.objects.exists()


def test_a_repeal_proposes_when_its_target_arrives_later(column):
    repealing(column)
    assert not ValidityProposal.objects.exists()
    cited(column)
    assert proposal().state == "waiting"


def test_nothing_is_proposed_of_what_says_so_already(column):
    cited(column, validity="repealed", validity_basis="清理决定")
    repealing(column)
    assert not ValidityProposal.objects.exists()


def test_nothing_repeals_what_was_written_after_it(column):
    cited(column, written=datetime.date(2025, 1, 1))
    repealing(column)
    assert not ValidityProposal.objects.exists()


def test_a_withdrawn_source_takes_back_what_waits_and_proposes_it_again_when_it_returns(column, target):
    source = repealing(column)
    source.unpublish()
    assert proposal().state == "taken_back"
    source.save_revision().publish()
    assert proposal().state == "waiting"


def test_accepting_publishes_the_validity_with_a_log_entry(column, target, editor):
    source = repealing(column)
    AcceptProposal(proposal(), editor).execute()
    found = stored(target)
    assert (found.validity, found.date_repealed, found.changed_by_id) == (
        "repealed",
        datetime.date(2020, 1, 1),
        source.pk,
    )
    assert source.title in found.validity_basis
    assert found.live_revision.user == editor
    assert not found.has_unpublished_changes
    assert Entry.objects.get(pk=target.pk).validity == "repealed"
    assert PageLogEntry.objects.filter(page=target.pk, action="cms_core.validity.accept", user=editor).exists()
    assert proposal().state == "accepted"


def test_an_unfinished_draft_keeps_its_changes_and_gets_the_fields_too(column, target, editor):
    repealing(column)
    target.title = "还在修改的标题"
    target.save_revision()
    AcceptProposal(proposal(), editor).execute()
    found = stored(target)
    assert (found.title, found.validity, found.has_unpublished_changes) == (OLD, "repealed", True)
    draft = found.get_latest_revision_as_object()
    assert (draft.title, draft.validity) == ("还在修改的标题", "repealed")


def test_what_is_scheduled_stays_scheduled_and_gets_the_fields_too(column, target, editor):
    repealing(column)
    moment = timezone.now() + datetime.timedelta(days=3)
    target.title = "三天后的标题"
    target.go_live_at = moment
    target.save_revision().publish()
    assert Revision.objects.filter(approved_go_live_at=moment).count() == 1
    AcceptProposal(proposal(), editor).execute()
    found = stored(target)
    assert (found.live, found.title, found.validity) == (True, OLD, "repealed")
    waiting = Revision.objects.get(approved_go_live_at=moment).as_object()
    assert (waiting.title, waiting.validity) == ("三天后的标题", "repealed")


def test_what_is_under_review_stays_under_review(column, target, editor):
    repealing(column)
    target.title = "送审的标题"
    target.save_revision()
    state = target.get_workflow().start(target, make_user())
    AcceptProposal(proposal(), editor).execute()
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS
    reviewed = state.current_task_state.revision.as_object()
    assert (reviewed.title, reviewed.validity) == ("送审的标题", "repealed")


def test_of_two_people_at_once_one_wins_and_the_other_is_told(column, target, editor, portal):
    repealing(column)
    first, second = proposal(), proposal()
    AcceptProposal(first, editor).execute()
    revisions = target.revisions.count()
    with pytest.raises(AlreadyDecided, match="owner"):
        AcceptProposal(second, make_editor(portal, "late")).execute()
    with pytest.raises(AlreadyDecided):
        DeclineProposal(second, editor, reason="并未废止").execute()
    assert target.revisions.count() == revisions


def test_nobody_decides_for_another_portal(column, target):
    repealing(column)
    stranger = make_editor(make_portal("jiande"))
    with pytest.raises(PermissionDenied):
        AcceptProposal(proposal(), stranger).execute()
    assert proposal().state == "waiting"


def test_who_may_only_write_does_not_decide(column, target, portal):
    repealing(column)
    with pytest.raises(PermissionDenied):
        AcceptProposal(proposal(), make_editor(portal, actions=("add", "change"))).execute()


def test_declining_wants_a_reason_and_changes_nothing(column, target, editor):
    repealing(column)
    with pytest.raises(ProposalRefused):
        DeclineProposal(proposal(), editor, reason=" ").execute()
    DeclineProposal(proposal(), editor, reason="只是引用其名称").execute()
    assert (proposal().state, proposal().reason) == ("declined", "只是引用其名称")
    assert stored(target).validity == "in_force"


def test_what_was_declined_is_not_proposed_again(column, target, editor):
    source = repealing(column)
    DeclineProposal(proposal(), editor, reason="只是引用其名称").execute()
    source.save_revision().publish()
    assert proposal().state == "declined"


def test_undoing_an_acceptance_brings_the_former_validity_back(column, target, editor):
    repealing(column)
    AcceptProposal(proposal(), editor).execute()
    UndoDecision(proposal(), editor).execute()
    found = stored(target)
    assert (found.validity, found.date_repealed, found.changed_by_id, found.validity_basis) == (
        "in_force",
        None,
        None,
        "",
    )
    assert proposal().state == "waiting"


def test_undoing_does_not_overwrite_what_somebody_has_changed_since(column, target, editor):
    repealing(column)
    AcceptProposal(proposal(), editor).execute()
    edited = stored(target)
    edited.date_repealed = datetime.date(2020, 2, 1)
    edited.save_revision().publish()
    with pytest.raises(ProposalRefused, match="又被改过"):
        UndoDecision(proposal(), editor).execute()
    assert proposal().state == "accepted"


def test_a_repeal_of_a_future_day_takes_effect_on_that_day(column, target, editor):
    repealing(column, day="2026年5月1日")
    AcceptProposal(proposal(), editor, now=noon(2026, 4, 1)).execute()
    assert proposal().state == "accepted"
    assert apply_due_validity(noon(2026, 4, 30)) == 0
    assert stored(target).validity == "in_force"
    assert apply_due_validity(noon(2026, 5, 1)) == 1
    assert stored(target).date_repealed == datetime.date(2026, 5, 1)
    assert apply_due_validity(noon(2026, 5, 1)) == 0


def test_a_future_repeal_whose_source_is_withdrawn_never_takes_effect(column, target, editor):
    source = repealing(column, day="2026年5月1日")
    AcceptProposal(proposal(), editor, now=noon(2026, 4, 1)).execute()
    source.unpublish()
    assert proposal().state == "taken_back"
    assert apply_due_validity(noon(2026, 5, 2)) == 0
    assert stored(target).validity == "in_force"


def test_a_future_repeal_whose_day_the_text_changes_asks_the_owner_again(column, target, editor):
    source = repealing(column, day="2026年5月1日")
    AcceptProposal(proposal(), editor, now=noon(2026, 4, 1)).execute()
    source.body = body(f"本办法自2027年1月1日起施行，《{OLD}》（{OLD_NUMBER}）同时废止。")
    source.save_revision().publish()
    assert (proposal().state, proposal().day) == ("waiting", datetime.date(2027, 1, 1))
    assert apply_due_validity(noon(2026, 5, 2)) == 0


def test_a_future_repeal_that_would_contradict_the_document_is_refused_at_once(column, editor):
    cited(column, date_effective=datetime.date(2026, 6, 1))
    repealing(column, day="2026年5月1日")
    with pytest.raises(ProposalRefused, match="施行日期"):
        AcceptProposal(proposal(), editor, now=noon(2026, 4, 1)).execute()
    assert proposal().state == "waiting"


def test_what_came_to_contradict_it_before_its_day_waits_for_the_owner_again(column, target, editor):
    repealing(column, day="2026年5月1日")
    AcceptProposal(proposal(), editor, now=noon(2026, 4, 1)).execute()
    edited = stored(target)
    edited.date_effective = datetime.date(2026, 6, 1)
    edited.save_revision().publish()
    apply_due_validity(noon(2026, 5, 1))
    assert (proposal().state, proposal().applied_at) == ("waiting", None)
    assert (stored(target).validity, stored(target).date_effective) == ("in_force", datetime.date(2026, 6, 1))


def test_a_private_document_proposes_nothing_while_it_is_private(column, target):
    source = repealing(column)
    restriction = PageViewRestriction.objects.create(page=source, restriction_type=PageViewRestriction.LOGIN)
    assert proposal().state == "taken_back"
    restriction.delete()
    assert proposal().state == "waiting"


def test_a_future_acceptance_can_be_undone(column, target, editor):
    repealing(column, day="2026年5月1日")
    AcceptProposal(proposal(), editor, now=noon(2026, 4, 1)).execute()
    UndoDecision(proposal(), editor).execute()
    assert apply_due_validity(noon(2026, 5, 2)) == 0
    assert (proposal().state, stored(target).validity) == ("waiting", "in_force")


def test_what_would_contradict_the_document_is_refused_with_the_reason(column, editor):
    target = cited(column, date_effective=datetime.date(2021, 1, 1))
    repealing(column)
    with pytest.raises(ProposalRefused, match="施行日期"):
        AcceptProposal(proposal(), editor).execute()
    assert (proposal().state, stored(target).validity) == ("waiting", "in_force")


def test_an_amendment_marks_its_target_as_amended(column, target, editor):
    text = f"将《{OLD}》（{OLD_NUMBER}）第三条修改为：“会议应当从简。”"
    make_document(column, "关于修改办法的决定", body=body(text), date_written=datetime.date(2015, 1, 1))
    assert proposal().kind == "amend"
    AcceptProposal(proposal(), editor).execute()
    assert (stored(target).validity, stored(target).date_repealed) == ("amended", None)


def test_two_documents_that_repeal_each_other_are_left_to_people(column):
    day = datetime.date(2019, 12, 1)
    cited(column, written=day, body=body("《桐庐县会议和培训管理办法》（桐政发〔2019〕9号）同时废止。"))
    repealing(column, date_written=day)
    assert ValidityProposal.objects.count() == 2


def test_a_deleted_target_takes_its_proposals_along(column, target):
    repealing(column)
    Page.objects.get(pk=target.pk).delete()
    assert not ValidityProposal.objects.exists()
