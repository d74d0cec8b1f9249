"""Applying on the network: what is asked for, what is said back, and what one click, two clicks and none make."""

import pytest

from disclosure.applications import actions
from disclosure.applications.public import challenge
from disclosure.models import Application, ApplicationFile
from tests.cms_core.serving import tree_of
from tests.disclosure.applications.public.applying import (
    ORGANISATION,
    PERSON,
    RECEIPT,
    SECRETS,
    apply,
    carried,
    code_on,
    faults_on,
    filled,
    make_body,
    of_organisation,
    reader,
    tree,
)
from tests.factories import make_organisation, make_portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal():
    return make_body()


def test_a_citizen_applies_and_has_a_receipt(portal):
    client, _, answer = apply(portal)
    assert (answer.status_code, answer["Location"]) == (303, RECEIPT)
    number, code = code_on(client.get(RECEIPT))
    application = Application.objects.get()
    assert (application.number, application.state, application.channel) == (number, "submitted", "web")
    assert len(code) == 11
    assert application.applicant.open()["identity_number"] == "330122199001010018"
    assert application.ways == ["email"]


def test_an_organisation_applies_with_its_kind(portal):
    apply(portal, path=ORGANISATION)
    application = Application.objects.get()
    assert (application.applicant_kind, application.applicant.open()["credit_code"]) == (
        "research",
        "913300000000000017",
    )


def test_purpose_is_offered_and_not_asked_for(portal):
    page = reader(portal).get(PERSON)
    (field,) = tree(page).xpath("//textarea[@id='purpose']")
    assert not field.xpath("../label/span[@class='must']")
    assert apply(portal, purpose="")[2].status_code == 303


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": " "}, "name"),
        ({"identity_number": ""}, "identity_number"),
        ({"identity_number": "330122199001010011"}, "identity_number"),
        ({"identity_number": "3301221990"}, "identity_number"),
        ({"identity_number": "330122199013010012"}, "identity_number"),
        ({"identity_kind": "借书证"}, "identity_kind"),
        ({"phone": "12"}, "phone"),
        ({"email": "没有邮箱"}, "email"),
        ({"postcode": "31150"}, "postcode"),
        ({"phone": "", "email": "", "address": "", "ways": ["read"]}, "phone"),
        ({"title": "", "description": ""}, "description"),
        ({"ways": []}, "ways-0"),
        ({"ways": ["telepathy"]}, "ways-0"),
        ({"ways": ["mail"], "address": ""}, "address"),
        ({"body": ""}, "body"),
        ({"body": "999999999"}, "body"),
        ({"body": "²"}, "body"),
        ({"description": "长" * 5001}, "description"),
        ({"title": "长" * 201}, "title"),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, dict) else value,
)
def test_what_is_wrong_is_said_at_the_top_and_at_its_field_and_nothing_typed_is_lost(portal, fields, field):
    answer = reader(portal).post(PERSON, filled(portal, **{"remark": "留着", **fields}))
    assert answer.status_code == 422
    assert list(faults_on(answer)) == [field]
    page = tree(answer)
    assert page.xpath(f"//*[@id='{field}']") and page.xpath("//p[@class='fault']")
    assert page.xpath("//textarea[@id='remark']")[0].text.strip() == "留着"
    assert not Application.objects.exists()


def test_an_empty_form_says_all_that_is_missing_at_once(portal):
    found = faults_on(reader(portal).post(PERSON, {"step": "review"}))
    assert set(found) == {"body", "name", "identity_kind", "identity_number", "phone", "description", "ways-0"}
    found = faults_on(reader(portal).post(ORGANISATION, {"step": "send"}))
    assert set(found) == {"body", "name", "applicant_kind", "credit_code", "phone", "description", "ways-0"}


def test_an_organisation_is_no_person_and_its_code_has_a_check_character(portal):
    answer = reader(portal).post(ORGANISATION, of_organisation(portal, applicant_kind="person"))
    assert list(faults_on(answer)) == ["applicant_kind"]
    answer = reader(portal).post(ORGANISATION, of_organisation(portal, credit_code="913300000000000012"))
    assert "校验码应为" in faults_on(answer)["credit_code"]


