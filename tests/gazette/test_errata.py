"""更正: an entry of a later issue that names what it corrects."""

import pytest

from gazette.actions.errata import AddErratum
from gazette.errors import GazetteError
from gazette.models import EntryKind
from gazette.states import IssueState
from tests import factories
from tests.gazette.factories import make_entry, make_gazette, make_issue

pytestmark = pytest.mark.django_db
TEXT = "第二条第一款“应当”误为“可以”，特此更正。"


@pytest.fixture
def gazette():
    return make_gazette()


@pytest.fixture
def printed(gazette):
    issue = make_issue(gazette, 2015, 6, state=IssueState.PUBLISHED)
    return make_entry(issue, title="关于甲的通知", document_number="浙政发〔2015〕1号")


def test_an_erratum_points_at_what_it_corrects(gazette, printed):
    issue = make_issue(gazette, 2015, 7)
    entry = AddErratum(issue, printed, TEXT, user=None, revision=0).execute()
    assert (entry.kind, entry.corrects, entry.part) == (EntryKind.ERRATUM, printed, printed.part)
    assert entry.title == "关于《关于甲的通知》（浙政发〔2015〕1号）的更正"
    assert list(printed.errata.all()) == [entry]
    assert issue.events.get().text == "更正2015年第6期（总第1期）《关于甲的通知》"


@pytest.mark.parametrize("state", [IssueState.DRAFTING, IssueState.SUBMITTED, IssueState.WITHDRAWN])
def test_only_what_the_public_has_is_corrected(gazette, state):
    entry = make_entry(make_issue(gazette, 2015, 6, state=state))
    with pytest.raises(GazetteError, match="还没有发布"):
        AddErratum(make_issue(gazette, 2015, 7), entry, TEXT, user=None).execute()


def test_an_erratum_comes_later(gazette, printed):
    with pytest.raises(GazetteError, match="之后"):
        AddErratum(make_issue(gazette, 2015, 5, 9), printed, TEXT, user=None).execute()


def test_another_gazette_corrects_its_own(gazette, printed):
    city = factories.make_portal("hangzhou", "city", gazette.portal)
    with pytest.raises(GazetteError, match="没有找到"):
        AddErratum(make_issue(make_gazette(city), 2015, 7), printed, TEXT, user=None).execute()


def test_an_erratum_says_what_is_wrong(gazette, printed):
    with pytest.raises(GazetteError, match="请写明更正内容"):
        AddErratum(make_issue(gazette, 2015, 7), printed, "  ", user=None).execute()


def test_a_very_long_title_still_fits(gazette, printed):
    printed.title = "长" * 255
    entry = AddErratum(make_issue(gazette, 2015, 7), printed, TEXT, user=None).execute()
    assert len(entry.title) == 255
