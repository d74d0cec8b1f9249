"""Freezing a page: its published text with originals and facts; never a draft, never what is not public."""

import datetime
import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.storage import default_storage
from PIL import Image
from wagtail.models import PageViewRestriction

from cms_core.attachments.store import store_attachment
from cms_core.models import Attachment, DocumentPage, Picture
from gazette.errors import GazetteError
from gazette.texts.freeze import freeze_page
from tests import factories
from tests.cms_core.files import PDF, XLSX

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal():
    return factories.make_portal("zj", factories.PortalLevel.PROVINCE, name="浙江省人民政府")


@pytest.fixture
def column(portal):
    return factories.make_column(portal.home, "政策文件", column_type="政策文件")


def text(html):
    return {"type": "text", "value": html}


def attached(portal, content=XLSX, name="任务分工.xlsx"):
    return store_attachment(io.BytesIO(content), name, portal.collection)[0]


def pictured(portal, width=40, height=30, form="PNG"):
    content = io.BytesIO()
    Image.effect_noise((width, height), 40).convert("RGB").save(content, form)
    file = ImageFile(io.BytesIO(content.getvalue()), name=f"示意图.{form.lower()}")
    picture = Picture(title="示意图", description="流程示意", file=file, collection=portal.collection)
    picture.save()
    return picture, content.getvalue()


def bytes_of(file):
    with file.open() as content:
        return content.read()


def document(column, body, **fields):
    return factories.make_document(column, body=body, **fields)


def test_the_published_text_is_taken_and_not_the_draft(column):
    page = document(column, [text("<p>已发布。</p>")])
    page.title = "草稿标题"
    page.body = [text("<p>草稿。</p>")]
    page.save_revision()
    frozen = freeze_page(page.get_latest_revision_as_object())
    assert frozen.html == "<p>已发布。</p>"
    assert frozen.title == "桐庐县人民政府办公室关于印发通知的通知"


def test_pictures_come_as_they_were_given(portal, column):
    picture, content = pictured(portal)
    block = {"type": "picture", "value": {"picture": picture.pk, "alt": "", "caption": "流程", "source": "办公厅"}}
    frozen = freeze_page(document(column, [text("<p>见图。</p>"), block]))
    (file,) = frozen.files
    image = f'<img src="files/{file.name}" alt="流程示意"/>'
    assert f"<figure>{image}<figcaption>流程 办公厅</figcaption></figure>" in frozen.html
    assert (file.kind, bytes_of(file)) == ("picture", content)


def test_a_huge_picture_is_made_smaller(portal, column):
    picture, _ = pictured(portal, 2600, 1300, "JPEG")
    block = {"type": "picture", "value": {"picture": picture.pk, "alt": "", "caption": "", "source": ""}}
    (file,) = freeze_page(document(column, [block])).files
    with Image.open(io.BytesIO(bytes_of(file))) as image:
        assert (image.size, image.format) == ((2000, 1000), "JPEG")


def test_pictures_of_old_html_are_the_originals_behind_their_renditions(portal, column):
    picture, content = pictured(portal)
    rendition = picture.get_rendition("max-20x20")
    html = f'<p>甲</p><p><img src="{picture.file.url}" alt="原图"></p><p><img src="{rendition.url}" alt="小图"></p>'
    shown = {"picture": picture.pk, "alt": "", "caption": "", "source": ""}
    document(column, [{"type": "picture", "value": shown}])
    frozen = freeze_page(document(column, [{"type": "legacy", "value": html}]))
    (file,) = frozen.files
    assert frozen.html.count(f'src="files/{file.name}"') == 2
    assert bytes_of(file) == content


def test_attachments_are_facts_and_links_in_the_text_lead_to_them(portal, column):
    listed, linked = attached(portal), attached(portal, PDF, "图 解.pdf")
    files = {"title": "", "files": [{"file": listed.pk, "name": "任务分工表"}]}
    body = [
        text(f'<p>见<a linktype="document" id="{linked.pk}">图解</a>。</p>'),
        {"type": "attachments", "value": files},
    ]
    frozen = freeze_page(document(column, body))
    assert frozen.html == '<p>见<a href="files/图_解.pdf">图解</a>。</p>'
    assert frozen.facts["attachments"] == [{"name": "任务分工表", "file": "任务分工.xlsx"}]
    assert {file.name: bytes_of(file) for file in frozen.files} == {"任务分工.xlsx": XLSX, "图_解.pdf": PDF}


