"""Parts as an issue printed them: sealed with its entries, whatever the editors call their parts later."""

import pytest

from gazette.actions.configure_gazette import ConfigureParts
from gazette.editions.book import Book
from gazette.signing.check_entries import changed_since_sealed
from gazette.states import IssueState
from gazette.texts.canonical import canonical_values
from tests.cms_core.serving import reader_of
from tests.gazette.factories import make_entry, make_gazette, make_issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue():
    issue = make_issue(make_gazette(), state=IssueState.PUBLISHED)
    for part in ("省政府令", "省政府文件"):
        make_entry(issue, part, title=f"{part}一件")
    return issue


def turn_round(gazette):
    """The first two parts change places, and one its name."""
    first, second, *others = [(part.pk, part.name, part.rule) for part in gazette.parts.all()]
    ConfigureParts(gazette, [(second[0], "政府文件", second[2]), first, *others], user=None).execute()


def test_renaming_and_reordering_parts_changes_no_published_page(issue):
    reader = reader_of(issue.gazette.portal)
    before = reader.get(issue.path).context["parts"]
    turn_round(issue.gazette)
    after = reader.get(issue.path).context["parts"]
    assert [part["name"] for part in after] == ["省政府令", "省政府文件"]
    assert after == before


def test_renaming_and_reordering_parts_changes_no_edition(issue):
    turn_round(issue.gazette)
    assert [(name, [entry.number for entry in entries]) for name, entries in Book.of(issue).parts()] == [
        ("省政府令", [1]),
        ("省政府文件", [2]),
    ]


def test_renaming_parts_changes_no_digest(issue):
    turn_round(issue.gazette)
    assert changed_since_sealed(issue) == []


def test_the_name_of_the_part_is_sealed(issue):
    entry = issue.entries.first()
    assert canonical_values(entry)["part"] == "省政府令"
    issue.entries.filter(pk=entry.pk).update(part_name="省政府文件")
    assert changed_since_sealed(issue) == [f"《{entry.title}》"]


def test_until_it_is_sealed_an_issue_follows_its_parts():
    issue = make_issue(make_gazette())
    entry = make_entry(issue, "省政府文件")
    turn_round(issue.gazette)
    entry.refresh_from_db()
    assert entry.part_label == "政府文件"
