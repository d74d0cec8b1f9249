"""`verify_catalogue` finds every kind of difference, `rebuild_catalogue` and `--repair` put them right."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from cms_core.catalogue.verify import verify
from cms_core.models import ColumnPlace, Entry, EntryCount
from tests.factories import make_article, make_column, make_portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def column():
    return make_column(make_portal().home)


def run(name, *arguments):
    out = StringIO()
    try:
        call_command(name, *arguments, stdout=out)
    except SystemExit as stop:
        return stop.code, out.getvalue()
    return 0, out.getvalue()


def missing(column, article):
    Entry.objects.filter(pk=article.pk).delete()


def extra(column, article):
    type(article).objects.filter(pk=article.pk).update(live=False)


def stray(column, article):
    Entry.objects.filter(pk=article.pk).update(page_id=column.pk)


def different(column, article):
    Entry.objects.filter(pk=article.pk).update(title="x", source="y")


def other_place(column, article):
    Entry.objects.filter(pk=article.pk).update(column=column.get_parent())


def wrong_count(column, article):
    EntryCount.objects.update(count=7)


def lost_count(column, article):
    EntryCount.objects.all().delete()


def made_up_count(column, article):
    EntryCount.objects.create(column=column, year=1999, count=1)


def lost_column(column, article):
    ColumnPlace.objects.filter(page=column).delete()


def misplaced_column(column, article):
    ColumnPlace.objects.filter(page=column).update(site_home=column)


DAMAGES = [missing, extra, stray, different, other_place, wrong_count, lost_count, made_up_count]
DAMAGES += [lost_column, misplaced_column]


@pytest.fixture(params=DAMAGES, ids=lambda damage: damage.__name__)
def damaged(request, column):
    article = make_article(column)
    make_article(column)
    request.param(column, article)


def test_what_agrees_agrees(column):
    make_article(column)
    code, out = run("verify_catalogue", "--json")
    assert code == 0
    assert json.loads(out) == {
        "entries": 1,
        "missing": [],
        "extra": [],
        "different": [],
        "counters": [],
        "columns": [],
        "differences": 0,
    }
    assert run("verify_catalogue") == (0, "资源库共 1 条，与页面不一致 0 处。\n")


def test_every_damage_is_found_and_repaired(damaged):
    code, out = run("verify_catalogue", "--json")
    found = json.loads(out)
    assert code == 1
    assert found["differences"] == sum(len(each) for each in found.values() if isinstance(each, list)) > 0
    assert run("verify_catalogue")[0] == 1
    assert run("verify_catalogue", "--repair")[0] == 1
    assert run("verify_catalogue")[0] == 0


def test_every_damage_is_rebuilt(damaged):
    run("rebuild_catalogue")
    assert verify().differences == 0


def test_the_fields_that_differ_are_named(column):
    article = make_article(column, "标题")
    different(column, article)
    assert verify().different == [{"page": article.pk, "fields": {"title": ["x", "标题"], "source": ["y", ""]}}]


def test_a_catalogue_lost_as_a_whole_is_rebuilt_and_a_second_run_changes_nothing(column):
    for _ in range(3):
        make_article(column)
    Entry.objects.all().delete()
    EntryCount.objects.all().delete()
    assert json.loads(run("rebuild_catalogue", "--json")[1]) == {"entries": 3, "changed": 3}
    assert json.loads(run("rebuild_catalogue", "--json")[1]) == {"entries": 3, "changed": 0}


def test_progress_is_told(column):
    make_article(column)
    assert "已核对 1/1 个页面" in run("rebuild_catalogue")[1]
