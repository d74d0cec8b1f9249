"""Pages the gazette stands on: its faces are not edited as pages, its column is not deleted, editors are told."""

import pytest
from django.test import Client
from django.urls import reverse

from gazette.admin.base import workbench_url
from gazette.models import IssuePage
from gazette.states import IssueState
from tests import factories
from tests.gazette.factories import make_entry, make_gazette, make_issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def gazette():
    return make_gazette()


@pytest.fixture
def client(gazette):
    client = Client(SERVER_NAME="localhost")
    client.force_login(factories.make_user(superuser=True))
    return client


@pytest.fixture
def face(gazette):
    issue = make_issue(gazette, 2015, 7, state=IssueState.PUBLISHED)
    make_entry(issue)
    face = IssuePage(title=issue.title, slug="qi")
    face.issue_path = issue.path
    type(gazette.column).objects.get(pk=gazette.column_id).add_child(instance=face)
    issue.page = face
    issue.save()
    return face


@pytest.mark.parametrize("verb", ["edit", "delete", "move_confirm", "copy", "unpublish"])
def test_the_face_of_an_issue_is_left_to_the_workbench(client, gazette, face, verb):
    elsewhere = factories.make_column(gazette.portal.home)
    args = [face.pk, elsewhere.pk] if verb == "move_confirm" else [face.pk]
    answer = client.post(reverse(f"wagtailadmin_pages:{verb}", args=args))
    assert (answer.status_code, answer["Location"]) == (302, workbench_url(face.issue))
    face.refresh_from_db()
    assert face.live


def test_nobody_opens_it_as_a_page_either(client, face):
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[face.pk]))
    assert answer["Location"] == workbench_url(face.issue)


@pytest.mark.parametrize("verb", ["delete", "unpublish", "move"])
def test_nor_are_many_touched_at_once(client, face, verb):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", verb])
    client.post(f"{address}?id={face.pk}&next=/admin/", {"chooser": face.get_parent().get_parent().pk})
    face.refresh_from_db()
    assert face.live
    assert face.depth == face.get_parent().depth + 1


@pytest.mark.parametrize("verb", ["delete", "unpublish"])
def test_the_column_of_a_gazette_stays_and_the_message_says_why(client, gazette, verb):
    answer = client.post(reverse(f"wagtailadmin_pages:{verb}", args=[gazette.column_id]), follow=True)
    assert "公报地址长期有效" in answer.content.decode()
    gazette.column.refresh_from_db()
    assert gazette.column.live


def test_a_column_above_the_gazette_s_stays_too(client, gazette):
    above = factories.make_column(gazette.portal.home, "政务公开")
    gazette.column.move(above, pos="last-child")
    client.post(reverse("wagtailadmin_pages:delete", args=[above.pk]))
    assert type(above).objects.filter(pk=above.pk).exists()


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (IssueState.SUBMITTED, "清样已定稿"),
        (IssueState.APPROVED, "已定稿待发布"),
        (IssueState.PUBLISHED, "请在公报中刊登更正"),
    ],
)
def test_who_opens_a_sealed_document_is_told(client, gazette, state, said):
    page = factories.make_document(factories.make_column(gazette.portal.home))
    make_entry(make_issue(gazette, state=state), page=page)
    assert said in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_who_opens_a_document_of_a_draft_issue_is_told_nothing(client, gazette):
    page = factories.make_document(factories.make_column(gazette.portal.home))
    make_entry(make_issue(gazette), page=page)
    assert "公报" not in "".join(
        str(message) for message in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["messages"]
    )


def test_the_number_of_an_unpublished_issue_is_named_to_its_editors_alone(gazette):
    department = factories.make_portal("czt", "department", gazette.portal)
    page = factories.make_document(factories.make_column(department.home))
    make_entry(make_issue(gazette, 2015, 7, 1074, state=IssueState.APPROVED), page=page)
    client = Client(SERVER_NAME="localhost")
    client.force_login(factories.make_editor(department))
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "标准文本已定稿" in shown
    assert "1074" not in shown
