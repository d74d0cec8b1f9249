"""Codes of powers say their category and their main item; industries are those of GB/T 4754."""

import pytest

from listings import codes, industries
from listings.kinds import PowerCategory

BODY = "11330122MB1234567X"


@pytest.mark.parametrize(
    ("text", "category", "main"),
    [
        ("许可-00123-000", PowerCategory.PERMIT, ""),
        ("处罚-01234-002", PowerCategory.PENALTY, "处罚-01234-000"),
        ("000117005000", PowerCategory.PERMIT, ""),
        ("000217005003", PowerCategory.PENALTY, "000217005000"),
        ("002017005000", PowerCategory.SERVICE, ""),
        ("009917005000", None, ""),
        (f"{BODY}3000117005000", PowerCategory.PERMIT, ""),
        (f"{BODY}3000617005012", PowerCategory.INSPECTION, f"{BODY}3000617005000"),
    ],
)
def test_a_code_says_category_and_main_item(text, category, main):
    found = codes.parse(text)
    assert (found.category, found.main) == (category, main)


@pytest.mark.parametrize("text", ["", "甲-1", "许可-123-000", "许可-00123-000 ", "00011700500", "00011700500000"])
def test_codes_of_other_shapes_are_of_no_system(text):
    assert codes.parse(text) is None


def test_an_implementing_code_names_its_body():
    assert codes.parse(f"{BODY}3000117005000").body == BODY


@pytest.mark.parametrize(
    ("text", "category", "refused"),
    [
        ("许可-00123-000", "permit", False),
        ("许可-00123-000", "penalty", True),
        ("000217005003", "permit", True),
        ("009917005000", "permit", False),
        ("自编1号", "permit", False),
    ],
)
def test_the_type_of_a_code_agrees_with_the_category(text, category, refused):
    assert bool(codes.disagreement(text, category)) == refused


def test_the_refusal_names_both_categories():
    assert codes.disagreement("许可-00123-000", "penalty") == (
        "编码“许可-00123-000”的类型是“行政许可”，与权力类别“行政处罚”不一致。"
    )


@pytest.mark.parametrize(
    ("code", "line"),
    [("C", ["C"]), ("26", ["C", "26"]), ("261", ["C", "26", "261"]), ("2611", ["C", "26", "261", "2611"])],
)
def test_the_line_of_an_industry_goes_from_its_section_down(code, line):
    assert industries.line_of(code) == line
    assert all(industries.of(one) for one in line)


@pytest.mark.parametrize("code", ["", "U", "99", "2699", "c", "２６"])
def test_what_is_no_industry_is_refused(code):
    with pytest.raises(industries.NoSuchIndustry, match="国民经济行业分类"):
        industries.of(code)


def test_every_division_belongs_to_a_section():
    assert len(industries.sections()) > 90
    assert set(industries.sections().values()) == set("ABCDEFGHIJKLMNOPQRST")
