"""Pasted pages of other portals: other labels, orders and frames than the page that started the project."""

import time

import pytest

from cms_core.html.text import text_of
from cms_core.text.responsible import responsible_in
from migrations.reading.page import read_page

TABLE_WITHOUT_COLONS = """您现在的位置：首页 >> 政府信息公开 >> 政策文件
索 引 号\t002482429/2019-00031\t分类\t教育
发布机构\t景宁畲族自治县教育局\t文号\t景教〔2019〕12号
名称\t景宁畲族自治县教育局关于做好2019年义务教育招生工作的通知
生成日期\t2019年5月6日\t公开方式\t主动公开
景宁畲族自治县教育局关于做好2019年义务教育招生工作的通知
发布时间：2019-05-08 09:30:00 来源：县教育局 字号：[大 中 小] 浏览次数：123次
各中小学：
为做好2019年义务教育招生工作，现将有关事项通知如下。
一、招生对象
年满六周岁的儿童。
景宁畲族自治县教育局
2019年5月6日
附件：1.招生计划表.xlsx（12KB）
【打印】 【关闭】
上一篇：关于某事的公告
主办单位：景宁畲族自治县人民政府 浙ICP备00000000号
"""

LABELS_ON_LINES_OF_THEIR_OWN = """首页 > 政务公开 > 文件
索引号
K28044908/2026-12878
发文机关
杭州市人民政府办公厅
发文字号
杭政办函[2023]8号
发布日期
2023/02/01
有效性
有效

杭州市人民政府办公厅
关于加强冬春季节安全生产工作的
通知
各区、县（市）人民政府，市政府各部门、各直属单位：
为加强冬春季节安全生产工作，经市政府同意，现通知如下。
（此件公开发布）
"""

NOTHING_BUT_TEXT = """关于征集2024年度民生实事项目的公告
为广泛听取群众意见，现公开征集2024年度民生实事项目。
某某县人民政府办公室
二〇二三年十月九日
"""


def facts(page):
    return {value.field: value.raw for value in page.values}


def test_a_table_pasted_without_colons_is_read_by_its_cells():
    page = read_page(TABLE_WITHOUT_COLONS)
    assert facts(page) == {
        "index_number": "002482429/2019-00031",
        "theme": "教育",
        "issuer": "景宁畲族自治县教育局",
        "document_number": "景教〔2019〕12号",
        "title": "景宁畲族自治县教育局关于做好2019年义务教育招生工作的通知",
        "date_written": "2019年5月6日",
        "disclosure": "主动公开",
        "published_at": "2019-05-08 09:30:00",
        "source": "县教育局",
    }
    assert page.steps == ["首页", "政府信息公开", "政策文件"]
    assert page.body[0] == "各中小学："
    assert page.body[-1] == "2019年5月6日"
    assert page.attachments == ["招生计划表.xlsx"]
    assert any("ICP备" in line for line in page.dropped)


def test_labels_on_lines_of_their_own_take_the_next_line():
    page = read_page(LABELS_ON_LINES_OF_THEIR_OWN)
    assert facts(page) == {
        "index_number": "K28044908/2026-12878",
        "issuer": "杭州市人民政府办公厅",
        "document_number": "杭政办函[2023]8号",
        "published_at": "2023/02/01",
        "validity": "有效",
    }


def test_a_title_broken_over_three_lines_is_one():
    page = read_page(LABELS_ON_LINES_OF_THEIR_OWN)
    assert page.title == "杭州市人民政府办公厅关于加强冬春季节安全生产工作的通知"
    assert page.body[0].startswith("各区、县（市）人民政府")


def test_a_page_without_labels_has_title_and_text():
    page = read_page(NOTHING_BUT_TEXT)
    assert page.title == "关于征集2024年度民生实事项目的公告"
    assert len(page.body) == 3
    assert page.values == []


def test_an_empty_label_does_not_swallow_the_title():
    page = read_page("废止时间:\n关于做好防汛工作的通知\n各乡镇：\n请做好防汛工作。")
    assert page.title == "关于做好防汛工作的通知"
    assert facts(page) == {"date_repealed": ""}


def test_a_label_in_running_text_stays_in_the_text():
    page = read_page("关于申报的通知\n各单位：\n材料应注明来源：原件或复印件，并由经办人签字确认。")
    assert page.body[-1].startswith("材料应注明来源")
    assert page.values == []


def test_a_line_that_only_looks_like_a_foot_is_kept_when_text_follows():
    page = read_page("关于转发的通知\n各单位：\n技术支持：由省数据局负责，各地配合做好工作。\n以上事项请遵照执行。")
    assert page.body[-1] == "以上事项请遵照执行。"
    assert any(line.startswith("技术支持") for line in page.body)


@pytest.mark.parametrize("text", ["", "   \n\n", "\ufeff", "打印 关闭\nBaidu\nmap"])
def test_nothing_to_read_gives_an_empty_page(text):
    page = read_page(text)
    assert (page.title, page.body, page.values) == ("", [], [])


@pytest.mark.parametrize(
    ("crumb", "steps"),
    [
        ("当前位置：首页 > 公开 > 文件", ["首页", "公开", "文件"]),
        ("您所在的位置: 首页 / 公开 / 文件 / 正文", ["首页", "公开", "文件"]),
        ("首页 » 公开 » 文件", ["首页", "公开", "文件"]),
        ("当前位置：首页\n>公开 >\n文件", ["首页", "公开", "文件"]),
        ("首页-公开", []),
    ],
)
def test_the_way_to_the_page_is_read_in_its_usual_spellings(crumb, steps):
    assert read_page(f"{crumb}\n关于某事的通知\n各单位：\n请遵照执行。").steps == steps


def page_of_html(shared, name):
    content = (shared / "legacy_portals/single_pages" / f"{name}.html").read_bytes()
    return read_page(text_of(content.decode("utf-8", "replace")))


def test_a_whole_page_of_jcms_with_its_menus_is_read(shared):
    page = page_of_html(shared, "jcms_fgw_zj_gov_cn")
    assert page.title == "1-10月德清县固定资产投资结构趋稳趋优"
    assert facts(page) == {"published_at": "2016-11-22", "source": "省发改委"}
    assert page.steps == ["首页", "发展改革工作", "投资管理和项目推进", "投资运行"]
    assert len(page.body) == 1
    assert page.body[0].endswith("（德清县发改局）")


def test_a_whole_page_of_the_state_councils_gazette_is_read(shared):
    page = page_of_html(shared, "gov_cn_gazette_2007_23")
    assert page.title.startswith("全国人民代表大会常务委员会关于批准财政部发行特别国债")
    assert page.title.endswith("限额的决议")
    assert page.issue == {"year": 2007, "issue_number": 23}
    assert len(page.body) == 2


def test_hostile_lines_cost_no_time():
    for text in (" " * 50_000 + "a", "a > " * 5_000, "（" * 20_000, "索 " * 20_000, "1" * 50_000, "\t" * 20_000):
        start = time.perf_counter()
        read_page(text)
        assert time.perf_counter() - start < 2


def test_brackets_within_responsible_bodies_are_counted():
    found = responsible_in("推进工作。（牵头单位：省财政厅；配合单位:各市、县(市、区)政府）")
    assert [note.names for note in found] == [("省财政厅", "配合单位:各市、县(市、区)政府")]
    assert responsible_in("（责任单位：没有结束的括号") == []
