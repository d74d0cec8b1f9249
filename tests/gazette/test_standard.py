"""Any HTML becomes standard text: small, strict, without losing a word, and the same however often it is done."""

import random
import time
from html import escape

import pytest

from cms_core.html.rules import words
from cms_core.html.text import text_of as words_of_html
from gazette.texts.canonical import text_digest, text_of, words_digest
from gazette.texts.outline import nested, outline_of
from gazette.texts.parsed import parsed
from gazette.texts.responsible import responsible_by_section
from gazette.texts.standard import CLEANER, standard, standard_of_lines

CASES = {
    "an empty paragraph goes": ("<p>甲</p><p>&nbsp;</p><p><br></p><p>\u3000</p><p>乙</p>", "<p>甲</p><p>乙</p>"),
    "an indent goes": ("<p>\u3000\u3000为了规范&nbsp;</p>", "<p>为了规范</p>"),
    "a blank within stays": ("<p>浙江省\u3000人民政府</p>", "<p>浙江省\u3000人民政府</p>"),
    "entities are characters": ("<p>A&amp;B &ldquo;引&rdquo; &lt;1&gt;</p>", "<p>A&amp;B “引” &lt;1&gt;</p>"),
    "unseen characters go": ("<p>甲\x07\u200b\u202e乙\ufeff</p>", "<p>甲乙</p>"),
    "scripts go with their words": ("<p>甲<script>alert(1)</script></p><style>p{}</style>", "<p>甲</p>"),
    "handlers and styles go": ('<p onclick="x()" style="color:red">甲</p>', "<p>甲</p>"),
    "unknown elements leave their words": ("<p><blink>甲</blink><my-tag>乙</my-tag></p>", "<p>甲乙</p>"),
    "lines are paragraphs": ("甲<br>\u3000\u3000乙<br/><br/>丙", "<p>甲</p><p>乙</p><p>丙</p>"),
    "bold is strong, italics em": ("<p><b>甲</b><i>乙</i></p>", "<p><strong>甲</strong><em>乙</em></p>"),
    "marks nest in one order": (
        "<p><em><strong>甲</strong></em>乙<sup>2</sup></p>",
        "<p><strong><em>甲</em></strong>乙<sup>2</sup></p>",
    ),
    "a script link is its words": ('<p><a href="javascript:x()">甲</a></p>', "<p>甲</p>"),
    "a whole link stays": (
        '<p><a href="http://a.cn/?a=1&b=2">甲</a></p>',
        '<p><a href="http://a.cn/?a=1&amp;b=2">甲</a></p>',
    ),
    "a picture elsewhere is said": ('<p>甲<img src="http://x/y.png" alt="图"></p>', "<p>甲〔图片：图〕</p>"),
    "a picture of the entry is a figure": (
        '<p><img src="files/1.jpg" alt="图"></p>',
        '<figure><img src="files/1.jpg" alt="图"/></figure>',
    ),
    "headings are numbered": ("<h1>总则</h1><h3>细则</h3>", '<h2 id="s1">总则</h2><h3 id="s2">细则</h3>'),
    "a chapter is recognised": ('<p align="center"><b>第一章　总则</b></p>', '<h2 id="s1">第一章　总则</h2>'),
    "a numbered line is a heading": ("<p>一、总体要求</p><p>各地。</p>", '<h2 id="s1">一、总体要求</h2><p>各地。</p>'),
    "an article keeps its paragraph": (
        "<p>第一条　为了规范。</p>",
        '<p id="s1"><strong>第一条</strong>　为了规范。</p>',
    ),
    "a list of clauses has no headings": (
        "<p>（一）身份证；</p><p>（二）户口簿。</p>",
        "<p>（一）身份证；</p><p>（二）户口簿。</p>",
    ),
    "a signature is recognised": (
        '<p align="right">浙江省人民政府</p><p style="text-align:right">2015年3月16日</p><p>（此件公开发布）</p>',
        '<p class="signature">浙江省人民政府</p><p class="date">2015年3月16日</p><p class="note">（此件公开发布）</p>',
    ),
    "a salutation is recognised": (
        "<p>各市、县（市、区）人民政府：</p><p>现通知如下：</p>",
        '<p class="salutation">各市、县（市、区）人民政府：</p><p>现通知如下：</p>',
    ),
    "lists nest": (
        "<ul><li>甲<ol start='3'><li>乙</li></ol></li></ul>",
        '<ul><li>甲<ol start="3"><li>乙</li></ol></li></ul>',
    ),
    "a table keeps spans and caption": (
        "<table><caption>表1</caption><tr><th colspan=2>甲</th></tr>"
        "<tr><td><p>1</p><p>2</p></td><td></td></tr></table>",
        '<table><caption>表1</caption><tbody><tr><th colspan="2">甲</th></tr>'
        "<tr><td>1<br/>2</td><td></td></tr></tbody></table>",
    ),
    "a table that only frames the page goes": (
        "<table><tr><td><p>甲</p><p>乙</p></td></tr></table>",
        "<p>甲</p><p>乙</p>",
    ),
    "links to headings follow": (
        '<h2 id="old">总则</h2><p><a href="#old">见总则</a><a href="#gone">无</a></p>',
        '<h2 id="s1">总则</h2><p><a href="#s1">见总则</a>无</p>',
    ),
}


