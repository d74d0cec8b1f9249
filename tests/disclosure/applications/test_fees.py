"""The tiers of 国办函〔2020〕109号, at their edges; and the place of a request among those of its month."""

import pytest

from disclosure.applications import actions
from disclosure.applications.fees import fee_of, fee_of_pages, fee_of_request, place_in_month
from tests.disclosure.applications.factories import (
    MONDAY,
    an_applicant,
    later,
    make_application,
    make_registered,
    step,
)
from tests.factories import make_portal


@pytest.mark.parametrize(
    ("place", "yuan"),
    [(1, 0), (10, 0), (11, 100), (30, 100), (31, 200), (40, 200), (41, 300), (50, 300), (51, 400), (100, 800)],
)
def test_the_price_of_a_request_by_its_place_in_the_month(place, yuan):
    assert fee_of_request(place) == yuan


@pytest.mark.parametrize(
    ("pages", "yuan"),
    [(0, 0), (30, 0), (31, 10), (100, 700), (101, 720), (200, 2700), (201, 2740), (1000, 34_700)],
)
def test_pages_cost_what_their_tier_says_and_those_before_keep_their_price(pages, yuan):
    assert fee_of_pages(pages) == yuan


def test_more_never_costs_less():
    for way in ("requests", "pages"):
        fees = [fee_of(way, number) for number in range(400)]
        assert fees == sorted(fees)


@pytest.mark.parametrize("number", [-1, 10**9])
def test_what_cannot_be_has_no_price(number):
    with pytest.raises(ValueError):
        fee_of_pages(number)


@pytest.mark.django_db
def test_the_place_counts_one_applicant_one_body_one_month(django_assert_num_queries):
    portal, other = make_portal("tonglu"), make_portal("jiande")
    somebody = an_applicant(name="测试乙", identity_number="330122199001010027")
    first = make_registered(portal)
    make_registered(portal, applicant=somebody)
    make_registered(other)
    make_registered(portal, day=later(25))
    step(actions.ReturnApplication, make_application(portal), MONDAY, words="空白")
    second = make_registered(portal, day=later(1))
    with django_assert_num_queries(2):
        assert (place_in_month(first), place_in_month(second)) == (1, 2)
