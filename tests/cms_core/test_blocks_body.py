"""Every block of a body: its preview in the editor, its HTML with full, minimal and no values, its text."""

import io
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import Collection, Page

from cms_core.attachments.store import store_attachment
from cms_core.blocks.body import BodyBlock
from cms_core.blocks.body_table import OPTIONS
from cms_core.models import ArticlePage, Attachment, Picture
from tests import factories
from tests.cms_core import files

pytestmark = pytest.mark.django_db
NAMES = list(BodyBlock().child_blocks)
# A strict content security policy forbids these (standards 1.9); foreign players and pictures are not to be loaded.
FORBIDDEN = re.compile(r'(?i)\sstyle\s*=|<style|<script|\son\w+\s*=|javascript:|<iframe|<embed|src="(https?:)?//')


@pytest.fixture(autouse=True)
def uploaded_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    field = Attachment._meta.get_field("file")
    before, field.storage = field.storage, type(field.storage)(location=tmp_path / "attachments")
    yield
    field.storage = before


@pytest.fixture
def root():
    return Collection.get_first_root_node()


def make_picture(description="会议现场", size=(60, 40)):
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", size, "#396").save(buffer, "PNG")
    file = ContentFile(buffer.getvalue(), name="p.png")
    return Picture.objects.create(title="会议", description=description, source="办公室", file=file)


def body(*parts):
    """A body as it comes out of the database."""
    stored = [
        {"type": name, "value": value, "id": f"{number:08d}-aaaa"} for number, (name, value) in enumerate(parts, 1)
    ]
    return ArticlePage(title="文章", body=stored).body


def html_of(*parts, **context):
    value = body(*parts)
    return value.stream_block.render(value, context)


@pytest.fixture
def values(root):
    """Stored values of every block: (full, minimal, empty)."""
    picture = make_picture().pk
    pdf = store_attachment(io.BytesIO(files.PDF), "公报.pdf", root)[0].pk
    video = store_attachment(io.BytesIO(files.MP4), "解读.mp4", root)[0].pk
    captions = store_attachment(io.BytesIO(files.VTT), "字幕.vtt", root)[0].pk
    one = {"picture": picture, "alt": "主席台", "caption": "会场", "source": "本网"}
    table = {"data": [["部门", "金额"], ["甲", "1,280.50"]], "table_caption": "预算", "table_header_choice": "both"}
    return {
        "text": ("<h3>（一）内容</h3><p>正文<b>加粗</b></p><hr/>", "<p>正文</p>", ""),
        "heading": ({"level": "3", "text": "（一）目标"}, {"text": "目标"}, {}),
        "quote": ({"text": "原文", "source": "《条例》"}, {"text": "原文"}, {}),
        "notice": ({"kind": "warning", "title": "注意", "text": "<p>截止</p>"}, {"text": "<p>截止</p>"}, {}),
        "table": (table, {"data": [["甲"]]}, None),
        "picture": (one, {"picture": picture}, {"picture": None}),
        "gallery": ({"title": "图集", "pictures": [one, one]}, {"pictures": [{"picture": picture}]}, {"pictures": []}),
        "video": (
            {"video": video, "poster": picture, "title": "解读", "captions": captions, "transcript": "<p>稿</p>"},
            {"video": video, "title": "解读"},
            {"video": None},
        ),
        "attachments": (
            {"title": "附件", "files": [{"file": pdf, "name": "全文"}]}, {"files": [{"file": pdf}]}, {"files": []}
        ),
        "signature": (
            {"organisations": ["某办公厅"], "date": "2015-03-16", "note": "（此件公开发布）"},
            {"organisations": ["某局"]},
            {},
        ),
        "legacy": ("<p>标题</p><table><tbody><tr><td>1</td></tr></tbody></table>", "<p>字</p>", ""),
    }  # fmt: skip


def test_the_table_of_values_has_every_block(values):
    assert list(values) and set(values) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
