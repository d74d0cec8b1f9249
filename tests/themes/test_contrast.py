"""Every text colour of every look is readable on every ground it is used on (style.md: at least 4.5)."""

import pytest

from tests.themes.stylesheets import LOOKS, colour, tokens_of
from themes.colours import READABLE, contrast, palette

# (text, ground) as the stylesheets use them.
PAIRS = [
    *[(text, ground) for text in ("--ink", "--ink-2", "--ink-3") for ground in ("--paper", "--paper-2")],
    *[(text, ground) for text in ("--hue", "--hue-strong") for ground in ("--paper", "--paper-2", "--hue-soft")],
    ("--ink", "--paper-3"),
    ("--ink", "--hue-soft"),
    ("--ink-2", "--hue-soft"),
    ("--ink-3", "--band"),
    ("--on-hue", "--hue"),
    ("--on-hue", "--hue-strong"),
    ("--link", "--paper"),
    ("--link", "--paper-2"),
    ("--masthead-ink", "--masthead-bg"),
    ("--masthead-sub", "--masthead-bg"),
    ("--nav-ink", "--nav-bg"),
    ("--head-ink", "--paper"),
    ("--head-ink", "--band"),
    ("--warn", "--warn-soft"),
    ("--warn", "--paper-2"),
    ("--accent", "--paper"),
]


def readable_pairs(tokens):
    active = tokens["--nav-active-bg"].strip()
    ground = "--nav-bg" if active == "transparent" else "--nav-active-bg"
    return [*PAIRS, ("--nav-active-ink", ground)]


@pytest.mark.parametrize("mode", ["", "elder", "contrast"])
@pytest.mark.parametrize("look", LOOKS)
def test_text_of_every_look_stands_out_from_its_ground(look, mode):
    tokens = tokens_of(look, mode)
    weak = {
        pair: round(ratio, 2)
        for pair in readable_pairs(tokens)
        if (ratio := contrast(colour(tokens, pair[0]), colour(tokens, pair[1]))) < READABLE
    }
    assert weak == {}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("hue", ["#9B1C1C", "#FFD700", "#00E5FF", "#FFFFFF", "#000000", "#7CFC00", "#808080"])
def test_a_portal_may_choose_any_hue_and_text_stays_readable(look, hue):
    tokens = tokens_of(look) | palette(hue)
    weak = {
        pair: round(ratio, 2)
        for pair in readable_pairs(tokens)
        if (ratio := contrast(colour(tokens, pair[0]), colour(tokens, pair[1]))) < READABLE
    }
    assert weak == {}


@pytest.mark.parametrize("look", LOOKS)
def test_the_line_round_a_field_and_the_focus_ring_can_be_seen(look):
    """WCAG 1.4.11: 3 to 1 for what shows where to type and where one is."""
    tokens = tokens_of(look)
    assert contrast(colour(tokens, "--ink-3"), colour(tokens, "--paper")) >= 3
    assert contrast(colour(tokens, "--focus"), colour(tokens, "--paper")) >= 3


def test_the_looks_have_one_hue_each_and_none_shares_it():
    assert len({colour(tokens_of(look), "--hue") for look in LOOKS}) == len(LOOKS)


def test_the_looks_differ_in_more_than_hue():
    shapes = {
        tuple(tokens_of(look)[name] for name in ("--masthead-bg", "--masthead-top", "--nav-bg")) for look in LOOKS
    }
    assert len(shapes) == len(LOOKS)
