"""The pages that are the site tree are not treated as pages; an archive is read and not edited."""

import pytest
from django.urls import reverse
from wagtail.models import Page, TaskState, Workflow

from sites.models import Portal, PortalLevel, PortalState
from tests.factories import make_article, make_column, make_editor, make_portal, make_user

pytestmark = pytest.mark.django_db
ACTIONS = ("add", "change", "publish", "bulk_delete")


@pytest.fixture
def portal():
    return make_portal(name="桐庐县人民政府")


@pytest.fixture
def root(client, portal):
    client.defaults["HTTP_HOST"] = "tonglu.localhost"
    client.force_login(make_user("root", superuser=True))
    return client


def says(response, words):
    return any(words in str(message) for message in response.context["messages"])


@pytest.mark.parametrize(("verb", "word"), [("delete", "删除"), ("unpublish", "撤下"), ("copy", "复制")])
@pytest.mark.parametrize("which", ["home", "branch"])
def test_not_even_a_superuser_treats_a_home_page_or_branch_as_a_page(root, portal, verb, word, which):
    page = portal.home if which == "home" else portal.home.get_parent()
    answer = root.post(reverse(f"wagtailadmin_pages:{verb}", args=[page.pk]), follow=True)
    assert says(answer, f"不能{word}") or (which, verb) == ("branch", "unpublish")
    assert Page.objects.filter(pk=page.pk, live=page.live).exists()
    assert Portal.objects.count() == 1


def test_a_column_is_not_deleted_with_the_subsites_below_it(root, portal):
    town = make_portal("town", PortalLevel.SUBSITE, portal)
    column = town.home.get_parent()
    answer = root.post(reverse("wagtailadmin_pages:delete", args=[column.pk]), follow=True)
    assert says(answer, "下有门户，不能删除")
    assert Portal.objects.filter(pk=town.pk).exists()


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_many_at_once_are_guarded_as_one_is(root, portal, action):
    town = make_portal("town", PortalLevel.SUBSITE, portal)
    column = make_column(portal.home)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    query = f"?id={column.pk}&id={town.home.pk}&next=/admin/"
    answer = root.post(address + query, {"include_descendants": "on"}, follow=True)
    assert says(answer, "是门户首页，不能")
    assert Page.objects.filter(pk=column.pk, live=True).exists()
    assert Page.objects.filter(pk=town.home.pk, live=True).exists()


def test_an_ordinary_column_is_deleted_as_ever(root, portal):
    column = make_column(portal.home)
    root.post(reverse("wagtailadmin_pages:delete", args=[column.pk]))
    assert not Page.objects.filter(pk=column.pk).exists()


def test_publishing_the_home_page_of_a_portal_in_preparation_does_not_open_it():
    portal = make_portal(state=PortalState.PREPARING)
    article = make_article(make_column(portal.home))
    portal.home.title = "新的名字"
    portal.home.save_revision().publish()
    page = Page.objects.get(pk=portal.home.pk)
    article.entry.refresh_from_db()
    assert (page.title, page.live, article.entry.visible) == ("新的名字", False, False)


@pytest.fixture
def archive(client):
    portal = make_portal(state=PortalState.ARCHIVED, name="桐庐县人民政府")
    client.defaults["HTTP_HOST"] = "tonglu.localhost"
    client.force_login(make_editor(portal, actions=ACTIONS))
    return portal


@pytest.mark.parametrize("verb", ["edit", "delete", "unpublish", "copy"])
def test_nothing_in_an_archive_is_changed_by_its_editors(client, archive, verb):
    article = make_article(make_column(archive.home))
    answer = client.post(reverse(f"wagtailadmin_pages:{verb}", args=[article.pk]), follow=True)
    assert says(answer, "已归档，不再更新")
    assert Page.objects.filter(pk=article.pk, live=True, title=article.title).exists()


def test_nothing_is_added_to_an_archive(client, archive):
    column = make_column(archive.home)
    answer = client.get(reverse("wagtailadmin_pages:add", args=["cms_core", "articlepage", column.pk]), follow=True)
    assert says(answer, "已归档，不再更新")


def test_what_was_handed_in_before_is_not_published_into_an_archive(client, archive):
    article = make_article(make_column(archive.home), live=False)
    article.save_revision()
    Workflow.objects.get(name="先审后发").start(article, make_user())
    state = TaskState.objects.get()
    url = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", state.pk])
    assert says(client.post(url, follow=True), "已归档，不再更新")
    assert not Page.objects.get(pk=article.pk).live


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move", "copy", "create_alias"])
def test_the_admins_api_acts_on_no_page(root, portal, action):
    article = make_article(make_column(portal.home))
    before = Page.objects.count()
    data = {"destination_page_id": portal.home.pk}
    assert root.post(f"/admin/api/main/pages/{article.pk}/action/{action}/", data).status_code == 404
    assert root.get(f"/admin/api/main/pages/{article.pk}/").status_code == 200
    assert (Page.objects.count(), Page.objects.get(pk=article.pk).live) == (before, True)


def test_many_pages_of_an_archive_are_guarded_as_one_is(client, archive):
    column = make_column(archive.home)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    assert says(client.post(f"{address}?id={column.pk}", follow=True), "已归档，不再更新")
    assert Page.objects.get(pk=column.pk).live


@pytest.mark.parametrize(
    ("state", "status"), [("running", 200), ("offline", 503), ("preparing", 404), ("archived", 200)]
)
def test_the_pages_of_a_subsite_follow_its_own_state(client, state, status):
    county = make_portal()
    town = make_portal("town", PortalLevel.SUBSITE, county, state=PortalState(state), announcement="整修")
    article = make_article(make_column(town.home))
    path = "/" + article.address
    assert client.get(path, headers={"host": "tonglu.localhost"}).status_code == status


def test_a_county_offline_takes_its_subsites_with_it(client):
    county = make_portal(state=PortalState.OFFLINE)
    article = make_article(make_column(make_portal("town", PortalLevel.SUBSITE, county).home))
    assert client.get("/" + article.address, headers={"host": "tonglu.localhost"}).status_code == 503
