"""An editor of one county walks through the whole admin and finds nothing of another's."""

import itertools
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.urls import reverse
from PIL import Image
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from cms_core.models import Attachment, Picture
from sites.models import PortalLevel, PortalState
from tests.factories import make_article, make_column, make_editor, make_group, make_portal, make_user
from tests.sites.admin_walk import addresses, areas

pytestmark = pytest.mark.django_db
SECRET = "GEHEIM"
FOUND = "机密"  # what is searched for; it stands beside the secret, so that an echo of the question proves nothing
HOST = {"host": "tonglu.localhost"}


def picture(name):
    content = BytesIO()
    Image.new("RGB", (4, 4)).save(content, "PNG")
    return ImageFile(ContentFile(content.getvalue(), name=name), name=name)


class Other:
    """Another county with something secret of each kind."""

    def __init__(self, city):
        self.portal = make_portal("jiande", PortalLevel.COUNTY, city)
        self.person = make_editor(self.portal, f"{FOUND}{SECRET}person", first_name=f"{SECRET}name")
        self.group = self.person.groups.get()
        self.group.name = f"{FOUND}{SECRET}group"
        self.group.save()
        self.column = make_column(self.portal.home)
        self.live = make_article(self.column, "公开的文章", owner=self.person)
        self.draft = make_article(self.column, f"{FOUND}{SECRET}draft", live=False, owner=self.person)
        self.revision = self.draft.save_revision(user=self.person, log_action=True)
        self.draft.locked, self.draft.locked_by = True, self.person
        self.draft.save()
        hidden = make_portal("chunan", PortalLevel.COUNTY, city, state=PortalState.PREPARING)
        self.hidden = make_article(make_column(hidden.home), f"{FOUND}{SECRET}hidden", owner=self.person)
        self.picture = Picture.objects.create(
            title=f"{FOUND}{SECRET}picture", file=picture(f"{SECRET}.png"), collection=self.portal.collection
        )
        self.attachment = Attachment.objects.create(
            title=f"{FOUND}{SECRET}file",
            file=ContentFile(b"x", name=f"{SECRET}.txt"),
            collection=self.portal.collection,
        )
        self.workflow = Workflow.objects.create(name=f"{FOUND}{SECRET}workflow")
        self.task = GroupApprovalTask.objects.create(name=f"{FOUND}{SECRET}task")
        self.task.groups.add(self.group)
        WorkflowTask.objects.create(workflow=self.workflow, task=self.task, sort_order=0)
        WorkflowPage.objects.create(workflow=self.workflow, page=self.column)
        self.workflow_state = self.workflow.start(self.draft, self.person)

    def ids(self):
        """By the word that a route uses for such a thing."""
        return {
            "image": self.picture.pk,
            "document": self.attachment.pk,
            "user": self.person.pk,
            "group": self.group.pk,
            "collection": self.portal.collection_id,
            "workflow": self.workflow.pk,
            "task": self.task.pk,
            "portal": self.portal.pk,
        }

    def choices(self, name, route):
        """What is put into the slot `name` of a route."""
        words = {
            "app_label": ["wagtailcore", "cms_core", "auth"],
            "model_name": ["page", "picture", "attachment", "user"],
            "content_type_app_name": ["cms_core"],
            "content_type_model_name": ["articlepage"],
            "content_type_app_label": ["cms_core"],
            "app_name": ["cms_core"],
            "object_id": [self.draft.pk],
            "session_id": [1],
            "action": ["delete", "move", "add_tags"],
            "action_name": ["approve", "reject"],
            "revision_id": [self.revision.pk],
            "revision_id_a": ["live", self.revision.pk],
            "revision_id_b": [self.revision.pk],
            "workflow_state_id": [self.workflow_state.pk],
            "task_state_id": [self.workflow_state.current_task_state_id],
            "filter_spec": ["fill-10x10"],
        }
        if name in words:
            return words[name]
        area = route.partition("/")[0]
        by_area = [pk for word, pk in self.ids().items() if area.startswith(word) or word in name]
        pages = [self.draft.pk, self.hidden.pk, self.column.pk]
        return by_area or (
            pages if "page" in name or area in ("pages", "choose-page", "api") else [*pages[:1], *self.ids().values()]
        )


