"""Names are masked before they are stored; numbers of persons are refused in any text."""

import pytest

from disclosure.masking import name as masked
from disclosure.masking import number_of_person


@pytest.mark.parametrize(
    ("name", "shown"),
    [("张三", "张*"), ("张三丰", "张**"), ("欧阳某某", "欧阳**"), ("张 三", "张*"), ("张**", "张**"), ("某", "*")],
)
def test_a_name_keeps_its_family_name_only(name, shown):
    assert masked(name) == shown


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("身份证 11010519491231002X", "居民身份证号码"),
        ("110105 19491231 002x", "居民身份证号码"),
        ("电话13800138000", "手机号码"),
        ("卡号6222020200112345678", "银行卡号"),
        ("项目代码2026-330122-47-01-123456", ""),
        ("0571-88881234", ""),
        ("11010519491231002", ""),
        ("110105194912310021", ""),
    ],
)
def test_numbers_of_persons_are_told_from_other_numbers(text, kind):
    assert number_of_person(text) == kind
