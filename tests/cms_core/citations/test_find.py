"""Citations in texts: what is one, what belongs together, what the text does with it."""

import time
from datetime import date

import pytest

from cms_core.citations.find import Kind, find_citations, title_keys


def found(text, **own):
    return [(str(one.kind), one.title, one.number) for one in find_citations(text, **own)]


def names(text, **own):
    return [(one.title, one.number) for one in find_citations(text, **own)]


@pytest.mark.parametrize(
    "spelling",
    [
        "浙政办发〔2015〕8号",
        "浙政办发[2015]8号",
        "浙政办发(2015)8号",
        "浙政办发（2015）8号",
        "浙政办发【2015】8号",
        "浙政办发｛2015｝8号",
        "浙政办发〔２０１５〕８号",
        "浙政办发 〔 2015 〕 8 号",
        "浙政办发〔2015〕第8号",
        "浙政办发〔2015年〕8号",
        "浙政办发〔2015〕\n8号",
        "浙政办发\n〔2015〕8号",
        "浙政办\n发〔2015〕8号",
        "浙政办发\u200b〔2015〕8号",
    ],
)
def test_a_number_is_found_in_every_spelling(spelling):
    text = f"各地要按照{spelling}文件要求办理。"
    (one,) = find_citations(text)
    assert (one.kind, one.number, one.title) == (Kind.BASIS, "浙政办发〔2015〕8号", "")
    assert text[one.start : one.end] == one.spelling == spelling


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("见浙政发〔2010〕1号、2号。", ["浙政发〔2010〕1号", "浙政发〔2010〕2号"]),
        ("见浙政发〔2010〕1、2号。", ["浙政发〔2010〕1号", "浙政发〔2010〕2号"]),
        ("见浙政发〔2010〕1号和〔2011〕3号。", ["浙政发〔2010〕1号", "浙政发〔2011〕3号"]),
        ("见浙政发〔2010〕1-2号。", ["浙政发〔2010〕1-2号"]),
        ("由省政府令第340号规定。", ["省政府令第340号"]),
        ("（国务院令第711号）", ["国务院令第711号"]),
        ("中华人民共和国主席令第三十四号公布。", ["中华人民共和国主席令第34号"]),
        ("省政府第340号令", ["省政府令第340号"]),
        ("按（财政部 税务总局公告2020年第8号）办理", ["财政部税务总局公告2020年第8号"]),
        ("住房城乡建设部、财政部令第12号", ["住房城乡建设部、财政部令第12号"]),
        ("国家质检总局2005年第12号公告", ["国家质检总局公告2005年第12号"]),
        ("国发〔79〕12号", ["国发〔1979〕12号"]),
        ("请示（〔1996〕武司字第82号）收悉", ["武司字〔1996〕82号"]),
        ("省政府川办发〔2020〕10号文件", ["川办发〔2020〕10号"]),
        ("和政发〔2020〕1号不变", ["和政发〔2020〕1号"]),
    ],
)
def test_numbers_that_share_a_prefix_and_numbered_orders(text, numbers):
    assert [one.number for one in find_citations(text)] == numbers


@pytest.mark.parametrize(
    "text",
    [
        "（2015）浙杭民初字第12号判决",
        "身份证号、车架号，第3号楼，5号令牌。",
        "近日出台了〔2020〕4号文",
        "本令第3号",
        "2020年第8号台风",
        "填写《申请表》，领取《营业执照》和《食品经营许可证》。",
        "制作《暂存物品清单》。在《暂存物品清单》上注明。",
        "在《浙江日报》《人民日报》上刊登，阅读《红楼梦》。",
        "发给《归侨证》，签订《劳动合同》。",
        "附件：1.《实施方案》\n2.《工作要点任务分解办法》",
        "各县要制定本地区的《地震应急预案》。",
        "本《办法》自公布之日起施行。",
        "《》",
        "",
    ],
)
def test_what_is_no_citation(text):
    assert found(text) == []


