"""The PDF of an issue: whole, readable for people and machines, and the same whenever it is made."""

import datetime
import html
import io
import re

import pikepdf
import pytest

from gazette.editions.markup import Markup
from gazette.editions.pdf import pdf_of
from gazette.errors import EditionFailed
from gazette.models import EntryKind, FileKind, SigningKey
from gazette.states import IssueState
from tests.gazette.editions import (
    SENTENCES,
    TABLE,
    add_file,
    joined,
    one_entry_issue,
    outside,
    pdf_texts,
    picture_bytes,
    sample_issue,
)
from tests.gazette.factories import make_entry, make_gazette, make_issue

pytestmark = pytest.mark.django_db


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


@pytest.fixture
def sample():
    issue = sample_issue()
    return issue, pdf_of(issue)


def outline_titles(items):
    for item in items:
        yield item.title
        yield from outline_titles(item.children)


def test_it_is_a_sound_archival_and_accessible_file(sample):
    issue, content = sample
    with opened(content) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.Root.Lang == "zh-CN"
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == issue.title
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")


def test_all_fonts_are_embedded_as_subsets(sample):
    _, content = sample
    with opened(content) as pdf:
        fonts = [found for found in pdf.objects if isinstance(found, pikepdf.Dictionary) and "/FontDescriptor" in found]
        assert fonts
        for font in fonts:
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys())
            assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont))
    assert len(content) < 2_000_000


def test_bookmarks_follow_parts_entries_and_headings(sample):
    _, content = sample
    with opened(content) as pdf, pdf.open_outline() as outline:
        titles = list(outline_titles(outline.root))
    assert titles[0].replace("\u3000", "") == "目录"
    assert "· 省政府令 ·" in titles
    place = titles.index("浙江省人民政府办公厅关于印发2015年浙江政务服务网建设工作要点的通知")
    assert titles[place + 1 : place + 4] == ["一、总体要求", "（一）加强组织领导", "1. 明确责任单位"]


def test_each_text_can_be_opened_at_its_title(sample):
    """The page of an entry leads to `….pdf#nameddest=e2`."""
    issue, content = sample
    with opened(content) as pdf:
        places = list(map(str, pdf.Root.Names.Dests.Names))[::2]
    printed = issue.entries.exclude(kind=EntryKind.REFERENCE).values_list("number", flat=True)
    assert set(places) == {f"e{number}" for number in printed}


def test_the_text_layer_has_the_sentences_in_their_order_and_no_spaces_round_digits(sample):
    _, content = sample
    text = joined(content)
    places = [text.index("".join(sentence.split())) for sentence in [SENTENCES[0], SENTENCES[2]]]
    assert places == sorted(places)
    lines = "".join(pdf_texts(content))
    assert "浙政办发〔2015〕28号" in lines
    assert "2015年第7期" in lines


def test_the_cover_contents_and_colophon_say_what_it_is(sample):
    issue, content = sample
    pages = ["".join(text.split()) for text in pdf_texts(content)]
    assert "浙江省人民政府公报" in pages[0] or issue.gazette.name in pages[0]
    assert "总第1074期" in pages[0] and "2015年7月15日出版" in pages[0]
    assert pages[1].startswith("目录")
    assert "2015年3月大事记（存目）" in pages[1]
    assert "本刊信息" in pages[-1] and "浙内准字第0001号" in pages[-1] and issue.path in pages[-1]


def test_contents_show_the_pages_of_the_file_when_the_editors_gave_none(sample):
    _, content = sample
    pages = pdf_texts(content)
    shown = re.search(r"要点的通知（浙政办发〔2015〕28号）[\s·]*(\d+)", pages[1])
    body = next(number for number, text in enumerate(pages[2:], 1) if "政务服务网建设工作" in "".join(text.split()))
    assert int(shown[1]) == body
    assert f"— {body} —" in pages[body + 1]


def test_contents_show_the_printed_pages_that_the_editors_gave():
    issue = one_entry_issue("<p>正文。</p>", first_page=12, last_page=15)
    contents = pdf_texts(pdf_of(issue))[1]
    assert re.search(r"关于测试的通知[\s·]*12", contents)
    assert "印刷版页码" in contents


def test_the_same_issue_gives_the_same_bytes():
    issue = sample_issue()
    assert pdf_of(issue) == pdf_of(type(issue).objects.get(pk=issue.pk))


