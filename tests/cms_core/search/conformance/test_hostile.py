"""Whatever is typed is answered, whatever stands in a text goes in and out; on every engine."""

from datetime import date

import pytest

from cms_core.search.analysis.question import ask
from cms_core.search.filters import Filters
from tests.cms_core.search.records import record

TYPED = {
    "nothing": "",
    "a blank": " \t\n\u3000",
    "symbols": "!@#$%^&*()_+-=[]{}|\\;:'\",.<>/?`~",
    "chinese symbols": "，。、；：？！“”‘’（）【】《》—…·",
    "operators": "AND OR NOT NEAR",
    "operators of FTS5": 'title : ^ "政务" * NEAR(政务 公开, 5) {title body} : 政 + 务',
    "operators of Lucene": "title:政务~2^4 && (公开 || -解读) [2015 TO 2016] /.*/政?务*",
    "SQL": "'; DROP TABLE words; -- ",
    "script": "<script>alert(1)</script>政务",
    "JSON": '{"query": {"match_all": {}}}',
    "NUL": "政\0务",
    "half a character": "政\ud800务",
    "emoji": "😀👨‍👩‍👧🇨🇳",
    "only marks that combine": "\u0301\u0302",
    "right to left": "\u202e政务",
    "private use": "\ue000\uf8ff",
    "one quotation mark": '"政务',
    "quotation marks around nothing": '"" "，"',
    "only excluded": "-政务",
    "excluded twice": "--政务 -",
    "10,000 characters": "政务公开" * 2500,
    "one word of 10,000 letters": "a" * 10_000,
    "1,000 words": "政 " * 1000,
    "signs of marks": "#浙政发 @浙政发 =s1 =p1",
    "a number beyond all numbers": "浙政办发〔2015〕" + "9" * 50 + "号",
    "articles": "第99999999999条 第〇条 第千百十条",
}
TEXTS = {
    "empty": "",
    "half a character": "政务\ud800",
    "NUL": "政\0务",
    "quotes": '"\'" OR 1=1 --',
    "lines": "\r\n\u2028\x85政务\x1d",
    "long": "政务公开" * 100_000,
    "one long word": "a" * 200_000,
    "only combining marks": "\u0301" * 1000,
    "private use": "\ue000\ue001政务",
    "emoji": "😀政务😀",
    "signs of marks": "#浙政发〔2015〕1号 =s1 @ =",
}


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_whatever_is_typed_is_answered(tested, typed):
    tested.write(record(1, body="政务公开", portal=1), record(2, "其他", "别的内容"))
    engine = tested.engine
    for filters in (Filters(), Filters(portal=1, theme=ask(typed).text[:50], since=date(2000, 1, 1))):
        for order in ("relevance", "date"):
            found = engine.search(ask(typed), filters, order=order, facets=True)
            assert found.total >= len(found.hits)
        engine.titled(ask(typed), filters)
        engine.suggest(typed, filters)
    assert 0 <= engine.frequency(typed) <= 2


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_an_empty_index_answers_with_nothing(tested, typed):
    found = tested.found(typed, facets=True)
    assert (found.total, found.hits, found.more) == (0, [], False)
    assert not any(found.facets.values())
    assert tested.engine.suggest(typed) == tested.engine.titled(ask(typed)) == []
    assert (tested.engine.frequency(typed), dict(tested.engine.pages())) == (0, {})


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_any_text_goes_in_and_out(tested, text):
    tested.write(record(1, text[:200], text, number=text[:50], also=(text[:40],)), record(2, body="养老服务"))
    assert tested.pages('"养老服务"') == [2]
    tested.write(record(1, "别的"))
    assert tested.pages('"别的"') == [1]
    tested.write(gone=[1])
    assert dict(tested.engine.pages()).keys() == {2}


def test_the_end_of_a_giant_text_is_found(tested):
    tested.write(record(1, body="政务公开，" * 60_000 + "末尾的养老服务"), record(2, body="其他"))
    assert tested.pages('"末尾的养老服务"') == [1]
    assert tested.found('"政务公开"').hits[0].opening(4) == "政务公开"