def test_a_title_and_its_number_are_one_citation():
    text = "深入贯彻《国务院办公厅关于促进电子政务协调发展的指导意见》(国办发[2014]66 号)文件要求。"
    (one,) = find_citations(text)
    assert (one.title, one.number) == ("国务院办公厅关于促进电子政务协调发展的指导意见", "国办发〔2014〕66号")
    assert one.spelling == "《国务院办公厅关于促进电子政务协调发展的指导意见》(国办发[2014]66 号)"
    assert one.sentence == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国务院令第711号《政府信息公开条例》", [("政府信息公开条例", "国务院令第711号")]),
        ("公安部令第4号发布的《甲规定》", [("甲规定", "公安部令第4号")]),
        (
            "《甲办法》《乙办法》（浙政发〔2010〕1号、2号）",
            [("甲办法", "浙政发〔2010〕1号"), ("乙办法", "浙政发〔2010〕2号")],
        ),
        ("《甲办法》、《乙办法》（浙政发〔2010〕2号）", [("甲办法", ""), ("乙办法", "浙政发〔2010〕2号")]),
        ("《甲办法》（浙财〔2010〕1号、浙税〔2010〕2号）", [("甲办法", "浙财〔2010〕1号"), ("", "浙税〔2010〕2号")]),
        ("《甲办法（试行）》（2015年修订）", [("甲办法（试行）", "")]),
        ("《关于修改〈甲办法〉的决定》", [("关于修改〈甲办法〉的决定", "")]),
        ("《关于修改《甲办法》的决定》", [("关于修改《甲办法》的决定", "")]),
        ("你省《关于某地\n某事的请示》收悉", [("关于某地某事的请示", "")]),
        ("《未完的标题。《甲办法》", [("甲办法", "")]),
        (
            "按照国务院办公厅关于某项工作的意见（国办发〔2014〕6号）执行",
            [("国务院办公厅关于某项工作的意见", "国办发〔2014〕6号")],
        ),
        (
            "按照国务院办公厅关于印发《某方案》的通知（国办发〔2014〕6号）执行",
            [("国务院办公厅关于印发《某方案》的通知", "国办发〔2014〕6号")],
        ),
        ("执行行业标准《机动车驾驶证件》", [("机动车驾驶证件", "")]),
    ],
)
def test_titles_and_numbers_that_belong_together(text, expected):
    assert names(text) == expected


def test_short_names_are_resolved_within_the_text():
    text = (
        "根据《中华人民共和国产品质量法》（以下简称《产品质量法》）和《浙江省某条例》（浙人常〔2001〕3号，以下简称“某条例”），制定本办法。"
        "违反《产品质量法》的，依照《某条例》处罚。《某条例》第三条另有规定的除外。《办法》第二条同样适用。"
    )
    assert names(text, own_title="浙江省某办法") == [
        ("中华人民共和国产品质量法", ""),
        ("浙江省某条例", "浙人常〔2001〕3号"),
        ("中华人民共和国产品质量法", ""),
        ("浙江省某条例", "浙人常〔2001〕3号"),
        ("浙江省某条例", "浙人常〔2001〕3号"),
    ]


def test_the_own_title_number_and_what_the_text_brings_are_none():
    text = (
        "浙政办发〔2015〕28号\n《2015年建设工作要点》已经省政府同意，现印发给你们。\n"
        "《2015年建设工作要点》和《要点》是依据。\n现将《任务分解方案》印发给你们。《任务分解方案》请一并执行。"
    )
    title = "浙江省人民政府办公厅关于印发2015年建设工作要点的通知"
    assert found(text, own_number="浙政办发[2015]28号", own_title=title) == []


