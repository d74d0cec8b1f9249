"""Letters: worded, previewed, numbered once, frozen, set; each portal's own wording; nothing in clear."""

import zipfile
from io import BytesIO

import pytest
from django.db import connection
from django.test import override_settings
from django.urls import reverse
from wagtail.models import ModelLogEntry

from disclosure.applications import actions
from disclosure.applications.letters import for_applicant
from disclosure.applications.letters.files import open_file
from disclosure.applications.letters.kinds import kinds
from disclosure.applications.letters.numbering import next_serial
from disclosure.applications.letters.placeholders import fill, unknown_in
from disclosure.applications.outcomes import all_replies, replies_by_hand
from disclosure.applications.retention import EraseApplication, sweep
from disclosure.applications.states import State
from disclosure.applications.terms import rule
from disclosure.models import Letter, LetterWording
from tests.disclosure.applications.desk.factories import address, errors_of, signed_in, take, today
from tests.disclosure.applications.factories import an_applicant, at, make_handler, make_head, make_registered, step
from tests.factories import make_portal

pytestmark = pytest.mark.django_db
WORDS = "鹮水电站的资料"


@pytest.fixture(autouse=True)
def sealed_files(settings, tmp_path):
    settings.DISCLOSURE_ROOT = tmp_path / "disclosure"


@pytest.fixture
def application(portal):
    return make_registered(portal, day=today(), applicant=an_applicant(name="欧阳鹮"))


def draft(client, application, **values):
    take(client, application, "reply", letter=True, **{"reply": "granted", "words": WORDS, **values})
    return Letter.objects.latest("pk")


def send(client, letter):
    letter.application.refresh_from_db()
    answer = client.post(address("send", letter.application, letter.pk), {"revision": letter.application.revision})
    letter.refresh_from_db()
    return answer


def test_every_standard_wording_is_complete_and_every_reply_has_a_letter():
    for kind in kinds().values():
        assert not unknown_in(kind.body), kind.key
    assert {reply.letter for reply in all_replies().values() if reply.letter} <= set(kinds())


def test_who_is_refused_is_told_to_ask_for_review_first_and_others_may_choose():
    for key, kind in kinds().items():
        first = "应当先自收到本文书之日起60日内" in kind.body and "15日内" in kind.body
        either = "60日内" in kind.body and "6个月内" in kind.body
        assert first == (key in {"refused", "partial"}), key
        assert not (first and either)
    with_remedy = {key for key, kind in kinds().items() if "60日内" in kind.body}
    assert {reply.letter for reply in all_replies().values() if reply.letter} <= with_remedy
    assert "不能单独就收费申请行政复议" in kinds()["fee"].body


def test_a_text_that_was_put_in_is_not_filled_in_again():
    assert fill("{申请人}说{办理意见}", {"申请人": "{登记编号}", "登记编号": "1"}) == "{登记编号}说"


def test_a_draft_decides_nothing_and_may_be_taken_back(client, portal, application):
    signed_in(client, portal)
    letter = draft(client, application)
    said = client.get(address("letter", application, letter.pk)).content.decode()
    assert "欧阳鹮：" in said and WORDS in said and "草稿" in said
    application.refresh_from_db()
    assert application.state == State.PROCESSING and not letter.number
    for _ in range(2):
        client.post(address("discard", application, letter.pk))
    assert not Letter.objects.exists()


def test_sending_replies_numbers_and_freezes_and_twice_is_once(client, portal, application):
    signed_in(client, portal)
    letter = draft(client, application)
    send(client, letter)
    send(client, letter)
    application.refresh_from_db()
    assert (application.state, application.reply) == (State.REPLIED, "granted")
    assert letter.number == f"tonglu公开答〔{today().year}〕第1号" and letter.event == application.revision
    assert application.events.filter(kind="replied").count() == 1
    with pytest.raises(TypeError):
        letter.save()
    with pytest.raises(TypeError):
        Letter.objects.get(pk=letter.pk).delete()
    client.post(
        address("letter", application, letter.pk), {"title": "x", "addressee": "x", "body": "x", "signature": "x"}
    )
    assert WORDS in Letter.objects.get().content.open()["body"]


def test_what_is_worded_goes_out_and_unknown_words_in_braces_do_not(client, portal, application):
    signed_in(client, portal)
    letter = draft(client, application)
    texts = {"title": "答复书", "addressee": "{申请人}", "body": "第一段\n\n{答复期限}", "signature": "某机关"}
    wrong = client.post(address("letter", application, letter.pk), texts | {"body": "{姓名}"})
    assert "不认识“{姓名}”" in "".join(errors_of(wrong))
    client.post(address("letter", application, letter.pk), texts)
    send(client, letter)
    body = letter.content.open()
    assert body["addressee"] == "欧阳鹮" and "{" not in body["body"] and body["signature"] == "某机关"


