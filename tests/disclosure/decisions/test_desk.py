"""The admin: who may do what, a form that says what is wrong, an upload from the file to the public page."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from disclosure.models import DecisionUpload, Penalty
from tests import factories as common
from tests.disclosure.decisions import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal():
    return factories.make_portal()


def desk(user, portal):
    client = Client(SERVER_NAME=f"{portal.key}.localhost")
    client.force_login(user)
    return client


def writer_of(portal):
    user = common.make_user()
    user.groups.add(common.make_group(f"写 {user.pk}", [portal.home], ("add", "change")))
    return user


def at(name, portal, *args):
    return reverse(f"decisions_admin_{name}", args=[portal.pk, "penalties", *args])


def form_of(body, **changes):
    made = factories.values("penalty", body, **changes)
    made["category"] = made["category"].strip(";").split(";")
    return {name: value for name, value in made.items() if value not in (None, "")}


def said(response):
    return " ".join(str(message) for message in response.context["messages"])


def test_a_publisher_enters_a_decision_and_it_is_public(portal):
    body = factories.make_body(portal)
    client = desk(common.make_editor(portal), portal)
    response = client.post(at("new", portal), {**form_of(body), "publish": "1"}, follow=True)
    assert "已保存并公示" in said(response)
    assert Penalty.objects.get().published_on is not None


def test_what_is_wrong_stands_at_its_field_and_nothing_is_saved(portal):
    body = factories.make_body(portal)
    given = form_of(body, credit_code="913301220000000001", decided_on=datetime.date(2099, 1, 1))
    response = desk(common.make_editor(portal), portal).post(at("new", portal), given)
    assert {"credit_code", "decided_on"} <= set(response.context["form"].errors)
    assert not Penalty.objects.exists()


def test_who_only_writes_changes_nothing_that_is_public(portal):
    body = factories.make_body(portal)
    public = factories.make_decision("penalty", portal, body)
    client = desk(writer_of(portal), portal)
    given = {**form_of(body, number=public.number), "content": "改了", "revision": public.revision,
             "published_until": public.published_until.isoformat()}  # fmt: skip
    assert "发布权" in said(client.post(at("one", portal, public.pk), given, follow=True))
    assert "没有在这个门户发布的权限" in said(
        client.post(at("withdraw", portal, public.pk), {"reason": "mistake"}, follow=True)
    )
    client.post(at("new", portal), {**form_of(body), "publish": "1"})
    assert Penalty.objects.count() == 1


def test_an_editor_of_another_portal_is_kept_out(portal):
    elsewhere = factories.make_portal("deqing")
    decision = factories.make_decision("penalty", portal)
    client = desk(common.make_editor(elsewhere), elsewhere)
    for address in (at("list", portal), at("one", portal, decision.pk), at("uploads", portal), at("export", portal)):
        assert client.get(address).status_code in (302, 403)
    assert client.get(at("one", elsewhere, decision.pk)).status_code == 404


def test_two_who_edit_at_once_do_not_overwrite_one_another(portal):
    body = factories.make_body(portal)
    draft = factories.make_decision("penalty", portal, body, published=False)
    client = desk(common.make_editor(portal), portal)
    given = {**form_of(body, number=draft.number), "revision": draft.revision}
    client.post(at("one", portal, draft.pk), {**given, "content": "先改的"})
    assert "已被别人更改" in said(client.post(at("one", portal, draft.pk), {**given, "content": "后改的"}, follow=True))
    assert Penalty.objects.get().content == "先改的"


def test_a_table_goes_from_the_file_to_the_public(portal):
    body = factories.make_body(portal)
    client = desk(common.make_editor(portal), portal)
    rows = [factories.row("penalty", body), factories.row("penalty", body, content="")]
    preview = client.post(at("uploads", portal), {"file": factories.as_xlsx(*rows)}, follow=True)
    upload = DecisionUpload.objects.get()
    assert "缺少" in preview.content.decode()
    assert not Penalty.objects.exists()
    confirmed = client.post(
        at("confirm", portal, upload.pk), {"run": upload.run, "accept_good": "1", "publish": "1"}, follow=True
    )
    assert "新增 1 件" in said(confirmed)
    assert Penalty.objects.get().published_on is not None
    assert client.get(at("rejects", portal, upload.pk)).status_code == 200


@pytest.mark.parametrize("name", ["list", "new", "uploads", "template", "export"])
def test_every_page_of_the_desk_opens(portal, name):
    factories.make_decision("penalty", portal)
    assert desk(common.make_editor(portal), portal).get(at(name, portal)).status_code == 200
