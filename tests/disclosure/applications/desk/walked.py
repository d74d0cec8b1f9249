"""What a handler does at the desk with what is personal: looks, searches, downloads, writes a letter, exports."""

from django.test import Client
from django.urls import reverse

from disclosure.models import Application, Letter
from tests.disclosure.applications.desk.factories import address, take
from tests.disclosure.applications.factories import make_application, make_handler, make_registered


def walk_desk(portal, name: str, identity: str, phone: str) -> None:
    """Every answer is the one that was wanted: what is refused proves nothing."""
    user = make_handler(portal, "handle_application", "export_application")
    client = Client(headers={"host": portal.site.hostname})
    client.force_login(user)
    application = Application.objects.exclude(files=None).first()
    assert name[:2] in told(client.post(address("one", application)))
    client.get(address("file", application, application.files.first().pk)).close()
    for person in (name, identity, phone):
        assert "-0000" in told(client.post(reverse("applications_admin"), {"person": person}))
    register = reverse("applications_admin_export")
    for answer in (client.get(register), client.post(register, {"personal": "1"})):
        assert b"".join(answer.streaming_content).startswith(b"PK")
    one = make_registered(portal)
    answer = take(client, one, "reply", letter=True, reply="secret", words=f"{name}：{identity}")
    letter = Letter.objects.get()
    assert answer.url == address("letter", one, letter.pk)
    assert name in told(client.get(answer.url))
    take(client, make_application(portal), "return", words=f"{name} {phone}")
    # What is refused comes back with what was typed.
    assert phone in told(take(client, one, "ask-fee", amount="x", words=f"{name} {phone}"))


def told(answer) -> str:
    assert answer.status_code == 200, answer
    return answer.content.decode()
