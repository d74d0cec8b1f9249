"""The national file of divisions becomes governments."""

import os
import time
from pathlib import Path

import pytest
from django.core.management import call_command

from cms_core.models import Organisation
from cms_core.organisations.divisions import rows_of_divisions
from cms_core.organisations.load import LoadOrganisations
from cms_core.organisations.readers import read_organisations
from cms_core.organisations.shipped import shipped_file

pytestmark = pytest.mark.django_db

SHARED = Path(os.environ.get("PORTAL_SHARED_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
DATA = {
    "cities": [{"code": "3301", "name": "杭州市", "provinceCode": "33"}],
    "areas": [
        {"code": "330106", "name": "西湖区", "cityCode": "3301"},
        {"code": "330122", "name": "桐庐县", "cityCode": "3301"},
        {"code": "330182", "name": "建德市", "cityCode": "3301"},
    ],
    "streets": [
        {"code": "330106001", "name": "北山街道", "areaCode": "330106"},
        {"code": "330106109", "name": "三墩镇", "areaCode": "330106"},
        {"code": "330122201", "name": "莪山畲族乡", "areaCode": "330122"},
        {"code": "330122400", "name": "某某开发区", "areaCode": "330122"},
        {"code": "330122401", "name": "某某林场", "areaCode": "330122"},
    ],
}


def test_each_division_becomes_its_government():
    LoadOrganisations(rows_of_divisions(DATA)).execute()
    found = {one.division_code: (one.name, one.kind) for one in Organisation.objects.all()}
    assert found == {
        "33": ("浙江省人民政府", "government"),
        "3301": ("杭州市人民政府", "government"),
        "330106": ("杭州市西湖区人民政府", "government"),
        "330122": ("桐庐县人民政府", "government"),
        "330182": ("建德市人民政府", "government"),
        "330106001": ("杭州市西湖区北山街道办事处", "agency"),
        "330106109": ("杭州市西湖区三墩镇人民政府", "government"),
        "330122201": ("桐庐县莪山畲族乡人民政府", "government"),
        "330122400": ("桐庐县某某开发区管理委员会", "agency"),
        "330122401": ("桐庐县某某林场", "institution"),
    }


def test_places_keep_the_host_labels_that_are_shipped():
    LoadOrganisations(rows_of_divisions(DATA)).execute()
    assert Organisation.objects.get(division_code="330122").key == "tonglu"
    assert Organisation.objects.get(division_code="330106001").key == "d330106001"


def test_divisions_and_the_shipped_file_meet_in_either_order():
    shipped = LoadOrganisations(read_organisations(shipped_file())).execute().created
    LoadOrganisations(rows_of_divisions(DATA)).execute()
    both = Organisation.objects.count()
    assert both == shipped + 4  # two of 西湖区 and two that are no towns of 桐庐 are not shipped
    LoadOrganisations(read_organisations(shipped_file())).execute()
    assert Organisation.objects.count() == both


def test_wrong_divisions_are_told():
    rows = rows_of_divisions({**DATA, "areas": ["x", {"code": "330106", "name": 5}]})
    assert [row.errors[0].field for row in rows if row.errors] == ["整行", "整行"]


def test_the_whole_of_zhejiang_loads_quickly():
    path = SHARED / "divisions/zhejiang_2023.json"
    if not path.is_file():
        pytest.skip(f"no {path}: set PORTAL_SHARED_DATA")
    start = time.perf_counter()
    call_command("load_organisations", path)
    assert time.perf_counter() - start < 15
    of_level = list(Organisation.objects.values_list("level", flat=True))
    assert [of_level.count(level) for level in (1, 2, 3, 4)] == [1, 11, 90, 1387]
    assert Organisation.find_problems() == ([], [], [], [], [])
