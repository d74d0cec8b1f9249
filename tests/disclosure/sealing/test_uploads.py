"""What a person sends in is nowhere on a disk in clear, not even while the request lasts."""

import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import resolve, reverse

from disclosure.models import ApplicationFile, DecisionUpload
from disclosure.sealing.uploads import SealedUploads, most_bytes
from tests.disclosure.applications.factories import make_handler, make_registered
from tests.disclosure.decisions.factories import as_csv, make_body, row
from tests.disclosure.decisions.factories import make_portal as with_decisions
from tests.factories import make_editor, make_portal

pytestmark = pytest.mark.django_db
SECRET = "鹮氏的身份证明".encode()
LARGE = SECRET * (4 << 20 >> 4)


@pytest.fixture
def places(settings, tmp_path):
    """Django's own directory for uploads is not there: whoever writes into it fails."""
    settings.DISCLOSURE_ROOT = tmp_path / "disclosure"
    settings.PORTAL_HOME = tmp_path
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "nowhere")
    return tmp_path


def posted(*contents, route="applications_admin_step"):
    """A request whose files have just been read."""
    address = reverse(route, args=[1, "file"])
    files = {f"file{number}": SimpleUploadedFile("甲.txt", body) for number, body in enumerate(contents)}
    request = RequestFactory().post(address, files)
    request.resolver_match = resolve(address)
    SealedUploads(None).process_view(request, None, (), {})
    return request


def in_clear() -> list[str]:
    """Files on a disk that this process holds open, named or not, and that tell the secret."""
    found = []
    for number in os.listdir("/proc/self/fd"):
        path = Path("/proc/self/fd") / number
        try:
            target = os.readlink(path)
            told = target.startswith("/") and "memfd:" not in target and path.is_file() and SECRET in path.read_bytes()
        except OSError:
            continue
        found += [target] if told else []
    return found


def test_a_large_upload_is_sealed_on_its_way_and_reads_as_it_was_sent(places):
    file = posted(LARGE).FILES["file0"]
    assert file.size == len(LARGE) > 2621440
    assert in_clear() == []
    assert b"".join(file.chunks()) == LARGE
    assert [path for path in places.rglob("*") if path.is_file()] == []


def test_the_search_for_what_is_in_clear_finds_it(places):
    with (places / "clear").open("w+b") as file:
        file.write(LARGE)
        file.flush()
        assert in_clear() == [str(places / "clear")]


def test_of_more_than_any_form_takes_only_the_size_is_kept(places):
    request = posted(b"x" * (most_bytes() - 10), SECRET * 10)
    assert request.FILES["file1"].size == len(SECRET) * 10 and request.FILES["file1"].read() == b""
    assert request.FILES["file0"].read(3) == b"xxx"


def test_an_upload_that_breaks_off_leaves_nothing(places):
    address = reverse("applications_admin_step", args=[1, "file"])
    body = encode_multipart(BOUNDARY, {"content": SimpleUploadedFile("甲.txt", LARGE)})
    request = RequestFactory().generic("POST", address, body[: len(body) // 2], MULTIPART_CONTENT)
    request.META["CONTENT_LENGTH"] = len(body)
    request.resolver_match = resolve(address)
    SealedUploads(None).process_view(request, None, (), {})
    assert not request.FILES and in_clear() == []
    assert [path for path in places.rglob("*") if path.is_file()] == []


def test_a_handler_adds_a_large_paper(places):
    portal = make_portal("tonglu")
    application = make_registered(portal)
    client = Client(SERVER_NAME="tonglu.localhost")
    client.force_login(make_handler(portal))
    address = reverse("applications_admin_step", args=[application.pk, "file"])
    paper = SimpleUploadedFile("证明.txt", LARGE)
    response = client.post(
        address, {"kind_of": "identity", "content": paper, "revision": application.revision}, follow=True
    )
    assert response.status_code == 200
    kept = ApplicationFile.objects.get()
    assert kept.file.open("rb").read() == LARGE
    assert [path for path in places.rglob("*") if path.is_file() and SECRET in path.read_bytes()] == []


def test_a_large_table_of_decisions_is_read(places):
    portal = with_decisions()
    body = make_body(portal)
    lines = [row("penalty", body, facts="未按规定公示营业信息。" * 900) for _ in range(100)]
    file = as_csv(*lines, encoding="utf-8")
    assert file.size > 2621440
    client = Client(SERVER_NAME="tonglu.localhost")
    client.force_login(make_editor(portal))
    client.post(reverse("decisions_admin_uploads", args=[portal.pk, "penalties"]), {"file": file})
    assert DecisionUpload.objects.get().rows.count() == 100
    assert list((places / "decisions").rglob("*")) == []
