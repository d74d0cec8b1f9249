"""Traditional characters, variants and old shapes of print are found by what is written today, and the other way."""

import pytest

from cms_core.search.analysis.characters import VARIANTS, fold, fold_with_places
from tests.cms_core.search.records import pages, record

WRITTEN = {
    "後勤": "后勤", "皇后": "皇后", "裡程": "里程", "裏面": "里面", "臺州": "台州", "台風": "台风", "乾部": "干部",
    "幹部": "干部", "乾旱": "干旱", "理髮": "理发", "發展": "发展", "一隻": "一只", "只有": "只有", "屬於": "属于",
    "于謙": "于谦", "時鐘": "时钟", "鍾山": "钟山", "穀物": "谷物", "山谷": "山谷", "麵粉": "面粉", "麪粉": "面粉",
    "方面": "方面", "關係": "关系", "聯繫": "联系", "瞭解": "了解", "衛生": "卫生", "衞生": "卫生", "敍述": "叙述",
    "鄕鎮": "乡镇", "綫路": "线路", "鷄雞": "鸡鸡", "匯編": "汇编", "彙編": "汇编", "慾望": "欲望", "準則": "准则",
    "税稅": "税税", "黃岩": "黄岩", "溫州": "温州", "県庁": "县厅", "薬検": "药检",
}  # fmt: skip


@pytest.mark.parametrize(("old", "new"), WRITTEN.items())
def test_either_writing_finds_the_other(old, new):
    assert fold(old) == fold(new)
    assert fold_with_places(old)[1] == [0, 1]


def test_what_a_variant_becomes_is_not_changed_again():
    assert len(VARIANTS) % 2 == 0
    assert [one for one in VARIANTS if fold(fold(one)) != fold(one)] == []
    assert [new for new in VARIANTS[1::2] if fold(new) != new] == []


def test_the_index_finds_either_writing(index):
    index.write([record(1, "臺州市衞生後勤規定"), record(2, "台州市卫生后勤规定")])
    for asked in ("台州市卫生", "臺州市衛生", "后勤规定", "後勤規定"):
        assert sorted(pages(index.search(asked))) == [1, 2]
