"""签收: a notice stands on the first page of its bodies until one of their people acknowledges it."""

import datetime

import pytest
from django.test import Client

from disclosure.models import NoticeReceipt
from disclosure.supervision.actions.notices import ApproveNotice, DraftNotice, SubmitNotice
from disclosure.supervision.actions.receipts import ReceiveNotice
from disclosure.supervision.errors import NotAllowed
from disclosure.supervision.receipts import waiting_for
from sites.models import PortalGroup, PortalLevel
from tests.disclosure.supervision.test_rights import member
from tests.factories import make_editor, make_portal, make_user

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 11, 20)
NOTICES = "/admin/disclosure/supervision/notices/"


@pytest.fixture
def province():
    return make_portal("zj", PortalLevel.PROVINCE)


@pytest.fixture
def city(province):
    return make_portal("hangzhou", PortalLevel.CITY, province)


@pytest.fixture
def county(city):
    return make_portal("tonglu", PortalLevel.COUNTY, city)


def person(portal, role):
    """In the group that is there already, where it is."""
    kept = PortalGroup.objects.filter(portal=portal, role=role).first()
    if kept is None:
        return member(portal, role)
    user = make_user()
    user.groups.add(kept.group)
    return user


def issued(portal, *bodies, approve=True):
    writer, head = person(portal, "supervisor"), person(portal, "signatory")
    notice = DraftNotice(portal, bodies, user=writer, on=ON).execute()
    SubmitNotice(notice, user=writer).execute()
    return ApproveNotice(notice, user=head).execute() if approve else notice


def first_page(user, portal) -> str:
    client = Client(headers={"host": portal.site.hostname})
    client.force_login(user)
    return client.get("/admin/").content.decode()


def test_the_people_of_a_body_are_told_on_their_first_page_until_one_of_them_acknowledges(city, county):
    notice = issued(city, county)
    editor, colleague = make_editor(county), make_editor(county)
    assert notice.title in first_page(editor, county) and notice.title in first_page(colleague, county)
    client = Client(headers={"host": county.site.hostname})
    client.force_login(editor)
    address = f"{NOTICES}{notice.pk}/"
    assert "签收（tonglu人民政府）" in client.get(address).content.decode()
    for _ in range(2):
        client.post(f"{address}receive/{county.pk}/")
    assert NoticeReceipt.objects.get().by == editor
    text = client.get(address).content.decode()
    assert "已签收" in text and "签收（tonglu人民政府）" not in text
    assert notice.title not in first_page(colleague, county)


def test_what_is_not_issued_and_what_goes_to_others_is_on_no_first_page(city, county):
    other = make_portal("deqing", PortalLevel.COUNTY, city)
    draft, elsewhere = issued(city, county, approve=False), issued(city, other)
    assert draft.title not in first_page(make_editor(county), county)
    assert elsewhere.title in first_page(make_editor(other), other)


def test_the_office_of_a_city_reads_and_acknowledges_what_the_province_sends_to_the_city(province, city, county):
    notice, office = issued(province, city, county), person(city, "supervisor")
    assert notice.title in first_page(office, city)
    ReceiveNotice(notice, city, user=office).execute()
    assert notice.title not in first_page(office, city)
    with pytest.raises(NotAllowed, match="不能代"):
        ReceiveNotice(notice, county, user=office).execute()


def test_the_office_that_issued_it_reads_who_has_not_and_is_not_reminded_itself(province, city, county):
    notice, office = issued(province, city, county), person(province, "supervisor")
    ReceiveNotice(notice, city, user=make_editor(city)).execute()
    assert notice.title not in first_page(office, province)
    client = Client(headers={"host": province.site.hostname})
    client.force_login(office)
    assert "尚未签收（1/2）：tonglu人民政府" in client.get(f"{NOTICES}{notice.pk}/").content.decode()
    client.force_login(make_editor(county))
    assert "尚未签收（1/2）" not in client.get(f"{NOTICES}{notice.pk}/").content.decode()


def test_nobody_else_acknowledges_and_no_draft_is(city, county):
    notice = issued(city, county)
    with pytest.raises(NotAllowed, match="没有印发给"):
        ReceiveNotice(notice, city, user=make_user(superuser=True)).execute()
    with pytest.raises(NotAllowed, match="不能代"):
        ReceiveNotice(notice, county, user=make_editor(city)).execute()
    draft = issued(city, county, approve=False)
    with pytest.raises(NotAllowed, match="没有印发给"):
        ReceiveNotice(draft, county, user=make_editor(county)).execute()


def test_many_notices_cost_the_first_page_no_more_than_one(city, county, django_assert_max_num_queries):
    issued(city, county)
    editor = make_editor(county)
    for number in (1, 4):
        while number > len(waiting_for(editor, 9)):
            issued(city, county)
        fresh = type(editor).objects.get(pk=editor.pk)
        with django_assert_max_num_queries(7):
            assert len(waiting_for(fresh, 9)) == number
