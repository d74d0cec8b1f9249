"""Titles cut at one line are never cut inside a document number (style.md)."""

import pytest

from themes.templatetags.portal import digits, unbroken


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("春运平稳", "春运平稳"),
        (
            "关于通知（浙政办发〔2015〕28号）的说明",
            '关于通知（<span class="unbroken">浙政办发〔2015〕28号</span>）的说明',
        ),
        ("国发[2014]5号解读", '<span class="unbroken">国发[2014]5号</span>解读'),
        ("<b>国发〔2014〕5号</b>", '&lt;b&gt;<span class="unbroken">国发〔2014〕5号</span>&lt;/b&gt;'),
        ("", ""),
    ],
    ids=["none", "inside", "square brackets", "escaped", "empty"],
)
def test_a_document_number_becomes_one_box(title, expected):
    assert unbroken(title) == expected


def test_only_the_words_of_the_number_are_in_the_box():
    assert '<span class="unbroken">桐政办发〔2026〕3号</span>' in unbroken("《桐庐县办法》（桐政办发〔2026〕3号）")


def test_digits_of_a_police_registration():
    assert digits("浙公网安备 33010002000001号") == "33010002000001"
    assert digits(None) == ""
