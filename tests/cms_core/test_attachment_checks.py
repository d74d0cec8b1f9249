"""What a file is, is told by its content; what must not be published is refused in words that help."""

import io
import zlib

import pytest

from cms_core.attachments.checks import check_attachment
from cms_core.attachments.errors import AttachmentRefused
from cms_core.attachments.names import clean_name, content_disposition, storage_path
from cms_core.attachments.sniff import sniff
from tests.cms_core import files

OFFICES_SEND = [
    ("通知.doc", files.DOC), ("通知.wps", files.DOC), ("通知.wps", files.DOCX), ("通知.docx", files.DOCX),
    ("预算.xls", files.XLS), ("预算.et", files.XLS), ("预算.et", files.XLSX), ("预算.xlsx", files.XLSX),
    ("解读.ppt", files.PPT), ("解读.dps", files.PPT), ("解读.pptx", files.PPTX),
    ("公报.pdf", files.PDF), ("公报.PDF", files.PDF), ("公文.ofd", files.OFD),
    ("浙政办发〔2015〕28号.ceb", files.CEB), ("公文.ceb", b"\x07\x91\x00unknown" + bytes(range(200))),
    ("打包.zip", files.ZIP), ("说明.txt", files.TXT), ("数据.csv", "﻿年份,件数\n2025,3\n".encode()),
    ("字幕.vtt", files.VTT), ("解读.mp4", files.MP4),
]  # fmt: skip


def refusal(name, data, **options):
    with pytest.raises(AttachmentRefused) as refused:
        check_attachment(io.BytesIO(data), name, **options)
    return "\n".join(refused.value.reasons)


@pytest.mark.parametrize(
    ("name", "data"), OFFICES_SEND, ids=[f"{index}-{row[0]}" for index, row in enumerate(OFFICES_SEND)]
)
def test_what_offices_send_is_taken(name, data):
    assert check_attachment(io.BytesIO(data), name).kind.key == name.rsplit(".")[-1].lower()


WRONG_NAMES = [
    ("通知.doc", files.PDF, "文件内容是 PDF，扩展名却是 .doc，请改名为 .pdf 后上传"),
    ("通知.pdf", files.DOC, "文件内容是 Word 97–2003 文档，扩展名却是 .pdf，请改名为 .doc 后上传"),
    ("通知.doc", files.DOCX, "请改名为 .docx 后上传"),
    ("预算.docx", files.XLSX, "请改名为 .xlsx 后上传"),
    ("公文.pdf", files.OFD, "请改名为 .ofd 后上传"),
    ("报表.pdf", files.EXE, "可执行程序"),
    ("报表.ceb", files.EXE, "可执行程序"),
    ("报表.zip", files.EXE, "可执行程序"),
    ("报表.exe", files.EXE, "可执行程序"),
    ("通知.doc", files.HTML, "文件内容是网页"),
    ("通知.xls", b"\xef\xbb\xbf  <table><tr><td>1</td></tr></table>", "文件内容是网页"),
    ("说明.txt", "<script>alert(1)</script>".encode("utf-16"), "文件内容是网页"),
    ("通知.doc", b"{\\rtf1\\ansi}", "请用 Word 或 WPS 打开，另存为 docx"),
    ("照片.png", files.PNG, "图片请在“图片”中上传"),
    ("照片.pdf", files.PNG, "图片请在“图片”中上传"),
    ("打包.rar", b"Rar!\x1a\x07\0" + b"\0" * 30, "重新压缩为 ZIP"),
    ("打包.zip", b"7z\xbc\xaf\x27\x1c" + b"\0" * 30, "重新压缩为 ZIP"),
    ("脚本.txt", b"#!/bin/sh\nrm -rf /\n", "脚本程序"),
    ("脚本.txt", b"<?php system($_GET[0]);", "脚本程序"),
    ("公文.pdf", b"\x00\x01\x02" * 50, "内容却不是PDF"),
    ("安装.doc", files.ole("Installer"), "无法认出是哪种文档"),
    ("没有扩展名", files.PDF, "没有扩展名"),
    ("程序.docm", files.DOCX, "不支持的文件类型（.docm）"),
    ("应用.zip", files.archive({"AndroidManifest.xml": "x", "classes.dex": "x"}), "可执行程序"),
]


@pytest.mark.parametrize(
    ("name", "data", "reason"), WRONG_NAMES, ids=[f"{i}-{row[0]}" for i, row in enumerate(WRONG_NAMES)]
)
def test_a_content_that_is_not_what_its_name_says_is_refused_with_advice(name, data, reason):
    assert reason in refusal(name, data)