def test_other_papers_than_the_identity_card_have_no_check_digit(portal):
    assert apply(portal, identity_kind="护照", identity_number="E12345678")[2].status_code == 303


def test_full_width_and_blanks_are_understood(portal):
    apply(
        portal,
        identity_number="３３０１２２１９９００１０１ ００１８",
        phone="１３９０００００００１",
        email="ａ@example.test",
    )
    applicant = Application.objects.get().applicant.open()
    assert (applicant["identity_number"], applicant["phone"]) == ("330122199001010018", "13900000001")


def test_the_page_before_sending_keeps_nothing_and_goes_back_with_everything(portal):
    client = reader(portal)
    page = client.post(PERSON, filled(portal, description="第一行\n第二行 <script>"))
    assert not Application.objects.exists()
    back = client.post(PERSON, carried(page) | {"step": "edit"})
    assert back.status_code == 200
    assert tree(back).xpath("//textarea[@id='description']")[0].text.strip() == "第一行\n第二行 <script>"
    assert tree(back).xpath("//input[@id='ways-1']")[0].get("checked") is not None
    assert b"<script>" not in page.content.replace(b"<script type", b"").replace(b"<script src", b"")


def test_sent_twice_it_is_one_application_with_one_receipt(portal):
    client, sent, _ = apply(portal)
    first = code_on(client.get(RECEIPT))
    assert client.post(PERSON, sent).status_code == 303
    page = client.get(RECEIPT)
    assert code_on(page) == first and "您后来改动的内容没有提交" not in page.content.decode()
    assert Application.objects.count() == 1
    assert code_on(client.get(RECEIPT)) == first


def test_what_is_changed_after_sending_is_said_not_to_have_been_sent(portal):
    client, sent, _ = apply(portal)
    client.post(PERSON, sent | {"title": "别的预算"})
    assert "您后来改动的内容没有提交" in client.get(RECEIPT).content.decode()
    assert Application.objects.get().request.open()["title"] == "2025年度部门预算"


def test_a_receipt_is_shown_to_who_sent_it_and_no_longer_when_it_is_put_away(portal):
    client, *_ = apply(portal)
    assert not tree(reader(portal).get(RECEIPT)).xpath("//dl[@class='apply-receipt']")
    client.post(RECEIPT)
    assert not tree(client.get(RECEIPT)).xpath("//dl[@class='apply-receipt']")


@pytest.mark.parametrize("change", [{"answer": "100"}, {"answer": ""}, {"token": "x"}, {"token": ""}], ids=str)
def test_without_proof_nothing_is_sent_and_nothing_is_lost(portal, change):
    client = reader(portal)
    sent = carried(client.post(PERSON, filled(portal)))
    answer = client.post(PERSON, sent | change)
    assert answer.status_code == 422 and not Application.objects.exists()
    assert "安全验证" in tree(answer).xpath("//*[@role='alert']")[0].text_content()
    assert client.post(PERSON, carried(answer)).status_code == 303


def test_the_work_of_the_browser_is_a_proof_too(portal, settings):
    settings.PORTAL_APPLICATION_PROOF_BITS = 6
    client = reader(portal)
    sent = carried(client.post(PERSON, filled(portal))) | {"answer": ""}
    proofs = (str(number) for number in range(10_000))
    proof = next(one for one in proofs if challenge.is_worked(sent["token"][0], one))
    assert client.post(PERSON, sent | {"proof": proof}).status_code == 303


def test_a_platform_that_asks_for_no_proof_takes_the_form_without_one(portal, settings):
    settings.PORTAL_APPLICATION_PROOF_BITS = 0
    client = reader(portal)
    page = client.post(PERSON, filled(portal))
    assert not tree(page).xpath("//*[@id='answer']")
    sent = carried(page)
    assert client.post(PERSON, sent | {"token": "forged", "answer": ""}).status_code == 422
    assert client.post(PERSON, sent | {"answer": ""}).status_code == 303


