"""The patched page permission policy finds the pages that stock Wagtail finds, and bears hundreds of rows."""

import inspect
import itertools

import pytest
from django.contrib.auth.models import AnonymousUser
from wagtail.models import GroupPagePermission, Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms_core.models import BranchPage
from sites.models import PortalLevel
from sites.patches.page_permissions import STOCK
from sites.routing.subtrees import RANGES
from tests.factories import make_article, make_column, make_group, make_portal, make_user, page_root

pytestmark = pytest.mark.django_db
SIGNATURES = {
    "instances_user_has_any_permission_for": "(self, user, actions)",
    "explorable_instances": "(self, user)",
}
QUESTIONS = [{"add"}, {"change"}, {"add", "change"}, {"publish"}, {"change", "publish"}, {"bulk_delete"}, {"view"}]


@pytest.mark.parametrize(("name", "signature"), SIGNATURES.items(), ids=SIGNATURES)
def test_what_is_patched_is_still_called_as_it_was(name, signature):
    assert str(inspect.signature(STOCK[name])) == signature


def test_the_actions_that_make_a_page_explorable_are_still_the_same():
    actions = '{"add", "change", "publish", "lock", "unlock", "bulk_delete"}'
    assert actions in inspect.getsource(STOCK["explorable_instances"])


@pytest.fixture
def places():
    province = make_portal("zj", PortalLevel.PROVINCE)
    hangzhou = make_portal("hangzhou", PortalLevel.CITY, province)
    tonglu = make_portal("tonglu", PortalLevel.COUNTY, hangzhou)
    jiande = make_portal("jiande", PortalLevel.COUNTY, hangzhou)
    ningbo = make_portal("ningbo", PortalLevel.CITY, province)
    columns = [make_column(portal.home) for portal in (tonglu, jiande, ningbo)]
    for column in columns:
        make_article(column)
    return {
        "root": page_root(),
        "branch": hangzhou.home.get_parent(),
        "tonglu": tonglu.home,
        "column": columns[0],
        "ningbo": columns[2],
    }


HOLDINGS = [
    held
    for count in (0, 1, 2, 3)
    for held in itertools.combinations(["root", "branch", "tonglu", "column", "ningbo"], count)
]


@pytest.mark.parametrize("held", HOLDINGS, ids="-".join)
@pytest.mark.parametrize("actions", [("add",), ("add", "change", "publish")], ids="-".join)
def test_the_pages_found_are_those_that_stock_wagtail_finds(places, held, actions):
    user = make_user()
    user.groups.add(make_group("held", [places[name] for name in held], actions))
    Page.objects.filter(pk=places["column"].pk).update(owner=user)
    policy = PagePermissionPolicy()
    for question in QUESTIONS:
        ours = policy.instances_user_has_any_permission_for(user, question)
        stock = STOCK["instances_user_has_any_permission_for"](policy, user, question)
        assert set(ours.values_list("pk", flat=True)) == set(stock.values_list("pk", flat=True)), question
    ours = policy.explorable_instances(user)
    assert set(ours) == (set(STOCK["explorable_instances"](policy, user)) if held else set())


def test_different_rights_in_different_places_are_kept_apart(places):
    user = make_user()
    user.groups.add(make_group("writers", [places["branch"]], ["add"]))
    user.groups.add(make_group("editors", [places["ningbo"]], ["change"]))
    policy = PagePermissionPolicy()
    for question in QUESTIONS:
        stock = STOCK["instances_user_has_any_permission_for"](policy, user, question)
        assert set(policy.instances_user_has_any_permission_for(user, question)) == set(stock)
    assert set(policy.explorable_instances(user)) == set(STOCK["explorable_instances"](policy, user))


def test_superusers_see_all_and_those_without_an_account_nothing(places):
    policy = PagePermissionPolicy()
    assert policy.explorable_instances(make_user(superuser=True)).count() == Page.objects.count()
    assert not policy.explorable_instances(AnonymousUser()).exists()
    assert not policy.explorable_instances(make_user(is_active=False)).exists()


@pytest.mark.parametrize("many", [RANGES, RANGES + 1, 600])
def test_an_editor_with_hundreds_of_rows_gets_an_answer_on_every_database(many):
    root = page_root()
    pages = [root.add_child(instance=BranchPage(title=str(n), slug=f"b{n}", live=False)) for n in range(3)]
    paths = [f"{pages[0].path}{n:04d}" for n in range(1, many + 1)]
    Page.objects.bulk_create(
        Page(
            title="x",
            slug=f"x{path}",
            path=path,
            depth=3,
            url_path=f"/b0/x{path}/",
            locale_id=root.locale_id,
            content_type_id=root.content_type_id,
        )
        for path in paths
    )
    user = make_user()
    user.groups.add(make_group("many", Page.objects.filter(depth=3), ["change"]))
    assert GroupPagePermission.objects.count() == many
    policy = PagePermissionPolicy()
    assert policy.instances_user_has_any_permission_for(user, {"change"}).count() == many
    assert policy.explorable_instances(user).count() == many + 1
    assert Page.objects.filter(pk__in=policy.explorable_instances(user).values("pk"), depth=3).count() == many
