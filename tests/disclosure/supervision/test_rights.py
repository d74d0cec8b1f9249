"""Who supervises whom: by the groups of the blueprints, along the site tree, without a superuser."""

import pytest
from django.test import Client

from disclosure.supervision.actions.notices import ApproveNotice, DraftNotice, SubmitNotice
from disclosure.supervision.permissions import Power, may, portals_for
from sites.blueprints.registry import blueprint
from sites.models import PortalLevel
from sites.provisioning.groups import GroupWriter
from tests.factories import make_editor, make_portal, make_user

pytestmark = pytest.mark.django_db
HOME = "/admin/disclosure/supervision/"


@pytest.fixture
def tree():
    province = make_portal("zj", PortalLevel.PROVINCE)
    city = make_portal("hangzhou", PortalLevel.CITY, province)
    county = make_portal("tonglu", PortalLevel.COUNTY, city)
    return {
        "zj": province,
        "hangzhou": city,
        "tonglu": county,
        "fuchunjiang": make_portal("fuchunjiang", PortalLevel.SUBSITE, county),
        "ningbo": make_portal("ningbo", PortalLevel.CITY, province),
        "zj-czt": make_portal("zj-czt", PortalLevel.DEPARTMENT, province),
    }


def member(portal, role):
    rules = [rule for rule in blueprint(portal.level).groups if rule.role == role]
    (group,) = GroupWriter().write_for(portal, rules)
    user = make_user()
    user.groups.add(group)
    return user


@pytest.mark.parametrize(
    ("office", "watched"),
    [
        ("zj", ["zj", "hangzhou", "tonglu", "fuchunjiang", "ningbo", "zj-czt"]),
        ("hangzhou", ["hangzhou", "tonglu", "fuchunjiang"]),
        ("tonglu", ["tonglu", "fuchunjiang"]),
    ],
)
def test_an_office_watches_its_government_and_all_below_it_in_the_site_tree(tree, office, watched):
    user = member(tree[office], "supervisor")
    assert {one.key for one in portals_for(user)} == set(watched)
    assert {key for key, portal in tree.items() if may(user, Power.SUPERVISE, portal)} == set(watched)
    assert not any(may(user, Power.APPROVE, portal) for portal in tree.values())


def test_departments_and_towns_have_no_office_in_charge():
    for level in ("department", "subsite"):
        assert not {"supervisor", "signatory"} & {rule.role for rule in blueprint(level).groups}


def test_two_people_of_the_two_groups_issue_a_notice_without_a_superuser(tree):
    city, county = tree["hangzhou"], tree["tonglu"]
    writer, head = member(city, "supervisor"), member(city, "signatory")
    client = Client(headers={"host": city.site.hostname})
    client.force_login(writer)
    assert client.get(HOME).status_code == 200
    notice = DraftNotice(city, [county], user=writer).execute()
    SubmitNotice(notice, user=writer).execute()
    text = client.get(f"{HOME}notices/{notice.pk}/").content.decode()
    assert "由另一位“信息公开监督负责人”办理" in text and "目前没有别人" not in text
    ApproveNotice(notice, user=head).execute()
    client.force_login(make_editor(county))
    assert client.get(f"{HOME}notices/{notice.pk}/").status_code == 200


def test_a_notice_that_nobody_may_approve_says_so(tree):
    writer = member(tree["hangzhou"], "supervisor")
    notice = DraftNotice(tree["hangzhou"], [tree["tonglu"]], user=writer).execute()
    SubmitNotice(notice, user=writer).execute()
    client = Client(headers={"host": tree["hangzhou"].site.hostname})
    client.force_login(writer)
    assert "目前没有别人有这项权限" in client.get(f"{HOME}notices/{notice.pk}/").content.decode()


def test_whoever_lacks_the_right_is_told_which_group_has_it(tree):
    client = Client(headers={"host": tree["tonglu"].site.hostname})
    client.force_login(make_editor(tree["tonglu"]))
    response = client.get(HOME)
    assert response.status_code == 403
    assert "“信息公开监督”组" in response.content.decode()
    assert client.get(f"{HOME}notices/new/").status_code == 403