def test_the_fingerprint_of_the_signing_key_is_printed(sample):
    issue, content = sample
    assert "签名密钥指纹" not in joined(content)
    SigningKey.objects.create(gazette=issue.gazette, public_pem="-", fingerprint="0123456789abcdef" * 4)
    assert "签名密钥指纹（SHA-256）：0123456789ABCDEF" in joined(pdf_of(issue))


HOSTILE = [
    "#panic() #import \"@preview/x:0.1.0\": * #read(\"/etc/passwd\")",
    "$ sum_(i=1)^n x $ *bold* _em_ `raw` @label &lt;label&gt; = 标题",
    "\\ \\u{41} // comment /* not a comment */ ~ -- --- ... ' \"",
    "#eval(\"1+1\") #{ while true {} } [a] {b} - + / :",
    "%PDF-1.7 ]] }} )) ${7*7} {{ 7*7 }} &amp;lt;",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_of_typst_code_is_printed_as_text(text):
    written = html.unescape(text)
    issue = one_entry_issue(f"<p>{text}</p>", title=f"题{written}")
    shown = joined(pdf_of(issue))
    expected = "".join(written.split())
    # In the contents, above the text, and in the text.
    assert shown.count(f"题{expected}") == 2
    assert shown.count(expected) == 3


def test_characters_that_are_rare_but_known_are_drawn():
    text = joined(pdf_of(one_entry_issue("<p>〇年，每㎡，龘、䶮、①Ⅳ℃。</p>")))
    assert "〇年，每㎡，龘、䶮、①Ⅳ℃。" in text


def test_a_character_that_no_font_has_is_named():
    with pytest.raises(EditionFailed, match=r"“\U000f1234”（U\+F1234）"):
        pdf_of(one_entry_issue("<p>某\U000f1234村</p>"))


def test_a_table_of_300_rows_breaks_over_pages_with_its_head_on_each():
    rows = "".join(f"<tr><td>{n}</td><td>第{n}项任务</td><td>省编委办</td><td>年底</td></tr>" for n in range(1, 301))
    pages = pdf_texts(pdf_of(one_entry_issue(TABLE.format(rows=rows))))
    with_rows = ["".join(text.split()) for text in pages if "项任务" in text]
    assert len(with_rows) > 5
    assert all("牵头单位" in text for text in with_rows)
    assert sum(text.count("项任务") for text in with_rows) == 300


TABLES = {
    "spans beyond its edges": "<tr><td colspan='999999999'>甲</td></tr><tr><td rowspan='5000'>乙</td><td>丙</td></tr>",
    "overlapping spans": "<tr><td rowspan='3'>甲</td><td>乙</td></tr><tr><td colspan='3' rowspan='2'>丙</td></tr>"
    "<tr><td>丁</td></tr>",
    "rows of different lengths": "<tr><td>甲</td></tr><tr><td>乙</td><td>丙</td><td>丁</td></tr><tr></tr>",
    "sixty columns": "<tr>" + "".join(f"<td>列{n}</td>" for n in range(60)) + "</tr>",
    "twelve columns": "<tr>" + "".join(f"<th>列{n}</th>" for n in range(12)) + "</tr>"
    + "<tr>" + "".join(f"<td>{n}</td>" for n in range(12)) + "</tr>",
    "a table in a cell": "<tr><td>甲<table><tr><td>乙</td></tr></table></td></tr>",
    "negative spans": "<tr><td colspan='-1' rowspan='0'>甲</td><td colspan='２'>乙</td></tr>",
    "only a head": "<thead><tr><th>甲</th></tr></thead>",
    "a long word in a narrow column": f"<tr><td>1</td><td>{'A' * 200}</td></tr>",
}  # fmt: skip


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES.keys())
def test_a_table_that_does_not_add_up_is_set_with_all_its_words(rows):
    content = pdf_of(one_entry_issue(f"<p>前</p><table>{rows}</table><p>后文完。</p>"))
    text = joined(content)
    assert outside(content) == []
    for word in re.findall(r"[甲乙丙丁]|列\d+", rows):
        assert word in text
    assert "后文完。" in text


