"""What a typed question asks for."""

import pytest

from cms_core.search.analysis.question import MAX_LENGTH, MAX_PARTS, ask
from cms_core.search.analysis.synonyms import from_groups


def texts(parts):
    return [part.text for part in parts]


def test_words_are_all_required():
    assert texts(ask("行政许可　听证 ").required) == ["行政许可", "听证"]


def test_what_is_quoted_is_one_part():
    question = ask('"open data" 浙江')
    assert texts(question.required) == ["open data", "浙江"]
    assert question.is_quoted


def test_quotation_marks_within_a_word_part_nothing():
    assert texts(ask("“最多跑一次”改革").required) == ["最多跑一次改革"]


def test_words_with_a_minus_are_excluded():
    question = ask('公开 -解读 －图解 -"政策 问答"')
    assert texts(question.required) == ["公开"]
    assert set(texts(question.excluded)) == {"解读", "图解", "政策问答"}


def test_a_hyphen_within_a_word_excludes_nothing():
    assert ask("2019-nCoV").excluded == ()


def test_a_number_stands_apart_from_the_words():
    question = ask("浙政办发[2015]28号 政务服务")
    assert question.number.key == "浙政办发〔2015〕28号"
    assert texts(question.required) == ["政务服务"]


def test_an_article_is_cut_off_the_title_before_it():
    question = ask("行政许可法第十二条")
    assert texts(question.required) == ["行政许可法", "第十二条"]
    assert question.required[1].mark == "第12条"


def test_words_that_only_ask_are_no_content():
    question = ask("哪些企业可以申请补贴？")
    assert texts(question.content) == ["企业", "申请补贴"]
    assert question.pairs == ["企业", "申请", "请补", "补贴"]


def test_a_question_of_nothing_but_asking_words_still_asks():
    assert ask("如何").pairs == ["如何"]


@pytest.mark.parametrize("typed", ["", "   ", "，。", '" "', "-", "\0", '"', None, "-政务"])
def test_nothing_is_asked(typed):
    assert not ask(typed)


def test_length_and_number_of_parts_are_bounded():
    question = ask("政" * 5000)
    assert question.too_long
    assert len(question.text) == MAX_LENGTH
    question = ask(" ".join(f"词{number}" for number in range(30)))
    assert len(question.required) == MAX_PARTS
    assert question.left_out


@pytest.mark.parametrize(
    "typed", ['NEAR("政务" "公开", 5)', "title:政务", "政务 AND OR NOT", "政务*", "^政务", "{a b}:c", "'; --"]
)
def test_syntax_of_the_engine_is_text(typed, index):
    index.search(typed)


def test_synonyms_stand_beside_their_part():
    synonyms = from_groups([["公积金", "住房公积金"]])
    question = ask("公积金 提取", synonyms)
    assert texts(question.required[0].others) == ["住房公积金"]
    assert question.required[1].others == ()
