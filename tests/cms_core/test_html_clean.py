"""Cleaning the HTML of old portals: nothing runs, nothing is loaded from elsewhere, no word is lost."""

import os
import random
import re
from pathlib import Path

import pytest

from cms_core.html.clean import clean_legacy_html
from cms_core.html.tables import frame_tables
from cms_core.html.text import text_of

BASE = "http://www.example.gov.cn/art/2015/3/t20150325_1.html"

CASES = [
    ('<p style="TEXT-ALIGN: center">标题</p>', '<p class="align-center">标题</p>'),
    ("<P align=right>浙江省人民政府</P>", '<p class="align-right">浙江省人民政府</p>'),
    ("<center><b>标题</b></center>", '<div class="align-center"><strong>标题</strong></div>'),
    ('<p style="text-indent:2em;margin:0">　　正文&nbsp;内容</p>', "<p>正文&nbsp;内容</p>"),
    ('<p style="text-indent:0">顶格</p>', '<p class="no-indent">顶格</p>'),
    ('<p class="MsoNormal"><span lang="EN-US" style="mso-bidi-font:x"><o:p>&nbsp;</o:p></span>字</p>', "<p>字</p>"),
    ("<p>&nbsp;</p><p>　</p><div></div><p>字</p>", "<p>字</p>"),
    ("<p>甲方：<u>&nbsp;&nbsp;&nbsp;</u></p>", "<p>甲方：<u>&nbsp;&nbsp;&nbsp;</u></p>"),
    ("<i>斜</i><em>体</em><font color=red>红</font>", "斜体红"),
    ("<p>a<b> </b>b</p>", "<p>a b</p>"),
    ("<h1>大标题</h1>", "<h2>大标题</h2>"),
    ("x<sup>2</sup> H<sub>2</sub>O", "x<sup>2</sup> H<sub>2</sub>O"),
    ("<!--begin--><script>alert(1)</script><style>p{}</style><noscript>x</noscript>文", "文"),
    ('<a href="javascript:alert(1)" onclick="x()">点</a>', "点"),
    ('<a href=" java\nscript:alert(1)">点</a>', "点"),
    ('<a href="data:text/html,x">点</a>', "点"),
    ('<a href="#top" name="x">目录</a>', "目录"),
    ('<a href="mailto:a@b.cn">邮</a>', '<a href="mailto:a@b.cn">邮</a>'),
    ('<img src="/media/a.webp" alt="会场" onerror="x()" style="width:9px">', '<img alt="会场" src="/media/a.webp">'),
    ('<img src="/media/a.webp" width="300" height="100%">', '<img alt="" width="300" src="/media/a.webp">'),
    ('<img src="http://other.cn/a.jpg" alt="图">', '<a href="http://other.cn/a.jpg">〔图片：图〕</a>'),
    ('<img src="//other.cn/a.jpg">', '<a href="//other.cn/a.jpg">〔图片〕</a>'),
    ('<img src="data:image/png;base64,AAAA">', ""),
    ("<iframe src=x></iframe><form action=x><input><select><option>1</select>文</form>", "文"),
    (
        '<table border=1 width="800"><tr><td colspan="2" rowspan=99999 onclick=x>甲</td><td></td></tr></table>',
        '<table><tbody><tr><td colspan="2" rowspan="1000">甲</td><td></td></tr></tbody></table>',
    ),
    ("<td>单</td>", "单"),
    ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("dirty", "clean"), CASES, ids=[f"{i}-{row[0][:24]}" for i, row in enumerate(CASES)])
def test_cleaning(dirty, clean):
    assert clean_legacy_html(dirty) == clean.replace("&nbsp;", "&nbsp;")


def test_addresses_are_completed():
    html = clean_legacy_html('<a href="../P02015.doc">附件</a><a href="/zwgk/">公开</a>', base_url=BASE)
    assert 'href="http://www.example.gov.cn/art/2015/P02015.doc"' in html
    assert 'href="http://www.example.gov.cn/zwgk/"' in html


def test_an_import_exchanges_addresses_for_local_ones():
    def local(kind, address):
        return {"src": "/media/1.webp", "href": "/documents/7/a.doc"}[kind]

    html = clean_legacy_html('<img src="a.jpg"><a href="a.doc">附件</a>', base_url=BASE, rewrite=local)
    assert html == '<img alt="" src="/media/1.webp"><a href="/documents/7/a.doc">附件</a>'


