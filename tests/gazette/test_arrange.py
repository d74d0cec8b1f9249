"""The contents of an issue: added, moved, removed, put back, all or none, and one editor after the other."""

import pytest

from gazette.actions.arrange import ArrangeEntries
from gazette.actions.changes import Add, Describe, Move, PutBack, Remove, Shift
from gazette.actions.issue_lock import ChangedMeanwhile
from gazette.errors import GazetteError, NotAllowed
from gazette.models import EntryKind
from gazette.states import SEALED, IssueState
from tests import factories
from tests.gazette.factories import make_entry, make_gazette, make_issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue():
    return make_issue(make_gazette(), 2015, 7, 1074)


@pytest.fixture
def column(issue):
    return factories.make_column(issue.gazette.portal.home, "政策文件")


def arrange(issue, *changes, revision=None, user=None):
    return ArrangeEntries(issue, changes, user=user, revision=revision).execute()


def contents(issue):
    return [(entry.part.name, entry.title) for entry in issue.entries.order_by("part__order", "position")]


def part(issue, name="省政府文件"):
    return issue.gazette.parts.get(name=name)


def titles(issue, name="省政府文件"):
    return [title for found, title in contents(issue) if found == name]


def test_a_document_of_the_catalogue_is_added_with_its_number(issue, column):
    page = factories.make_document(column, "关于甲的通知", document_number="浙政发〔2015〕1号")
    assert arrange(issue, Add(page.pk, part(issue).pk)) == ["收入《关于甲的通知》到省政府文件"]
    entry = issue.entries.get()
    assert (entry.page_id, entry.document_number, entry.kind) == (page.pk, "浙政发〔2015〕1号", EntryKind.DOCUMENT)
    assert issue.events.get().text == "收入《关于甲的通知》到省政府文件"


def test_what_the_public_cannot_read_is_not_added(issue, column):
    draft = factories.make_document(column, live=False)
    with pytest.raises(GazetteError, match="还没有公开"):
        arrange(issue, Add(draft.pk, part(issue).pk))


def test_a_document_stands_in_an_issue_once(issue, column):
    page = factories.make_document(column)
    arrange(issue, Add(page.pk, part(issue).pk))
    with pytest.raises(GazetteError, match="已在本期"):
        arrange(issue, Add(page.pk, part(issue).pk))


@pytest.mark.parametrize("same", ["page", "number"])
def test_a_document_is_printed_first_once_by_page_or_by_number(issue, column, same):
    page = factories.make_document(column, document_number="浙政发〔2015〕1号")
    before = make_issue(issue.gazette, 2015, 6, 1073)
    make_entry(before, page=page if same == "page" else None, document_number="浙政发［2015］1号")
    with pytest.raises(GazetteError, match=r"已收入2015年第6期（总第1073期）"):
        arrange(issue, Add(page.pk, part(issue).pk))
    arrange(issue, Add(page.pk, part(issue).pk, reprint=True))
    assert issue.entries.get().reprint


def test_a_withdrawn_issue_has_printed_nothing(issue, column):
    page = factories.make_document(column)
    make_entry(make_issue(issue.gazette, 2015, 6, 1073, state=IssueState.WITHDRAWN), page=page)
    arrange(issue, Add(page.pk, part(issue).pk))
    assert issue.entries.count() == 1


def test_entries_move_within_their_part_and_to_another(issue):
    a, _, c = (make_entry(issue, title=title) for title in "甲乙丙")
    arrange(issue, Move(c.pk, c.part_id, 1))
    assert titles(issue) == ["丙", "甲", "乙"]
    arrange(issue, Move(a.pk, part(issue, "人事任免").pk))
    assert (titles(issue), titles(issue, "人事任免")) == (["丙", "乙"], ["甲"])


def test_up_and_down_go_on_into_the_next_part(issue):
    a, b = (make_entry(issue, title=title) for title in "甲乙")
    arrange(issue, Shift(b.pk, -1))
    assert titles(issue) == ["乙", "甲"]
    arrange(issue, Shift(a.pk, 1))
    assert titles(issue, "省政府办公厅文件") == ["甲"]
    arrange(issue, Shift(a.pk, -1))
    assert titles(issue) == ["乙", "甲"]


def test_nothing_lies_above_the_first_or_below_the_last(issue):
    first, last = make_entry(issue, "省政府令"), make_entry(issue, "大事记")
    assert arrange(issue, Shift(first.pk, -1), Shift(last.pk, 1)) == []


def test_what_was_removed_is_put_back_where_it_was(issue, column):
    make_entry(issue, title="甲")
    page = factories.make_document(column, "乙")
    entry = make_entry(issue, page=page, first_page=3, last_page=9)
    make_entry(issue, title="丙")
    removing = Remove(entry.pk)
    arrange(issue, removing)
    assert titles(issue) == ["甲", "丙"]
    arrange(issue, PutBack(removing.removed))
    assert titles(issue) == ["甲", "乙", "丙"]
    assert issue.entries.get(page=page).pages == "3-9"


def test_pages_reprint_and_kind_are_described(issue, column):
    entry = make_entry(issue, page=factories.make_document(column))
    arrange(issue, Describe(entry.pk, pages=(12, 15), reprint=True, kind=EntryKind.REFERENCE))
    entry.refresh_from_db()
    assert (entry.pages, entry.reprint, entry.kind) == ("12-15", True, "reference")
    with pytest.raises(GazetteError, match="类别"):
        arrange(issue, Describe(entry.pk, kind=EntryKind.ERRATUM))


def test_changes_are_made_all_or_none(issue):
    entry = make_entry(issue, title="甲")
    with pytest.raises(GazetteError, match="已被他人移出"):
        arrange(issue, Remove(entry.pk), Move(99_999, entry.part_id))
    issue.refresh_from_db()
    assert (titles(issue), issue.revision, issue.events.count()) == (["甲"], 0, 0)


def test_the_second_of_two_editors_is_told_and_writes_nothing(issue):
    entry = make_entry(issue, title="甲")
    first = factories.make_user("wang", superuser=True)
    arrange(issue, Describe(entry.pk, pages=(1, 2)), revision=0, user=first)
    with pytest.raises(ChangedMeanwhile, match="wang刚刚改动了这一期"):
        arrange(issue, Remove(entry.pk), revision=0, user=factories.make_user("li", superuser=True))
    assert titles(issue) == ["甲"]


@pytest.mark.parametrize("state", sorted(SEALED))
def test_a_sealed_issue_is_not_arranged(issue, state):
    entry = make_entry(issue)
    type(issue).objects.update(state=state)
    with pytest.raises(GazetteError, match="已定稿"):
        arrange(issue, Remove(entry.pk))


def test_who_may_not_edit_the_gazette_arranges_nothing(issue):
    other = factories.make_portal("tonglu")
    with pytest.raises(NotAllowed):
        arrange(issue, user=factories.make_editor(other))


def test_a_part_of_another_gazette_takes_nothing(issue):
    entry = make_entry(issue)
    city = factories.make_portal("hangzhou", "city", issue.gazette.portal)
    foreign = make_gazette(city).parts.first()
    with pytest.raises(GazetteError, match="不在本公报中"):
        arrange(issue, Move(entry.pk, foreign.pk))


def test_an_entry_of_another_issue_is_not_touched(issue):
    foreign = make_entry(make_issue(issue.gazette, 2015, 8, 1075))
    with pytest.raises(GazetteError):
        arrange(issue, Remove(foreign.pk))
