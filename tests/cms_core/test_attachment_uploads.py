"""Uploading through the real doors: single, multiple and chooser forms, and the platform's own."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection, UploadedFile

from cms_core.attachments.errors import AttachmentRefused
from cms_core.attachments.store import store_attachment
from cms_core.models import Attachment, Picture
from tests import factories
from tests.cms_core import files

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def attachment_files(settings, tmp_path):
    """What a test uploads lies in its own directory."""
    settings.MEDIA_ROOT = tmp_path / "media"
    field = Attachment._meta.get_field("file")
    before, field.storage = field.storage, type(field.storage)(location=tmp_path / "attachments")
    yield
    field.storage = before


@pytest.fixture
def root():
    return Collection.get_first_root_node()


@pytest.fixture
def admin(client):
    factories.make_portal("zj", "province")
    client.force_login(factories.make_user(superuser=True))
    client.defaults["HTTP_HOST"] = "localhost"
    return client


def single(client, name, data, **fields):
    file = SimpleUploadedFile(name, data)
    values = {"title": "附件", "collection": Collection.get_first_root_node().pk, "tags": "", "file": file, **fields}
    return client.post(reverse("wagtaildocs:add"), values)


def multiple(client, name, data):
    values = {
        "title": name,
        "collection": Collection.get_first_root_node().pk,
        "files[]": SimpleUploadedFile(name, data),
    }
    url = reverse("wagtaildocs:add_multiple")
    return client.post(url, values, headers={"X-Requested-With": "XMLHttpRequest"}).json()


def chooser(client, name, data):
    prefix = "document-chooser-upload"
    values = {
        f"{prefix}-title": "附件",
        f"{prefix}-collection": Collection.get_first_root_node().pk,
        f"{prefix}-file": SimpleUploadedFile(name, data),
    }
    return client.post(reverse("wagtaildocs_chooser:create"), values)


HOSTILE = [
    ("报表.pdf", files.EXE, "可执行程序"),
    ("报表.doc", files.PDF, "文件内容是 PDF，扩展名却是 .doc"),
    ("通知.docx", files.ooxml("word", **{"word/vbaProject.bin": b"x"}), "含有宏"),
    ("通知.html", files.HTML, "网页"),
    ("图片.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "网页"),
    ("公报.pdf", files.pdf(b"<< /S /JavaScript /JS (x) >>"), "JavaScript"),
]


@pytest.mark.parametrize(("name", "data", "reason"), HOSTILE, ids=[row[2] for row in HOSTILE])
class TestHostileFiles:
    def test_the_single_form_refuses_and_keeps_nothing(self, admin, tmp_path, name, data, reason):
        response = single(admin, name, data)
        assert reason in response.content.decode()
        assert not Attachment.objects.exists()
        assert not [path for path in tmp_path.rglob("*") if path.is_file()]

    def test_the_multiple_form_refuses_and_keeps_nothing(self, admin, name, data, reason):
        answer = multiple(admin, name, data)
        assert answer["success"] is False and reason in answer["error_message"]
        assert not Attachment.objects.exists() and not UploadedFile.objects.exists()

    def test_the_chooser_refuses_and_keeps_nothing(self, admin, name, data, reason):
        answer = chooser(admin, name, data).json()
        assert answer["step"] != "chosen" and reason in str(answer)
        assert not Attachment.objects.exists()


def test_each_form_takes_a_good_file(admin):
    single(admin, "浙政办发〔2015〕28号.ceb", files.CEB)
    assert multiple(admin, "通知.docx", files.DOCX)["success"] is True
    assert chooser(admin, "公报.pdf", files.PDF).json()["step"] == "chosen"
    assert list(Attachment.objects.order_by("pk").values_list("name", "content_kind")) == [
        ("浙政办发〔2015〕28号.ceb", "ceb"),
        ("通知.docx", "docx"),
        ("公报.pdf", "pdf"),
    ]
    assert all(len(row.sha256) == 64 and row.file_size and row.file_hash for row in Attachment.objects.all())


def test_a_replaced_file_is_checked_too(admin):
    single(admin, "通知.docx", files.DOCX)
    attachment = Attachment.objects.get()
    values = {"title": "附件", "collection": attachment.collection_id, "tags": ""}
    url = reverse("wagtaildocs:edit", args=[attachment.pk])
    response = admin.post(url, {**values, "file": SimpleUploadedFile("通知.docx", files.EXE)})
    assert "可执行程序" in response.content.decode()
    admin.post(url, {**values, "file": SimpleUploadedFile("公报.pdf", files.PDF)})
    attachment.refresh_from_db()
    assert (attachment.name, attachment.content_kind) == ("公报.pdf", "pdf")


def test_the_same_file_is_taken_once_in_a_collection(admin):
    single(admin, "通知.docx", files.DOCX, title="关于开展检查的通知")
    response = single(admin, "另一名称.docx", files.DOCX)
    assert "这个文件已经上传过：“关于开展检查的通知”" in response.content.decode()
    assert Attachment.objects.count() == 1


def test_other_collections_may_have_the_same_file(admin, root):
    single(admin, "通知.docx", files.DOCX)
    other = root.add_child(name="桐庐县")
    single(admin, "通知.docx", files.DOCX, collection=other.pk)
    assert Attachment.objects.count() == 2


def test_a_description_asked_for_later_keeps_the_senders_file_name(admin):
    values = {"title": "长" * 300, "collection": Collection.get_first_root_node().pk}
    file = SimpleUploadedFile("通知.docx", files.DOCX)
    url = reverse("wagtaildocs:add_multiple")
    answer = admin.post(url, {**values, "files[]": file}, headers={"X-Requested-With": "XMLHttpRequest"}).json()
    upload = UploadedFile.objects.get(pk=answer["uploaded_file_id"])
    prefix = f"uploaded-document-{upload.pk}"
    fields = {f"{prefix}-title": "检查通知", f"{prefix}-collection": values["collection"], f"{prefix}-tags": ""}
    url = reverse("wagtaildocs:create_multiple_from_uploaded_document", args=[upload.pk])
    assert admin.post(url, fields, headers={"X-Requested-With": "XMLHttpRequest"}).json()["success"] is True
    assert Attachment.objects.get().name == "检查通知.docx"


def test_code_that_saves_an_attachment_is_checked_as_well(root):
    with pytest.raises(AttachmentRefused):
        Attachment.objects.create(title="x", collection=root, file=ContentFile(files.EXE, name="x.pdf"))
    assert not Attachment.objects.exists()


def test_an_import_stores_each_content_once(root):
    first, dangers = store_attachment(io.BytesIO(files.DOCX), "通知.docx", root)
    again, _ = store_attachment(io.BytesIO(files.DOCX), "通知（副本）.docx", root)
    assert first == again and dangers == () and first.title == "通知"
    with first.open_file() as file:
        assert zipfile.ZipFile(file).namelist()[0] == "[Content_Types].xml"


def test_an_import_of_what_was_published_reports_its_dangers(root):
    macro = files.ole("WordDocument", "Macros")
    attachment, dangers = store_attachment(io.BytesIO(macro), "申请表.doc", root, legacy=True)
    assert attachment.content_kind == "doc" and "宏" in dangers[0]


def picture_file(name="a.png", **options):
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "#396").save(buffer, **{"format": "PNG", **options})
    return SimpleUploadedFile(name, buffer.getvalue())


def upload_picture(client, file, description):
    values = {
        "title": "会议",
        "description": description,
        "collection": Collection.get_first_root_node().pk,
        "tags": "",
    }
    return client.post(reverse("wagtailimages:add"), {**values, "file": file})


def test_a_picture_needs_words_for_those_who_do_not_see_it(admin):
    assert "请填写图片说明" in upload_picture(admin, picture_file(), "").content.decode()
    assert "像是文件名" in upload_picture(admin, picture_file(), "IMG_2034.jpg").content.decode()
    upload_picture(admin, picture_file(), "与会人员在会场合影")
    assert Picture.objects.get().default_alt_text == "与会人员在会场合影"


@pytest.mark.parametrize("name", ["a.svg", "a.bmp", "a.exe", "a.jpg"])
def test_only_pictures_that_are_what_they_say_are_taken(admin, name):
    upload_picture(admin, picture_file(name), "与会人员在会场合影")
    assert not Picture.objects.exists()


def test_an_animated_picture_is_shown_still(root):
    from PIL import Image

    from cms_core.pictures.shown import shown

    buffer = io.BytesIO()
    frames = [Image.new("P", (40, 30), color) for color in (1, 2, 3)]
    frames[0].save(buffer, format="GIF", save_all=True, append_images=frames[1:], duration=100)
    picture = Picture.objects.create(
        title="动图", description="演示", file=ContentFile(buffer.getvalue(), name="a.gif")
    )
    result = shown(picture)
    assert result.src.endswith(".webp") and (result.width, result.height, result.alt) == (40, 30, "演示")
    with Image.open(picture.renditions.get().file) as still:
        assert getattr(still, "n_frames", 1) == 1
