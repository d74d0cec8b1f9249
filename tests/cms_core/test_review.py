import pytest
from django.urls import reverse
from wagtail.models import TaskState, Workflow

from tests.factories import make_article, make_column, make_editor, make_portal, make_user

pytestmark = pytest.mark.django_db
WRITE = ("add", "change")
REVIEW = ("change", "publish")


@pytest.fixture
def handed_in():
    """An article of 桐庐 that its writer has handed in."""
    portal = make_portal("tonglu")
    article = make_article(make_column(portal.home, "要闻"), "待审文章", live=False)
    article.save_revision()
    Workflow.objects.get(name="先审后发").start(article, make_editor(portal, "writer", WRITE))
    return portal, article


def test_one_workflow_covers_every_page(handed_in):
    _portal, article = handed_in
    assert article.get_workflow().name == "先审后发"


def test_it_waits_for_the_portals_reviewers_and_nobody_else(handed_in):
    portal, _article = handed_in
    other = make_portal("deqing")
    waiting = TaskState.objects.reviewable_by
    assert waiting(make_editor(portal, "reviewer", REVIEW)).count() == 1
    assert waiting(make_user(superuser=True)).count() == 1
    assert waiting(make_editor(portal, "another-writer", WRITE)).count() == 0
    assert waiting(make_editor(other, "stranger", REVIEW)).count() == 0


def test_a_writer_hands_in_through_the_editor_and_a_reviewer_publishes(client, handed_in):
    portal, article = handed_in
    client.force_login(make_editor(portal, "reviewer", REVIEW))
    state = TaskState.objects.get()
    url = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", state.pk])
    client.post(url, HTTP_HOST=portal.site.hostname)
    article.refresh_from_db()
    assert article.live


def test_a_writer_cannot_approve(client, handed_in):
    portal, article = handed_in
    client.force_login(make_editor(portal, "another-writer", WRITE))
    state = TaskState.objects.get()
    url = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", state.pk])
    client.post(url, HTTP_HOST=portal.site.hostname)
    article.refresh_from_db()
    assert not article.live


def test_the_question_costs_the_same_with_many_portals(django_assert_max_num_queries, handed_in):
    for number in range(5):
        make_portal(f"county{number}")
    user = make_editor(handed_in[0], "reviewer", REVIEW)
    with django_assert_max_num_queries(6):
        assert TaskState.objects.reviewable_by(user).count() == 1
