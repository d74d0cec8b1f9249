"""Whatever part of a text is asked for, of any writing and with any signs in it, the text is found."""

import random
import re

import pytest

from cms_core.search.analysis.characters import fold
from cms_core.search.analysis.question import ask
from tests.cms_core.search.records import pages, record

WRITTEN = (
    "政务|公开|行政许可法|第十二条|第12条|第三章之二|浙政办发〔2015〕28号|浙政办发[2015]28号|2015年|号|"
    "〔2019〕|12|3.5%|WiFi|5G|open data|A-B|——|：|，|。|《|》|“|”|\"|'|（|）|(|]|\n| |\u3000|\u200b|\ufeff|"
    "é|ﬁ|㎡|①|㈠|𠮷|😀|か|カ゛|臺灣|後|乾|〇|○|０１|Ａｂ|_|#|@|=|*|^|:|NEAR|AND|OR|NOT|条|第|国令第707号|"
    "国发2019 5号|a|İ|ß|ǆ|ά|한국|ไทย|हिन्दी|مرحبا|\u0301|\u3099|\x00|\x1f|\ue000|々|ー|·|、|…|"
    "公告2020年第9号|财政部"
)
PIECES = WRITTEN.split("|")


def shown(text):
    return [one for one in text if fold(one)]


def is_latin(character):
    return bool(re.fullmatch(r"[^\W_]", character)) and character < "\u2e80"


def cuts_a_word(before, asked, after):
    """Words of Latin and other alphabets are found whole."""
    left, inner, right = shown(before)[-1:], shown(asked), shown(after)[:1]
    starts = left and is_latin(fold(left[0])[-1]) and is_latin(fold(inner[0])[0])
    ends = right and is_latin(fold(inner[-1])[-1]) and is_latin(fold(right[0])[0])
    return starts or ends


@pytest.mark.parametrize("seed", range(4))
def test_a_text_is_found_by_any_part_of_it(index, seed):
    chance, checked = random.Random(seed), 0
    texts = ["".join(chance.choices(PIECES, k=chance.randrange(1, 30))) for _ in range(60)]
    index.write(
        record(page, "标题", text) if page % 2 else record(page, text, "正文") for page, text in enumerate(texts, 1)
    )
    for page, text in enumerate(texts, 1):
        for _ in range(6):
            start = chance.randrange(len(text))
            asked = text[start : start + chance.randrange(2, 14)]
            if re.search(r"[-－\"＂“”]", asked) or not shown(asked) or not ask(asked):
                continue
            if not cuts_a_word(text[:start], asked, text[start + len(asked) :]):
                assert page in pages(index.search(asked, size=100, loosen=False)), asked
                checked += 1
    assert checked > 100
