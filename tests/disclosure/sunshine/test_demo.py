"""The demo's Sunshine: of the demo's portals alone, public and whole, made once."""

import datetime

import pytest

from disclosure.demo.sunshine import LoadDemoSunshine
from disclosure.demo.sunshine_content import table_rows
from disclosure.models import CatalogueRow, RowColumn, SunshineRecord
from disclosure.sunshine.counters import differences
from disclosure.sunshine.domains import domains
from disclosure.sunshine.values import clean
from sites.demo.decoration import decorate
from sites.demo.portals import setting_of
from sites.models import Portal, PortalLevel
from tests.disclosure.sunshine.factories import county_with_columns, reader
from tests.factories import make_portal

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 6, 1)


@pytest.fixture
def province():
    province = make_portal("zj", PortalLevel.PROVINCE)
    for key in ("tonglu", "jiande"):
        portal = county_with_columns(key, province)[0]
        if key == "tonglu":
            decorate(portal.home, setting_of(portal, TODAY))
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


def test_home_page_and_sunshine_tell_the_same_figures(province):
    portal = Portal.objects.get(key="tonglu")
    (chart,) = [block.value for block in portal.home.sections if block.block_type == "chart"]
    assert chart["title"] == "2025年财政支出"
    final = SunshineRecord.objects.filter(portal=portal, domain="finance", year=2025, stage="final")
    said = {row["label"]: round(float(row["value"]) * 10_000) for row in chart["rows"]}
    assert said == {one.category: int(one.amount) for one in final.filter(category__in=said)}


def test_records_stand_in_the_row_that_is_called_like_them(province):
    relief = SunshineRecord.objects.filter(portal__key="tonglu", domain="relief", category="temporary")
    assert set(relief.values_list("row__item", flat=True)) == {"临时救助"}
    assert not SunshineRecord.objects.filter(domain="relief", category="extreme", row__isnull=False).exists()