PIECES = [
    "<p>", "</p>", "<div align=center>", "</div>", "<table>", "<tr>", "<td colspan=2>", "</td>", "</table>", "<b>",
    "</b>", "<i>", "<u>", "</u>", "<a href='javascript:x'>", "<a href=x.doc>", "</a>", "<img src=/a.png>",
    "<img src=http://b/c.png>", "<script>", "</script>", "<style>", "</style>", "<svg>", "</svg>", "<math>",
    "<mtext>", "<!--", "-->", "<![CDATA[", "]]>", "<center>", "<font color='red'>", "<h1>", "</h1>", "<li>", "<ul>",
    "<span style='text-align:right'>", "<p style='text-indent:0'>", "<noscript>", "<template>", "<textarea>",
    "<title>", "<plaintext>", "<x onload=y>", "\x00", "&nbsp;", "\u3000", "&lt;script&gt;", "字", " ", "\n", "a",
    "<br>", "<hr>", "<pre>", "</pre>", "<iframe srcdoc='<script>'>", '"', "'", "<", ">", "&#x6a;", "<o:p>",
]  # fmt: skip
HARMFUL = re.compile(r"(?i)<(script|style|iframe|svg|object|math|template|form)|\son\w+\s*=|style\s*=|javascript:|<!--")
ALLOWED_CLASS = re.compile(r'class="((align-(center|right|justify)|no-indent) ?)*"')


@pytest.mark.parametrize("seed", range(300))
def test_any_markup_comes_out_harmless_and_stays_as_it_is(seed):
    picker = random.Random(seed)
    dirty = "".join(picker.choice(PIECES) for _ in range(picker.randint(1, 60)))
    clean = clean_legacy_html(dirty)
    tags = "".join(re.findall(r"<[^>]*>", clean))
    assert not HARMFUL.search(tags), (dirty, clean)
    assert all(ALLOWED_CLASS.fullmatch(found) for found in re.findall(r'class="[^"]*"', tags))
    assert not re.search(r'<img[^>]*src="(?!/[^/])', tags)
    assert clean_legacy_html(clean) == clean, dirty


def test_no_word_of_a_document_is_lost():
    dirty = (
        "<div><p>一、总则<span>（一）目的<b>依据</b></span><table><tr><td>甲<td>乙</table>附：<font>名单</font></div>"
    )
    assert "".join(text_of(clean_legacy_html(dirty)).split()) == "一、总则（一）目的依据甲乙附：名单"


def test_deep_nesting_is_answered():
    assert "字" in clean_legacy_html("<div>" * 3000 + "字")


def test_each_outer_table_gets_a_frame_that_scrolls():
    html = frame_tables("<table><tr><td><table></table></td></tr></table>文<table></table>")
    assert html.count('class="table-scroll"') == html.count("</div>") == 2
    assert html.startswith("<div") and html.endswith("</table></div>")


def test_text_of_html_has_a_line_for_each_paragraph():
    assert text_of("<p>甲 &amp; 乙</p><ul><li>一</li><li>二</li></ul><table><tr><td>1</td><td>2</td></tr></table>") == (
        "甲 & 乙\n一\n二\n1 2"
    )
    assert text_of("<script>x</script>文") == "文"


SHARED = Path(os.environ.get("PORTAL_SHARED_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
REAL_PAGES = sorted(SHARED.glob("legacy_portals/**/*.html"))[::12]
GONE = re.compile(
    r"(?is)<(script|style|noscript|title|iframe|select|button|textarea|object|map|svg)\b.*?</\1\s*>|<!--.*?-->"
)


@pytest.mark.skipif(not REAL_PAGES, reason="没有真实旧站页面：请用 PORTAL_SHARED_DATA 指明数据目录")
def test_real_pages_of_old_portals_lose_no_word():
    for path in REAL_PAGES:
        raw = path.read_bytes()
        try:
            page = raw.decode()
        except UnicodeDecodeError:
            page = raw.decode("gb18030", "replace")
        clean = clean_legacy_html(page, base_url=BASE)
        assert clean_legacy_html(clean) == clean, path
        kept = re.sub(r"〔图片(：[^〕]*)?〕", "", text_of(clean))
        assert words_only(kept) == words_only(text_of(GONE.sub("", page))), path


def words_only(text):
    return re.sub(r"[\s\u200b\ufeff]", "", text)
