"""公开时限 in words → what can be counted."""

import pytest

from disclosure.models import TermKind
from disclosure.sunshine.limits import Limit, limit_of

CASES = {
    "自信息形成或者变更之日起20个工作日内": Limit(TermKind.WORKING_DAYS, 20),
    "自信息形成之日起7个工作日内": Limit(TermKind.WORKING_DAYS, 7),
    "二十个工作日内": Limit(TermKind.WORKING_DAYS, 20),
    "十五个工作日": Limit(TermKind.WORKING_DAYS, 15),
    "7个工作日；其他20个工作日": Limit(TermKind.WORKING_DAYS, 7),
    "公示期不少于5个工作日，自信息形成之日起20个工作日内公开": Limit(TermKind.WORKING_DAYS, 20),
    "批准后20日内": Limit(TermKind.DAYS, 20),
    "自收到批复之日起10天内": Limit(TermKind.DAYS, 10),
    "实时公开": Limit(TermKind.AT_ONCE),
    "信息形成后及时公开": Limit(TermKind.AT_ONCE),
    "每年1月": Limit(TermKind.YEARLY),
    "按季度公开": Limit(TermKind.QUARTERLY),
    "每半年": Limit(TermKind.HALF_YEARLY),
    "每月10日前": Limit(TermKind.DAYS, 10),
    "长期公开": Limit(TermKind.STANDING),
    "公示期不少于7日": Limit(TermKind.OTHER),
    "按规定": Limit(TermKind.OTHER),
    "": Limit(TermKind.OTHER),
}


@pytest.mark.parametrize(("text", "limit"), CASES.items(), ids=CASES)
def test_a_time_limit_is_read_as_it_can_be_counted(text, limit):
    assert limit_of(text) == limit
