"""The filter by bodies, of a list that has more of them than a page has room for."""

import pytest

from cms_core.models import Organisation
from listings.public.facets import MOST_BODIES, folded
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


def test_too_many_bodies_are_offered_by_those_above_them():
    province = make_organisation("浙江省人民政府")
    cities = [make_organisation(f"第{number}市人民政府", parent=province) for number in range(3)]
    for city in cities:
        city.refresh_from_db()
        for number in range(MOST_BODIES // 2):
            city.add_child(instance=Organisation(key=f"{city.pk}-{number}", name=f"{city.name}第{number}局",
                                                 kind=city.kind, level=city.level))  # fmt: skip
            city.refresh_from_db()
    bodies = list(Organisation.objects.order_by("path"))
    shown, counts = folded(bodies, {body.pk: 1 for body in bodies})
    assert [body.name for body in shown] == [province.name, *(city.name for city in cities)]
    assert counts == {province.pk: 1, **{city.pk: 1 + MOST_BODIES // 2 for city in cities}}
