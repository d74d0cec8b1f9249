"""What is uploaded: looked into, bounded, sealed on its way, carried from page to page, swept when nobody sends it."""

import io
import os
import time
import zipfile
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from disclosure.applications.public import staging
from disclosure.models import Application, ApplicationFile
from tests.disclosure.applications.public.applying import (
    PERSON,
    apply,
    carried,
    faults_on,
    filled,
    make_body,
    reader,
    tree,
)

pytestmark = pytest.mark.django_db
MARK = "机密内容甲乙丙丁" * 20
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


@pytest.fixture
def portal():
    return make_body()


@pytest.fixture(autouse=True)
def nothing_waiting():
    for path in staging.directory().glob("*"):
        path.unlink()


def upload(name: str, body: bytes):
    file = io.BytesIO(body)
    file.name = name
    return file


def waiting() -> list[Path]:
    return list(staging.directory().glob("*"))


def test_files_are_kept_over_a_fault_and_the_page_before_sending_and_sent_with_the_application(portal):
    client = reader(portal)
    files = {
        "attachment": [upload("说明.txt", MARK.encode()), upload("图.png", PNG)],
        "identity": upload("证.png", PNG),
    }
    faulty = client.post(PERSON, filled(portal, name="") | files)
    assert list(faults_on(faulty)) == ["name"]
    notes = [one.get("value") for one in tree(faulty).xpath("//input[@name='staged']")]
    page = client.post(PERSON, filled(portal, staged=notes))
    assert page.content.decode().count("说明.txt") == 1
    assert client.post(PERSON, carried(page)).status_code == 303
    kept = [(one.kind, one.name.open(), one.size) for one in ApplicationFile.objects.order_by("kind", "pk")]
    assert kept == [
        ("attachment", "说明.txt", len(MARK.encode())),
        ("attachment", "图.png", 48),
        ("identity", "证.png", 48),
    ]
    text = ApplicationFile.objects.get(size=len(MARK.encode()))
    assert text.file.open("rb").read().decode() == MARK


def test_no_byte_of_an_upload_is_on_the_disk_in_clear(portal, tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    big = MARK.encode() * 20_000
    reader(portal).post(PERSON, filled(portal) | {"attachment": upload("大.txt", big)})
    (path,) = waiting()
    assert MARK[:8].encode() not in path.read_bytes() and path.stat().st_size > len(big)
    assert oct(path.stat().st_mode)[-3:] == "600"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("病毒.exe", b"MZ\x90\0", "请改用"),
        ("页.html", b"<html><script>alert(1)</script>", "请改用"),
        ("假.pdf", b"MZ\x90\0" * 20, "不一致"),
        ("假.png", b"\xff\xd8\xff\xe0" * 9, "不一致"),
        ("假.jpg", b"%PDF-1.4", "不一致"),
        ("假.txt", b"<script>alert(1)</script>", "不一致"),
        ("空.txt", b"", "空文件"),
        ("无扩展名", b"text", "请改用"),
        ("\u202egpj.exe", b"MZ", "请改用"),
    ],
)
def test_what_is_not_what_it_says_is_refused_and_gone(portal, name, body, reason):
    answer = reader(portal).post(PERSON, filled(portal) | {"attachment": upload(name, body)})
    assert answer.status_code == 422 and reason in faults_on(answer)["files"]
    assert not waiting()


def test_a_workbook_with_a_program_in_it_is_refused(portal):
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/vbaProject.bin", "x")
    answer = reader(portal).post(PERSON, filled(portal) | {"attachment": upload("表.xlsx", sink.getvalue())})
    assert "宏" in faults_on(answer)["files"] and not waiting()


def test_too_big_and_too_many_are_said_and_the_rest_is_kept(portal, settings):
    settings.PORTAL_APPLICATION_FILE_MB = 1
    files = [upload(f"{n}.txt", b"text %d" % n) for n in range(staging.MOST + 1)]
    answer = reader(portal).post(
        PERSON, filled(portal) | {"attachment": [upload("大.txt", b"x" * (1 << 20) + b"x"), *files]}
    )
    reason = faults_on(answer)["files"]
    assert "超过 1 MB" in reason and "一次最多" in reason
    assert len(waiting()) == staging.MOST


def test_where_too_much_waits_no_more_is_taken_but_the_application_is(portal, settings):
    settings.PORTAL_APPLICATION_STAGED_MB = 0
    client = reader(portal)
    assert client.post(PERSON, filled(portal) | {"attachment": upload("一.txt", b"text")}).status_code == 200
    answer = client.post(PERSON, filled(portal) | {"attachment": upload("二.txt", b"text")})
    assert "请稍后再试" in faults_on(answer)["files"]
    assert apply(portal, client)[2].status_code == 303


def test_a_file_is_removed_before_sending(portal):
    client = reader(portal)
    page = client.post(PERSON, filled(portal, name="") | {"attachment": upload("一.txt", b"text")})
    (note,) = tree(page).xpath("//input[@name='staged']")
    (button,) = tree(page).xpath("//button[@name='remove']")
    after = client.post(PERSON, filled(portal, staged=note.get("value"), remove=button.get("value")))
    assert not tree(after).xpath("//input[@name='staged']") and not waiting()


def test_a_file_that_is_gone_is_said_before_sending(portal):
    client = reader(portal)
    page = client.post(PERSON, filled(portal) | {"attachment": upload("一.txt", b"text")})
    sent = carried(page)
    waiting()[0].unlink()
    answer = client.post(PERSON, sent)
    assert "请重新选择" in faults_on(answer)["files"] and not Application.objects.exists()
    assert client.post(PERSON, filled(portal, staged=["s1.forged.x", "😀"])).status_code == 422


def test_what_nobody_sends_is_swept_after_two_hours(portal):
    reader(portal).post(PERSON, filled(portal) | {"attachment": upload("一.txt", b"text")})
    assert staging.sweep(time.time()) == 0
    old = time.time() - 3 * 3600
    os.utime(waiting()[0], (old, old))
    assert staging.sweep(time.time()) == 1 and not waiting()


def test_sent_files_leave_nothing_waiting(portal, django_capture_on_commit_callbacks):
    client = reader(portal)
    page = client.post(PERSON, filled(portal) | {"attachment": upload("一.txt", b"text")})
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(PERSON, carried(page)).status_code == 303
    assert not waiting()
    assert str(staging.directory()).startswith(str(django_settings.PORTAL_HOME))
