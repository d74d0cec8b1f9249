"""Every kind of page in every look: barriers, errors, policy, narrow screens. 《网站设计无障碍》; standards 9.1."""

import pytest

from tests.browser.kinds import PAGES, STATUS

MODES = ("normal", "elder")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("look", "kind"), PAGES)
def test_a_page_has_no_barrier_of_wcag_2_2_a_and_aa(visits, look, kind, mode):
    assert visits.see(look, kind, mode).barriers == []


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("look", "kind"), PAGES)
def test_a_page_does_not_scroll_sideways_at_320_pixels(visits, look, kind, mode):
    assert visits.see(look, kind, mode).overflowing == []


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("look", "kind"), PAGES)
def test_a_page_raises_no_error_and_no_policy_violation(visits, look, kind, mode):
    assert visits.see(look, kind, mode).complaints == []


@pytest.mark.parametrize(("look", "kind"), PAGES)
def test_a_page_answers_its_status(visits, look, kind):
    assert visits.see(look, kind, "normal").status == STATUS[kind]
