"""A long random life of three portals; then the directory and all its counts equal a recount made page by page."""

import random
from collections import Counter

import pytest

from cms_core.models import ColumnPage, DocumentPage, Entry
from cms_core.models.validity import DisclosureAttribute
from cms_core.taxonomies.themes import themes
from disclosure.directory import counts
from disclosure.directory.columns import items_of_columns
from disclosure.directory.items import by_key, items, numbers_in
from disclosure.directory.matching import matching, page_of
from disclosure.directory.questions import Question
from disclosure.directory.scopes import Scope
from disclosure.directory.verify import verify
from disclosure.models import ColumnItem, DirectoryEntry
from tests.cms_core.test_catalogue_random import Life

pytestmark = pytest.mark.django_db
OPERATIONS = 130
TEXTS = ["第1", "1 文", "浙政办发", "〔2015〕", "[2015]", "没有这样的"]
THEMES = ["", "综合政务", "综合政务/政务公开", "财政、金融、审计/财政"]


class Disclosing(Life):
    """What editors do, and what they say of their columns."""

    def __init__(self, seed):
        super().__init__(seed)
        for number, column in enumerate(ColumnPage.objects.exclude(slug="subsite-fenshui").order_by("path")):
            column.blueprint_key = ["statutory.plans", "", "statutory.finance", "news"][number % 4]
            column.save()

    def do_say_item(self):
        column = self.column()
        bits = self.random.choice([0, 1 << 3, 1 << 7 | 1 << 11, 1 << 15])
        ColumnItem.objects.update_or_create(column=column, defaults={"items": bits})

    def do_unsay_item(self):
        if said := ColumnItem.objects.order_by("pk").first():
            said.delete()

    def do_change_key(self):
        column = self.column()
        column.blueprint_key = self.random.choice(["", *by_key()])
        column.save()

    def do_classify(self):
        page = self.pick(DocumentPage.objects.filter(alias_of=None))
        if page:
            page.theme = self.random.choice(THEMES)
            page.genre = self.random.choice(["", "通知", "意见"])
            page.disclosure = self.random.choice(DisclosureAttribute.values[:2])
            page.save_revision().publish()

    def do_change_own_facts(self):
        page = self.pick(DocumentPage.objects.filter(alias_of=None, live=True))
        if page:
            page.audience, page.disclosure = "企业", self.random.choice(DisclosureAttribute.values[:2])
            page.save(update_fields=["audience", "disclosure"])


def above(page):
    yield page
    yield from page.get_ancestors().order_by("-depth")


def items_by_hand(column):
    """Asked of each column on the way up."""
    for step in above(column):
        found = ColumnPage.objects.filter(pk=step.pk).first()
        said = found and ColumnItem.objects.filter(column=found).first()
        if said:
            return numbers_in(said.items)
        if found and any(found.blueprint_key in item.keys for item in items().values()):
            return [item.number for item in items().values() if found.blueprint_key in item.keys]
    return []


def by_hand():
    """{page: items}, entry by entry."""
    found = {}
    for entry in Entry.objects.visible():
        document = DocumentPage.objects.filter(pk=entry.pk).first()
        own = items_by_hand(entry.column)
        if document and document.disclosure != "active":
            continue
        if own or document:
            found[entry.pk] = own or [15]
    return found


@pytest.mark.parametrize("seed", range(2))
def test_the_directory_and_its_counts_equal_a_recount_after_any_operations(seed):
    life = Disclosing(seed)
    scope = Scope(life.county)
    for number, name in enumerate(life.operations(OPERATIONS)):
        getattr(life, name)()
        if number % 10 == 0:
            assert counts.counts(Question(scope)).total == matching(Question(scope)).count(), name
    wanted = by_hand()
    rows = DirectoryEntry.objects.filter(listed=True)
    assert {row.pk: numbers_in(row.items) for row in rows} == wanted
    assert wanted
    assert verify().as_dict() == {
        "entries": len(wanted), "missing": [], "extra": [], "different": [], "counts": [], "differences": 0,
    }  # fmt: skip


def any_question(dice, scopes, bodies):
    def maybe(values, empty=""):
        return dice.choice(values) if dice.random() < 0.35 else empty

    return Question(
        dice.choice(scopes),
        body=maybe(bodies, None),
        item=maybe([1, 3, 7, 11, 15], 0),
        theme=maybe(THEMES[1:]),
        genre=maybe(["通知", "意见"]),
        year=maybe(range(2018, 2027), 0),
        validity=maybe(["in_force", "repealed"]),
        text=maybe(TEXTS),
    )


def themes_by_hand(rows, chosen):
    """First levels, and the second levels below the chosen one."""
    told = [row.theme for row in rows if row.theme]
    opened = chosen.partition("/")[0]
    first = [theme.partition("/")[0] for theme in told]
    return Counter([*first, *(theme for theme in told if opened and theme.startswith(f"{opened}/"))])


def test_any_facets_together_are_counted_and_paged_as_a_recount_says():
    life = Disclosing(7)
    for _ in range(40):
        life.do_publish_new()
        life.do_classify()
    scopes = [Scope(life.county), Scope(life.county, life.town), Scope(life.city), Scope(life.county, whole=True)]
    below = (life.city.home_id, life.county.home_id)
    scopes += [Scope(life.county, alone=True), Scope(life.city, whole=True, below=below)]
    bodies = [portal.organisation for portal in (life.county, life.city, life.town)]
    dice = random.Random(3)
    for _ in range(60):
        question = any_question(dice, scopes, bodies)
        rows = list(matching(question))
        answers = counts.found(question)
        told = counts.counted(answers)
        assert told.total == len(rows)
        assert told.by["theme"] == themes_by_hand(matching(question.but(theme="")), question.theme)
        for name in ("genre", "validity", "year"):
            others = matching(question.but(**{name: 0 if name == "year" else ""}))
            assert told.by[name] == Counter(value for row in others if (value := getattr(row, name))), name
        others = matching(question.but(body=None))
        assert told.by["body"] == Counter(row.organisation_number for row in others)
        others = matching(question.but(item=0))
        assert told.by["item"] == Counter(number for row in others for number in numbers_in(row.items))
        in_order = [row.pk for row in sorted(rows, key=lambda row: (row.published_at, row.pk), reverse=True)]
        assert walk(answers, told.total) == in_order
        assert walk(answers, told.total, backwards=True) == in_order


def walk(answers, total, *, backwards=False):
    """Every page of the list, from one end to the other."""
    found, cursor = [], "z" if backwards else ""
    while True:
        page = page_of(answers, cursor, total, 7)
        ids = [row.pk for row in page.rows]
        if backwards:
            found = [*(pk for pk in ids if pk not in found), *found]
        else:
            found += ids
        cursor = page.previous if backwards else page.next
        if not cursor:
            return found


def test_themes_and_items_of_the_data_files_are_known():
    assert all(theme.partition("/")[0] in themes() for theme in THEMES if theme)
    assert len(items()) == 15
    assert items_of_columns([]) == {}