def test_two_files_of_one_name_stay_two(portal, column):
    one, other = attached(portal), attached(portal, PDF, "任务分工.pdf")
    Attachment.objects.filter(pk=other.pk).update(name="任务分工.xlsx")
    files = {"title": "", "files": [{"file": one.pk, "name": ""}, {"file": other.pk, "name": ""}]}
    frozen = freeze_page(document(column, [{"type": "attachments", "value": files}]))
    assert [row["file"] for row in frozen.facts["attachments"]] == ["任务分工.xlsx", "任务分工-2.xlsx"]


def test_links_to_pages_are_whole(column, portal):
    target = factories.make_article(column)
    frozen = freeze_page(document(column, [text(f'<p><a linktype="page" id="{target.pk}">见此</a></p>')]))
    assert f'<a href="{target.full_url}">见此</a>' in frozen.html


def test_every_kind_of_block_leaves_its_words(column):
    table = {"data": [["部门", "数"], ["财政厅", "1"]], "table_caption": "预算", "table_header_choice": "row"}
    body = [
        {"type": "heading", "value": {"level": "3", "text": "（一）要求"}},
        {"type": "quote", "value": {"text": "以公开为常态。", "source": "条例"}},
        {"type": "notice", "value": {"kind": "info", "title": "", "text": "<p>请注意。</p>"}},
        {"type": "table", "value": table},
        {
            "type": "signature",
            "value": {"organisations": ["省财政厅", "省教育厅"], "date": "2015-03-16", "note": "此件公开发布"},
        },
    ]
    assert freeze_page(document(column, body)).html == (
        '<h3 id="s1">（一）要求</h3><blockquote><p>以公开为常态。</p><p>——条例</p></blockquote>'
        "<blockquote><p><strong>提示</strong></p><p>请注意。</p></blockquote>"
        "<table><caption>预算</caption><thead><tr><th>部门</th><th>数</th></tr></thead>"
        "<tbody><tr><td>财政厅</td><td>1</td></tr></tbody></table>"
        '<p class="signature">省财政厅</p><p class="signature">省教育厅</p><p class="date">2015年3月16日</p>'
        '<p class="note">（此件公开发布）</p>'
    )


def test_a_document_on_request_has_facts_and_no_text(column):
    page = document(column, [text("<p>不公开的正文。</p>")], document_number="浙政发〔2015〕1号")
    # As an import may leave it.
    DocumentPage.objects.filter(pk=page.pk).update(disclosure="on_request")
    frozen = freeze_page(page)
    assert (frozen.html, frozen.files) == ("", [])
    assert frozen.facts["document_number"] == "浙政发〔2015〕1号"


def test_facts_name_joint_issuers_and_days(portal, column):
    other = factories.make_organisation("浙江省军区")
    page = document(
        column, [], issuer=portal.organisation, date_written=datetime.date(2015, 3, 16), date_effective=None, theme=""
    )
    page.joint_issuers = [other]
    page.save_revision().publish()
    facts = freeze_page(page).facts
    assert facts["issuers"] == [portal.organisation.name, "浙江省军区"]
    assert facts["date_written"] == "2015-03-16"
    assert facts["source"] == portal.organisation.name
    assert not {"date_effective", "theme", "attachments", "responsible"} & set(facts)


def test_an_article_has_source_and_author(column):
    page = factories.make_article(column, source="浙江日报", author="记者", body=[text("<p>甲。</p>")])
    facts = freeze_page(page).facts
    assert (facts["source"], facts["author"], facts["source_url"]) == ("浙江日报", "记者", page.full_url)
    assert "issuers" not in facts


