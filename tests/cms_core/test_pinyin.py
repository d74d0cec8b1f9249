import pytest

from cms_core.text.pinyin import pinyin_slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("政策文件", "zhengce-wenjian"),
        ("通知公告", "tongzhi-gonggao"),
        ("重庆", "chongqing"),
        ("丽水市", "lishuishi"),
        ("乐清市", "yueqingshi"),
        ("走进桐庐", "zoujin-tonglu"),
        ("银行行长", "yinhanghangzhang"),
        ("会计管理", "kuaiji-guanli"),
        ("效率", "xiaolv"),
        ("2026年工作要点", "2026nian-gongzuo-yaodian"),
        ("“四张清单”", "sizhang-qingdan"),
        ("COVID-19 防控", "covid-19-fangkong"),
        ("ＡＢＣ", "abc"),
        ("！！", ""),
        ("", ""),
    ],
)
def test_a_title_becomes_words_in_pinyin(title, slug):
    assert pinyin_slug(title) == slug


def test_a_long_title_is_cut_between_words():
    slug = pinyin_slug("中华人民共和国政府信息公开条例实施情况年度报告和下一步工作安排的通知" * 3)
    assert len(slug) <= 60
    assert not slug.endswith("-")
