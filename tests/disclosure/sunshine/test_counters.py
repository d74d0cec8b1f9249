"""Counters are what the records are, whatever happens to them; pages by key lose and repeat none."""

import random

import pytest
from django.core.management import call_command

from disclosure.models import DomainCount, SunshineRecord
from disclosure.sunshine.actions.records import PublishRecords, SaveRecord, WithdrawRecords
from disclosure.sunshine.actions.take_in import TakeInRecords
from disclosure.sunshine.counters import counts_by_domain, differences
from disclosure.sunshine.public.paging import page_of
from tests.disclosure.sunshine.factories import MONEY, county_with_columns, load, make_record, reader, row_values
from tests.factories import make_portal

pytestmark = pytest.mark.django_db
FUNCTIONS = ("教育支出", "卫生健康支出", "农林水支出")


def some_change(chance, portal, rows) -> None:
    records = list(SunshineRecord.objects.order_by("pk"))
    do = chance.choice(("make", "change", "publish", "withdraw", "take in"))
    if do == "make" or not records:
        number = len(records)
        make_record(portal, publish=chance.random() < 0.5, function=f"{chance.choice(FUNCTIONS)}{number}")
    elif do == "change":
        record = chance.choice(records)
        record.row = chance.choice([None, *rows])
        SaveRecord(record, {**record.values, "year": chance.choice((2023, 2024, 2025))}).execute()
    elif do == "take in":
        some = chance.sample(records, min(3, len(records)))
        told = [
            {"identity": one.identity, "organisation": one.organisation_id, "values": {**one.values, "amount": "7"}}
            for one in some
        ]
        TakeInRecords(portal, "finance", told, publish=chance.random() < 0.5).execute()
    else:
        some = SunshineRecord.objects.filter(pk__in=[one.pk for one in chance.sample(records, min(3, len(records)))])
        (PublishRecords if do == "publish" else WithdrawRecords)(some).execute()


def test_whatever_happens_to_records_the_counters_follow():
    seed, portal = random.randrange(2**32), make_portal()
    chance = random.Random(seed)
    rows = load(portal, row_values(), row_values(sub_item="政府决算"))
    for step in range(40):
        try:
            some_change(chance, portal, rows)
        except Exception as error:
            # The identity of a record changes with its year: two may meet.
            assert "已有同一条记录" in str(error), error
        assert differences() == [], (seed, step)


def test_a_wrong_counter_is_told_and_mended(capsys):
    portal = make_portal()
    make_record(portal)
    DomainCount.objects.update(count=7)
    with pytest.raises(SystemExit):
        call_command("verify_sunshine", repair=True)
    assert "记为 7，应为 1" in capsys.readouterr().out
    call_command("verify_sunshine")
    assert counts_by_domain(portal.pk) == {"finance": 1}


def test_a_row_counts_records_of_any_domain():
    portal, _, _ = county_with_columns()
    row = load(portal, row_values(sub_item="“三公”经费"))[0]
    make_record(portal, "relief", row=row)
    assert "1 项，已有内容 1 项" in reader(portal).get("/sunshine/finance/").content.decode()


def test_pages_forth_and_back_show_every_record_once():
    portal = make_portal()
    for number in range(7):
        make_record(portal, function=f"第{number}项", publish=False)
    PublishRecords(SunshineRecord.objects.all()).execute()  # all at one moment: only their keys tell them apart
    found, wanted = SunshineRecord.objects.all(), list(SunshineRecord.objects.order_by("-pk"))
    seen, pages, cursor = [], [], ""
    while True:
        page = page_of(found, cursor, size=3)
        pages.append(page)
        seen += page.rows
        if not page.next:
            break
        cursor = page.next
    assert seen == wanted and [len(page.rows) for page in pages] == [3, 3, 1]
    assert page_of(found, pages[2].previous, size=3).rows == pages[1].rows
    assert page_of(found, pages[1].previous, size=3).rows == pages[0].rows
    assert page_of(found, pages[1].previous, size=3).previous == ""


@pytest.mark.parametrize("cursor", ["x", "a~1~", "a~99999999999999999~1", "b~0~0", "a~1~1~1", "\0"])
def test_any_cursor_is_answered(cursor):
    portal, _, _ = county_with_columns()
    make_record(portal, **MONEY)
    assert reader(portal).get("/sunshine/finance/", {"cursor": cursor}).status_code == 200
