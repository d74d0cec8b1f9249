"""All of Zhejiang: every portal that `provision --region 33` makes answers, each on its own host."""

import pytest

from cms_core.models import ColumnPage
from cms_core.organisations.load import LoadOrganisations
from cms_core.organisations.readers import read_organisations
from cms_core.organisations.shipped import shipped_file
from sites.actions.provision import ProvisionPortals
from sites.models import Portal, PortalLevel
from sites.provisioning.mirror import check_trees
from sites.provisioning.requests import region

pytestmark = pytest.mark.django_db
LEVELS = {PortalLevel.PROVINCE: 1, PortalLevel.DEPARTMENT: 40, PortalLevel.CITY: 11, PortalLevel.COUNTY: 90}
# Names that a reading character by character gets wrong.
HOSTS = {
    "丽水市人民政府": "lishui",
    "台州市人民政府": "taizhou",
    "乐清市人民政府": "yueqing",
    "缙云县人民政府": "jinyun",
    "嵊泗县人民政府": "shengsi",
    "景宁畲族自治县人民政府": "jingning",
    "宁波市鄞州区人民政府": "yinzhou",
    "丽水市莲都区人民政府": "liandu",
}


@pytest.fixture
def zhejiang():
    LoadOrganisations(read_organisations(str(shipped_file("33")))).execute()
    return ProvisionPortals(region("33"), state="trial").execute()


def test_the_whole_province_stands_and_every_home_page_answers(zhejiang, client):
    assert zhejiang.of("failed") == []
    portals = list(Portal.objects.select_related("site"))
    assert {level: sum(portal.level == level for portal in portals) for level in LEVELS} == LEVELS
    assert {portal.name: portal.key for portal in portals if portal.name in HOSTS} == HOSTS
    answers = {portal.site.hostname: client.get("/", headers={"host": portal.site.hostname}) for portal in portals}
    assert {host: answer.status_code for host, answer in answers.items() if answer.status_code != 200} == {}
    for portal in portals:
        assert portal.name in answers[portal.site.hostname].content.decode()
    assert client.get("/", headers={"host": "nowhere.localhost"}).status_code == 421
    assert check_trees() == []


def test_every_column_of_a_county_answers(client):
    LoadOrganisations(read_organisations(str(shipped_file("33")))).execute()
    ProvisionPortals(region("330122"), state="trial").execute()
    portal = Portal.objects.get()
    columns = list(ColumnPage.objects.filter(path__startswith=portal.home.path))
    host = {"host": portal.site.hostname}
    codes = {
        column.title: client.get(
            column.url_path.removeprefix(portal.home.url_path.rstrip("/")), headers=host
        ).status_code
        for column in columns
    }
    assert {title: code for title, code in codes.items() if code != 200} == {}
