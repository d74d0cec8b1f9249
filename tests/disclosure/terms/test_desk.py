"""公开时限 in the admin: whose it is, what is not told to whom, and the tables."""

import datetime
import io

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from cms_core.models import ColumnPage
from sites.models import PortalLevel
from tests.factories import make_column, make_document, make_editor, make_portal

pytestmark = pytest.mark.django_db
LIST = "/admin/disclosure/due/"


@pytest.fixture
def city():
    return make_portal("hangzhou", PortalLevel.CITY, make_portal("zj", PortalLevel.PROVINCE))


@pytest.fixture
def client(city):
    return Client(headers={"host": city.site.hostname})


@pytest.fixture
def county(city):
    portal = make_portal("tonglu", PortalLevel.COUNTY, city)
    column = make_column(portal.home, "政策文件", blueprint_key="policies")
    old = timezone.localdate() - datetime.timedelta(days=100)
    make_document(column, "尚未公开的通知", live=False, date_written=old)
    make_column(portal.home, "规划计划", blueprint_key="statutory.plans")
    return portal


def branch_supervisor(city):
    from tests.factories import make_group, make_user

    user = make_user()
    user.groups.add(make_group("公开办", [city.home.get_parent()], ["lock"], (), ["supervise_disclosure"]))
    return user


def test_an_editor_comes_straight_to_the_only_portal_and_sees_what_to_do(client, county):
    client.force_login(make_editor(county))
    answer = client.get(LIST, follow=True)
    assert answer.redirect_chain[0][0] == f"{LIST}{county.pk}/"
    text = answer.content.decode()
    assert "尚未公开的通知" in text and "已超期" in text and "规划计划" in text


def test_an_editor_of_another_county_is_turned_away(client, county, city):
    client.force_login(make_editor(make_portal("deqing", PortalLevel.COUNTY, city)))
    assert client.get(f"{LIST}{county.pk}/").status_code in (302, 403)
    assert "tonglu" not in client.get(LIST, follow=True).content.decode()


def test_who_watches_over_a_county_counts_its_drafts_and_reads_none_of_them(client, county, city):
    client.force_login(branch_supervisor(city))
    text = client.get(f"{LIST}{county.pk}/?state=all").content.decode()
    assert "规划计划" in text and "尚未公开的通知" not in text
    book = load_workbook(io.BytesIO(b"".join(client.get(f"{LIST}?format=xlsx").streaming_content)))
    rows = {row[0]: row for row in book.active.iter_rows(values_only=True)}
    head = list(rows["门户"])
    assert rows["tonglu人民政府"][head.index("公文")] == 1


def test_hostile_filters_are_taken_as_the_widest(client, county):
    client.force_login(make_editor(county))
    answer = client.get(f"{LIST}{county.pk}/?kind=%00&state=x&q=%00%27&p=999")
    assert answer.status_code == 200 and "没有符合条件" in answer.content.decode()


def test_the_table_sorts_by_a_column_and_keeps_the_tree_for_equals(client, county, city):
    client.force_login(branch_supervisor(city))
    names = lambda text: [one for one in ("hangzhou人民政府", "tonglu人民政府") if one in text]  # noqa: E731
    text = client.get(f"{LIST}?sort=-document").content.decode()
    assert text.index("tonglu人民政府</a>") < text.index("hangzhou人民政府</a>") and len(names(text)) == 2
    text = client.get(f"{LIST}?sort=record").content.decode()
    assert text.index("hangzhou人民政府</a>") < text.index("tonglu人民政府</a>")


def test_the_panel_tells_the_most_urgent(client, county):
    client.force_login(make_editor(county))
    assert "尚未公开的通知" in client.get("/admin/").content.decode()


def test_who_watches_over_a_county_is_led_to_what_the_public_reads(client, county, city):
    column = ColumnPage.objects.get(title="政策文件")
    page = make_document(column, "已公开的通知", date_written=timezone.localdate())
    address = f"{LIST}{county.pk}/?state=all"
    client.force_login(branch_supervisor(city))
    text = client.get(address).content.decode()
    assert f"{county.base_url}/{page.address}" in text and "/admin/pages/" not in text.split("公开时限</th>")[1]
    assert ColumnPage.objects.get(title="规划计划").full_url in text
    client.force_login(make_editor(county))
    text = client.get(address).content.decode()
    assert f"/admin/pages/{page.pk}/edit/" in text and f"{county.base_url}/{page.address}" not in text
