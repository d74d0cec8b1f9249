"""Words of items are found by their pairs of characters, on any day, and nothing else is."""

import datetime
import importlib
from itertools import product
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from listings import migrations
from listings.actions.revoke import RevokeAdjustment
from listings.history.verify_words import word_faults
from listings.models import Item, Listed, Pair
from listings.states import LineKind
from listings.words.among import FEW, among
from listings.words.asking import items_saying
from listings.words.keeping import Pairs
from listings.words.pairs import BLOCK, items_in, packed, pairs_of, unpacked
from tests.listings.factories import add, added, adjust, change, make_body, power
from tests.listings.public_factories import listing_of, make_province

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 1)
FAR = datetime.date(2999, 1, 1)


@pytest.fixture
def listing():
    return listing_of(make_province())


@pytest.fixture
def body(listing):
    return make_body(listing, "省林业局")


def found(listing, *terms, day=DAY):
    return items_saying(terms, "power", [listing.pk], day)


@pytest.mark.parametrize(
    "term", ["采", "林木", "林木采伐", "许可证", "-00107-", "00107-00", "《森林法》", "第三十二条", "abc", "ABC许可"]
)
def test_a_term_is_found_in_name_code_and_basis(listing, body, term):
    item, _ = added(
        listing,
        power(body, name="林木采伐ABC许可证核发", code="许可-00107-000", legal_basis="《森林法》\n第三十二条"),
        power(body, name="水面养殖登记", code="许可-00001-000", legal_basis="《渔业条例》第二条"),
    )
    assert found(listing, term) == [item.pk]


@pytest.mark.parametrize("written", ["Ａ级锅炉", "Ⅱ类Δ锅炉", "Éa锅炉", "ABc锅炉", "A级锅炉"])
@pytest.mark.parametrize("asked", [str, str.lower, str.upper])
def test_letters_of_any_script_are_found_in_either_case(listing, body, written, asked):
    """On every database: whole terms and pairs of them, of items whose words have changed as well."""
    changed, same, _ = added(listing, power(body), power(body, name=f"核发{written}"), power(body, name="核发乙级锅炉"))
    adjust(listing, change(LineKind.AMEND, changed, {"name": f"检验{written}"}), day=DAY)
    for term in (written, written[:2]):
        assert found(listing, asked(term)) == [changed.pk, same.pk], term
        assert found(listing, "核发", asked(term)) == [same.pk], term


def test_pairs_of_letters_that_stand_apart_are_no_term(listing, body):
    added(listing, power(body, name="Ａ级炉、ａＢ级"))
    assert found(listing, "ａ级炉") != found(listing, "ｂ级炉") == []


@pytest.mark.parametrize("term", ["林采", "木采核", "许可采伐", "法第", "森林木", "核许", "000林木", "证许可-"])
def test_pairs_that_stand_apart_or_in_two_texts_are_no_term(listing, body, term):
    added(listing, power(body, name="林木采伐许可核发", code="许可-00107-000", legal_basis="《森林法》\n第三十二条"))
    assert found(listing, term) == []


def test_every_term_must_be_there(listing, body):
    item, _ = added(listing, power(body, name="林木采伐登记"), power(body, name="林木运输检查"))
    assert found(listing, "林木", "登记") == [item.pk]


def test_words_are_those_of_the_day(listing, body):
    item, other = added(listing, power(body, name="林木采伐许可"), power(body, name="林木种子检验"))
    adjust(listing, change(LineKind.AMEND, item, {"name": "木材经营登记"}), day=DAY)
    before = DAY - datetime.timedelta(days=1)
    assert found(listing, "林木", day=before) == [item.pk, other.pk]
    assert found(listing, "林木") == [other.pk]
    assert found(listing, "登记", day=before) == []
    assert found(listing, "登记") == [item.pk]


@pytest.mark.parametrize("field", ["name", "legal_basis"])
def test_words_replaced_on_their_first_day_are_not_found(listing, body, field):
    (item,) = added(listing, power(body, **{field: "林木采伐许可证"}), day=DAY)
    adjust(listing, change(LineKind.AMEND, item, {field: "木材经营登记"}), day=DAY)
    assert found(listing, "采伐") == found(listing, "采") == []
    assert found(listing, "登记") == [item.pk]