SHAPES = {
    "empty": "",
    "only white space": "<p> </p>",
    "unknown elements": "<section><h6>题</h6><dl><dt>词</dt><dd>义文</dd></dl></section>",
    "deep nesting": "<blockquote>" * 300 + "<p>深义文</p>" + "</blockquote>" * 300,
    "deep marks": "<p>" + "<strong>" * 300 + "义文" + "</strong>" * 300 + "</p>",
    "links to nowhere": "<p><a href='#none'>义文</a><a href='javascript:alert(1)'>脚本</a><a>无</a></p>",
    "the same id twice": "<h2 id='s1'>一、甲</h2><h2 id='s1'>二、乙</h2><p><a href='#s1'>义文</a></p>",
    "levels left out": "<h4>1. 甲</h4><p>义文</p><h2>一、乙</h2><h4>2. 丙</h4>",
    "an endless word": f"<p>{'abcdefghij' * 60}义文</p>",
    "an endless heading": f"<h2 id='s1'>一、{'长' * 300}</h2><p>义文</p>",
    "bare text": "义文<p>段</p>尾",
    "unseen characters": "<p>义\u200b文\u202e反\ufeff</p>",
    "only a date": "<p class='date'>2015年3月16日</p>",
    "many signatures": "<p>义文</p>" + "<p class='signature'>浙江省人民政府办公厅</p>" * 30,
    "a long signature": f"<p class='signature'>{'浙江省某某厅 ' * 20}</p><p class='date'>2015年3月16日</p>",
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_any_shape_of_text_is_set(shape):
    content = pdf_of(one_entry_issue(shape + "<p>完。</p>"))
    text = joined(content)
    assert outside(content) == []
    assert "完。" in text
    assert "义文" in text or "义" not in shape


def test_a_very_long_title_and_an_entry_without_number_are_set():
    title = "关于" + "印发《某某实施方案》" * 22 + "的通知"
    assert title in joined(pdf_of(one_entry_issue("<p>正文。</p>", title=title)))


def changed(text):
    """A text that something else than sealing has written."""
    issue = one_entry_issue("<p>正文。</p>")
    issue.entries.update(html=text)
    return issue


def test_text_that_is_not_well_formed_is_refused_by_the_name_of_its_entry():
    with pytest.raises(EditionFailed, match=r"《关于测试的通知》.*XHTML"):
        pdf_of(changed("<p>没有结束"))


def test_entities_of_the_outside_are_not_read():
    with pytest.raises(EditionFailed, match="XHTML"):
        pdf_of(changed("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><p>&e;</p>"))


def test_an_issue_without_texts_has_no_pdf():
    issue = make_issue(make_gazette(), state=IssueState.APPROVED)
    make_entry(issue, html="", kind=EntryKind.REFERENCE)
    with pytest.raises(EditionFailed, match="没有正文"):
        pdf_of(issue)


@pytest.mark.parametrize("size", [(640, 360), (6000, 300), (50, 4000), (1, 1)])
def test_pictures_of_any_size_are_shown(size):
    issue = one_entry_issue('<figure><img src="files/图.jpg" alt="示意图"/></figure>')
    add_file(issue.entries.get(), FileKind.PICTURE, "图.jpg", picture_bytes(*size, form="JPEG"))
    with opened(pdf_of(issue)) as pdf:
        assert sum(len(page.get_images()) for page in pdf.pages) == 1


def test_a_damaged_picture_is_named():
    issue = one_entry_issue('<p><img src="files/图.jpg" alt=""/></p>')
    add_file(issue.entries.get(), FileKind.PICTURE, "图.jpg", picture_bytes()[:200])
    with pytest.raises(EditionFailed, match=r"图片“图\.jpg”不能读取"):
        pdf_of(issue)


def test_a_cover_picture_stands_on_the_first_page():
    issue = one_entry_issue("<p>正文。</p>")
    add_file(None, FileKind.COVER, "封面.jpg", picture_bytes(1200, 900, "JPEG"), issue=issue)
    with opened(pdf_of(issue)) as pdf:
        assert len(pdf.pages[0].get_images()) == 1


def test_an_issue_without_day_serial_and_publisher_is_set():
    gazette = make_gazette(name="某市人民政府公报", publisher="")
    issue = make_issue(gazette, 1949, 1, serial=0, state=IssueState.APPROVED, publication_day=None)
    make_entry(issue, html="<p>正文。</p>")
    with opened(pdf_of(issue)) as pdf, pdf.open_metadata() as metadata:
        assert metadata["xmp:CreateDate"].startswith("1949-01-01")


def test_headings_never_skip_a_level_of_the_bookmarks():
    blocks = Markup("<h4>1. 甲</h4><h2>一、乙</h2><h4>2. 丙</h4>", prefix="e1", pictures={}, address="").blocks()
    assert [block[3] for block in blocks] == [3, 3, 4]


def test_all_is_dated_with_the_publication_day():
    issue = one_entry_issue("<p>正文。</p>")
    assert issue.publication_day == datetime.date(2015, 7, 15)
    with opened(pdf_of(issue)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20150715")