class TestEveryBlock:
    def test_it_is_presented_to_the_editor_in_chinese(self, name):
        block = BodyBlock().child_blocks[name]
        for words in (block.label, block.meta.group, block.get_description()):
            assert re.search(r"[\u4e00-\u9fff]", words)
        assert block.meta.icon != "placeholder" and block.get_template({})

    def test_its_preview_looks_like_the_public_page(self, name, client):
        factories.make_portal("zj", "province")
        client.force_login(factories.make_user(superuser=True))
        block = ArticlePage._meta.get_field("body").stream_block.child_blocks[name]
        assert block.is_previewable
        url = f"{reverse('wagtailadmin_block_preview')}?id={block.definition_prefix}"
        page = client.get(url, headers={"Host": "localhost"})
        html = page.content.decode()
        assert page.status_code == 200 and not FORBIDDEN.search(html)
        assert "themes/blocks.css" in html and 'lang="zh-CN"' in html
        assert re.search(r"[\u4e00-\u9fff]", html.split('class="article-body"')[1])

    @pytest.mark.parametrize("fullness", [0, 1, 2], ids=["full", "minimal", "empty"])
    def test_it_renders_without_anything_the_policy_forbids(self, name, fullness, values):
        html = html_of((name, values[name][fullness]))
        assert not FORBIDDEN.search(html)
        assert html.count("<div") == html.count("</div>") and html.count("<p") == html.count("</p>")
        assert bool(re.search(r"[\u4e00-\u9fff]", html)) == (fullness < 2)

    @pytest.mark.parametrize("fullness", [0, 1, 2], ids=["full", "minimal", "empty"])
    def test_its_words_are_found_as_plain_text(self, name, fullness, values):
        page = ArticlePage(title="文章", body=body((name, values[name][fullness])))
        text = page.plain_text()
        assert "<" not in text
        if fullness == 0:
            assert re.search(r"[\u4e00-\u9fff]", text)
        if fullness == 2:
            assert text == ""

    def test_it_survives_being_stored(self, name, values, root):
        portal = factories.make_portal("tonglu")
        column = factories.make_column(portal.home)
        page = factories.make_article(column, body=[{"type": name, "value": values[name][0]}])
        before = page.body.stream_block.render(page.body)
        again = ArticlePage.objects.get(pk=page.pk)
        assert again.body.stream_block.render(again.body) == before


def test_what_refers_to_something_deleted_leaves_nothing_behind(values):
    Picture.objects.all().delete()
    Attachment.objects.all().delete()
    for name in ("picture", "gallery", "video", "attachments"):
        assert not re.search(r"<(img|a|video)", html_of((name, values[name][0])))


def test_a_picture_whose_file_is_lost_does_not_take_the_page_with_it(values):
    for picture in Picture.objects.all():
        picture.file.storage.delete(picture.file.name)
    assert "<img" not in html_of(("picture", values["picture"][0]), ("text", "<p>正文</p>"))