DANGERS = [
    ("通知.docx", files.ooxml("word", **{"word/vbaProject.bin": b"x"}), "含有宏"),
    ("通知.doc", files.ole("WordDocument", "_VBA_PROJECT_CUR"), "含有宏"),
    ("通知.docx", files.ole("EncryptedPackage", "EncryptionInfo"), "设有打开密码"),
    ("名单.zip", files.encrypted_archive(), "设有密码"),
    ("名单.zip", files.archive({"a/b.exe": b"MZ"}), "a/b.exe"),
    ("名单.zip", files.archive({"../../etc/passwd": b"x"}), "路径不正常"),
    ("名单.zip", files.archive({"文件夹/": b""}), "压缩包是空的"),
    ("名单.zip", files.ZIP[: len(files.ZIP) // 2], "已损坏或不完整"),
    ("通知.doc", files.DOC[:600], "已损坏"),
    ("公报.pdf", files.pdf(b"<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>"), "JavaScript"),
    ("公报.pdf", files.pdf(b"<< /OpenAction << /S /J#61vaScr#69pt /JS (x) >> >>"), "JavaScript"),
    ("公报.pdf", files.pdf(b"<< /S /Launch /F (cmd.exe) >>"), "启动外部程序"),
    ("公报.pdf", files.pdf(b"<< /AcroForm << /XFA [1 0 R] >> >>"), "XFA"),
    ("公报.pdf", files.PDF.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 5 0 R"), "限制了复制"),
    ("公报.pdf", files.PDF[:20], "不完整"),
    ("公报.pdf", b"", "空文件（0 字节）"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "reason"), DANGERS, ids=[f"{i}-{row[0]}-{row[2][:6]}" for i, row in enumerate(DANGERS)]
)
def test_a_danger_in_a_file_is_named(name, data, reason):
    assert reason in refusal(name, data)


def test_a_script_hidden_in_a_compressed_object_stream_is_found():
    packed = zlib.compress(b"1 0 << /S /JavaScript /JS (x) >>")
    stream = b"<< /Type /ObjStm /Length %d >>\nstream\n%b\nendstream" % (len(packed), packed)
    assert "JavaScript" in refusal("公报.pdf", files.pdf(stream))


def test_packed_pictures_in_a_pdf_are_not_taken_for_scripts():
    noise = b"<< /Length 9 >>\nstream\n\x00/JS(\x01/XFA[\x02\nendstream"
    assert check_attachment(io.BytesIO(files.pdf(noise)), "公报.pdf").kind.key == "pdf"


def test_a_zip_bomb_is_refused_without_unpacking_it():
    bomb = files.archive({f"{number}.txt": b"\0" * (8 << 20) for number in range(10)})
    assert len(bomb) < 1 << 20
    assert "压缩炸弹" in refusal("数据.zip", bomb)


def test_an_archive_of_countless_entries_is_refused_before_its_directory_is_read():
    assert "文件过多" in refusal("数据.zip", b"PK\x03\x04" + b"PK\x01\x02" * 30_000)


@pytest.mark.parametrize(
    "start", [b"stream\n", b"<<", b"/ObjStm stream\n", b"#41"], ids=["streams", "dictionaries", "objects", "escapes"]
)
def test_a_pdf_made_to_be_slow_is_answered(start):
    data = b"%PDF-1.7\n" + start * (2_000_000 // len(start)) + b"%%EOF"
    assert sniff(io.BytesIO(data)).family == "pdf"


def test_all_reasons_are_told_together():
    data = files.archive({"a.exe": b"x", "../b.txt": b"x"})
    assert len(refusal("名单.zip", data).splitlines()) == 2


def test_a_file_above_the_limit_names_its_size_and_the_limit(settings):
    settings.PORTAL_ATTACHMENT_MB = 1
    reason = refusal("公报.pdf", files.pdf(b"x" * (2 << 20)))
    assert "2.0" in reason and "1.0" in reason


def test_video_has_a_limit_of_its_own(settings):
    settings.PORTAL_ATTACHMENT_MB, settings.PORTAL_VIDEO_MB = 1, 4
    assert check_attachment(io.BytesIO(files.MP4 + b"\0" * (2 << 20)), "解读.mp4").kind.key == "mp4"


def test_migration_keeps_a_published_file_with_its_danger_but_not_a_false_name():
    macro = files.ole("WordDocument", "Macros")
    assert "宏" in check_attachment(io.BytesIO(macro), "表格.doc", legacy=True).dangers[0]
    assert "可执行程序" in refusal("表格.doc", files.EXE, legacy=True)


def test_reading_leaves_the_file_at_its_beginning():
    file = io.BytesIO(files.DOCX)
    check_attachment(file, "通知.docx")
    assert file.tell() == 0


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("浙政办发〔2015〕28号.ceb", "浙政办发〔2015〕28号.ceb"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\通知.doc", "通知.doc"),
        ("通知\r\nSet-Cookie: x.doc", "通知Set-Cookie_ x.doc"),
        ("通知\u202ecod.exe.pdf", "通知cod.exe.pdf"),
        ('a"b<c>.pdf', "a_b_c_.pdf"),
        (".pdf", "pdf"),
        ("", "附件"),
        ("长" * 300 + ".pdf", "长" * 116 + ".pdf"),
    ],
)
def test_hostile_names_become_plain_ones(name, cleaned):
    assert clean_name(name) == cleaned


def test_nothing_of_the_senders_name_reaches_the_disk():
    path = storage_path(None, "../../浙政办发.PDF")
    assert path.isascii() and path.endswith(".pdf") and ".." not in path
    assert storage_path(None, "a.pdf") != storage_path(None, "a.pdf")


def test_the_browser_is_told_the_chinese_name():
    header = content_disposition("通知 100%.doc")
    assert header.startswith("attachment; ") and "filename*=UTF-8''%E9%80%9A%E7%9F%A5%20100%25.doc" in header
    assert header.isascii()
