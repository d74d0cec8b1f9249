"""Every step through its form: what it does, what it refuses, two people at once, a second click."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile

from disclosure.applications import actions
from disclosure.applications.admin.step_forms import FORMS
from disclosure.applications.desk_steps import BY_KEY, STEPS
from disclosure.applications.events import EventKind
from disclosure.applications.permissions import Power, may
from disclosure.applications.states import State
from disclosure.models import Letter
from tests.disclosure.applications.desk.factories import address, ago, errors_of, signed_in, take, today
from tests.disclosure.applications.factories import make_application, make_head, make_registered, step
from tests.factories import make_article, make_column, make_portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def fresh(portal):
    return make_application(portal, day=today())


@pytest.fixture
def at_work(portal):
    return make_registered(portal, day=today())


def state(application):
    application.refresh_from_db()
    return application.state


def test_every_step_has_a_form_and_every_kind_of_event_of_handlers_a_step():
    assert set(FORMS) == set(BY_KEY)
    not_by_hand = {EventKind.DRAFTED, EventKind.SUBMITTED, EventKind.ERASED}
    assert {step.kind for step in STEPS} == set(EventKind) - not_by_hand


def test_registering_makes_a_receipt_that_is_sent_with_it(client, portal, fresh):
    signed_in(client, portal)
    answer = take(client, fresh, "register", letter=True, on=today().isoformat())
    letter = Letter.objects.get()
    assert answer.url == address("letter", fresh, letter.pk) and state(fresh) == State.SUBMITTED
    client.post(address("send", fresh, letter.pk), {"revision": fresh.revision})
    assert state(fresh) == State.PROCESSING and fresh.received_on == today()
    letter.refresh_from_db()
    assert letter.number == f"tonglu公开登〔{today().year}〕第1号"


@pytest.mark.parametrize(
    ("key", "values", "becomes"),
    [
        ("reply", {"reply": "granted", "words": "见附件"}, State.REPLIED),
        ("ask-correction", {"words": "请写明年度", "days": 10}, State.CORRECTION),
        ("ask-third-party", {"addressee": "甲公司", "words": "是否同意公开", "days": 15}, State.THIRD_PARTY),
        ("ask-bodies", {"addressee": "县财政局", "words": "是否同意公开", "days": 5}, State.OTHER_BODIES),
        ("ask-fee", {"amount": "100", "words": "按件计费 11 件"}, State.FEE),
        ("withdraw", {"on": today().isoformat()}, State.WITHDRAWN),
        ("ask-extension", {"words": "材料较多", "days": 20}, State.PROCESSING),
        ("review", {"kind_of": "direct", "on": today().isoformat(), "words": "案号"}, State.PROCESSING),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_step_is_taken_by_its_form(client, portal, at_work, key, values, becomes):
    user = signed_in(client, portal)
    answer = take(client, at_work, key, **values)
    assert answer.status_code == 302, errors_of(answer)
    event = at_work.events.order_by("number").last()
    assert (state(at_work), event.kind, event.by) == (becomes, BY_KEY[key].kind, user)


def test_answers_that_come_back_are_entered(client, portal, at_work):
    signed_in(client, portal)
    day = today().isoformat()
    take(client, at_work, "ask-third-party", addressee="甲公司", words="是否同意", days=15)
    assert take(client, at_work, "third-party-answered", on=day, answer="agrees").status_code == 302
    take(client, at_work, "ask-bodies", addressee="县财政局", words="是否同意", days=5)
    assert take(client, at_work, "bodies-answered", on=day, answer="refuses", words="涉密").status_code == 302
    take(client, at_work, "ask-correction", words="请写明年度", days=5)
    assert take(client, at_work, "corrected", on=day, words="2025 年度").status_code == 302
    take(client, at_work, "ask-fee", amount="100", words="按件")
    assert take(client, at_work, "fee-paid", on=day).status_code == 302
    assert state(at_work) == State.PROCESSING


def test_what_ran_out_is_ended_with_a_letter(client, portal):
    begin = ago(12)
    application = make_registered(portal, day=begin)
    step(actions.AskCorrection, application, begin, words="请写明", days=3)
    signed_in(client, portal)
    take(client, application, "lapse-correction", letter=True)
    letter = Letter.objects.get()
    page = client.get(address("letter", application, letter.pk)).content.decode()
    assert "无正当理由逾期不补正" in page
    client.post(address("send", application, letter.pk), {"revision": application.revision})
    assert state(application) == State.LAPSED and application.outcome == "3.6.1"


def test_an_extension_is_approved_by_another_person_with_a_letter(client, portal, at_work):
    signed_in(client, portal)
    take(client, at_work, "ask-extension", words="材料较多", days=10)
    assert take(client, at_work, "approve-extension", words="材料较多").url == address("one", at_work)
    assert at_work.extension_asked == 10
    head = make_head(portal)
    client.force_login(head)
    take(client, at_work, "approve-extension", letter=True, words="材料较多")
    letter = Letter.objects.get()
    client.post(address("send", at_work, letter.pk), {"revision": at_work.revision})
    at_work.refresh_from_db()
    assert at_work.extended_by == 10
    letter.refresh_from_db()
    due = f"{at_work.due_on.year}年{at_work.due_on.month}月{at_work.due_on.day}日"
    assert f"至{due}" in letter.content.open()["body"]


def test_who_asked_for_it_does_not_approve_it(client, portal, at_work):
    client.force_login(make_head(portal))
    take(client, at_work, "ask-extension", words="材料较多", days=10)
    answer = take(client, at_work, "approve-extension", words="好")
    assert "不能自己批准" in "".join(errors_of(answer))
    assert take(client, at_work, "refuse-extension", words="期限够用").status_code == 302
    assert at_work.extension_asked == 0


def test_it_is_handed_to_another_portal_and_seen_there_alone(client, portal, fresh):
    other = make_portal("deqing")
    signed_in(client, portal)
    answer = take(client, fresh, "hand-over", portal=other.pk, letter=True)
    letter = Letter.objects.get()
    assert "deqing人民政府" in client.get(answer.url).content.decode()
    assert client.post(address("send", fresh, letter.pk), {"revision": fresh.revision}).url == "/admin/applications/"
    fresh.refresh_from_db()
    assert (fresh.portal, fresh.organisation) == (other, other.organisation)
    assert client.get(address("one", fresh)).status_code == 404
    signed_in(client, other)
    assert client.get(address("one", fresh)).status_code == 200


def test_rubbish_is_returned_and_copies_are_merged(client, portal, fresh):
    signed_in(client, portal)
    second = make_application(portal, day=today())
    assert "没有这个编号" in "".join(errors_of(take(client, second, "merge", into="2020-1-00001")))
    take(client, second, "merge", into=fresh.number)
    assert state(second) == State.MERGED and second.merged_into == fresh
    third = make_application(portal, day=today())
    take(client, third, "return", words="空白内容")
    assert state(third) == State.RETURNED and not third.counted


def test_after_the_reply_it_is_delivered_revised_archived(client, portal, at_work):
    client.force_login(make_head(portal))
    take(client, at_work, "reply", reply="granted", words="见附件")
    take(client, at_work, "revise", reply="partial", words="部分内容已区分处理")
    assert at_work.outcome == "3.2"
    take(client, at_work, "deliver", on=today().isoformat(), way="email")
    take(client, at_work, "archive", on=today().isoformat())
    assert state(at_work) == State.ARCHIVED
    take(client, at_work, "review", kind_of="reconsideration", on=today().isoformat(), words="案号")
    take(client, at_work, "review-decided", review=1, result="upheld", on=today().isoformat())
    assert at_work.reviews.get().result == "upheld"


def test_a_colleague_is_assigned_and_only_one_who_may(client, portal, at_work):
    signed_in(client, portal)
    colleague, stranger = make_head(portal), make_head(make_portal("deqing"))
    assert "请选择经办人" in "".join(errors_of(take(client, at_work, "assign", handler=stranger.pk)))
    take(client, at_work, "assign", handler=colleague.pk)
    assert at_work.handler == colleague


def test_colleagues_are_all_offered_and_read_at_once(client, portal, at_work, django_assert_max_num_queries):
    for place in (portal, make_portal("deqing")):
        for _ in range(11):
            make_head(place)
    signed_in(client, portal)
    client.get(address("step", at_work, "assign"))
    with django_assert_max_num_queries(30):
        answer = client.get(address("step", at_work, "assign"))
    offered = {pk for pk, _ in answer.context["form"].fields["handler"].choices}
    assert offered == {one.pk for one in get_user_model().objects.all() if may(one, Power.HANDLE, portal)}
    assert len(offered) == 12


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("ask-correction", {"words": "请写明年度", "days": 10}),
        ("ask-third-party", {"addressee": "甲公司", "words": "是否同意公开", "days": 15}),
        ("ask-bodies", {"addressee": "县财政局", "words": "是否同意公开", "days": 5}),
        ("ask-fee", {"amount": "100", "words": "按件计费 11 件"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_was_asked_by_mistake_is_taken_back_as_if_it_had_not_been(client, portal, key, values):
    application = make_registered(portal, day=ago(2))
    due = application.due_on
    signed_in(client, portal)
    take(client, application, key, **values)
    assert take(client, application, "retract", words="误点").url == address("one", application)
    assert application.state != State.PROCESSING
    client.force_login(make_head(portal))
    assert "请填写撤销的理由" in "".join(errors_of(take(client, application, "retract")))
    assert take(client, application, "retract", words="误点").status_code == 302
    assert (state(application), application.due_on, application.due_kind) == (State.PROCESSING, due, "reply")
    assert (application.correction_used, application.fee) == (False, 0)
    assert take(client, application, key, **values).status_code == 302


def test_a_file_is_added_sealed_and_read_back_by_handlers(client, portal, at_work, settings, tmp_path):
    settings.DISCLOSURE_ROOT = tmp_path
    signed_in(client, portal)
    upload = SimpleUploadedFile("答复.txt", b"the answer")
    answer = take(client, at_work, "file", kind_of="answer", content=upload)
    assert answer.status_code == 302, errors_of(answer)
    file = at_work.files.get()
    answer = client.get(address("file", at_work, file.pk))
    assert b"".join(answer.streaming_content) == b"the answer"
    assert answer["Content-Disposition"].startswith("attachment") and "no-store" in answer["Cache-Control"]
    assert b"answer" not in next(tmp_path.glob("*/*.sealed")).read_bytes()


def test_it_is_made_public_as_a_draft_or_by_what_is_public(client, portal, at_work):
    column = make_column(portal.home, "法定主动公开内容")
    user = signed_in(client, portal)
    assert "请填写新建草稿的标题" in "".join(errors_of(take(client, at_work, "make-public", column=column.pk)))
    answer = take(client, at_work, "make-public", title="2025年度部门预算", column=column.pk)
    page = at_work.made_public_page
    assert answer.url == f"/admin/pages/{page.pk}/edit/" and not page.live and page.owner == user
    article = make_article(column)
    assert take(client, at_work, "make-public", page=article.pk).status_code == 302
    assert at_work.made_public_page_id == article.pk


def test_two_at_once_are_told_and_what_was_typed_stays(client, portal, at_work):
    signed_in(client, portal)
    seen = at_work.revision
    step(actions.AskExtension, at_work, today(), words="材料较多", days=10)
    data = {"revision": seen, "words": "请写明年度", "days": 10}
    answer = client.post(address("step", at_work, "ask-correction"), data)
    said = "".join(errors_of(answer))
    assert "已经有了新的办理记录" in said and "请写明年度" in answer.content.decode()
    again = client.post(address("step", at_work, "ask-correction"), data | {"revision": answer.context["revision"]})
    assert again.status_code == 302 and state(at_work) == State.CORRECTION


def test_a_second_click_changes_nothing(client, portal, at_work):
    signed_in(client, portal)
    data = {"revision": at_work.revision, "reply": "granted", "words": "见附件"}
    for _ in range(2):
        assert client.post(address("step", at_work, "reply"), data).status_code == 302
    assert at_work.events.filter(kind=EventKind.REPLIED).count() == 1


def test_a_step_that_is_not_possible_now_leads_back_with_a_reason(client, portal, fresh):
    signed_in(client, portal)
    answer = client.get(address("step", fresh, "reply"), follow=True)
    assert "现在是“待登记”，不能“答复”" in answer.content.decode()
    assert "待登记" in "".join(errors_of(take(client, fresh, "reply", reply="granted", words="x")))


def test_hostile_input_is_an_answer(client, portal, at_work):
    signed_in(client, portal)
    for values in (
        {},
        {"reply": "nonsense", "words": "\0"},
        {"reply": ["granted", "absent"], "words": "x" * 6000},
        {"revision": "九", "reply": "granted"},
    ):
        answer = client.post(address("step", at_work, "reply"), values)
        assert answer.status_code == 200 and errors_of(answer)
    assert state(at_work) == State.PROCESSING


def test_who_is_in_charge_puts_a_registration_right_or_takes_it_back(client, portal, at_work):
    signed_in(client, portal)
    assert (
        "由依申请公开负责人办理"
        in client.get(address("step", at_work, "correct-receipt"), follow=True).content.decode()
    )
    client.force_login(make_head(portal))
    both = {"received_on": ago(1).isoformat(), "take_back": "on", "words": "看错"}
    for wrong in (both, {"words": "看错"}, {"take_back": "on"}):
        assert errors_of(take(client, at_work, "correct-receipt", **wrong))
    assert take(client, at_work, "correct-receipt", take_back="on", words="不是申请").status_code == 302
    assert state(at_work) == State.SUBMITTED
    page = client.get(address("one", at_work)).content.decode()
    assert "撤销登记，回到待登记" in page and "移送其他机关" in page
