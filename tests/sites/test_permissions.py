"""Who may do what on which portal."""

import pytest
from django.contrib.auth.models import AnonymousUser, Permission

from sites.models import Portal, PortalLevel, PortalState
from sites.permissions import PortalAction, policy
from tests.factories import make_column, make_editor, make_group, make_portal, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    province = make_portal("zj", PortalLevel.PROVINCE)
    hangzhou = make_portal("hangzhou", PortalLevel.CITY, province)
    ningbo = make_portal("ningbo", PortalLevel.CITY, province)
    tonglu = make_portal("tonglu", PortalLevel.COUNTY, hangzhou)
    jiande = make_portal("jiande", PortalLevel.COUNTY, hangzhou)
    yuyao = make_portal("yuyao", PortalLevel.COUNTY, ningbo)
    town = make_portal("fuchunjiang", PortalLevel.SUBSITE, tonglu)
    return {one.key: one for one in (province, hangzhou, ningbo, tonglu, jiande, yuyao, town)}


def keys(user, action):
    """By the list, after making sure that the single question answers the same for every portal."""
    found = {portal.key for portal in policy.portals_for(user, action)}
    every = Portal.objects.select_related("home")
    assert found == {portal.key for portal in every if policy.user_may(user, action, portal)}
    return found


def user_with(pages, permissions=(), actions=("add", "change", "publish")):
    user = make_user()
    user.groups.add(make_group(f"group of {user}", pages, actions, permissions=permissions))
    return user


@pytest.mark.parametrize("action", PortalAction)
def test_a_superuser_may_everything_and_strangers_nothing(tree, action):
    assert keys(make_user(superuser=True), action) == set(tree)
    assert keys(make_user(superuser=True, is_active=False), action) == set()
    assert keys(make_user(), action) == set()
    assert not policy.user_may(AnonymousUser(), action, tree["tonglu"])


@pytest.mark.parametrize("action", [PortalAction.SEE, PortalAction.WRITE, PortalAction.PUBLISH])
def test_rights_on_a_home_page_reach_that_portal_and_its_subsites(tree, action):
    assert keys(user_with([tree["tonglu"].home]), action) == {"tonglu", "fuchunjiang"}


def test_rights_on_a_branch_reach_the_region(tree):
    branch = tree["hangzhou"].home.get_parent()
    assert keys(user_with([branch]), PortalAction.PUBLISH) == {"hangzhou", "tonglu", "jiande", "fuchunjiang"}


def test_an_editor_of_one_column_sees_its_portal_and_may_not_publish_all_over_it(tree):
    column = make_column(tree["tonglu"].home)
    assert keys(user_with([column]), PortalAction.SEE) == {"tonglu"}
    assert keys(user_with([column]), PortalAction.PUBLISH) == set()
    in_town = make_column(tree["fuchunjiang"].home)
    assert keys(user_with([in_town]), PortalAction.SEE) == {"fuchunjiang"}


def test_rights_of_one_kind_are_not_rights_of_another(tree):
    writer = user_with([tree["tonglu"].home], actions=["add"])
    assert policy.user_may(writer, PortalAction.WRITE, tree["tonglu"])
    assert not policy.user_may(writer, PortalAction.PUBLISH, tree["tonglu"])
    assert not policy.user_may(writer, PortalAction.ADMINISTER, tree["tonglu"])


def test_administering_reaches_as_far_as_the_pages_of_the_same_group(tree):
    user = user_with([tree["tonglu"].home], permissions=["change_portal"])
    user.groups.add(make_group("writers elsewhere", [tree["yuyao"].home]))
    assert keys(user, PortalAction.ADMINISTER) == {"tonglu", "fuchunjiang"}
    assert keys(user, PortalAction.PUBLISH) == {"tonglu", "fuchunjiang", "yuyao"}
    assert keys(user, PortalAction.OPEN) == set()


def test_a_citys_administrators_open_its_counties_and_no_others(tree):
    user = user_with([tree["hangzhou"].home.get_parent()], permissions=["open_portal"])
    assert keys(user, PortalAction.OPEN) == {"hangzhou", "tonglu", "jiande", "fuchunjiang"}
    assert keys(user, PortalAction.ADMINISTER) == keys(user, PortalAction.OPEN)


def test_a_group_without_pages_gives_no_portal_and_a_direct_permission_all(tree):
    user = user_with([], permissions=["open_portal"])
    assert keys(user, PortalAction.OPEN) == set()
    assert not policy.may_somewhere(user, PortalAction.OPEN)
    direct = make_user()
    direct.user_permissions.add(Permission.objects.get(codename="open_portal"))
    assert keys(direct, PortalAction.OPEN) == set(tree)


def test_nobody_but_those_who_may_reopen_it_writes_in_an_archive(tree):
    tree["jiande"].state = PortalState.ARCHIVED
    tree["jiande"].save()
    assert keys(user_with([tree["jiande"].home]), PortalAction.WRITE) == set()
    assert keys(user_with([tree["jiande"].home]), PortalAction.SEE) == {"jiande"}
    assert keys(user_with([tree["jiande"].home], ["open_portal"]), PortalAction.PUBLISH) == {"jiande"}


def test_asking_for_many_portals_costs_no_query_each(tree, django_assert_max_num_queries):
    portals = list(Portal.objects.select_related("home"))
    editor = make_editor(tree["tonglu"])
    with django_assert_max_num_queries(4):
        for action in (PortalAction.WRITE, PortalAction.OPEN, PortalAction.ADMINISTER):
            assert [policy.user_may(editor, action, portal) for portal in portals]
