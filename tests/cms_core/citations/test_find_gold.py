"""The finder against the gold set: documents of the State Council, ministries and Zhejiang, marked by hand."""

import pytest

from cms_core.citations.find import find_citations
from tests.cms_core.citations.scoring import PARTS, SHARED, is_there, score

pytestmark = pytest.mark.skipif(not is_there(), reason=f"no real inputs at {SHARED}: set PORTAL_SHARED_DATA")


@pytest.mark.parametrize("part", PARTS)
def test_what_is_found_is_what_a_reader_marked(part, record_property):
    figures = score(part)
    record_property("figures", str(figures))
    assert figures.marked >= 90
    assert figures.precision >= 0.98, figures.differences
    assert figures.recall >= 0.98, figures.differences
    assert figures.kind_accuracy >= 0.95, figures.differences


def test_the_two_citations_of_the_seed_are_found():
    (seed,) = (SHARED / "seed").glob("*.txt")
    title = "浙江省人民政府办公厅关于印发2015年浙江政务服务网建设工作要点的通知"
    found = find_citations(seed.read_text(encoding="utf-8"), own_number="浙政办发〔2015〕28号", own_title=title)
    assert [(one.number, one.title) for one in found] == [
        ("浙政办发〔2015〕8号", "浙江省人民政府办公厅关于印发浙江省电子政务云计算平台管理办法的通知"),
        ("国办发〔2014〕66号", "国务院办公厅关于促进电子政务协调发展的指导意见"),
    ]
