"""What the demo adds to a home page."""

import datetime
import json

import pytest

from sites.demo.decoration import decorate
from sites.demo.setting import Setting
from tests.factories import make_portal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "closing", [[], [{"title": "上级政府", "links": [{"title": "中国政府网", "url": "https://www.gov.cn/"}]}]]
)
def test_a_home_page_has_one_section_of_links(closing):
    home = make_portal().home
    home.sections = json.dumps(
        [{"type": "links", "value": {"title": "友情链接", "groups": closing}}] if closing else []
    )
    home.save()
    decorate(home, Setting("hz", "city", "杭州", "杭州市人民政府", "杭州市政府", "杭政", datetime.date(2026, 3, 20), 7))
    assert [block.block_type for block in home.sections].count("links") == 1