BASIS = "根据《甲法》、《乙条例》和有关规定，结合本省实际，制定本办法。"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (BASIS, ["basis", "basis"]),
        ("违反《甲条例》规定的，依照《乙法》第三条处罚。", ["reference", "basis"]),
        ("为了实施《甲法》，结合本省实际，制定本办法。", ["basis"]),
        ("为贯彻落实《甲意见》，经省政府同意，现提出如下意见。", ["basis"]),
        ("深入贯彻落实《甲意见》要求。", ["reference"]),
        ("本条例施行前按期公布的《甲规划》继续有效。", ["reference"]),
        ("本办法自公布之日起施行。《甲办法》（省政府令第3号）同时废止。", ["repeal"]),
        ("1999年发布的《甲办法》、2001年发布的《乙办法》和《丙规定》同时废止。", ["repeal"] * 3),
        ("决定废止《甲办法》、《乙办法》等2件规章。", ["repeal", "repeal"]),
        ("《甲办法》自2015年1月1日起废止。", ["repeal"]),
        ("自本通知印发之日起，《甲办法》停止执行。", ["repeal"]),
        ("对《甲办法》作如下修改：", ["amend"]),
        ("对《甲办法》、《乙办法》等2件规章作如下修改：", ["amend", "amend"]),
        ("将《甲办法》第三条修改为：“依照《乙法》处理。”", ["amend", "basis"]),
        ("删去《甲办法》第五条。", ["amend"]),
        ("《甲办法》第三条第二款修改为：“略”。", ["amend"]),
        ("决定修改《甲条例》。", ["amend"]),
        ("对《甲通知》贯彻落实情况进行总结，及时修订完善配套政策。", ["reference"]),
        ("现将《国务院关于某事的通知》（国发〔2015〕1号）转发给你们。", ["forward"]),
        ("省财政厅《关于某事的意见》已经省政府同意，现转发给你们，请认真执行。", ["forward"]),
        ("现就《甲办法》解读如下。", ["interpret"]),
        ("《甲办法》政策解读", ["interpret"]),
    ],
)
def test_what_the_text_does(text, kinds):
    assert [str(one.kind) for one in find_citations(text)] == kinds


def test_a_repeal_decision_lists_its_targets_over_many_paragraphs():
    text = (
        "省政府决定：\n一、对下列规章予以废止：\n1.《甲办法》（省政府令第12号）\n2.《乙办法》\n（三）浙江省人民政府关于某事的通知（浙政发〔1995〕1号）\n"
        "二、对下列规章予以修改：\n（一）《丙办法》\n将第三条修改为：“依照《丁法》处罚。”\n三、下列规章继续有效：\n1.《戊办法》\n"
        "本决定自2015年1月1日起施行。"
    )
    assert found(text, own_title="浙江省人民政府关于废止和修改部分规章的决定") == [
        ("repeal", "甲办法", "省政府令第12号"),
        ("repeal", "乙办法", ""),
        ("repeal", "浙江省人民政府关于某事的通知", "浙政发〔1995〕1号"),
        ("amend", "丙办法", ""),
        ("basis", "丁法", ""),
        ("reference", "戊办法", ""),
    ]


def test_a_list_in_an_annex_is_what_the_title_of_the_decision_says():
    text = "现决定对一批文件予以废止。\n附件：废止的文件目录\n"
    text += "1.《甲通知》（浙政发〔1995〕1号）\n2.《乙通知》（浙政发〔1996〕2号）"
    own = "浙江省人民政府关于废止部分行政规范性文件的通知"
    assert [kind for kind, *_ in found(text, own_title=own)] == ["repeal", "repeal"]


def test_a_catalogue_of_repealed_documents_needs_no_title_marks():
    text = (
        "废止的规章和文件目录\n1.浙江省甲办法（1999年5月18日浙江省人民政府令第107号发布）\n"
        "2 浙江省人民政府关于某事的通知 浙政发〔1995〕1号\n3\n关于另一件事的通知\n浙政办发〔1996〕2号"
    )
    assert found(text, own_title="浙江省人民政府关于废止部分规章和文件的决定") == [
        ("repeal", "浙江省甲办法", "浙江省人民政府令第107号"),
        ("repeal", "浙江省人民政府关于某事的通知", "浙政发〔1995〕1号"),
        ("repeal", "关于另一件事的通知", "浙政办发〔1996〕2号"),
    ]


