"""The demo's Sunshine: of the demo's portals alone, public and whole, made once."""

import datetime

import pytest

from disclosure.demo.sunshine import LoadDemoSunshine
from disclosure.demo.sunshine_content import table_rows
from disclosure.models import CatalogueRow, RowColumn, SunshineRecord
from disclosure.sunshine.counters import differences
from disclosure.sunshine.domains import domains
from disclosure.sunshine.values import clean
from sites.models import Portal, PortalLevel
from tests.disclosure.sunshine.factories import county_with_columns, reader
from tests.factories import make_portal

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 6, 1)


@pytest.fixture
def province():
    province = make_portal("zj", PortalLevel.PROVINCE)
    for key in ("tonglu", "jiande"):
        county_with_columns(key, province)
    Portal.objects.update(demo=True)
    make_portal("real", PortalLevel.COUNTY, province)
    LoadDemoSunshine(TODAY).execute()
    return province


def test_what_it_makes_is_public_right_and_counted(province):
    assert SunshineRecord.objects.exists() and not SunshineRecord.objects.exclude(state="published").exists()
    for record in SunshineRecord.objects.all():
        assert clean(domains()[record.domain], record.values) == (record.values, {})
    assert differences() == []
    assert CatalogueRow.objects.count() == len(table_rows())


def test_no_portal_of_somebody_gets_demo_records(province):
    assert not SunshineRecord.objects.filter(portal__key="real").exists()


def test_rows_that_share_a_column_are_told_apart_by_words(province):
    assert set(RowColumn.objects.filter(row__item="政府预决算").values_list("words", flat=True)) == {"预算", "决算"}


def test_a_second_start_makes_nothing(province):
    before = SunshineRecord.objects.count()
    assert LoadDemoSunshine(TODAY).execute() == 0
    assert SunshineRecord.objects.count() == before


def test_every_page_of_it_is_shown(province):
    client = reader(Portal.objects.get(key="tonglu"))
    assert client.get("/sunshine/").status_code == 200
    for record in SunshineRecord.objects.filter(portal__key="tonglu").order_by("domain", "pk"):
        assert client.get(record.path).status_code == 200
    assert reader(province).get("/sunshine/counties/").status_code == 200