def test_an_empty_placeholder_keeps_it_from_going_out(client, portal, application):
    signed_in(client, portal)
    letter = draft(client, application)
    texts = {"title": "答复书", "addressee": "某", "body": "收取{金额}元", "signature": "某机关"}
    client.post(address("letter", application, letter.pk), texts)
    assert "“{金额}”没有内容" in client.post(address("send", application, letter.pk), follow=True).content.decode()
    letter.refresh_from_db()
    assert not letter.is_sent and not letter.number


def test_somebody_was_quicker(client, portal, application):
    signed_in(client, portal)
    letter, seen = draft(client, application), application.revision
    step(actions.AskBodies, application, today(), words="征求", days=5)
    answer = client.post(address("send", application, letter.pk), {"revision": seen}, follow=True)
    assert "现在是“征求其他机关意见”" in answer.content.decode()
    letter.refresh_from_db()
    assert not letter.is_sent


def test_numbers_are_of_body_year_and_word(portal):
    other = make_portal("deqing").organisation
    body = portal.organisation
    given = [next_serial(body, 2026, "答"), next_serial(body, 2026, "答"), next_serial(body, 2026, "补")]
    assert given == [1, 2, 1]
    assert [next_serial(body, 2027, "答"), next_serial(other, 2026, "答")] == [1, 1]


def test_pdf_and_docx_are_sealed_on_the_disk_and_read_by_handlers(client, portal, application, settings):
    signed_in(client, portal)
    letter = draft(client, application)
    assert client.get(address("pdf", application, letter.pk)).content.startswith(b"%PDF")
    assert not list(settings.DISCLOSURE_ROOT.glob("*/*"))
    send(client, letter)
    for form in ("pdf", "docx"):
        body = b"".join(client.get(address(form, application, letter.pk)).streaming_content)
        assert body[:4] == {"pdf": b"%PDF", "docx": b"PK\x03\x04"}[form]
    text = zipfile.ZipFile(BytesIO(body)).read("word/document.xml").decode()
    assert "欧阳鹮" in text and letter.number in text
    kept = list(settings.DISCLOSURE_ROOT.glob("*/*.sealed"))
    assert len(kept) == 2 and all(b"%PDF" not in path.read_bytes() for path in kept)
    assert letter.number.encode() not in b"".join(path.read_bytes() for path in kept)


def test_the_sweep_knows_letters_and_erasing_takes_them(client, portal, application, settings):
    import datetime
    import os

    signed_in(client, portal)
    letter = draft(client, application)
    send(client, letter)
    open_file(letter, "docx").close()
    for path in settings.DISCLOSURE_ROOT.glob("*/*.sealed"):
        os.utime(path, (0, 0))
    assert sweep(at(today())) == 0
    gone = datetime.date(today().year + 6, 3, 1)
    EraseApplication(application, now=at(gone), on=gone).execute()
    found = Letter.objects.get()
    assert not found.content and not found.docx and found.number == letter.number
    with pytest.raises(FileNotFoundError):
        open_file(found, "pdf")


def test_the_applicant_gets_what_was_sent_to_them_alone(client, portal, application):
    signed_in(client, portal)
    take(client, application, "ask-third-party", letter=True, addressee="甲公司", words="是否同意公开", days=15)
    send(client, Letter.objects.get())
    step(actions.ThirdPartyAnswered, application, today(), answer="agrees")
    assert for_applicant(application) == []
    letter = draft(client, application)
    assert for_applicant(application) == []
    send(client, letter)
    assert for_applicant(application) == [letter]


def test_the_third_party_is_told_nothing_of_the_applicant(client, portal, application):
    signed_in(client, portal)
    take(client, application, "ask-third-party", letter=True, addressee="甲公司", words="是否同意公开", days=15)
    letter = Letter.objects.get()
    send(client, letter)
    body = letter.content.open()
    assert body["addressee"] == "甲公司" and "欧阳" not in str(body)
    assert application.events.last().words.open()["text"] == "甲公司：是否同意公开"


def test_letters_of_another_portal_are_not_there(client, portal, application):
    signed_in(client, portal)
    letter = draft(client, application)
    client.force_login(make_handler(make_portal("deqing")))
    for name in ("letter", "pdf", "docx"):
        assert client.get(address(name, application, letter.pk)).status_code == 404
    for name in ("send", "discard"):
        assert client.post(address(name, application, letter.pk)).status_code == 404


def wording(portal, kind="granted"):
    return reverse("applications_admin_wording", args=[portal.pk, kind])


OWN = {"title": "答复", "word": "桐政公开", "body": "自定义{登记编号}", "revision": 0}


def test_a_portal_words_its_letters_itself_and_goes_back(client, portal, application):
    signed_in(client, portal)
    assert client.post(wording(portal), OWN).status_code == 302
    letter = draft(client, application)
    send(client, letter)
    assert letter.number.startswith("桐政公开〔") and letter.content.open()["body"] == f"自定义{application.number}"
    client.post(wording(portal), {"standard": "1"})
    assert not LetterWording.objects.exists()