def test_what_is_not_published_is_refused(column):
    with pytest.raises(GazetteError, match="还没有发布"):
        freeze_page(document(column, [text("<p>甲</p>")], live=False))


def test_what_is_private_is_refused(column):
    page = document(column, [text("<p>甲</p>")])
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    with pytest.raises(GazetteError, match="公众还看不到"):
        freeze_page(page)


def test_all_that_is_missing_is_named_at_once(portal, column):
    picture, _ = pictured(portal)
    lost, gone = attached(portal), attached(portal, PDF, "图解.pdf")
    body = [
        {"type": "picture", "value": {"picture": picture.pk, "alt": "", "caption": "", "source": ""}},
        {"type": "attachments", "value": {"title": "", "files": [{"file": lost.pk, "name": ""}]}},
        text(f'<p><a linktype="document" id="{gone.pk}">图解</a></p>'),
        {"type": "legacy", "value": '<p><img src="/media/old/1.jpg" alt="旧图"></p>'},
    ]
    page = document(column, body)
    picture.file.storage.delete(picture.file.name)
    lost.file.storage.delete(lost.file.name)
    gone.file.storage.delete(gone.file.name)
    with pytest.raises(GazetteError) as refused:
        freeze_page(page)
    told = "\n".join(refused.value.reasons)
    assert all(word in told for word in ("图片“示意图”", "附件“任务分工”", "附件“图解”", "1.jpg"))


def test_a_picture_taken_out_of_the_library_is_missed(portal, column):
    picture, _ = pictured(portal)
    page = document(
        column, [{"type": "picture", "value": {"picture": picture.pk, "alt": "", "caption": "", "source": ""}}]
    )
    Picture.objects.filter(pk=picture.pk).delete()
    with pytest.raises(GazetteError, match="已不在图片库中"):
        freeze_page(page)


def test_old_html_does_not_bring_out_what_only_a_draft_shows(portal, column):
    """Anybody may write /documents/17/ into it: what a reader could not fetch is not printed either."""
    picture, _ = pictured(portal)
    secret = attached(portal, PDF, "预算草案.pdf")
    value = {"title": "", "files": [{"file": secret.pk, "name": ""}]}
    factories.make_article(column, live=False, body=[{"type": "attachments", "value": value}])
    html = f'<p><a href="/documents/{secret.pk}/x.pdf">见此</a></p><p><img src="{picture.file.url}" alt=""></p>'
    page = document(column, [{"type": "legacy", "value": html}])
    with pytest.raises(GazetteError) as refused:
        freeze_page(page)
    assert ["预算草案" in refused.value.reasons[0], "示意图" in refused.value.reasons[1]] == [True, True]


def test_old_html_may_link_what_another_public_page_shows(portal, column):
    shared = attached(portal, PDF, "名录.pdf")
    value = {"title": "", "files": [{"file": shared.pk, "name": ""}]}
    document(column, [{"type": "attachments", "value": value}])
    html = f'<p><a href="/documents/{shared.pk}/x.pdf">见此</a></p>'
    (file,) = freeze_page(document(column, [{"type": "legacy", "value": html}])).files
    assert bytes_of(file) == PDF


def test_what_lies_in_the_media_directory_and_is_no_picture_is_not_taken(column):
    name = default_storage.save("people/portrait.jpg", ContentFile(b"portrait"))
    page = document(column, [{"type": "legacy", "value": f'<p><img src="/media/{name}" alt=""></p>'}])
    with pytest.raises(GazetteError, match="不在图片库中"):
        freeze_page(page)
    default_storage.delete(name)


def test_the_number_of_queries_does_not_grow_with_the_text(portal, column, django_assert_max_num_queries):
    target = factories.make_article(column)
    links = [
        text(f'<p>{number}<a linktype="page" id="{target.pk}">见此</a>'
             f'<a linktype="document" id="{attached(portal).pk}">附件</a></p>')
        for number in range(20)
    ]  # fmt: skip
    page = document(column, [part for link in links for part in (link, {"type": "quote", "value": {"text": "引"}})])
    freeze_page(page)
    with django_assert_max_num_queries(14):
        freeze_page(page)
