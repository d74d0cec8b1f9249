"""效力建议 in the admin: each sees and decides those of his own portals."""

import pytest
from django.urls import reverse

from cms_core.models import DocumentPage, ValidityProposal
from tests.cms_core.citations.texts import OLD, body, cited, repealing
from tests.factories import make_column, make_document, make_editor, make_portal

pytestmark = pytest.mark.django_db
LIST = "/admin/validity-proposals/"


@pytest.fixture
def portal():
    return make_portal()


@pytest.fixture
def target(portal):
    column = make_column(portal.home)
    target = cited(column)
    repealing(column)
    return target


def entering(client, portal, **editor):
    client.defaults["HTTP_HOST"] = portal.site.hostname
    client.force_login(make_editor(portal, **editor))
    return client


def decide(client, verb, **data):
    number = ValidityProposal.objects.get().pk
    return client.post(reverse("decide_validity_proposal", args=[number, verb]), data, follow=True)


def validity(target):
    return DocumentPage.objects.get(pk=target.pk).validity


def test_the_list_shows_target_source_sentence_and_day(client, portal, target):
    page = entering(client, portal).get(LIST).content.decode()
    for shown in (OLD, "桐庐县会议和培训管理办法", "同时废止", "2020-01-01", "已废止"):
        assert shown in page


def test_the_first_page_of_the_admin_counts_what_waits(client, portal, target):
    page = entering(client, portal).get("/admin/").content.decode()
    assert "validity-proposals" in page
    assert "<strong>1</strong>" in page


def test_one_click_accepts_another_undoes(client, portal, target):
    entering(client, portal)
    assert "现标为“已废止”" in decide(client, "accept").content.decode()
    assert validity(target) == "repealed"
    assert "已撤销" in decide(client, "undo").content.decode()
    assert validity(target) == "in_force"


def test_declining_keeps_the_reason(client, portal, target):
    entering(client, portal)
    assert "请写明不采纳的理由" in decide(client, "decline", reason="").content.decode()
    decide(client, "decline", reason="只引用其名称")
    assert "只引用其名称" in client.get(f"{LIST}?state=declined").content.decode()


def test_a_second_click_is_told_that_it_is_done(client, portal, target):
    entering(client, portal)
    decide(client, "accept")
    assert "没有重复处理" in decide(client, "accept").content.decode()


def test_people_of_other_portals_see_nothing_and_can_do_nothing(client, portal, target):
    entering(client, make_portal("jiande"))
    assert OLD not in client.get(LIST).content.decode()
    assert decide(client, "accept").status_code == 404
    assert validity(target) == "in_force"


def test_who_may_not_publish_has_neither_list_nor_menu_item(client, portal, target):
    entering(client, portal, actions=("add", "change"))
    assert client.get(LIST).status_code in {302, 403}
    assert LIST not in client.get("/admin/").content.decode()
    assert decide(client, "accept").status_code == 404


def test_nothing_is_decided_by_a_link(client, portal, target):
    entering(client, portal)
    number = ValidityProposal.objects.get().pk
    assert client.get(reverse("decide_validity_proposal", args=[number, "accept"])).status_code == 405


def test_an_unknown_verb_and_a_foreign_way_back_are_refused(client, portal, target):
    entering(client, portal)
    assert decide(client, "destroy").status_code == 404
    response = client.post(
        reverse("decide_validity_proposal", args=[ValidityProposal.objects.get().pk, "accept"]),
        {"next": "https://evil.example/"},
    )
    assert response["Location"] == LIST


def test_what_was_accepted_from_a_document_that_is_withdrawn_says_so(client, portal, target):
    entering(client, portal)
    decide(client, "accept")
    assert "这份文件已撤下" not in client.get(f"{LIST}?state=accepted").content.decode()
    ValidityProposal.objects.get().source.unpublish()
    assert "这份文件已撤下" in client.get(f"{LIST}?state=accepted").content.decode()
    assert "恢复为原来的效力" in decide(client, "undo").content.decode()
    assert validity(target) == "in_force"
    assert ValidityProposal.objects.get().state == "taken_back"


def test_a_full_page_of_proposals_costs_no_query_a_row(client, portal, django_assert_max_num_queries):
    column = make_column(portal.home)
    names = [f"桐庐县第{number}号管理办法" for number in range(1, 31)]
    for number, name in enumerate(names, 1):
        cited(column, name, f"桐政发〔2011〕{number}号")
    for number, name in enumerate(names, 1):
        repealed = f"《{name}》（桐政发〔2011〕{number}号）同时废止。"
        make_document(column, f"新办法{number}", body=body(repealed), document_number=f"桐政发〔2020〕{number}号")
    entering(client, portal).get(LIST)
    with django_assert_max_num_queries(30):
        page = client.get(LIST)
    assert len(page.context["rows"]) == 30


def test_an_archived_portal_is_not_changed(client, portal, target):
    portal.state = "archived"
    portal.save()
    entering(client, portal)
    assert "已归档" in decide(client, "accept").content.decode()
    assert validity(target) == "in_force"
