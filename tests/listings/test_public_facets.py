"""The filter by bodies, of a list that has more of them than a page has room for."""

import pytest

from cms_core.models import Organisation
from listings.kinds import ListKind
from listings.public.days import AskedDay
from listings.public.facets import MOST_BODIES, body_choices, folded
from listings.public.questions import Question
from listings.public.scopes import Scope
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    """Too many bodies for a page, below three cities."""
    province = make_organisation("浙江省人民政府")
    cities = [make_organisation(f"第{number}市人民政府", parent=province) for number in range(3)]
    for city in cities:
        city.refresh_from_db()
        for number in range(MOST_BODIES // 2):
            city.add_child(instance=Organisation(key=f"{city.pk}-{number}", name=f"{city.name}第{number}局",
                                                 kind=city.kind, level=city.level))  # fmt: skip
            city.refresh_from_db()
    return province


def test_too_many_bodies_are_offered_by_those_above_them(province):
    cities = list(province.get_children())
    bodies = list(Organisation.objects.order_by("path"))
    shown, counts = folded(bodies, {body.pk: 1 for body in bodies})
    assert [body.name for body in shown] == [province.name, *(city.name for city in cities)]
    assert counts == {province.pk: 1, **{city.pk: 1 + MOST_BODIES // 2 for city in cities}}


def test_a_chosen_body_that_is_folded_away_keeps_its_count(province):
    chosen = Organisation.objects.filter(depth=province.depth + 2).order_by("path").last()
    chosen.add_child(instance=Organisation(key="xia", name="下属单位", kind=chosen.kind, level=chosen.level))
    chosen.refresh_from_db()
    scope = Scope(ListKind.POWER, None, None)
    counts = dict.fromkeys(Organisation.objects.values_list("pk", flat=True), 3)
    first, *_ = body_choices(Question(scope, AskedDay.of({}), body=chosen), counts, "/lists/power/")
    assert (first["title"], first["count"], first["active"]) == (chosen.display_name, 6, True)