def test_a_token_is_of_one_portal_and_grows_old(portal, monkeypatch):
    other = make_body("deqing")
    token = challenge.issue(other).token
    client = reader(portal)
    sent = carried(client.post(PERSON, filled(portal)))
    assert client.post(PERSON, sent | {"token": token, "answer": ""}).status_code == 422
    monkeypatch.setattr(challenge, "SECONDS", -1)
    answer = client.post(PERSON, sent)
    assert "停留太久" in answer.content.decode() and not Application.objects.exists()


def test_the_trap_is_for_programs_and_tells_people_what_to_do(portal):
    answer = reader(portal).post(PERSON, filled(portal, homepage="http://spam.example"))
    assert list(faults_on(answer)) == ["homepage"]


def test_one_address_may_send_so_many_an_hour(portal, settings):
    settings.PORTAL_APPLICATIONS_PER_HOUR = 1
    client = reader(portal, "198.51.100.7")
    apply(portal, client)
    *_, answer = apply(portal, client, title="另一件")
    assert answer.status_code == 429 and Application.objects.count() == 1
    assert "请不要关闭页面" in answer.content.decode()
    assert apply(portal, reader(portal, "198.51.100.8"), title="另一件")[2].status_code == 303


def test_a_portal_takes_so_many_an_hour(portal, settings):
    settings.PORTAL_APPLICATIONS_PORTAL_PER_HOUR = 1
    apply(portal)
    assert apply(portal, title="另一件")[2].status_code == 429
    other = make_body("deqing")
    assert apply(other)[2].status_code == 303


def test_the_same_again_is_told_before_sending_to_the_same_person_alone(portal):
    apply(portal)
    first = Application.objects.get()
    said = "已经就相同内容提交过申请"
    again = reader(portal).post(PERSON, filled(portal, title="2025年度 部门预算"))
    page = again.content.decode()
    assert said in page and first.number in page and "正在办理中，不必重复提交" in page
    for told in ({"phone": "13900000002"}, {"phone": ""}, {"email": "b@example.test", "address": ""}):
        assert said in reader(portal).post(PERSON, filled(portal, **told)).content.decode()
    elsewhere = {"phone": "13900000002", "email": "b@example.test", "address": "别处"}
    for other in ({"title": "别的"}, {"name": "别人"}, {"identity_number": "330122199001010026"}, elsewhere):
        page = reader(portal).post(PERSON, filled(portal, **other)).content.decode()
        assert said not in page and first.number not in page
    client = reader(portal)
    assert client.post(PERSON, carried(again)).status_code == 303


@pytest.mark.parametrize(("action", "words"), [("reply", "已经办结"), ("withdraw", "")])
def test_the_same_again_is_told_as_what_became_of_it(portal, action, words):
    apply(portal)
    application = Application.objects.get()
    if action == "reply":
        actions.ReplyApplication(actions.RegisterApplication(application).execute(), reply="granted").execute()
    else:
        actions.WithdrawApplication(application).execute()
    page = reader(portal).post(PERSON, filled(portal)).content.decode()
    assert (words in page and "不予重复处理" in page) if words else "已经就相同内容提交过申请" not in page


def test_who_gives_no_telephone_is_told_as_well(portal):
    apply(portal, phone="")
    assert "已经就相同内容提交过申请" in reader(portal).post(PERSON, filled(portal, phone="")).content.decode()


def test_the_room_of_long_texts_is_told_at_the_field(portal):
    page = tree_of(reader(portal).get(PERSON))
    for name, most in (("description", 5000), ("purpose", 1000), ("remark", 2000)):
        (area,) = page.xpath(f"//textarea[@id='{name}']")
        assert area.get("data-most") == str(most) and f"{name}-hint" in area.get("aria-describedby")
        assert f"最多 {most} 字" in page.xpath(f"//p[@id='{name}-hint']")[0].text_content()