def test_a_wording_is_checked_and_two_editors_are_told(client, portal):
    signed_in(client, portal)
    for values, words in (
        ({"body": "{谁}"}, "不认识"),
        ({"word": "答〔"}, "不带年份和括号"),
        ({"body": ""}, "请填写正文"),
    ):
        assert words in client.post(wording(portal), OWN | values).content.decode()
    client.post(wording(portal), OWN)
    assert "别人已经修改" in client.post(wording(portal), OWN | {"body": "另一种"}).content.decode()
    assert client.get(wording(make_portal("deqing"))).url == "/admin/"
    assert client.get(wording(portal, "nonsense")).status_code == 404


def test_a_letter_without_a_step_changes_nothing_else(client, portal, application):
    signed_in(client, portal)
    answer = client.post(address("new_letter", application), {"kind": "other", "words": "另行告知"})
    assert answer.status_code == 302
    before = application.revision
    send(client, Letter.objects.get())
    application.refresh_from_db()
    assert application.revision == before and Letter.objects.get().is_sent


@pytest.mark.parametrize("extended", [False, True])
def test_the_notice_of_a_fee_says_how_long_there_is_to_pay(client, portal, application, extended):
    if extended:
        step(actions.AskExtension, application, today(), words="材料较多", days=7)
        step(actions.ApproveExtension, application, today())
    signed_in(client, portal)
    take(client, application, "ask-fee", letter=True, amount="120", words="按量，42 页")
    letter = Letter.objects.get()
    send(client, letter)
    assert letter.is_sent and f"次日起{rule('fee_payment').days}个工作日内" in letter.content.open()["body"]


def test_every_step_with_a_letter_leads_to_one_that_can_be_sent(client, portal):
    """As its form asks for it, nothing written by hand into the text."""
    client.force_login(make_head(portal))
    fresh = lambda: make_registered(portal, day=today(), applicant=an_applicant(name="欧阳鹮"))  # noqa: E731
    first = fresh()
    for key, values in {
        "ask-correction": {"words": "请写明年度", "days": 10},
        "ask-third-party": {"addressee": "甲公司", "words": "是否同意公开", "days": 15},
        "ask-bodies": {"addressee": "县财政局", "words": "是否同意公开", "days": 5},
        "ask-fee": {"amount": "100", "words": "按件计费 11 件"},
        "merge": {"into": first.number},
        **{f"reply {reply.code}": {"reply": reply.code, "words": "说明"} for reply in replies_by_hand()},
    }.items():
        if values.get("reply") == "unclear":
            continue
        application = fresh()
        answer = take(client, application, key.partition(" ")[0], letter=True, **values)
        assert answer.status_code == 302, (key, errors_of(answer))
        page = client.get(answer.url)
        assert not page.context["empty"] and not page.context["hindrance"], key
        assert "{" not in page.context["content"].body, key


def test_a_second_click_drafts_no_second_letter_without_a_step(client, portal, application):
    signed_in(client, portal)
    data = {"kind": "other", "words": "另行告知"}
    for _ in range(2):
        client.post(address("new_letter", application), data)
    assert Letter.objects.count() == 1
    client.post(address("new_letter", application), data | {"words": "又一件"})
    assert Letter.objects.count() == 2


def test_only_who_is_in_charge_sends_the_letter_of_an_extension(client, portal, application):
    client.force_login(make_handler(portal))
    take(client, application, "ask-extension", words="材料较多", days=5)
    client.force_login(make_head(portal))
    take(client, application, "approve-extension", letter=True, words="材料较多")
    letter = Letter.objects.get()
    client.force_login(make_handler(portal))
    send(client, letter)
    application.refresh_from_db()
    assert not application.extended_by and not letter.is_sent


def clear_tables() -> str:
    """Every text of every table, as the database keeps it."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("sqlite_", "fts")):
                continue
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found.append(repr(cursor.fetchall()))
    return "".join(found)


@override_settings(LOGGING_CONFIG=None)
def test_nothing_personal_is_left_in_any_table_or_log(client, portal, application, caplog):
    caplog.set_level("DEBUG")
    signed_in(client, portal)
    client.post(address("one", application))
    client.post("/admin/applications/", {"person": "欧阳鹮"})
    letter = draft(client, application)
    send(client, letter)
    client.get(address("docx", application, letter.pk))
    take(client, application, "deliver", on=today().isoformat(), way="email", words="欧阳鹮签收")
    kept = clear_tables()
    assert application.number in kept
    for needle in ("欧阳", "鹮", "330122199001010019", "13900000001", "测试路"):
        assert needle not in kept and needle not in caplog.text
    actions_logged = set(ModelLogEntry.objects.values_list("action", flat=True))
    assert {
        "disclosure.application.show",
        "disclosure.application.search",
        "disclosure.application.letter",
    } <= actions_logged
