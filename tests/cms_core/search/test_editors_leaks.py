"""An editor of one county finds and changes nothing of what another keeps for its search, or is asked there."""

import pytest

from cms_core.models import SearchPromotion, SynonymGroup
from tests.cms_core.search.editing import click, count, html, promotion, read, send, synonyms
from tests.factories import make_article, make_column, make_editor, make_group, make_portal, make_user

pytestmark = pytest.mark.django_db
SECRET = "GEHEIM"
PAGES = ("search_promotions", "search_synonyms", "search_insight", "search_insight_export")


@pytest.fixture
def tonglu():
    return make_portal("tonglu")


@pytest.fixture
def jiande():
    return make_portal("jiande")


@pytest.fixture
def root():
    return make_user("root", superuser=True)


@pytest.fixture
def other(jiande, root):
    count(jiande.home, f"{SECRET}问题", number=9)
    click(jiande.home, f"{SECRET}问题", 1)
    row = promotion(root, jiande.home, f"{SECRET}词", title=f"{SECRET}标题")
    return synonyms(root, jiande.home, f"{SECRET}甲", f"{SECRET}乙"), row


@pytest.fixture
def mine(client, tonglu):
    client.force_login(make_editor(tonglu))
    return tonglu


@pytest.mark.parametrize("name", PAGES)
def test_no_list_report_or_export_shows_it(client, mine, other, jiande, name):
    for query in (
        {},
        {"home": jiande.home_id},
        {"home": "all"},
        {"q": SECRET},
        {"home": jiande.home_id, "try": "甲"},
    ):
        answer = read(client, name, **query)
        page = answer.content.decode().replace(f'value="{SECRET}"', "")
        assert answer.status_code == 200
        assert SECRET not in page and jiande.home.title not in page, query


def test_its_edit_addresses_are_not_there(client, mine, other):
    group, row = other
    for name, pk in (("search_synonym", group.pk), ("search_promotion", row.pk)):
        assert read(client, name, pk).status_code == 404
        assert read(client, f"{name}_delete", pk).status_code == 404
        assert SECRET not in send(client, name, pk, words="甲、乙", home=str(mine.home_id)).content.decode()
        send(client, f"{name}_delete", pk)
    assert str(SynonymGroup.objects.get()) == f"{SECRET}甲、{SECRET}乙"
    assert SearchPromotion.objects.get().words == f"{SECRET}词"


def test_nothing_is_made_for_it_or_for_all(client, mine, jiande):
    for home in (str(jiande.home_id), "all", "", "x"):
        send(client, "search_synonym_new", home=home, words="公积金、住房公积金", enabled="on")
        send(
            client,
            "search_promotion_new",
            home=home,
            words="公积金",
            match="exact",
            order="1",
            url="/a/",
            title="甲",
        )
    assert not SynonymGroup.objects.exists() and not SearchPromotion.objects.exists()


def test_its_synonyms_are_not_tried(client, mine, other, jiande):
    assert SECRET not in html(client, "search_synonyms", home=jiande.home_id, **{"try": "甲"})


def test_what_is_kept_for_all_is_the_platforms_alone(client, mine, root):
    group = synonyms(root, None, f"{SECRET}甲", f"{SECRET}乙")
    assert SECRET not in html(client, "search_synonyms")
    assert read(client, "search_synonym", group.pk).status_code == 404


def test_a_number_in_the_form_does_not_name_another_portals_draft(client, mine, jiande):
    draft = make_article(make_column(jiande.home), f"{SECRET}草稿", live=False)
    values = {"home": str(mine.home_id), "words": "公积金", "match": "exact", "order": "1", "page": str(draft.pk)}
    page = send(client, "search_promotion_new", **values).content.decode()
    assert SECRET not in page and "没有公开发布" in page


def test_a_withdrawn_page_is_named_as_it_was_when_it_was_public(client, mine, jiande):
    article = make_article(make_column(jiande.home), "公开的标题")
    row = promotion(make_user("r2", superuser=True), mine.home, "公积金", page=article, url="", title="")
    article.unpublish()
    article.title = f"{SECRET}新标题"
    article.save_revision()
    article.save()
    for name, args in (("search_promotions", ()), ("search_promotion", (row.pk,))):
        page = html(client, name, *args)
        assert SECRET not in page and "公开的标题" in page


def test_who_works_on_no_portal_is_turned_away(client, tonglu):
    user = make_user("nobody")
    user.groups.add(make_group("admin only"))
    client.force_login(user)
    for name in PAGES:
        assert read(client, name).status_code == 302, name
