"""台账: whose it is, what is found, what is due, what leaves the house; paper that is entered."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from disclosure.applications import actions
from disclosure.applications.states import State
from disclosure.models import Application
from tests.disclosure.applications.desk.factories import address, ago, signed_in, today
from tests.disclosure.applications.factories import an_applicant, make_application, make_registered, step
from tests.factories import make_editor, make_portal

pytestmark = pytest.mark.django_db
REGISTER = "/admin/applications/"


def page(client, query=""):
    return client.get(f"{REGISTER}{query}")


def numbers(answer) -> set[str]:
    return {row["application"].number for row in answer.context["rows"]}


def test_an_empty_register_says_what_to_do(client, portal):
    signed_in(client, portal)
    assert "还没有收到申请" in page(client).content.decode()


def test_each_portal_sees_its_own_alone(client, portal):
    ours, theirs = make_application(portal), make_application(make_portal("deqing"))
    signed_in(client, portal)
    assert numbers(page(client)) == {ours.number}
    for name in ("one", "draft", "remind", "new_letter"):
        assert client.post(address(name, theirs)).status_code in (404, 405)
    assert client.get(address("one", theirs)).status_code == 404


def test_who_writes_pages_sees_no_applications(client, portal):
    client.force_login(make_editor(portal))
    application = make_application(portal)
    assert page(client).url == "/admin/"
    assert client.get(address("one", application)).url == "/admin/"


def test_it_is_filtered_counted_and_searched(client, portal):
    user = signed_in(client, portal)
    late = make_registered(portal, day=ago(30))
    new = make_application(
        portal, day=today(), applicant_kind="business", applicant=an_applicant(name="乙", credit_code="9")
    )
    step(actions.AssignHandler, late, today(), handler=user)
    for query, found in {
        "?due=overdue": {late},
        "?state=submitted": {new},
        "?kind=business": {new},
        "?handler=mine": {late},
        "?handler=none": {new},
        f"?number={late.number}": {late},
        "?state=closed": set(),
        "?year=1999": set(),
        "?state=nonsense&page=x&portal=x&year=²": {late, new},
    }.items():
        assert numbers(page(client, query)) == {one.number for one in found}, query
    answer = page(client)
    assert {one["name"]: one["number"] for one in answer.context["counts"]}["overdue"] == 1
    assert "逾期" in answer.content.decode()


def test_a_name_is_asked_for_by_post_and_found_by_its_digest(client, portal):
    signed_in(client, portal)
    found = make_application(portal, applicant=an_applicant(name="欧阳某"))
    make_application(portal, applicant=an_applicant(name="别人"))
    make_application(make_portal("deqing"), applicant=an_applicant(name="欧阳某"))
    answer = client.post(REGISTER, {"person": "欧阳 某"})
    assert [row["application"] for row in answer.context["found"]] == [found]
    assert "欧阳" not in answer.content.decode()
    assert len(client.post(REGISTER, {"person": "13900000001"}).context["found"]) == 2
    assert client.post(REGISTER, {"person": ""}).context["found"] == []


def test_queries_do_not_grow_with_the_applications(client, portal, django_assert_max_num_queries):
    signed_in(client, portal)
    for _ in range(12):
        make_application(portal)
    page(client)
    with django_assert_max_num_queries(30):
        page(client)


def rows_of(answer):
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_export_holds_nothing_personal(client, portal):
    signed_in(client, portal)
    application = make_application(portal, applicant=an_applicant(name="欧阳某"))
    rows = rows_of(client.get(reverse("applications_admin_export")))
    assert rows[1][0] == application.number
    assert not any("欧阳" in str(value) or "139" in str(value) for row in rows for value in row)


def test_the_export_with_names_is_for_who_may_and_logged(client, portal):
    make_application(portal, applicant=an_applicant(name="=HYPERLINK(1)"))
    signed_in(client, portal)
    assert client.post(reverse("applications_admin_export")).url == "/admin/"
    signed_in(client, portal, "handle_application", "export_application")
    rows = rows_of(client.post(reverse("applications_admin_export")))
    assert "=HYPERLINK(1)" in rows[1]
    entry = ModelLogEntry.objects.get(action="disclosure.application.export")
    assert entry.data == {"number": 1}


PAPER = {
    "applicant_kind": "person", "name": "测试乙", "identity_number": "330122199001010019", "phone": "13900000002",
    "title": "预算", "ways": ["collect"], "submission": "a-form",
}  # fmt: skip


@pytest.mark.parametrize(
    ("channel", "confirmed", "received"),
    [
        ("in_person", False, True),
        ("registered", False, True),
        ("ordinary", False, False),
        ("fax", False, False),
        ("fax", True, True),
    ],
)
def test_paper_is_received_by_the_rule_of_its_channel(client, portal, channel, confirmed, received):
    signed_in(client, portal)
    arrived = ago(3)
    data = PAPER | {"portal": portal.pk, "channel": channel, "arrived_on": arrived.isoformat()}
    data |= {"confirmed_on": today().isoformat()} if confirmed else {}
    answer = client.post(reverse("applications_admin_enter"), data)
    application = Application.objects.get()
    assert application.number in answer.content.decode() and answer.context["code"] in answer.content.decode()
    day = (today() if confirmed else arrived) if received else None
    assert (application.received_on, application.arrived_on) == (day, arrived)


def test_a_second_click_on_the_form_is_one_application(client, portal):
    signed_in(client, portal)
    data = PAPER | {"portal": portal.pk, "channel": "in_person", "arrived_on": today().isoformat()}
    codes = {client.post(reverse("applications_admin_enter"), data).context["code"] for _ in range(2)}
    assert Application.objects.count() == 1 and len(codes) == 1


def test_paper_that_says_too_little_is_told_all_that_is_missing(client, portal):
    signed_in(client, portal)
    data = {"portal": portal.pk, "channel": "fax", "arrived_on": today().isoformat()}
    said = client.post(reverse("applications_admin_enter"), data).content.decode()
    for words in ("请选择申请人类型", "姓名或者名称", "获取信息的方式", "文号"):
        assert words in said
    assert not Application.objects.exists()


def test_a_second_click_on_keep_is_one_draft(client, portal):
    signed_in(client, portal)
    data = PAPER | {"portal": portal.pk, "channel": "in_person", "arrived_on": today().isoformat(), "keep": "1"}
    places = {client.post(reverse("applications_admin_enter"), data).url for _ in range(2)}
    assert len(places) == 1 and Application.objects.count() == 1
    client.post(reverse("applications_admin_enter"), data | {"submission": "another form"})
    assert Application.objects.count() == 2


def test_a_draft_is_kept_gone_on_with_and_submitted(client, portal):
    signed_in(client, portal)
    data = {
        "portal": portal.pk,
        "channel": "in_person",
        "arrived_on": today().isoformat(),
        "name": "测试丙",
        "keep": "1",
    }
    answer = client.post(reverse("applications_admin_enter"), data)
    assert "测试丙" in client.get(answer.url).content.decode()
    del data["keep"]
    client.post(answer.url, PAPER | data)
    application = Application.objects.get()
    assert application.state == State.PROCESSING
    assert client.get(answer.url).url == address("one", application)
