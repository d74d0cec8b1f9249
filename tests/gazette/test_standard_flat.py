"""The quick way over plain paragraphs says what the reader of all HTML says, byte for byte; the rest it leaves."""

import json
import os
import random
from html import escape
from pathlib import Path

import pytest

from gazette.texts.addresses import allowed
from gazette.texts.flat import flat_parts
from gazette.texts.standard import finished, read, standard, standard_of_lines

SHARED = Path(os.environ.get("PORTAL_SHARED_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
REGULATIONS = SHARED / "laws" / "zhejiang_regulations.jsonl"
SAID = [
    "一、总体要求", "（一）提高认识。各地要高度重视。", "第一条　为了规范", "第一章 总则", "1.明确责任", " ", "　　",
    "2015年3月16日", "浙江省人民政府办公厅", "（此件公开发布）", "各市人民政府：", "附件：1.名单", "尾 ", "a\tb",
    "", "a\nb", "&nbsp;", "&lt;b&gt;", "A&amp;B", "&quot;引&#x27;", "\u3000首行", "\x85甲", "甲\u2028乙",
]  # fmt: skip
OPENINGS = ["p"] * 8 + ["h1", "h3", "h6"]
OPENINGS += [f'p class="{name}"' for name in ("signature", "signature-note", "x", "date")]


def as_the_reader(html):
    return finished(read(html, allowed))


def flat_html(chance):
    lines = []
    for _ in range(12):
        opening, blank = chance.choice(OPENINGS), chance.choice(["", "\n", " "])
        bold, text = ("".join(chance.choices(SAID, k=chance.randint(0, 3))) for _ in range(2))
        text = chance.choice([text, f"<b>{bold}</b>{text}", f"<strong>{bold}</strong>{text}"])
        lines.append(f"<{opening}>{text}</{opening.split()[0]}>{blank}")
    return "".join(lines)


def test_it_says_what_the_reader_says():
    for seed in range(1500):
        html = flat_html(random.Random(seed))
        parts = flat_parts(html)
        assert parts is not None and finished(parts) == as_the_reader(html), (seed, html)


@pytest.mark.parametrize(
    "html",
    [
        "甲", "<p>甲", "<p>甲<br/>乙</p>", "<div>甲</div>", '<p id="a">甲</p>', "<p>甲&copy;</p>", "<p>甲</h2>",
        "<p>1>2</p>", "<p>甲</p>乙", "<p>甲 & 乙</p>", '<p style="text-align:center">甲</p>', "<P>甲</P>",
        "<p>甲<b>乙</b></p>", "<p><b>甲</b><b>乙</b></p>", "<p><b>甲</strong></p>", "<p><b>甲<i>乙</i></b></p>",
    ],
)  # fmt: skip
def test_anything_else_is_left_to_the_reader(html):
    assert flat_parts(html) is None
    assert standard(html) == as_the_reader(html)


def test_regulations_are_the_same_by_both_ways():
    if not REGULATIONS.is_file():
        pytest.skip(f"no real inputs at {SHARED}: set PORTAL_SHARED_DATA")
    with REGULATIONS.open(encoding="utf-8") as file:
        texts = [json.loads(line)["text"].splitlines() for line in file]
    for lines in texts[::5]:
        html = "".join(f"<p>{escape(line)}</p>" for line in lines)
        assert standard(html) == as_the_reader(html) == standard_of_lines(lines)
