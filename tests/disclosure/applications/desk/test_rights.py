"""Who reaches which address of the desk: every one of them is tried, by GET and by POST."""

import io

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from disclosure.applications import actions
from disclosure.applications.admin.hooks import register_urls
from disclosure.applications.desk_steps import STEPS
from disclosure.applications.letters.drafting import DraftLetter
from disclosure.models import Application, ApplicationEvent, Letter, LetterWording
from sites.blueprints.registry import blueprint
from tests.disclosure.applications.desk.factories import signed_in, today
from tests.disclosure.applications.factories import an_applicant, make_application, make_handler, make_registered, step
from tests.factories import make_editor, make_portal, make_user

pytestmark = pytest.mark.django_db
EXPORT = "/admin/applications/export/"


@pytest.fixture
def case(portal, settings, tmp_path):
    """An application with a file and the draft of a letter."""
    settings.DISCLOSURE_ROOT = tmp_path
    application = make_registered(portal, day=today(), applicant=an_applicant(name="欧阳某"))
    adding = actions.AddFile(application, kind_of="identity", content=ContentFile(b"the card", "a.txt"))
    adding.execute()
    letter = DraftLetter(
        application, by=make_handler(portal), step="reply", arguments={"reply": "granted", "words": "见附件"}
    ).execute()
    application.refresh_from_db()
    return application, adding.file, letter


def addresses(case, steps=tuple(one.key for one in STEPS)) -> dict[str, str]:
    """All that `hooks` registers; the step form once for each of `steps`."""
    application, file, letter = case
    known = {"pk": application.pk, "file_id": file.pk, "letter_id": letter.pk, "portal_id": application.portal_id}
    found = {}
    for pattern in register_urls():
        for key in steps if "step" in pattern.pattern.converters else [""]:
            values = known | {"step": key, "kind": "granted"}
            names = pattern.pattern.converters
            found[f"{pattern.name} {key}"] = reverse(pattern.name, kwargs={name: values[name] for name in names})
    return found


def body_of(answer) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8", "replace")


def kept() -> tuple:
    return (
        list(ApplicationEvent.objects.order_by("pk").values_list("pk", "kind")),
        list(Letter.objects.order_by("pk").values_list("pk", "state")),
        Application.objects.count(),
        LetterWording.objects.count(),
        ModelLogEntry.objects.filter(action__startswith="disclosure.").count(),
    )


def test_a_handler_of_another_portal_reaches_nothing_of_it(case):
    application, before = case[0], kept()
    other = make_portal("deqing")
    client = Client(headers={"host": other.site.hostname})
    signed_in(client, other, "approve_application", "export_application")
    own = {"applications_admin ", "applications_admin_enter ", "applications_admin_export ",
           "applications_admin_wording_portals "}  # fmt: skip
    posted = {"revision": application.revision, "words": "x", "reply": "granted", "on": today().isoformat(), "send": 1}
    for name, address in addresses(case).items():
        for answer in (client.get(address), client.post(address, posted)):
            assert application.number not in body_of(answer) and "欧阳" not in body_of(answer), name
            if name not in own:
                assert answer.status_code in (404, 405) or answer.get("Location") == "/admin/", name
    # Looking at one's own register and exporting it is logged on one's own portal alone.
    assert kept()[:4] == before[:4]
    assert not ModelLogEntry.objects.filter(object_id=str(application.pk)).exists()


@pytest.mark.parametrize("who", ["editor", "administrator", "nobody", "stranger"])
def test_who_handles_no_applications_reaches_no_address_and_sees_no_menu(client, portal, case, who):
    people = {
        "editor": lambda: make_editor(portal),
        "administrator": lambda: make_editor(portal, permissions=("change_portal",)),
        "nobody": make_user,
        "stranger": None,
    }
    if people[who]:
        client.force_login(people[who]())
    before = kept()
    for name, address in addresses(case, ["reply"]).items():
        for answer in (client.get(address), client.post(address, {"revision": case[0].revision})):
            assert answer.status_code in (302, 403), name
            assert answer.status_code == 403 or answer["Location"].startswith(("/admin/login/", "/admin/")), name
            assert case[0].number not in body_of(answer), name
    assert kept() == before
    assert "/admin/applications/" not in client.get("/admin/", follow=True).content.decode()


def test_a_handler_takes_names_out_only_with_the_right_to(client, portal, case):
    signed_in(client, portal)
    assert "含个人信息，会记录" not in client.get("/admin/applications/").content.decode()
    before = kept()
    assert client.post(EXPORT).url == "/admin/"
    assert kept() == before


def test_the_right_to_export_alone_opens_nothing(client, portal, case):
    signed_in(client, portal, "export_application")
    for answer in (client.get(EXPORT), client.post(EXPORT), client.get("/admin/applications/")):
        assert answer.url == "/admin/"


def test_names_are_taken_out_of_those_portals_alone_where_one_may(client, portal, case):
    """In charge here, a handler there: there the register has no names for this person."""
    other = make_portal("deqing")
    theirs = make_application(other, applicant=an_applicant(name="慕容某"))
    user = signed_in(client, portal, "approve_application", "export_application")
    user.groups.add(*make_handler(other).groups.all())
    book = load_workbook(io.BytesIO(b"".join(client.post(EXPORT).streaming_content))).active
    said = str([[cell.value for cell in row] for row in book.iter_rows()])
    assert "欧阳某" in said and "慕容某" not in said and theirs.number not in said


def test_of_the_groups_of_a_portal_only_the_head_exports_names():
    rules = {rule.role: set(rule.permissions) for rule in blueprint("county").groups}
    has = {role for role, permissions in rules.items() if "disclosure.export_application" in permissions}
    assert has == {"head"} and "disclosure.approve_application" in rules["head"]


def test_an_address_with_an_absurd_number_is_not_there(client, portal, case):
    signed_in(client, portal)
    huge = "9" * 25
    for address in (
        f"{huge}/", f"{huge}/step/reply/", f"{case[0].pk}/files/{huge}/", f"{case[0].pk}/step/nonsense/",
        f"wordings/{huge}/", f"wordings/{portal.pk}/nonsense/",
    ):  # fmt: skip
        assert client.get(f"/admin/applications/{address}").status_code == 404, address
    assert client.get(f"/admin/applications/{case[0].pk}/letters/{huge}/").status_code == 302
    for query in (f"portal={huge}", f"year={huge}", "portal=999999999", "year=99999", f"handler={huge}", "page=-1",
                  "number=%00%27%25_", "state[]=x", "number=" + "x" * 5000):  # fmt: skip
        assert client.get(f"/admin/applications/?{query}").status_code == 200, query
        assert client.get(f"{EXPORT}?{query}").status_code == 200, query


def test_a_merged_one_shows_its_other_and_a_closed_one_takes_no_step_of_the_way(client, portal, case):
    signed_in(client, portal)
    first, second = case[0], make_registered(portal, day=today(), applicant=an_applicant(name="欧阳某"))
    step(actions.MergeApplication, second, today(), into=first)
    page = client.get(reverse("applications_admin_one", args=[second.pk])).content.decode()
    assert first.number in page
    for key in ("reply", "ask-correction", "ask-fee", "withdraw", "merge"):
        answer = client.get(reverse("applications_admin_step", args=[second.pk, key]), follow=True)
        assert "现在是“已并案”" in answer.content.decode(), key
