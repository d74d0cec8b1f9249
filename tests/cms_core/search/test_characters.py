"""Folding of characters, and the way back."""

import random

import pytest

from cms_core.search.analysis.characters import fold, fold_with_places

FOLDS = {
    "full width": ("ＡＢＣ１２３", "abc123"),
    "case": ("WiFi", "wifi"),
    "accents": ("Café", "cafe"),
    "traditional": ("電子政務與資訊公開", "电子政务与资讯公开"),
    "ligatures": ("ﬁ㎡", "fim2"),
    "numbered": ("㈠①", "〔一〕1"),
    "brackets": ("[2015] (2015) 【2015】 ﹝2015﹞ 〔2015〕", "〔2015〕 〔2015〕 〔2015〕 〔2015〕 〔2015〕"),
    "quotation marks": ("“最多跑一次”改革", "最多跑一次改革"),
    "titles": ("关于印发《办法》的通知", "关于印发办法的通知"),
    "invisible": ("政\u200b务\ufeff公\u00ad开", "政务公开"),
    "blanks that set type": ("通　　知", "通知"),
    "blanks between words": ("open data 2015", "open data 2015"),
    "blank beside figures": ("第 12 条", "第 12 条"),
    "ends of lines": ("通知\r\n各市", "通知\n\n各市"),
    "zero": ("二○一五年", "二〇一五年"),
    "beyond the basic plane": ("𠮷祥", "𠮷祥"),
    "control characters": ("政\0务", "政务"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("text", "folded"), FOLDS.values(), ids=FOLDS)
def test_one_spelling(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize("text", [text for text, _ in FOLDS.values()], ids=FOLDS)
def test_folded_text_folds_to_itself(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("text", [text for text, _ in FOLDS.values()], ids=FOLDS)
def test_each_folded_character_knows_where_it_comes_from(text):
    folded, places = fold_with_places(text)
    assert folded == fold(text)
    assert len(places) == len(folded)
    assert places == sorted(places)
    assert all(folded[index] in fold(text[place]) for index, place in enumerate(places))


def test_random_text_keeps_its_places():
    chance = random.Random(3)
    for _ in range(300):
        text = "".join(chance.choices("政務 　“”《》ＡbＣ㈠①\n𠮷é1２[）\u200b", k=chance.randrange(30)))
        folded, places = fold_with_places(text)
        assert folded == fold(text)
        assert all(folded[index] in fold(text[place]) for index, place in enumerate(places))
