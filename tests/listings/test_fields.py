"""The tables of fields name every field of each list once, and nothing else."""

import pytest

from listings.fields import default_shown, groups, help_text, label, may_be_shown, public_groups, shown, table
from listings.kinds import ListKind
from listings.models import Listing
from listings.values import MODELS, fields_of

KINDS = list(ListKind)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_in_one_group(kind):
    named = [name for group in groups(kind) for name in group.fields]
    assert sorted(named) == sorted(fields_of(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_the_tables_name_no_field_that_is_not_there(kind):
    known = set(fields_of(kind))
    assert set(table(kind)["help"]) | set(table(kind)["labels"]) | set(table(kind)["internal"]) <= known
    assert set(default_shown(kind)) <= set(may_be_shown(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_a_label(kind):
    assert all(label(kind, name) for name in may_be_shown(kind))
    assert isinstance(help_text(kind, "name"), str)


@pytest.mark.parametrize("kind", KINDS)
def test_a_group_of_some_categories_names_categories_that_there_are(kind):
    model = MODELS[kind]
    known = dict(model._meta.get_field(model.CATEGORY).flatchoices)
    assert all(category in known for group in groups(kind) for category in group.only)


def test_a_list_shows_what_its_editors_chose_and_the_default_otherwise():
    assert shown(Listing(kind="power")) == default_shown("power")
    assert shown(Listing(kind="power", shown_fields=["name", "gone", "phone"])) == ["name", "phone"]


def test_what_is_internal_is_on_no_detail_page():
    assert "inner_flow" not in {name for group in public_groups("power") for name in group.fields}
