"""门户 in the admin: who sees which, what may be written, and what is said when it may not."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from sites.actions.edit_portal import LOG_ACTION
from sites.models import Portal, PortalHost, PortalLevel, PortalState, StateChange
from sites.signals import portal_edited
from tests.factories import make_editor, make_group, make_portal, make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/portals/"
PUNYCODE = "桐庐.政务".encode("idna").decode()


@pytest.fixture
def city():
    return make_portal("hangzhou", PortalLevel.CITY, name="杭州市人民政府")


@pytest.fixture
def tonglu(city):
    return make_portal("tonglu", PortalLevel.COUNTY, city, name="桐庐县人民政府")


@pytest.fixture
def jiande(city):
    return make_portal("jiande", PortalLevel.COUNTY, city, name="建德市人民政府")


@pytest.fixture
def admin(client, tonglu):
    """The client of 桐庐's own administrator, on 桐庐's host."""
    client.defaults["HTTP_HOST"] = "tonglu.localhost"
    client.force_login(make_editor(tonglu, "owner", permissions=["change_portal"]))
    return client


@pytest.fixture
def platform(client, tonglu):
    user = make_user("platform")
    user.groups.add(make_group("platform", [tonglu.home.get_parent()], permissions=["open_portal"]))
    client.defaults["HTTP_HOST"] = "tonglu.localhost"
    client.force_login(user)
    return client


def edit(portal):
    return reverse("gov_sites_portal_edit", args=[portal.pk])


def state(portal):
    return reverse("gov_sites_portal_state", args=[portal.pk])


def data(portal, **changes):
    """What the form sends when nothing was changed, with `changes`."""
    names = ("name", "short_name", "undertaker", "icp_number", "police_number", "registration_mark", "look", "hue")
    values = {name: getattr(portal, name) for name in (*names, "contact_phone", "contact_email", "contact_address")}
    values |= {"site_code": portal.site_code or "", "hostname": portal.site.hostname, "further": "", "logo": ""}
    return values | changes


def text(response):
    return response.content.decode()


def test_an_administrator_sees_and_edits_the_own_portal_only(admin, tonglu, jiande):
    assert "桐庐县人民政府" in text(admin.get(LIST))
    assert "建德市人民政府" not in text(admin.get(LIST))
    assert admin.get(edit(tonglu)).status_code == 200
    for address in (edit(jiande), state(jiande)):
        assert admin.get(address).status_code == 302
        admin.post(address, data(jiande, name="改名"))
    jiande.refresh_from_db()
    assert jiande.name == "建德市人民政府"


def test_an_editor_has_neither_menu_item_nor_list(client, tonglu):
    client.defaults["HTTP_HOST"] = "tonglu.localhost"
    client.force_login(make_editor(tonglu))
    assert LIST not in text(client.get("/admin/"))
    assert client.get(LIST).status_code == 302


def test_the_list_is_in_tree_order_and_is_filtered_and_searched(platform, tonglu, jiande):
    make_portal("town", PortalLevel.SUBSITE, tonglu, name="富春江镇")
    # The title of the window names the host's own portal.
    page = text(platform.get(LIST)).partition("<table")[2]
    places = [page.index(name) for name in ("杭州市人民政府", "桐庐县人民政府", "富春江镇", "建德市人民政府")]
    assert places == sorted(places)
    assert "富春江镇" not in text(platform.get(LIST, {"level": "county"}))
    found = text(platform.get(LIST, {"q": "jiande.local"}))
    assert "建德市人民政府" in found and "富春江镇" not in found


def test_the_list_takes_the_same_queries_however_many_portals_there_are(platform, city, django_assert_max_num_queries):
    with django_assert_max_num_queries(60) as few:
        platform.get(LIST)
    for number in range(12):
        make_portal(f"county{number}", PortalLevel.COUNTY, city)
    with django_assert_max_num_queries(len(few)):
        assert "county11" in text(platform.get(LIST))


def test_what_was_changed_is_saved_logged_and_told(admin, tonglu):
    heard = []

    def listen(sender, portal, fields, user, **kwargs):
        heard.append(sorted(fields))

    portal_edited.connect(listen)
    answer = admin.post(edit(tonglu), data(tonglu, site_code="3301220001", hue="#9b1c1c", contact_phone="0571-1"))
    portal_edited.disconnect(listen)
    assert answer.status_code == 302
    tonglu.refresh_from_db()
    assert (tonglu.site_code, tonglu.hue) == ("3301220001", "#9B1C1C")
    assert heard == [["contact_phone", "hue", "site_code"]]
    assert ModelLogEntry.objects.filter(action=LOG_ACTION).count() == 1


def test_nothing_changed_is_nothing_logged(admin, tonglu):
    admin.post(edit(tonglu), data(tonglu))
    assert not ModelLogEntry.objects.filter(action=LOG_ACTION).exists()


WRONG = {
    "site_code": ("33012200", "应为 bm 加 8 位数字"),
    "icp_number": ("12345", "应形如“浙ICP备"),
    "police_number": ("浙公网", "应形如“浙公网安备"),
    "registration_mark": ("xyz", "32 位十六进制"),
    "contact_email": ("no", '<p class="error-message">'),
    "hue": ("#FFD54F", "对比度为 1.41，低于 4.5"),
    "name": ("", '<p class="error-message">'),
    "further": ("www.ok.test\nno host", "“no host”不是域名"),
}


@pytest.mark.parametrize(("field", "case"), WRONG.items(), ids=WRONG)
def test_a_wrong_value_is_refused_with_what_is_wrong_and_nothing_is_saved(admin, tonglu, field, case):
    value, said = case
    answer = admin.post(edit(tonglu), data(tonglu, contact_phone="0571-2", **{field: value}))
    assert said in text(answer)
    tonglu.refresh_from_db()
    assert tonglu.contact_phone == "" and not tonglu.hosts.exists()


@pytest.mark.parametrize("hue", ["red", "#12", "#GGGGGG", "javascript"])
def test_a_colour_that_is_none_is_refused(admin, tonglu, hue):
    assert admin.post(edit(tonglu), data(tonglu, hue=hue)).status_code == 200


def test_a_site_code_that_another_portal_has_is_refused(admin, tonglu, jiande):
    Portal.objects.filter(pk=jiande.pk).update(site_code="3301220001")
    answer = admin.post(edit(tonglu), data(tonglu, site_code="3301220001"))
    assert answer.status_code == 200 and "网站标识码" in text(answer) and "已存在" in text(answer)


def test_two_portals_without_a_site_code_are_no_conflict(admin, tonglu, jiande):
    assert admin.post(edit(tonglu), data(tonglu)).status_code == 302


def test_further_hosts_are_taken_as_people_write_them(admin, tonglu):
    admin.post(edit(tonglu), data(tonglu, further="https://WWW.Tonglu.test/\n\n桐庐.政务\nwww.tonglu.test"))
    assert sorted(tonglu.hosts.values_list("hostname", flat=True)) == ["www.tonglu.test", PUNYCODE]
    assert "桐庐.政务" in text(admin.get(edit(tonglu)))
    assert admin.get("/", headers={"host": PUNYCODE}).status_code == 301


@pytest.mark.parametrize("taken", ["jiande.localhost", "old.jiande.test"])
def test_a_host_of_another_portal_is_not_taken_away(admin, tonglu, jiande, taken):
    PortalHost.objects.create(portal=jiande, hostname="old.jiande.test")
    answer = admin.post(edit(tonglu), data(tonglu, further=taken))
    assert f"域名 {taken} 已被其他门户使用" in text(answer)


def test_the_host_of_the_platforms_admin_is_nobodys(admin, tonglu, settings):
    settings.PORTAL_ADMIN_HOSTS = ["admin.test"]
    assert "是平台后台的域名" in text(admin.post(edit(tonglu), data(tonglu, further="admin.test")))
    assert not tonglu.hosts.exists()


def test_the_primary_host_is_changed_by_the_platform_and_the_former_one_redirects(platform, tonglu):
    platform.post(edit(tonglu), data(tonglu, hostname="www.tonglu.test"))
    assert platform.get("/admin/login/", headers={"host": "www.tonglu.test"}).status_code in (200, 302)
    answer = platform.get("/x/", headers={"host": "tonglu.localhost"})
    assert answer.status_code == 301 and "//www.tonglu.test" in answer["Location"]


def test_the_primary_host_is_not_the_portals_own_administrators_to_change(admin, tonglu):
    admin.post(edit(tonglu), data(tonglu, hostname="www.tonglu.test"))
    tonglu.site.refresh_from_db()
    assert tonglu.site.hostname == "tonglu.localhost"


def test_a_subsite_is_edited_without_hosts(admin, tonglu):
    town = make_portal("town", PortalLevel.SUBSITE, tonglu, name="富春江镇")
    assert 'name="hostname"' not in text(admin.get(edit(town)))
    values = {name: value for name, value in data(tonglu).items() if name not in ("hostname", "further")}
    admin.post(edit(town), values | {"name": "富春江镇人民政府", "short_name": "富春江"})
    town.refresh_from_db()
    assert town.name == "富春江镇人民政府"


def test_the_state_is_changed_with_its_texts_and_shown_with_its_history(platform, tonglu):
    until = timezone.localdate() + datetime.timedelta(days=3)
    values = {"to": "offline", "reason": "机房搬迁", "announcement": "暂停服务。", "until": until.isoformat()}
    assert "临时下线" in text(platform.get(state(tonglu)))
    assert platform.get(state(tonglu), {"to": "offline"}).status_code == 200
    assert platform.post(state(tonglu), values).status_code == 302
    tonglu.refresh_from_db()
    assert (tonglu.state, tonglu.announcement_until) == (PortalState.OFFLINE, until)
    assert "机房搬迁" in text(platform.get(state(tonglu)))


def test_what_stands_against_a_change_is_said_all_at_once(platform, tonglu):
    page = text(platform.post(state(tonglu), {"to": "closing", "successor_url": "x"}))
    for said in ("请填写事由", "请填写向公众展示的公告内容", "请填写公告截止日期", "不是网址"):
        assert said in page
    assert not StateChange.objects.exists()


@pytest.mark.parametrize("to", ["archived", "nonsense", ""])
def test_a_step_that_is_not_offered_is_not_taken(platform, tonglu, to):
    assert platform.post(state(tonglu), {"to": to}, follow=True).status_code == 200
    tonglu.refresh_from_db()
    assert tonglu.state == PortalState.RUNNING


def test_an_administrator_of_a_running_portal_is_told_who_decides(admin, tonglu):
    page = text(admin.get(state(tonglu)))
    assert "由平台管理员办理" in page and "?to=" not in page
