"""A file is taken by what it holds: its ending alone says nothing, whoever adds it."""

import pytest
from django.core.files.base import ContentFile

from disclosure.applications import actions
from disclosure.applications.errors import NotAllowed
from disclosure.models import ApplicationFile
from tests.disclosure.applications.factories import MONDAY, PDF, at, make_application
from tests.factories import make_portal

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def add(application, name, body):
    step = actions.AddFile(application, kind_of="identity", content=ContentFile(body, name), now=at(MONDAY))
    step.execute()
    return step.file


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("证明.pdf", b"MZ\x90\x00" + bytes(60)),
        ("证明.jpg", PNG),
        ("证明.txt", b"<html><script>alert(1)</script>"),
        ("证明.docx", b"%PDF-1.7"),
        ("证明.pdf", b"%PDF-1.7 1 0 obj << /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>"),
        ("证明.exe", b"MZ"),
    ],
    ids=["a program", "another picture", "a page", "another document", "a script inside", "an ending"],
)
def test_what_is_not_what_it_says_is_refused_and_nothing_is_kept(name, body):
    application = make_application(make_portal("tonglu"))
    with pytest.raises(NotAllowed) as refused:
        add(application, name, body)
    assert "证明" not in str(refused.value)
    assert not ApplicationFile.objects.exists()


@pytest.mark.parametrize(("name", "body"), [("证明.png", PNG), ("证明.PDF", PDF), ("说明.txt", "说明".encode())])
def test_what_is_what_it_says_is_kept(name, body):
    kept = add(make_application(make_portal("tonglu")), name, body)
    assert kept.file.open("rb").read() == body


def test_the_same_bytes_one_after_the_other_are_one_paper_and_otherwise_all_are_kept(settings, tmp_path):
    settings.DISCLOSURE_ROOT = tmp_path
    application = make_application(make_portal("tonglu"))
    for name, kind in (("a.pdf", "identity"), ("b.pdf", "identity"), ("b.pdf", "attachment"), ("a.pdf", "identity")):
        content = ContentFile(PDF, name)
        application = actions.AddFile(application, kind_of=kind, content=content, now=at(MONDAY)).execute()
    kept = [(one.kind, one.name.open()) for one in ApplicationFile.objects.order_by("pk")]
    assert kept == [("identity", "a.pdf"), ("attachment", "b.pdf"), ("identity", "a.pdf")]