def test_many_are_told_that_reasons_may_be_asked_for(portal, settings):
    settings.PORTAL_APPLICATIONS_MANY = 2
    for number in range(2):
        apply(portal, title=f"第{number}件")
    assert "第三十五条" in reader(portal).post(PERSON, filled(portal, title="第三件")).content.decode()


def test_departments_and_towns_may_be_chosen_but_not_who_has_a_portal_of_its_own(portal):
    finance = make_organisation("桐庐县财政局", parent=portal.organisation, kind="department")
    town = make_organisation("分水镇人民政府", parent=portal.organisation, level=4)
    own = make_organisation("桐庐县教育局", parent=portal.organisation, kind="department")
    make_portal("tonglu-jyj", "department", portal, organisation=own)
    page = tree_of(reader(portal).get("/apply/"))
    assert [one.text_content() for one in page.xpath("//select[@id='body']//option")] == [
        "tonglu人民政府",
        finance.name,
        town.name,
    ]
    assert page.xpath("//details//a/text()") == [own.name]
    apply(portal, body=str(finance.pk))
    assert Application.objects.get().organisation == finance
    assert list(faults_on(reader(portal).post(PERSON, filled(portal, body=str(own.pk))))) == ["body"]


def test_a_portal_without_the_platform_takes_none():
    bare = make_portal("bare")
    for path in ("/apply/", PERSON, "/apply/status/", "/apply/blank/person.docx"):
        assert reader(bare).get(path).status_code == 404


def test_a_form_of_another_site_is_refused(portal):
    client = reader(portal)
    client.handler.enforce_csrf_checks = True
    assert client.post(PERSON, filled(portal)).status_code == 403
    assert client.post("/apply/status/", {"number": "1", "code": "2"}).status_code == 403


@pytest.mark.parametrize(
    "text",
    ["\0坏\0", "😀👨‍👩‍👧", "<script>alert(1)</script>", "\u202etxt.exe", "﷽" * 50, "'; DROP TABLE x;--", "\x1b[31m"],
)
def test_hostile_text_is_text(portal, text):
    client, _, answer = apply(portal, description=f"说明{text}", name=f"名{text}"[:50])
    assert answer.status_code == 303
    page = client.get(RECEIPT)
    assert page.status_code == 200 and b"<script>alert" not in page.content
    kept = Application.objects.get().request.open()["description"]
    assert kept.startswith("说明") and not set("\0\u202e\x1b") & set(kept)


def test_ten_megabytes_in_a_field_have_an_answer(portal):
    answer = reader(portal).post(PERSON, filled(portal, description="大" * 3_500_000))
    assert answer.status_code == 400 and "过大" in answer.content.decode()
    assert reader(portal).post(PERSON, {f"f{n}": "1" for n in range(10_001)}).status_code == 400
    broken = reader(portal).post(PERSON, b"--x\r\nbroken", content_type="multipart/form-data; boundary=")
    assert broken.status_code == 400
    assert not ApplicationFile.objects.exists()


def test_nothing_personal_in_addresses_and_titles_and_nothing_is_kept(portal):
    client = reader(portal)
    page = client.post(PERSON, filled(portal))
    answer = client.post(PERSON, carried(page))
    for each in (client.get(PERSON), page, answer, client.get(RECEIPT)):
        assert each["Cache-Control"] == "no-store, private" and not each.has_header("ETag")
        assert "noindex" in each["X-Robots-Tag"]
        assert "script-src 'self'" in each["Content-Security-Policy"]
    title = tree(client.get(RECEIPT)).xpath("//title")[0].text
    number, code = code_on(client.get(RECEIPT))
    assert not any(secret in title for secret in (*SECRETS, number, code))
    cookies = " ".join(f"{name}={morsel.OutputString()}" for name, morsel in answer.cookies.items())
    assert not any(secret in cookies for secret in (*SECRETS, number, code))
    assert "HttpOnly" in cookies and "SameSite=Strict" in cookies
