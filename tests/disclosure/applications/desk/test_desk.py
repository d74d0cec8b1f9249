"""The desk of one application: masked, in words, with what may be done; the first page; reminders."""

import pytest
from django.template import Context, Template

from disclosure.applications import actions
from disclosure.applications.admin.panel import ApplicationsPanel
from tests.disclosure.applications.desk.factories import address, ago, signed_in, today
from tests.disclosure.applications.factories import make_application, make_head, make_registered, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(portal):
    return make_registered(portal, day=today())


def text_of(answer) -> str:
    return answer.content.decode()


def test_the_applicant_is_masked_until_asked_for(client, portal, application):
    signed_in(client, portal)
    masked = client.get(address("one", application))
    assert "测试甲" not in text_of(masked) and "测**" in text_of(masked)
    assert "330122********0019" in text_of(masked) and "139****0001" in text_of(masked)
    shown = text_of(client.post(address("one", application)))
    assert "测试甲" in shown and "330122199001010019" in shown
    assert "no-store" in masked["Cache-Control"]


def test_words_about_third_parties_are_hidden_too(client, portal, application):
    step(actions.AskThirdParty, application, today(), words="甲公司：电话 13811112222", days=5)
    signed_in(client, portal)
    assert "甲公司" not in text_of(client.get(address("one", application)))
    assert "13811112222" in text_of(client.post(address("one", application)))


def test_every_step_that_is_offered_opens_its_form(client, portal, application):
    client.force_login(make_head(portal))
    submitted = make_application(portal, day=today())
    replied = make_registered(portal, day=today())
    step(actions.ReplyApplication, replied, today(), reply="granted", words="见附件")
    seen = set()
    for one in (application, submitted, replied):
        desk = client.get(address("one", one))
        for _, steps in desk.context["groups"]:
            for offered in steps:
                assert client.get(address("step", one, offered.key)).status_code == 200, offered.key
                seen.add(offered.key)
    assert {"register", "reply", "hand-over", "merge", "revise", "deliver", "make-public", "file"} <= seen


def test_clocks_are_told_in_words(client, portal):
    signed_in(client, portal)
    begin = ago(25)
    late = make_registered(portal, day=begin)
    said = text_of(client.get(address("one", late)))
    assert "共 20 个工作日" in said and "逾期" in said and f"{begin:%Y-%m-%d}" in said
    fresh = make_application(portal, day=today())
    assert "还没有登记" in text_of(client.get(address("one", fresh)))
    resting = make_registered(portal, day=today())
    step(actions.AskThirdParty, resting, today(), words="征求", days=5)
    assert "答复期限暂停计算" in text_of(client.get(address("one", resting)))


def test_the_desk_asks_no_more_for_a_long_history(client, portal, application, django_assert_max_num_queries):
    signed_in(client, portal)
    for _ in range(4):
        step(actions.AskBodies, application, today(), words="征求", days=5)
        step(actions.BodiesAnswered, application, today(), answer="agrees")
    client.get(address("one", application))
    with django_assert_max_num_queries(35):
        client.get(address("one", application))


def test_who_is_in_charge_reminds_and_the_handler_is_told(client, portal, rf):
    late = make_registered(portal, day=ago(25))
    client.force_login(make_head(portal))
    for _ in range(2):
        client.post(address("remind", late))
    user = signed_in(client, portal)
    assert "由依申请公开负责人办理" in client.post(address("remind", late), follow=True).content.decode()
    request = rf.get("/admin/")
    request.user = user
    found = ApplicationsPanel().get_context_data({"request": request})
    assert found["late"] == 1 and found["reminders"][0]["pressed"]
    html = Template("{% load wagtailadmin_tags %}{% component p %}").render(
        Context({"p": ApplicationsPanel(), "request": request})
    )
    assert "逾期" in html and "负责人催办" in html and "测试甲" not in html


def test_the_panel_is_nothing_for_others(client, portal, application, rf):
    from tests.factories import make_editor

    request = rf.get("/admin/")
    request.user = make_editor(portal)
    assert ApplicationsPanel().get_context_data({"request": request}) == {"reminders": []}
    signed_in(client, portal)
    assert client.get("/admin/").status_code == 200


def test_what_was_erased_is_told_and_nothing_breaks(client, portal):
    import datetime

    from disclosure.applications.retention import EraseApplication
    from tests.disclosure.applications.factories import at

    old = make_registered(portal, day=datetime.date(2019, 6, 3))
    step(actions.ReplyApplication, old, datetime.date(2019, 6, 10), reply="granted", words="见附件")
    EraseApplication(old, now=at(today())).execute()
    signed_in(client, portal)
    assert "已按期清除" in text_of(client.get(address("one", old)))
