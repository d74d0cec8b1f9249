"""Colour arithmetic as WCAG defines it, and the shades that follow from a portal's hue."""

import pytest

from themes.colours import InvalidColour, contrast, darkened_until, palette


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


def test_a_readable_hue_is_kept_as_the_portal_chose_it():
    assert palette("#9B1B1F")["--hue"].lower() == "#9b1b1f"


def test_a_light_hue_is_darkened_only_as_far_as_needed():
    darkened = darkened_until("#ffd700", "#ffffff", 4.5)
    assert 4.5 <= contrast(darkened, "#ffffff") < 4.9


@pytest.mark.parametrize("hue", ["red", "#fff", "9B1C1C", "#9B1C1G", "", "#9B1C1C;}body{display:none"])
def test_what_is_no_colour_is_refused_in_the_editors_words(hue):
    with pytest.raises(InvalidColour, match=r"主色.*六位十六进制"):
        palette(hue)