def queries(area, other):
    """Nothing; then everything that any list, chooser or search takes."""
    pages = "&".join(f"id={one.pk}" for one in (other.draft, other.hidden))
    files = f"id={other.picture.pk}&id={other.attachment.pk}&id={other.person.pk}"
    many = f"q={FOUND}&search_all=1&search={FOUND}&fields=*&collection_id={other.portal.collection_id}"
    asked = ["", f"{many}&{pages}&page_type=cms_core.ArticlePage", files]
    return [*asked, f"id=all&childOf={other.column.pk}"] if area == "bulk" else asked[: 3 if "choose" in area else 2]


def leaks(client, area, other):
    client.raise_request_exception = False
    found = []
    for address, query in itertools.product(addresses(area, other.choices), queries(area, other)):
        where = f"{address}?{query}"
        response = client.get(where, headers=HOST)
        if SECRET.encode() in read(response) or SECRET in said(response):
            found.append(f"{where} ({response.status_code})")
    return found


def said(response):
    """The messages that the next page would show, as when a view turns somebody away."""
    return "".join(str(message) for message in getattr(response.wsgi_request, "_messages", []))


def read(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.fixture
def city(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_portal("hangzhou", PortalLevel.CITY)


@pytest.mark.parametrize("area", areas())
def test_a_countys_administrator_finds_nothing_of_another_countys(client, city, area):
    mine = make_portal("tonglu", PortalLevel.COUNTY, city)
    make_article(make_column(mine.home))
    actions = ("add", "change", "publish", "lock", "unlock", "bulk_delete")
    client.force_login(make_editor(mine, "mine", actions, permissions=["change_portal"]))
    found = leaks(client, area, Other(city))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("area", ["pages", "choose-page", "bulk", "reports", "api"])
def test_an_editor_of_two_counties_finds_nothing_of_the_third_between_them(client, city, area):
    mine = [make_portal(key, PortalLevel.COUNTY, city) for key in ("tonglu", "lin-an")]
    user = make_user("mine")
    user.groups.add(make_group("both", [one.home for one in mine], collections=[one.collection for one in mine]))
    client.force_login(user)
    found = leaks(client, area, Other(city))
    assert not found, "\n".join(found)


def test_the_walk_would_notice_a_leak(client, city):
    """The same walk as a superuser finds the secrets: the test above can fail."""
    make_portal("tonglu", PortalLevel.COUNTY, city)
    client.force_login(make_user("root", superuser=True))
    other = Other(city)
    for area in ("choose-page", "images", "reports", "api"):
        assert leaks(client, area, other), area


def test_live_pages_of_other_portals_can_be_linked_and_drafts_cannot(client, city):
    mine = make_portal("tonglu", PortalLevel.COUNTY, city)
    own_draft = make_article(make_column(mine.home), "公开的草稿", live=False)
    other = Other(city)
    client.force_login(make_editor(mine))
    answer = client.get(reverse("wagtailadmin_choose_page_search"), {"q": "公开的"}, headers=HOST)
    found = {page.pk for page in answer.context["pages"]}
    assert found == {other.live.pk, own_draft.pk}
    for word in (FOUND, SECRET):
        answer = client.get(reverse("wagtailadmin_choose_page_search"), {"q": word}, headers=HOST)
        assert not list(answer.context["pages"])


@pytest.mark.parametrize("name", ["wagtailsites:index", "wagtailsites:add"])
def test_wagtails_own_screens_for_sites_are_not_there_even_for_superusers(client, city, name):
    client.force_login(make_user("root", superuser=True))
    assert client.get(reverse(name), headers={"host": "hangzhou.localhost"}).status_code == 404
