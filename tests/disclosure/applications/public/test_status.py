"""The status page: by number and code alone, in plain words, and what the applicant does there, once."""

import io

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from cms_core.calendar import after_working_days
from disclosure.applications import actions
from disclosure.applications.events import EventKind
from disclosure.applications.public import case_page
from disclosure.applications.states import FileKind, State
from disclosure.models import Application, ApplicationFile
from tests.disclosure.applications.factories import PDF, submit
from tests.disclosure.applications.public.applying import (
    CASE,
    NAME,
    SECRETS,
    STATUS,
    answer_of,
    apply,
    code_on,
    look_up,
    make_body,
    reader,
    tree,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal():
    return make_body()


@pytest.fixture
def applied(portal):
    """The application, its code, and the browser that shows it."""
    made = submit(portal, day=timezone.localdate())
    client, answer = look_up(portal, made.application.number, made.code)
    assert (answer.status_code, answer["Location"]) == (303, CASE)
    return made.application, made.code, client


def said(client) -> str:
    return client.get(CASE).content.decode()


def alert(answer) -> str:
    return tree(answer).xpath("//*[@role='alert']")[0].text_content()


def take(action, application, **arguments):
    return action(application, **arguments).execute()


def register(application):
    return take(actions.RegisterApplication, application)


def form_of(client, do: str) -> dict:
    (form,) = tree(client.get(CASE)).xpath(f"//form[.//button[@name='do' and @value='{do}']]")
    return dict(form.form_values()) | {"do": do}


def test_number_and_code_of_the_receipt_open_it(portal):
    client, *_ = apply(portal)
    number, code = code_on(client.get("/apply/receipt/"))
    other, answer = look_up(portal, number.lower(), code.lower().replace("-", " "))
    assert answer.status_code == 303
    assert number in said(other)


def test_wrong_number_and_wrong_code_have_the_same_answer(portal, applied):
    application, code, _ = applied
    answers = [
        look_up(portal, *pair)[1]
        for pair in ((application.number, "22222-22222"), ("2026-1-99999", code), ("张三", "x"), ("\0 甲", "😀" * 500))
    ]
    assert {answer.status_code for answer in answers} == {422}
    texts = {tree(answer).xpath("//*[@role='alert']")[0].text_content() for answer in answers}
    assert len(texts) == 1


@pytest.mark.parametrize(
    ("number", "code", "what"),
    [("", "", "登记编号和查询码"), ("2026-1-00001", " ", "查询码"), ("\0", "22222", "登记编号")],
)
def test_what_is_not_filled_in_is_asked_for_and_counted_as_no_guess(portal, settings, number, code, what):
    settings.PORTAL_APPLICATION_CODES_PER_QUARTER = 1
    client = reader(portal, "198.51.100.11")
    for _ in range(2):
        answer = look_up(portal, number, code, client)[1]
        assert answer.status_code == 422 and f"请填写{what}，" in alert(answer)
        assert "没有查到" not in answer.content.decode()


def test_who_must_wait_is_told_until_when_and_not_that_nothing_was_found(portal, applied, settings):
    settings.PORTAL_APPLICATION_CODES_PER_QUARTER = 1
    application, code, _ = applied
    client = reader(portal, "198.51.100.12")
    wrong = look_up(portal, application.number, "22222-22222", client)[1]
    assert "没有查到" in tree(wrong).xpath("//title")[0].text
    answer = look_up(portal, application.number, code, client)[1]
    assert answer.status_code == 429 and 0 < int(answer["Retry-After"]) <= 15 * 60
    assert "请稍后再查" in tree(answer).xpath("//title")[0].text and "没有查到" not in answer.content.decode()
    assert all(words in alert(answer) for words in ("填写正确也不能查询", "以后再查", "电话 0571-00001001"))


def test_many_wrong_codes_must_wait_even_for_the_right_one_and_others_need_not(portal, applied, settings):
    settings.PORTAL_APPLICATION_CODES_PER_QUARTER = 3
    application, code, _ = applied
    client = reader(portal, "198.51.100.9")
    for _ in range(3):
        assert look_up(portal, application.number, "22222-22222", client)[1].status_code == 422
    assert look_up(portal, application.number, code, client)[1].status_code == 429
    assert look_up(portal, application.number, code)[1].status_code == 303


def test_a_number_that_is_guessed_from_everywhere_asks_its_applicant_for_a_proof_and_lets_them_in(
    portal, applied, settings
):
    settings.PORTAL_APPLICATION_CODES_PER_NUMBER = 2
    application, code, _ = applied
    other = submit(portal, day=timezone.localdate())
    for _ in range(2):
        assert look_up(portal, application.number, "22222-22222")[1].status_code == 422
    client, asked = look_up(portal, application.number, code)
    assert asked.status_code == 422 and "安全验证" in alert(asked)
    assert "请先通过安全验证" in tree(asked).xpath("//title")[0].text
    (form,) = tree(asked).xpath("//form[@data-proof]")
    sent = dict(form.form_values())
    assert (sent["number"], sent["code"]) == (application.number, code)
    assert client.post(STATUS, sent | {"answer": "100"}).status_code == 422
    sent["answer"] = answer_of(sent["token"])
    assert client.post(STATUS, sent)["Location"] == CASE
    # Nobody goes on guessing with one proof, and other numbers are asked nothing.
    assert reader(portal).post(STATUS, sent | {"code": "33333-33333"}).status_code == 422
    assert client.post(STATUS, sent).status_code == 422
    assert look_up(portal, other.application.number, other.code)[1].status_code == 303


def test_a_number_that_is_none_is_counted_the_same(portal, settings):
    settings.PORTAL_APPLICATION_CODES_PER_NUMBER = 1
    look_up(portal, "2026-1-99999", "22222-22222")
    assert tree(look_up(portal, "2026-1-99999", "22222-22222")[1]).xpath("//form[@data-proof]")


def test_right_codes_are_not_counted(portal, applied, settings):
    settings.PORTAL_APPLICATION_CODES_PER_QUARTER = 1
    application, code, _ = applied
    client = reader(portal, "198.51.100.10")
    for _ in range(3):
        assert look_up(portal, application.number, code, client)[1].status_code == 303


def test_it_is_shown_to_this_browser_alone_and_kept_by_nobody(portal, applied):
    _, _, client = applied
    page = client.get(CASE)
    assert page["Cache-Control"] == "no-store, private" and not page.has_header("ETag")
    assert not any(secret in page.content.decode() for secret in SECRETS)
    assert reader(portal).get(CASE)["Location"] == STATUS
    client.post(CASE, {"do": "leave"})
    assert client.get(CASE)["Location"] == STATUS


def test_a_cookie_of_another_purpose_or_a_changed_one_opens_nothing(portal, applied):
    *_, client = applied
    value = client.cookies["application_case"].value
    for forged in (value[:-2] + "AA", "s1.x.y", "", value.replace("s1.", "s2.")):
        other = reader(portal)
        other.cookies["application_case"] = forged
        assert other.get(CASE)["Location"] == STATUS
    other = reader(portal)
    other.cookies["application_receipt"] = value
    assert "apply-receipt" not in other.get("/apply/receipt/").content.decode()


def test_every_state_and_every_step_has_words(portal):
    assert set(case_page.words()) == set(State.values) - {State.DRAFT}
    unsaid = {EventKind.DRAFTED, EventKind.ASSIGNED, EventKind.EXTENSION_ASKED, EventKind.EXTENSION_REFUSED,
              EventKind.REVISED, EventKind.REVIEW_FILED, EventKind.REVIEW_DECIDED, EventKind.FILE_ADDED,
              EventKind.ERASED}  # fmt: skip
    assert set(case_page.STEPS) == set(EventKind) - unsaid


def test_the_days_are_said(applied):
    application, _, client = applied
    assert "等待受理机关登记确认" in said(client)
    register(application)
    due = after_working_days(timezone.localdate(), 20)
    assert f"{due.year}年{due.month}月{due.day}日" in said(client)
    assert "还有 20 个工作日" in said(client)


def test_a_correction_is_asked_for_and_answered_once_with_files(applied):
    application, _, client = applied
    take(actions.AskCorrection, register(application), words="请写明是哪一年的预算")
    assert "请写明是哪一年的预算" in said(client) and "补正期限" in said(client)
    form = form_of(client, "correct") | {"title": "2024年度部门预算", "words": "是2024年的"}
    for _ in range(2):
        file = io.BytesIO(b"\xef\xbb\xbftext")
        file.name = "说明.txt"
        assert client.post(CASE, form | {"attachment": file}).status_code == 303
    application.refresh_from_db()
    assert (application.state, application.request.open()["title"]) == (State.PROCESSING, "2024年度部门预算")
    assert [one.kind for one in ApplicationFile.objects.all()] == [FileKind.CORRECTION]
    assert application.events.filter(kind=EventKind.CORRECTED).count() == 1


def test_an_empty_correction_is_refused_and_what_was_typed_stays(applied):
    application, _, client = applied
    take(actions.AskCorrection, register(application), words="请写明年份")
    answer = client.post(CASE, form_of(client, "correct"))
    assert answer.status_code == 422 and "请按受理机关的要求" in answer.content.decode()
    answer = client.post(CASE, form_of(client, "correct") | {"words": "长" * 5001})
    assert answer.status_code == 422 and "长" * 5001 in answer.content.decode()
    answer = client.post(CASE, form_of(client, "correct") | {"words": "说明", "revision": "x"})
    assert answer.status_code == 422
    application.refresh_from_db()
    assert application.state == State.CORRECTION


def test_what_was_refused_of_a_correction_keeps_its_files(applied):
    application, _, client = applied
    take(actions.AskCorrection, register(application), words="请写明年份")
    file = io.BytesIO(b"text")
    file.name = "说明.txt"
    answer = client.post(CASE, form_of(client, "correct") | {"words": "长" * 5001, "attachment": file})
    (note,) = tree(answer).xpath("//input[@name='staged']")
    client.post(CASE, form_of(client, "correct") | {"words": "短", "staged": note.get("value")})
    assert ApplicationFile.objects.get().name.open() == "说明.txt"


def test_somebody_who_was_quicker_is_told(applied):
    application, _, client = applied
    form = form_of(client, "withdraw") | {"sure": "1"}
    register(application)
    answer = client.post(CASE, form)
    assert answer.status_code == 422 and "刷新" in answer.content.decode()


def test_withdrawing_asks_to_be_sure_and_happens_once(applied):
    application, _, client = applied
    form = form_of(client, "withdraw")
    assert client.post(CASE, form).status_code == 422
    for _ in range(2):
        assert client.post(CASE, form | {"sure": "1"}).status_code == 303
    application.refresh_from_db()
    assert application.state == State.WITHDRAWN
    assert "您已撤回申请" in said(client) and 'value="withdraw"' not in said(client)


def test_a_fee_is_told_with_its_sum_and_its_days(applied):
    application, _, client = applied
    take(actions.AskFee, register(application), amount="120", words="按量计收，第31至42页")
    assert all(text in said(client) for text in ("120.00 元", "缴费期限", "按量计收，第31至42页"))


def test_words_of_the_body_for_itself_are_not_shown(applied):
    application, _, client = applied
    application = register(application)
    take(actions.AskThirdParty, application, words="征求某某公司意见，涉及商业秘密")
    assert "某某公司" not in said(client) and "正在征求第三方意见" in said(client)


def test_the_answer_is_downloaded_by_this_browser_alone_and_what_was_sent_in_is_not(portal, applied):
    application, _, client = applied
    application = register(application)
    kinds = {FileKind.IDENTITY: b"sent", FileKind.OPINION: b"opinion", FileKind.ANSWER: b"answer"}
    files = {}
    for kind, name in kinds.items():
        body = PDF + name
        step = actions.AddFile(application, kind_of=kind, content=ContentFile(body, f"{kind}.pdf"))
        application = step.execute()
        files[kind] = f"{CASE}file/{step.file.pk}/"
    assert client.get(files[FileKind.ANSWER]).status_code == 404
    take(actions.ReplyApplication, application, reply="granted")
    answer = client.get(files[FileKind.ANSWER])
    assert b"".join(answer.streaming_content) == PDF + kinds[FileKind.ANSWER]
    assert answer["Cache-Control"] == "no-store, private" and "attachment" in answer["Content-Disposition"]
    assert [client.get(files[kind]).status_code for kind in (FileKind.IDENTITY, FileKind.OPINION)] == [404, 404]
    assert reader(portal).get(files[FileKind.ANSWER])["Location"] == STATUS
    assert client.get(f"{CASE}letter/999.pdf").status_code == 404


def test_ones_own_papers_are_listed_on_receipt_and_status_and_no_others(portal):
    papers = [io.BytesIO(PDF), io.BytesIO(b"text")]
    papers[0].name, papers[1].name = "身份证明<b>.pdf", "线索.txt"
    client, *_ = apply(portal, identity=papers[0], attachment=papers[1])
    application = Application.objects.get()
    for kind in (FileKind.IDENTITY, FileKind.OPINION):
        content = ContentFile(PDF + str(kind).encode(), "内部.pdf")
        application = actions.AddFile(application, kind_of=kind, content=content).execute()
    receipt = client.get("/apply/receipt/")
    looked, _ = look_up(portal, *code_on(receipt))
    for page in (receipt, looked.get(CASE)):
        (cell,) = tree(page).xpath("//th[text()='提交的材料']/following-sibling::td")
        said = [" ".join(one.text_content().split()) for one in cell.xpath(".//li")]
        assert [one.replace("\xa0", " ") for one in said] == [
            f"身份证明：身份证明_b_.pdf（{len(PDF)} 字节）", "申请附件：线索.txt（4 字节）"
        ]  # fmt: skip
        assert not cell.xpath(".//a")


def test_an_erased_application_opens_no_more(applied):
    application, _, client = applied
    Application.objects.filter(pk=application.pk).update(code_digest="")
    assert client.get(CASE)["Location"] == STATUS


def test_the_page_costs_the_same_however_many_there_are(portal, applied, django_assert_max_num_queries):
    *_, client = applied
    for _ in range(5):
        submit(portal)
    with django_assert_max_num_queries(16):
        assert client.get(CASE).status_code == 200
    assert NAME not in said(client)
