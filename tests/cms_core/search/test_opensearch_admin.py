"""Wagtail's OpenSearch backend for the admin: what it says to its server, against exchanges written by hand from the
documentation, and its analysers by their tables. No live server has ever made tokens with them."""

import json
import re

import pytest
from modelsearch.backends import get_search_backend
from wagtail.models import Page

from cms_core.models.search_admin import Unlisted
from cms_core.search.admin import elsewhere, filling, outbox
from cms_core.search.analysis.characters import fold
from cms_core.search.errors import Rebuilding
from cms_core.search.opensearch.admin import analysis
from cms_core.search.opensearch.admin.backend import Mapping, NotTold, SearchBackend
from cms_core.search.opensearch.locks import FileLocks
from tests.cms_core.search.opensearch_exchanges import playing
from tests.factories import make_article, make_column, make_portal

pytestmark = pytest.mark.django_db
NOBODY = "http://127.0.0.1:9"


@pytest.fixture
def article():
    return make_article(make_column(make_portal("tonglu").home), "推进電子政務建设")


@pytest.fixture
def use(settings, tmp_path):
    """The backend, as the settings of several machines name it, with its server at an address."""

    def at(address):
        settings.PORTAL_HOME = tmp_path
        settings.PORTAL_OPENSEARCH_URL = [address]
        settings.WAGTAILSEARCH_BACKENDS = {
            "default": {"BACKEND": "cms_core.search.opensearch.admin", "AUTO_UPDATE": False}
        }
        return get_search_backend()

    return at


def test_what_an_editor_types_is_asked_as_documented_and_only_rows_of_the_queryset_are_answered(use, article):
    with playing("admin_search", first=str(article.pk)) as address:
        use(address)
        assert [page.pk for page in Page.objects.filter(live=True).search("电子政务 gov")[:5]] == [article.pk]


def test_what_is_saved_and_deleted_is_told_as_documented(use, article):
    Unlisted.objects.all().delete()
    Unlisted.objects.bulk_create(
        Unlisted(family="wagtailcore.page", number=number) for number in (article.pk, 999999999)
    )
    with playing("admin_write", first=str(article.pk)) as address:
        use(address)
        assert outbox.catch_up() == 2
    assert not Unlisted.objects.exists()


def test_what_cannot_be_told_waits_and_nothing_is_said_of_the_password(use, article, settings):
    settings.PORTAL_OPENSEARCH_USER, settings.PORTAL_OPENSEARCH_PASSWORD = "portal", "very-secret"
    use(NOBODY)
    with pytest.raises(NotTold) as raised:
        outbox.catch_up()
    assert "very-secret" not in str(raised.value)
    assert Unlisted.objects.filter(number=article.pk).exists()


def test_while_update_index_runs_what_is_saved_waits(use, article, tmp_path, monkeypatch):
    """By the locks of files: those of PostgreSQL let the same session in twice."""
    backend, held = use(NOBODY), FileLocks(tmp_path, "admin")
    monkeypatch.setattr("cms_core.search.opensearch.admin.backend.locks", lambda scope: held)
    with held.rebuilding(), pytest.raises(Rebuilding):
        backend.follow(Page, [article], [])


def test_an_editor_still_finds_titles_while_the_server_does_not_answer(use, article, caplog):
    use(NOBODY)
    found = Page.objects.search("電子政務")
    assert [page.pk for page in found] == [article.pk]
    assert Page.objects.search("電子政務").count() == 1
    assert "检索服务器没有回答" in caplog.text


def test_the_shared_index_is_not_filled_by_the_worker(use, settings):
    use(NOBODY)
    assert isinstance(elsewhere.shared(), SearchBackend)
    assert not filling.lacks()
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cms_core.search.admin", "AUTO_UPDATE": False}}
    assert elsewhere.shared() is None


def test_pages_below_one_that_moved_are_told_too(use, article):
    column = article.get_parent().specific
    other = make_portal("chunan")
    use(NOBODY)
    Unlisted.objects.all().delete()
    outbox.here.callbacks = None  # as in another transaction
    column.move(other.home, pos="last-child")
    assert article.pk in Unlisted.objects.values_list("number", flat=True)


def test_a_document_has_the_titles_of_drafts_and_the_text(article):
    article.draft_title = "草稿的标题"
    document = Mapping(type(article)).get_document(article)
    assert "草稿的标题" in document["_edgengrams"]
    assert "草稿的标题" in document["_all_text"]
    assert json.dumps(document, default=str)


FOLDED = ["電子政務", "（2015）", "５Ｇ", "〈最多跑一次〉", "「放管服」", "﹝二○一五﹞", "⽔利", "臺灣", "𫗦"]


@pytest.mark.parametrize("text", FOLDED)
def test_the_server_is_given_the_folding_that_we_have(text):
    rules = dict(rule.split("=>") for rule in analysis.rules())
    assert "".join(rules.get(one, one) for one in text).lower() == fold(text)


def test_no_rule_is_one_that_the_server_would_read_otherwise():
    for rule in analysis.rules():
        old, arrow, new = rule.partition("=>")
        assert arrow and len(old) == 1
        assert not re.search(r"[\s\\=>]", old + new)


def test_every_text_field_is_analysed_in_pairs(use):
    made = use(NOBODY).settings["settings"]["analysis"]
    assert made["analyzer"]["default"]["filter"][-1] == "pairs_and_characters"
    assert made["analyzer"]["default_search"]["filter"][-1] == "pairs"
    assert made["filter"]["pairs_and_characters"] == {"type": "cjk_bigram", "output_unigrams": True}
    fields = Mapping(Page).get_mapping()["properties"]
    assert fields["_edgengrams"]["search_analyzer"] == "default_search"
    named = {field[key] for field in fields.values() for key in ("analyzer", "search_analyzer") if key in field}
    assert named <= made["analyzer"].keys()