@pytest.mark.parametrize(("given", "wanted"), CASES.values(), ids=CASES)
def test_it_becomes(given, wanted):
    assert standard(given) == wanted
    assert standard(wanted) == wanted


def test_relative_links_are_completed():
    html = standard('<p><a href="../b.html">甲</a></p>', base="http://www.zj.gov.cn/art/a.html")
    assert html == '<p><a href="http://www.zj.gov.cn/b.html">甲</a></p>'


TAGS = sorted(
    words("""p div span b strong i u a h1 h2 h3 h5 ul ol li table tr td th caption thead blockquote figure
    figcaption br img sub sup font center pre dl dt script""")
)
LINES = """一、总体要求|（一）提高认识。各地要高度重视。|(二)完善|第一条　为了规范|第一章 总则|1.明确责任|（一）|
2015年3月16日|浙江省人民政府办公厅|（此件公开发布）|各市、县（市、区）人民政府：| |　　|&nbsp;|
文字|a b|&lt;b&gt;|&amp;|附件1|管理办法|。"""
SAID = LINES.split("|")
ATTRIBUTES = [
    "", ' class="align-center"', ' class="signature"', ' id="s3"', ' style="text-align:right"', ' colspan="3"',
    ' href="#s3"', ' href="http://a.cn/"', ' src="files/a.jpg"', ' src="/x.png" alt="图 片"',
]  # fmt: skip


def random_html(chance):
    parts, opened = [], []
    for _ in range(chance.randint(1, 60)):
        kind = chance.random()
        if kind < 0.4:
            opened.append(chance.choice(TAGS))
            parts.append(f"<{opened[-1]}{chance.choice(ATTRIBUTES)}>")
        elif kind < 0.65 and opened:
            parts.append(f"</{opened.pop() if chance.random() < 0.8 else chance.choice(TAGS)}>")
        else:
            parts.append(chance.choice(SAID))
    return "".join(parts)


def test_a_second_time_changes_nothing_and_no_word_is_lost_whatever_the_input():
    for seed in range(1500):
        given = random_html(random.Random(seed))
        html = standard(given)
        assert standard(html) == html, (seed, given)
        left = text_of(html).replace("〔图片：图 片〕", "")
        seen = words_of_html(CLEANER.clean(given))
        assert sorted("".join(left.split())) == sorted("".join(seen.split())), (seed, given)


ALLOWED = words("""div h2 h3 h4 p ul ol li table caption thead tbody tr th td blockquote figure img figcaption
    strong em sub sup br a""")
CLASSES = {"signature", "date", "salutation", "note", "centred", None}