def test_headings_have_anchors_and_an_outline():
    page = ArticlePage(title="通知", body=body(
        ("heading", {"level": "2", "text": "一、总体要求"}),
        ("text", "<h3 data-block-key='a'>（一）目标</h3><p>文</p><h4>1.细目</h4><h3></h3>"),
        ("heading", {"level": "9", "text": "二、保障"}),
        ("heading", {"level": "2", "text": " "}),
    ))  # fmt: skip
    html = page.body.stream_block.render(page.body)
    outline = page.outline()
    assert [(row.level, row.text) for row in outline] == [
        (2, "一、总体要求"), (3, "（一）目标"), (4, "1.细目"), (2, "二、保障"),
    ]  # fmt: skip
    for row in outline:
        assert f'<h{row.level} id="{row.anchor}">' in html
    ids = re.findall(r'id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_links_to_pages_that_are_not_public_are_plain_text():
    portal = factories.make_portal("tonglu")
    column = factories.make_column(portal.home)
    public, draft = factories.make_article(column), factories.make_article(column, live=False)
    text = "".join(f'<p><a linktype="page" id="{pk}">看</a></p>' for pk in (public.pk, draft.pk, 999_999))
    html = html_of(("text", text))
    assert html.count("<a ") == 1 and public.address in html
    assert html.count("<p>看</p>") == 2 and "<a>" not in html


def test_the_pictures_of_a_body_cost_two_queries(django_assert_num_queries):
    one = {"picture": make_picture().pk}
    two = [{"picture": make_picture().pk} for _ in range(6)]
    parts = [("picture", one), ("picture", two[0]), ("gallery", {"title": "图集", "pictures": two})]
    html_of(*parts)
    with django_assert_num_queries(3):  # picture blocks, galleries, renditions
        html_of(*parts)


def test_the_first_picture_is_found_in_any_block():
    picture = make_picture()
    assert ArticlePage(title="文", body=body(("text", "<p>无图</p>"))).first_picture() is None
    for value in (("picture", {"picture": picture.pk}), ("gallery", {"pictures": [{"picture": picture.pk}]})):
        assert ArticlePage(title="文", body=body(("text", "<p>文</p>"), value)).first_picture() == picture


def test_a_description_ends_at_a_sentence():
    page = ArticlePage(title="文", body=body(("text", "<p>" + "各部门要高度重视。" * 20 + "</p>")))
    assert page.short_text().endswith("。") and 33 < len(page.short_text()) <= 100
    assert ArticlePage(title="文", summary="摘要").short_text() == "摘要"
    assert len(ArticlePage(title="文", body=body(("text", "<p>" + "字" * 300 + "</p>"))).short_text()) == 100


class TestTables:
    def test_merged_cells_stay_merged(self):
        html = html_of(("table", {
            "data": [["年度", "收入", None], [None, "甲", "乙"], ["2025", "1", "2"], [None, None, ""]],
            "table_header_choice": "row", "table_caption": "收支",
            "mergeCells": [
                {"row": 0, "col": 0, "rowspan": 2, "colspan": 1}, {"row": 0, "col": 1, "rowspan": 1, "colspan": 2},
            ],
        }))  # fmt: skip
        assert '<th scope="col" rowspan="2">年度</th>' in html and '<th scope="colgroup" colspan="2">收入</th>' in html
        assert html.count("<tr>") == 3 and html.split("</thead>")[0].count("<tr>") == 2

    @pytest.mark.parametrize("merge", [
        {"row": 0, "col": 0, "rowspan": 99, "colspan": 99}, {"row": 9, "col": 9, "rowspan": 2, "colspan": 2},
        {"row": "x"}, {"row": -1, "col": 0, "rowspan": 1, "colspan": 1},
    ], ids=["too big", "outside", "broken", "negative"])  # fmt: skip
    def test_impossible_merges_do_not_break_the_page(self, merge):
        html = html_of(("table", {"data": [["甲", "乙"], ["丙", "丁"]], "mergeCells": [merge]}))
        assert "甲" in html and 'span="99"' not in html

    def test_cells_are_text_and_not_markup(self):
        html = html_of(("table", {"data": [["<script>alert(1)</script>", "1\n2"]]}))
        assert "&lt;script&gt;" in html and "1<br>2" in html

    def test_row_and_column_headings_are_told_to_screen_readers(self):
        html = html_of(("table", {"data": [["", "金额"], ["甲", "-3.5%"]], "table_header_choice": "both"}))
        assert '<th scope="row">甲</th>' in html and '<td class="number">-3.5%</td>' in html

    def test_the_editor_is_asked_for_a_caption(self):
        block = BodyBlock().child_blocks["table"]
        with pytest.raises(ValidationError, match="请填写表格标题"):
            block.clean({"data": [["甲"]], "table_header_choice": "neither", "table_caption": " "})
        with pytest.raises(ValidationError, match="表格是空的"):
            block.clean({"data": [[None]], "table_header_choice": "neither", "table_caption": "收支"})

    def test_its_menu_is_chinese_and_it_asks_for_no_language_that_its_editor_lacks(self):
        options = BodyBlock().child_blocks["table"].get_table_options(OPTIONS)
        names = [item["name"] for item in options["contextMenu"]["items"].values()]
        assert all(name == "---------" or not re.search("[a-z]", name) for name in names)
        assert options["language"] == "en-US"


def test_a_video_must_be_a_video(root):
    pdf, _ = store_attachment(io.BytesIO(files.PDF), "公报.pdf", root)
    block = BodyBlock().child_blocks["video"]
    with pytest.raises(ValidationError) as error:
        block.clean(block.to_python({"video": pdf.pk, "title": "", "captions": pdf.pk}))
    assert set(error.value.block_errors) == {"video", "captions", "title"}


def test_attachments_say_kind_size_and_printed_address(root, rf):
    pdf, _ = store_attachment(io.BytesIO(files.PDF), "公报.pdf", root, title="公报全文")
    request = rf.get("/", headers={"Host": "tonglu.localhost"})
    html = html_of(("attachments", {"files": [{"file": pdf.pk}]}), request=request)
    assert "公报全文" in html and "PDF，" in html and f"http://tonglu.localhost/documents/{pdf.pk}/" in html


def test_a_signature_is_written_as_documents_write_it():
    html = html_of(
        ("signature", {"organisations": ["某办公厅", "某委员会"], "date": "2015-03-06", "note": "（此件公开发布）"})
    )
    assert "<p>某办公厅</p>" in html and "2015年3月6日" in html and "（此件公开发布）" in html and "（（" not in html


def test_legacy_html_is_cleaned_when_it_is_stored_and_again_when_it_is_shown():
    block = BodyBlock().child_blocks["legacy"]
    assert block.get_prep_value('<p onclick="x()" style="color:red">字</p>') == "<p>字</p>"
    assert block.clean("<script>x</script><p>字</p>") == "<p>字</p>"
    assert "<script" not in html_of(("legacy", "<script>x</script><p>字</p>"))


def test_an_editor_can_open_a_page_with_every_block(client, values):
    portal = factories.make_portal("zj", "province")
    column = factories.make_column(portal.home)
    page = factories.make_article(column, body=[{"type": name, "value": rows[0]} for name, rows in values.items()])
    client.force_login(factories.make_user(superuser=True))
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]), headers={"Host": "localhost"})
    assert response.status_code == 200 and Page.objects.get(pk=page.pk).live
