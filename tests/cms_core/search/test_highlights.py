"""Passages of the original text around what was looked for."""

import pytest

from cms_core.search.analysis.question import ask
from cms_core.search.highlights import passage, spans, title


def marked(text, typed, loose=False):
    return [text[start:end] for start, end in spans(text, ask(typed), loose)]


MARKED = {
    "a word": ("推进政务公开", "政务", ["政务"]),
    "as it is written": ("推進電子政務建設", "电子政务", ["電子政務"]),
    "with the marks within": ("深化“最多跑一次”改革", "最多跑一次改革", ["最多跑一次”改革"]),
    "through blanks": ("关于　　印发", "关于印发", ["关于　　印发"]),
    "several words": ("行政许可的听证", "许可 听证", ["许可", "听证"]),
    "overlapping words": ("行政许可", "行政许 政许可", ["行政许可"]),
    "a number in other brackets": ("见浙政办发〔2015〕28号文", "浙政办发[2015]28", ["浙政办发〔2015〕28"]),
    "an article in other numerals": ("依照第十二条办理", "第12条", ["第十二条"]),
    "full width": ("５Ｇ网络", "5g", ["５Ｇ"]),
    "a character that folds to several": ("面积100㎡以上", "100m2", ["100㎡"]),
    "beyond the basic plane": ("𠮷祥如意", "祥如", ["祥如"]),
    "whole words of other writing": ("an API of apis", "api", ["API"]),
    "nothing": ("政务", "公开", []),
    "markup": ("<b>政务</b>", "政务", ["政务"]),
    "signs of patterns": ("a.b", "a.b (", ["a.b"]),
}


@pytest.mark.parametrize(("text", "typed", "found"), MARKED.values(), ids=MARKED)
def test_marked_in_the_original(text, typed, found):
    assert marked(text, typed) == found


def test_single_pairs_are_marked_where_only_some_were_found():
    assert marked("展会的补贴", "展会补贴", loose=True) == ["展会", "补贴"]


def test_a_passage_shows_where_most_of_it_stands():
    text = "政务。" + "无关。" * 100 + "政务公开与政务服务。" + "无关。" * 100
    found = passage(text, ask("政务"))
    assert found.cut == (True, True)
    assert [piece for piece, wanted in found.pieces() if wanted] == ["政务", "政务"]
    assert "政务公开与政务服务" in found.text


def test_pieces_are_the_passage():
    text = "第一行政务\n第二行政务公开" * 30
    found = passage(text, ask("政务"))
    assert "".join(piece for piece, _ in found.pieces()) == found.text
    assert "\n" not in found.text


LEADS = {
    "at a sentence": ("无无。近年来，各地推进", "近年来，各地推进政务公开"),
    "after the sign of what is left out": ("，省直属各单位" + "扎" * 17, "省直属各单位"),
    "after the rest of a figure": ("64.8万条" + "扎" * 18, "万条"),
    "at what is looked for": ("，" * 24, "政务公开"),
}


@pytest.mark.parametrize(("lead", "begins"), LEADS.values(), ids=LEADS)
def test_a_passage_begins_where_it_can_be_read(lead, begins):
    text = "202" * 30 + lead + "政务公开" + "无" * 200
    found = passage(text, ask("政务公开"))
    assert found.text.startswith(begins)
    assert found.cut == (True, True)
    assert [piece for piece, wanted in found.pieces() if wanted] == ["政务公开"]


@pytest.mark.parametrize("tail", ["4.8万条", "（一）", "，各地", "GDP为"])
def test_a_passage_ends_neither_in_a_figure_nor_with_an_opening_sign(tail):
    """Wherever the cut falls."""
    for before in range(8):
        text = "政务公开" + "无" * (106 - 6 + before) + tail + "无" * 50
        end = passage(text, ask("政务公开")).text
        assert not end.endswith(("4", "4.", "（", "，", "G", "GD"))


def test_a_text_without_it_shows_its_beginning():
    found = passage("开头" * 100, ask("政务"))
    assert found.text.startswith("开头")
    assert found.spans == ()
    assert found.cut == (False, True)


@pytest.mark.parametrize("text", ["", "政", "政务"])
def test_short_texts_are_shown_whole(text):
    assert passage(text, ask("政务")).text == text


def test_a_title_is_shown_whole():
    assert title("政务" * 60, ask("公开")).text == "政务" * 60


def test_a_question_of_nothing_marks_nothing():
    assert spans("政务", ask("，")) == []
