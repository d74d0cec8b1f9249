"""What rooms above register is searched beside the pages: told, withdrawn, rebuilt and compared like them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group

from cms_core.models import Unindexed
from cms_core.search import sources
from cms_core.search.analysis.question import ask
from cms_core.search.engine import engine
from cms_core.search.feed import outbox, verify, whole
from cms_core.search.filters import Filters
from cms_core.search.record import Record
from tests.factories import make_article, make_column, make_portal

pytestmark = pytest.mark.django_db
NUMBER = 7
FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC)


class Groups:
    """Groups of accounts as what is searched; those whose name says so are secret."""

    number = NUMBER
    kinds = {"group": "用户组"}

    def records_of(self, pks):
        return [self.record(group) for group in Group.objects.filter(pk__in=self.visible_among(pks))]

    def all_records(self):
        yield from (self.record(group) for group in Group.objects.exclude(name__contains="保密").order_by("pk"))

    def visible_among(self, pks):
        return set(Group.objects.filter(pk__in=pks).exclude(name__contains="保密").values_list("pk", flat=True))

    def results_of(self, pks):
        groups = Group.objects.filter(pk__in=self.visible_among(pks))
        return {group.pk: {"title": group.name, "url": f"/groups/{group.pk}", "kind": "group"} for group in groups}

    def record(self, group):
        day = FIRST_DAY + timedelta(days=group.pk % 50)
        return Record(sources.number_of(NUMBER, group.pk), group.name, "", day, kind="group")


@pytest.fixture(autouse=True)
def groups(monkeypatch):
    monkeypatch.setattr(sources, "SOURCES", dict(sources.SOURCES))
    Group.objects.all().delete()
    source = Groups()
    sources.register(source)
    return source


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def group(name):
    made = Group.objects.create(name=name)
    outbox.note([sources.number_of(NUMBER, made.pk)])
    return made


def test_they_are_found_beside_pages_by_numbers_of_their_own(committed):
    with committed():
        page = make_article(make_column(make_portal().home), "政务公开办公室")
        made = group("政务公开小组")
    found = engine().search(ask("政务公开"), facets=True)
    assert {hit.page for hit in found.hits} == {page.pk, sources.number_of(NUMBER, made.pk)}
    assert found.facets["kind"] == {"article": 1, "group": 1}
    assert engine().search(ask("政务公开"), Filters(kind="group")).total == 1


def test_one_that_is_withdrawn_is_gone(committed):
    with committed():
        made = group("政务公开小组")
    with committed():
        Group.objects.update(name="保密小组")
        outbox.note([sources.number_of(NUMBER, made.pk)])
    assert engine().search(ask("小组")).total == 0
    assert not Unindexed.objects.exists()


def test_results_of_several_sources_come_together(committed):
    with committed():
        page = make_article(make_column(make_portal().home), "政务公开办公室")
        made, secret = group("政务公开小组"), group("保密小组")
    number = sources.number_of(NUMBER, made.pk)
    results = sources.results_of([page.pk, number, sources.number_of(NUMBER, secret.pk), 10**9])
    assert {key: values["title"] for key, values in results.items()} == {
        page.pk: "政务公开办公室",
        number: "政务公开小组",
    }
    assert results[page.pk]["url"].startswith("http")
    assert results[page.pk].keys() >= sources.NOTHING.keys() == results[number].keys()


def test_results_cost_the_same_for_any_number(committed, django_assert_num_queries):
    with committed():
        column = make_column(make_portal().home)
        pages = [make_article(column).pk for _ in range(4)]
    with django_assert_num_queries(2):
        assert len(sources.results_of(pages)) == 4


def test_a_rebuild_has_all_of_them_in_the_order_of_time(committed):
    with committed():
        make_article(make_column(make_portal().home), "政务公开办公室")
        for number in range(3):
            group(f"政务公开第{number}小组")
        group("保密小组")
    records = list(sources.all_records())
    assert [record.published for record in records] == sorted(record.published for record in records)
    assert whole.rebuild() == 4
    assert verify.verify().whole


def test_kinds_of_all_have_labels():
    labels = {"article": "文章", "document": "公文", "issue": "公报", "group": "用户组"}
    assert sources.kind_labels().items() >= labels.items()


def test_what_a_room_left_behind_is_taken_out_when_the_room_is_gone(committed):
    with committed():
        made = group("政务公开小组")
    del sources.SOURCES[NUMBER]
    outbox.note([sources.number_of(NUMBER, made.pk)])
    outbox.catch_up()
    assert engine().search(ask("政务公开")).total == 0


def test_a_number_belongs_to_one_source():
    class Other(Groups):
        pass

    with pytest.raises(ValueError, match="Groups already"):
        sources.register(Other())


@pytest.mark.parametrize(("source", "pk"), [(0, 5), (1, 1), (3, sources.SPAN - 1), (400_000, 60_000)])
def test_numbers_tell_source_and_key(source, pk):
    number = sources.number_of(source, pk)
    assert sources.parted([number]) == {source: [pk]}
    assert number < 2**63


@pytest.mark.parametrize("pk", [-1, sources.SPAN])
def test_a_key_beyond_its_source_is_refused(pk):
    with pytest.raises(ValueError):
        sources.number_of(1, pk)