def test_only_what_the_model_lists_comes_out():
    for seed in range(400):
        tree = parsed(standard(random_html(random.Random(f"shape {seed}"))))
        ids = [node.get("id") for node in tree.iter() if node.get("id")]
        assert ids == [f"s{number}" for number in range(1, len(ids) + 1)]
        for node in tree.iter():
            assert node.tag in ALLOWED
            assert set(node.attrib) <= {"id", "class", "href", "src", "alt", "colspan", "rowspan", "start"}
            assert node.get("class") in CLASSES


HOSTILE = {
    "a million nested boxes": "<div>" * 1_000_000 + "甲" + "</div>" * 1_000_000,
    "five megabytes in one paragraph": "<p>" + "提高认识" * 400_000 + "</p>",
    "a letter to a span": "<p>" + "<span>提</span>" * 60_000 + "</p>",
    "ten thousand cells": "<table>" + ("<tr>" + "<td>数据</td>" * 100 + "</tr>") * 100 + "</table>",
    "tables in tables": "<table><tr><td>甲" * 2000,
    "lists in lists": "<ul><li>甲" * 3000,
    "brackets": "<" * 300_000,
    "broken tags": "<p <b></i></p></p><td>甲</td><tr><table><p>乙" * 500,
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_hostile_html_takes_no_more_than_its_length(html):
    start = time.process_time()
    made = standard(html)
    parsed(made)
    assert time.process_time() - start < 20


@pytest.mark.parametrize("html", ["", " ", "\0", "<", "</p>", "<!-- -->", "<p></p>", "&#0;", "\ud800"])
def test_nothing_comes_of_nothing(html):
    assert standard(html) in {"", "<p>&lt;</p>", "<p>\ufffd</p>"}


def test_plain_text_has_a_line_for_each_paragraph_and_tabs_between_cells():
    html = standard(
        "<h2>一、甲</h2><p>乙<b>丙</b></p><ul><li>丁<ul><li>戊</li></ul></li></ul>"
        "<table><caption>表</caption><tr><th>1</th><th>2</th></tr><tr><td>3<br>4</td><td>5</td></tr></table>"
        '<figure><img src="files/a.jpg"><figcaption>图</figcaption></figure><blockquote><p>己</p></blockquote>'
    )
    assert text_of(html) == "一、甲\n乙丙\n丁\n戊\n表\n1\t2\n3 4\t5\n图\n己"


def test_the_digest_of_the_words_does_not_know_blanks_and_marks():
    assert text_digest("<p>浙政<strong>发</strong></p><p>〔2015〕 1号</p>") == words_digest("浙政发\n\u3000〔2015〕1号")
    assert text_digest("<p>浙政发</p>") != text_digest("<p>浙政办发</p>")


def test_the_outline_knows_levels_and_run_in_headings():
    html = standard_of_lines(["第一章 总则", "第一条　为了规范。", "一、要求", "（一）认识。各地。", "1.名单", "张三"])
    found = [(one.level, one.text, one.id, one.run_in, one.is_article) for one in outline_of(html)]
    assert found == [
        (2, "第一章 总则", "s1", False, False),
        (4, "第一条", "s2", True, True),
        (2, "一、要求", "s3", False, False),
        (3, "（一）认识。", "s4", True, False),
    ]
    assert [len(branch.children) for branch in nested(outline_of(html))] == [1, 1]


def test_responsible_bodies_without_a_heading_are_told_by_first_words():
    html = standard_of_lines(["推进工作。（牵头单位：省财政厅；配合单位:各市、县(市、区)政府）"])
    assert [(row["section"][:5], row["names"]) for row in responsible_by_section(html)] == [
        ("推进工作。", ["省财政厅", "配合单位:各市、县(市、区)政府"]),
    ]


def test_plain_lines_are_read_as_paragraphs_are():
    lines = [
        "\u3000\u3000第一条 为了<规范>&管理 。",
        "",
        " \t",
        "a\x07\tb",
        "一、要求",
        "浙江省人民政府",
        "2015年3月16日",
    ]
    html = "".join(f"<p>{escape(line)}</p>" for line in lines)
    assert standard_of_lines(lines) == standard(html)
