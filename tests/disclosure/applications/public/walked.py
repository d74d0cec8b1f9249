"""The public pages walked with personal data in every field: what the scan of the disk looks through afterwards."""

import io
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage, staticfiles_storage

from tests.disclosure.applications.public.applying import (
    CASE,
    PERSON,
    RECEIPT,
    apply,
    code_on,
    filled,
    look_up,
    make_body,
    reader,
    tree,
)


def upload(name: str, text: str):
    """Large enough for Django to take to the disk."""
    file = io.BytesIO(text.encode() * (3_000_000 // len(text.encode())))
    file.name = name
    return file


def walk(name: str, address: str, identity: str, email: str, asked: str) -> None:
    """Faults, the page before sending, sending twice, a left form, wrong codes, a withdrawal, and what is too big."""
    staticfiles_storage._wrapped = StaticFilesStorage()  # of a process without collected files
    settings.FILE_UPLOAD_TEMP_DIR = str(Path(settings.PORTAL_HOME) / "uploads")
    Path(settings.FILE_UPLOAD_TEMP_DIR).mkdir()
    portal = make_body("deqing")
    said = {
        "name": name,
        "address": address,
        "identity_number": identity,
        "identity_kind": "护照",
        "email": email,
        "title": asked,
        "description": f"{asked}，{name}",
        "purpose": asked,
        "remark": name,
    }
    client = reader(portal)
    client.post(PERSON, filled(portal, **said, body="") | {"attachment": upload(f"{name}.txt", asked)})
    client.post(PERSON, filled(portal, **said) | {"attachment": upload(f"{name}.exe", asked)})
    client.post(PERSON, filled(portal, **said | {"remark": asked * 300_000}))
    client, sent, _ = apply(portal, client, **said)
    client.post(PERSON, sent)
    number, code = code_on(client.get(RECEIPT))
    look_up(portal, name, identity, client)
    look_up(portal, number, code, client)
    revision = tree(client.get(CASE)).xpath("//input[@name='revision']/@value")[0]
    client.get(f"/apply/status/case/file/1/?q={number}")
    client.post(CASE, {"do": "correct", "revision": "1", "words": f"{asked}{name}"})
    client.post(CASE, {"do": "withdraw", "revision": revision, "sure": "1"})
