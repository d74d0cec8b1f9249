"""What is found by what was typed: characters, words, numbers, articles, phrases, spellings; on every engine."""

import pytest

from cms_core.search.analysis.question import ask
from cms_core.search.analysis.synonyms import from_groups
from tests.cms_core.search.records import record

NUMBER = "浙政办发〔2015〕28号"
SPELLINGS = {
    "as written": NUMBER,
    "square brackets": "浙政办发[2015]28号",
    "round brackets": "浙政办发(2015)28号",
    "wide brackets": "浙政办发（2015）28号",
    "black brackets and 第": "浙政办发【2015】第28号",
    "a blank": "浙政办发2015 28",
    "a hyphen": "浙政办发2015-28",
    "without its last character": "浙政办发〔2015〕28",
    "the year in words": "浙政办发2015年28号",
    "wide digits": "浙政办发〔２０１５〕２８号",
    "traditional characters": "浙政辦發〔2015〕28號",
}
FOUND = {
    "part of a word": ("政务", "电子政务条例"),
    "across words": ("子政", "电子政务条例"),
    "one character": ("務", "电子政务条例"),
    "the last character": ("例", "电子政务条例"),
    "a Latin word": ("GDP", "全年gdp增长"),
    "a Latin word with figures": ("pm2.5", "关于PM2.5的通报"),
    "figures": ("2035", "2035年远景目标"),
    "wide letters": ("５Ｇ", "推进5g网络"),
    "narrow for wide": ("5G", "推进５Ｇ网络"),
    "traditional for simplified": ("電子政務", "电子政务条例"),
    "simplified for traditional": ("电子政务", "電子政務條例"),
    "accents": ("cafe", "Café"),
    "a blank that only sets type": ("通知", "关于开会的通　知"),
    "quotation marks inside": ("最多跑一次改革", "“最多跑一次”改革"),
    "brackets of titles": ("印发办法的通知", "印发《办法》的通知"),
    "punctuation between": ("公开透明", "公开、透明"),
    "an article in figures": ("第12条", "依照第十二条办理"),
    "an article in characters": ("第十二条", "依照第12条办理"),
    "an article behind a name": ("许可法第12条", "许可法第十二条"),
    "rare characters": ("𠮷", "𠮷祥村"),
    "two words": ("听证 许可", "许可的听证"),
    "quoted": ('"行政许可"', "行政许可法"),
}
NOT_FOUND = {
    "letters of a longer word": ('"dp"', "全年gdp增长"),
    "figures of a longer number": ('"203"', "2035年远景目标"),
    "in another order": ('"许可行政"', "行政许可"),
    "with something between": ('"行政许可"', "行政机关的许可"),
    "another article": ('"第12条"', "第十三条"),
    "from the title into the body": ('"末首"', "标题之末"),
}


@pytest.mark.parametrize(("typed", "text"), FOUND.values(), ids=FOUND)
def test_found(tested, typed, text):
    tested.write(record(1, "标题", f"前文，{text}，后文"), record(2, text), record(3, "别的", "无关内容"))
    assert set(tested.pages(typed)) == {1, 2}


@pytest.mark.parametrize(("typed", "text"), NOT_FOUND.values(), ids=NOT_FOUND)
def test_not_found(tested, typed, text):
    tested.write(record(1, text, "首句"))
    assert tested.found(typed).total == 0


@pytest.mark.parametrize("typed", ["行政许可法第十二条规定", "行政许可法第12条规定"])
def test_an_article_is_found_in_either_spelling_where_some_of_the_words_may_do(tested, typed):
    tested.write(
        record(1, "一", "依照第十二条办理"),
        record(2, "二", "依照第12条办理"),
        record(3, "三", "会议定于12日召开，共二条意见"),
    )
    found = tested.found(typed)
    assert found.loose
    assert {hit.page for hit in found.hits} == {1, 2}


@pytest.mark.parametrize("typed", SPELLINGS.values(), ids=SPELLINGS)
def test_the_page_of_a_number_comes_before_those_that_cite_it(tested, typed):
    citing = [record(page, body=f"按照{NUMBER}执行" * 3) for page in range(2, 6)]
    others = [record(8, number="浙政办发〔2015〕29号"), record(9, number="杭政办发〔2015〕28号")]
    tested.write(*citing, record(1, number=NUMBER), *others)
    found = tested.pages(typed)
    assert found[0] == 1
    assert set(found) == {1, 2, 3, 4, 5}