def test_words_of_what_was_revoked_are_not_found(listing, body):
    (item,) = added(listing, power(body, name="木材经营登记"), day=FAR)
    coming = adjust(listing, change(LineKind.AMEND, item, {"name": "林木采伐许可证"}), day=FAR)
    RevokeAdjustment(coming, reason="有误").execute()
    other = adjust(listing, add(power(body, name="水面养殖登记")), day=FAR)
    RevokeAdjustment(other, reason="有误").execute()
    assert found(listing, "采伐", day=FAR) == found(listing, "养殖", day=FAR) == []
    assert found(listing, "登记", day=FAR) == [item.pk]
    assert list(word_faults(listing)) == []


def test_a_pair_that_is_not_said_is_reported_where_it_would_not_be_read_again(listing, body):
    item, other = added(listing, power(body, name="林木采伐许可"), power(body, name="水面养殖登记"))
    Pair.objects.filter(pair="采伐").update(items=Pair.objects.get(pair="养殖").items)
    assert sorted(message for _, message in word_faults(listing)) == [
        f"多出 1 个事项（{other.pk}）的，请运行 rebuild_listings。",
        f"缺少 1 个事项（{item.pk}）的，请运行 rebuild_listings。",
    ]


def test_only_what_changed_its_words_is_read_for_a_pair(listing, body):
    added(listing, *(power(body, name=f"林木采伐许可{number}") for number in range(5)))
    with CaptureQueriesContext(connection) as queries:
        assert len(found(listing, "采伐")) == 5
    assert len(queries) == 1


def test_rebuilding_keeps_every_pair(listing, body):
    item, _ = added(listing, power(body, name="林木采伐许可"), power(body, name="水面养殖登记"))
    adjust(listing, change(LineKind.AMEND, item, {"name": "木材经营登记"}), day=DAY)
    before = sorted(Pair.objects.values_list("pair", "block", "items"))
    Pair.objects.filter(pair="登记").delete()
    call_command("rebuild_listings", verbosity=0)
    assert sorted(Pair.objects.values_list("pair", "block", "items")) == before


def test_items_that_were_there_before_the_migration_have_the_same_pairs(listing, body):
    item, _ = added(listing, power(body, name="林木 采伐A许可", legal_basis="《森林法》"), power(body, name="养殖登记"))
    adjust(listing, change(LineKind.AMEND, item, {"name": "木材经营登记"}), day=DAY)
    before = sorted(Pair.objects.values_list("pair", "block", "items"))
    Pair.objects.all().delete()
    importlib.import_module("listings.migrations.0002_pairs").fill(apps, None)
    assert sorted(Pair.objects.values_list("pair", "block", "items")) == before


def test_migrations_use_no_code_that_may_change():
    found = {path.name for path in Path(migrations.__path__[0]).glob("*.py") if "from listings" in path.read_text()}
    assert found == set()


def test_a_second_item_joins_the_first(listing, body):
    (first,) = added(listing, power(body, name="林木采伐许可"))
    (second,) = added(listing, power(body, name="林木运输许可"))
    assert found(listing, "林木") == [first.pk, second.pk]


def test_what_is_written_again_costs_one_query_a_block(listing, body):
    (item,) = added(listing, power(body, name="林木采伐许可"))
    with CaptureQueriesContext(connection) as queries:
        pairs = Pairs()
        pairs.add(listing.pk, "power", item.pk, [{"name": "林木采伐许可"}])
        pairs.write()
    assert len(queries) == 1


@pytest.mark.parametrize("ids", [[0], [3, 4095], list(range(0, 4096, 7))])
def test_a_block_gives_back_its_items(ids):
    bits = sum(1 << number for number in ids)
    assert list(items_in(2, unpacked(packed(bits)))) == [2 * BLOCK + number for number in ids]


def test_pairs_have_no_blank_and_no_capital():
    assert pairs_of("许 可A\n") == {"许", "可", "a", "可a"}


@pytest.mark.parametrize("many", [1, FEW + 1, 40_000])
def test_any_number_of_ids_is_one_value(listing, body, many):
    items = added(listing, power(body), power(body))
    ids = [items[1].pk, *range(10**9, 10**9 + many - 1)]
    assert list(Listed.objects.filter(among("item", ids)).values_list("item", flat=True)) == [items[1].pk]


def test_no_text_of_a_list_is_missed(listing, body):
    words = ["林木", "采伐", "许可", "登记"]
    names = [f"{first}{second}{third}" for first, second, third in product(words, repeat=3)]
    added(listing, *(power(body, name=name) for name in names))
    said = dict(Item.objects.filter(listed__isnull=False).values_list("pk", "listed__name"))
    for term in ("木采", "伐许可", "可登", "记林木采", "许可许可许可"):
        assert found(listing, term) == sorted(pk for pk, name in said.items() if term in name), term
