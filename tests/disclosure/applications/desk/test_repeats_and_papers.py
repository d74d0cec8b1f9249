"""The desk on what was asked for twice, and on the papers that go with a reply."""

import lxml.html
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from disclosure.applications import actions
from disclosure.applications.states import FileKind, State
from disclosure.models import ApplicationFile
from tests.disclosure.applications.desk.factories import address, ago, signed_in, take, today
from tests.disclosure.applications.factories import (
    PDF,
    a_request,
    an_applicant,
    make_application,
    make_registered,
    step,
)
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sealed_files(settings, tmp_path):
    settings.DISCLOSURE_ROOT = tmp_path / "disclosure"


def tree(answer):
    return lxml.html.fromstring(answer.content.decode())


def repeats_on(client, application) -> list[str]:
    """The addresses of what is called 可能重复, and of what may be done about it."""
    return tree(client.get(address("one", application))).xpath("//section[@aria-label='可能重复']//a/@href")


def test_the_same_request_of_the_same_person_is_shown_with_what_may_be_done(client, portal):
    signed_in(client, portal)
    first = make_registered(portal, day=ago(3))
    second = make_registered(portal, day=today(), request=a_request(title="2025年度 部门预算"))
    merging = f"{address('step', second, 'merge')}?into={first.number}"
    assert repeats_on(client, second) == [address("one", first), merging]
    form = tree(client.get(merging))
    assert form.xpath("//input[@name='into']/@value") == [first.number]
    step(actions.ReplyApplication, first, today(), reply="granted")
    *_, replying = repeats_on(client, second)
    form = tree(client.get(replying))
    assert form.xpath("//select[@name='reply']//option[@selected]/@value") == ["repeated"]


def test_others_and_what_was_taken_back_are_no_repeats(client, portal):
    signed_in(client, portal)
    office = make_organisation("桐庐县财政局", parent=portal.organisation)
    make_application(portal, day=today(), request=a_request(title="别的"))
    make_application(portal, day=today(), applicant=an_applicant(identity_number="330122199001010027"))
    make_application(portal, day=today(), organisation=office)
    step(actions.WithdrawApplication, make_application(portal, day=today()), today())
    assert repeats_on(client, make_registered(portal, day=today())) == []


def test_a_reply_that_gives_something_without_papers_is_warned_of_and_taken(client, portal):
    signed_in(client, portal)
    application = make_registered(portal, day=today())
    page = client.get(address("step", application, "reply"))
    assert "还没有答复材料" in page.content.decode()
    answer = client.post(
        address("step", application, "reply"),
        {"revision": application.revision, "reply": "granted", "words": "见附件"},
        follow=True,
    )
    application.refresh_from_db()
    assert application.state == State.REPLIED
    assert "还没有添加答复材料" in answer.content.decode()


def test_the_draft_of_such_a_reply_is_warned_of_before_it_is_sent(client, portal):
    signed_in(client, portal)
    application = make_registered(portal, day=today())
    for reply, warned in (("granted", True), ("absent", False)):
        drafted = take(client, application, "reply", letter=True, reply=reply, words="说明")
        assert ("还没有添加答复材料" in client.get(drafted.url).content.decode()) == warned


def test_papers_of_a_reply_are_added_from_its_form_and_lead_back_to_it(client, portal):
    signed_in(client, portal)
    application = make_registered(portal, day=today())
    (link, *_) = tree(client.get(address("step", application, "reply"))).xpath("//a[contains(@href, 'kind_of')]/@href")
    form = tree(client.get(link))
    assert form.xpath("//select[@name='kind_of']//option[@selected]/@value") == [FileKind.ANSWER]
    upload = SimpleUploadedFile("预算.pdf", PDF)
    answer = client.post(link, {"revision": application.revision, "kind_of": "answer", "content": upload})
    assert answer.url == address("step", application, "reply") and ApplicationFile.objects.get().kind == "answer"
    assert "已有答复材料 1 份" in client.get(answer.url).content.decode()
    drafted = take(client, application, "reply", letter=True, reply="granted", words="见附件")
    assert "还没有添加答复材料" not in client.get(drafted.url).content.decode()


def test_no_kind_of_paper_is_chosen_for_the_handler(client, portal):
    signed_in(client, portal)
    application = make_registered(portal, day=today())
    for query in ("", "?kind_of=nonsense"):
        form = tree(client.get(address("step", application, "file") + query))
        chosen = form.xpath("//select[@name='kind_of']//option[@selected]/@value")
        assert chosen in ([], [""])