def test_a_page_is_found_by_parts_of_its_number_and_by_what_else_it_is_named(tested):
    tested.write(record(1, number=NUMBER, also=("330000/2015-00028", "浙江省人民政府办公厅")), record(2))
    assert tested.pages('"浙政办发"') == tested.pages('"〔2015〕28号"') == [1]
    assert tested.pages('"人民政府办公厅"') == tested.pages('"2015-00028"') == [1]


def test_what_is_named_beside_does_not_run_together(tested):
    tested.write(record(1, number="甲发〔2015〕1号", also=("乙丙", "丁戊")))
    assert tested.pages('"丙丁"') == []


def test_an_excluded_word_is_not_there(tested):
    tested.write(record(1, body="政务公开解读"), record(2, body="政务公开"), record(3, "解读", "公开"))
    assert tested.pages('公开 -解读 "公开"') == [2]
    assert tested.pages('"公开" -"政务公开"') == [3]


def test_a_synonym_is_found_as_well(tested):
    same = from_groups([["公积金", "住房公积金", "置业储金"]])
    tested.write(record(1, body="公积金提取"), record(2, body="置业储金的提取"), record(3, body="社会保险"))
    assert set(tested.pages("公积金", synonyms=same)) == {1, 2}


def test_a_title_weighs_more_than_a_body(tested):
    filler = [record(page, "其他事项", "水利工程建设") for page in range(3, 9)]
    tested.write(record(1, "通知", "养老服务 " * 3), record(2, "养老服务条例", "总则"), *filler)
    assert tested.pages('"养老服务"') == [2, 1]


def test_fewer_than_three_with_everything_are_followed_by_those_with_something(tested):
    tested.write(
        record(1, body="因疫情停办的展会"), record(2, body="展会的补贴"), record(3, body="展会"), record(4, body="水利")
    )
    found = tested.found("展会的补贴")
    assert (found.loose, found.strict) == (True, 1)
    assert found.hits[0].page == 2
    assert {hit.page for hit in found.hits} == {1, 2, 3}
    assert found.total == 3


def test_a_number_that_is_there_is_not_loosened(tested):
    tested.write(
        record(1, number="浙政办发〔2015〕28号"), record(2, body="浙政办发〔2015〕29号"), record(3, body="浙政办发")
    )
    found = tested.found("浙政办发2015 28")
    assert ([hit.page for hit in found.hits], found.total, found.loose) == ([1], 1, False)
    assert tested.found("浙政办发〔2015〕30号").loose


def test_what_is_quoted_is_not_loosened(tested):
    tested.write(record(1, body="展会"), record(2, body="补贴"))
    found = tested.found('"展会补贴"')
    assert (found.total, found.loose) == (0, False)


def test_words_that_only_ask_find_nothing(tested):
    tested.write(record(1, body="企业申请补贴"), record(2, body="哪些如何什么"))
    assert tested.pages("哪些企业可以申请补贴？") == [1]


def test_an_excluded_word_stays_out_of_the_loose_search(tested):
    tested.write(record(1, body="展会解读"), record(2, body="展会"))
    assert tested.pages("展会补贴 -解读") == [2]


def test_how_frequent_a_text_is(tested):
    tested.write(*[record(page, body="行政许可") for page in range(1, 6)])
    engine = tested.engine
    assert [engine.frequency(text) for text in ("行政许可", "刑政许可", "，", "")] == [5, 0, 0, 0]
    assert engine.frequency("行政许可", most=3) == 3


def test_a_hit_has_what_a_result_shows(tested):
    tested.write(record(1, "标题", "正文政务" * 100, number=NUMBER, portal=4, kind="document", validity="in_force"))
    hit = tested.found("政务").hits[0]
    assert (hit.title, hit.body, hit.opening(6)) == ("标题", "正文政务" * 100, "正文政务正文")
    assert (hit.facts["portal"], hit.facts["kind"], hit.facts["validity"]) == (4, "document", "in_force")
    assert hit.number == ask(NUMBER).number.token
    assert hit.score > 0
    assert hit.published == int(record().published.timestamp())