def test_the_head_of_a_text_is_its_own():
    title = "国务院关于某事的意见"
    assert found(f"{title}\n国发〔2019〕5号\n各省：", own_title=title, own_number="国发〔2019〕5号") == []
    assert found(f"{title}\n国发〔2019〕5号\n各省：", own_title=title) == []


def test_the_own_title_names_the_target():
    changes = "会议决定对《甲条例》作如下修改：\n一、第三条修改为：“略”。\n《甲条例》根据本决定重新公布。"
    decision = "浙江省人民代表大会常务委员会关于修改《甲条例》的决定"
    assert found(changes, own_title=decision) == [
        ("amend", "甲条例", ""),
        ("amend", "甲条例", ""),
    ]
    assert found("《甲意见》是指导文件，依据《乙法》制定。", own_title="《甲意见》政策解读") == [
        ("interpret", "甲意见", ""),
        ("basis", "乙法", ""),
    ]


def test_days_and_articles_are_read():
    (one,) = find_citations("本办法自2015年7月1日起施行。1999年6月1日发布的《甲办法》同时废止。")
    assert one.day == date(2015, 7, 1)
    (one,) = find_citations("《甲办法》自2016年2月30日起废止。")
    assert one.day is None
    (one,) = find_citations("将《甲办法》第三条第二款、第十条修改为：略")
    assert one.articles == ("第三条第二款", "第十条")


def test_an_earlier_text_of_the_same_title_is_repealed():
    text = "本条例自2015年1月1日起施行。1998年通过的《浙江省甲条例》同时废止。"
    assert found(text, own_title="浙江省甲条例") == [("repeal", "浙江省甲条例", "")]


@pytest.mark.parametrize(
    ("title", "cited", "variant"),
    [
        ("浙江省人民政府办公厅关于印发浙江省甲办法的通知", "浙江省甲办法", "inner"),
        ("浙江省人民政府办公厅关于印发《浙江省甲办法》的通知", "浙江省甲办法", "inner"),
        ("省政府办公厅转发省财政厅关于某项工作意见的通知", "省财政厅关于某项工作意见", "forwarded"),
        ("中华人民共和国土地管理法", "土地管理法", "state"),
        ("浙江省甲办法（试行）", "浙江省甲办法", "edition"),
        ("浙江省甲条例（2015年修正）", "浙江省甲条例", "edition"),
        ("浙江省人民政府关于加强某事的通知", "关于加强某事的通知", "short"),
        ("浙江省实施〈甲法〉办法", "浙江省实施《甲法》办法", "full"),
    ],
)
def test_a_page_has_a_key_for_every_way_it_is_cited(title, cited, variant):
    keys = title_keys(title)
    (one,) = find_citations(f"见《{cited}》（浙政发〔1999〕1号）。")
    assert [key.variant for key in keys if key == one.title_key] == [variant]
    assert keys[0].variant == "full"


HOSTILE = {
    "opening": "《" * 1_000_000,
    "nested": "《" * 500_000 + "》" * 500_000,
    "brackets": "〔" * 1_000_000,
    "year and blanks": "〔2015" + " " * 1_000_000,
    "no brackets": "中" * 1_000_000,
    "many titles": "《甲法》" * 250_000,
    "many numbers": "浙政发〔2015〕1号、" * 90_000,
    "lines": "\n" * 999_990 + "《甲法》",
    "items": "1.《甲法》废止\n" * 100_000,
    "notes": "《甲》(" * 250_000,
    "orders": "令第" * 500_000,
    "serials": "一" * 1_000_000 + "号",
    "about": "关于" * 500_000,
    "repealed": "废止" * 500_000 + "《甲法》",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_costs_no_more_than_a_long_one(text, record_property):
    started = time.process_time()
    find_citations(text, own_title="关于废止甲法的决定")
    spent = time.process_time() - started
    record_property("seconds", spent)
    assert spent < 3  # a second on a free core; a search that goes back over the text takes minutes
