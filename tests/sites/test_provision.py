import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from wagtail.models import Collection, GroupPagePermission, Page, Site

from cms_core.models import BranchPage, ColumnPage, HomePage
from cms_core.tree.errors import TreeError
from sites.actions.provision import ProvisionPortals
from sites.models import Portal, PortalGroup, PortalState, StateChange
from sites.permissions import PortalAction, policy
from sites.provisioning import making
from sites.provisioning.errors import ProvisionRefused
from sites.provisioning.mirror import check_trees
from sites.provisioning.plan import Planner
from sites.provisioning.requests import PortalRequest, organisations_called, region
from tests.factories import make_organisation, make_user
from tests.sites.province import make_province

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 3, 2)


@pytest.fixture
def bodies():
    return make_province()


def provision(*organisations, **options):
    return ProvisionPortals(organisations, today=TODAY, **options).execute()


def refusal(*requests, **options):
    before = rows()
    with pytest.raises(ProvisionRefused) as raised:
        ProvisionPortals(requests, today=TODAY, **options).execute()
    assert rows() == before
    return raised.value.messages


def rows():
    return [model.objects.count() for model in (Page, Site, Portal, Collection, Group, GroupPagePermission)]


def whole_region():
    return provision(*region("99", towns=True))


def test_a_county_gets_its_pages_host_collection_and_groups(bodies):
    report = provision(bodies["yunshan"])
    portal = Portal.objects.get()
    assert report.as_dict() == {"made": ["yunshan"], "exists": [], "failed": [], "pages": 61}
    assert (portal.name, portal.short_name, portal.key) == ("云山县人民政府", "云山", "yunshan")
    assert (portal.level, portal.look, portal.blueprint) == ("county", "county", "county")
    assert portal.site.hostname == "yunshan.localhost"
    assert not portal.site.is_default_site
    assert portal.site.root_page_id == portal.home_id
    assert portal.home.url_path == "/dn/qinghe/yunshan/"
    assert portal.undertaker == "云山县人民政府办公室"
    assert portal.collection.name == "云山县人民政府"
    assert portal.completed_at is not None
    assert check_trees() == []


def test_titles_and_descriptions_name_the_place_and_its_unit(bodies):
    provision(bodies["yunshan"], bodies["jiangbei"])
    titles = set(ColumnPage.objects.values_list("title", flat=True))
    assert {"走进云山", "云山概况", "县政府文件", "县政府办公室文件", "走进江北", "区政府文件"} <= titles
    assert not ColumnPage.objects.filter(description__contains="{").exists()
    assert not ColumnPage.objects.filter(keywords__contains="{").exists()


def test_columns_carry_owner_type_and_update_term(bodies):
    provision(bodies["yunshan"])
    columns = {column.blueprint_key: column for column in ColumnPage.objects.all()}
    assert columns["news.headlines"].owner_organisation == bodies["yunshan-bgs"]
    assert columns["sunshine.finance"].owner_organisation == bodies["yunshan-czj"]
    assert columns["sunshine.housing"].owner_organisation == bodies["yunshan"]
    assert (columns["notices"].column_type, columns["notices"].update_days) == ("通知公告", 180)
    assert columns["disclosure.guide"].list_style == "single"
    assert columns["policies"].url_path == "/dn/qinghe/yunshan/zhengwu-gongkai/zhengce-wenjian/"


def test_the_home_page_has_the_sections_of_the_blueprint_with_the_ids_of_its_columns(bodies):
    provision(bodies["yunshan"])
    home = HomePage.objects.get()
    headlines = ColumnPage.objects.get(blueprint_key="news.headlines")
    first = home.sections.raw_data[0]
    assert (first["type"], first["value"]) == ("headline", {"column": headlines.pk})
    tiles = next(row for row in home.sections.raw_data if row["type"] == "tiles")
    ids = {tile["column"] for tile in tiles["value"]["tiles"]}
    assert ids == set(ColumnPage.objects.filter(blueprint_key__startswith="lists.").values_list("pk", flat=True))
    assert home.sections.stream_block.clean(home.sections)


def test_the_whole_region_mirrors_the_organisations(bodies):
    whole_region()
    tree = [(portal.key, portal.depth) for portal in Portal.objects.all()]
    expected = [("dn", 1), ("dn-czt", 2), ("qinghe", 2), ("yunshan", 3), ("yunshan-baishi", 4), ("jiangbei", 3)]
    assert sorted(tree) == sorted(expected)
    homes = dict(Portal.objects.values_list("key", "home__url_path"))
    assert homes == {
        "dn": "/dn/dn/",
        "dn-czt": "/dn/departments/dn-czt/",
        "qinghe": "/dn/qinghe/qinghe/",
        "yunshan": "/dn/qinghe/yunshan/",
        "yunshan-baishi": "/dn/qinghe/yunshan/xiangzhen-jiedao/yunshan-baishi/",
        "jiangbei": "/dn/qinghe/jiangbei/",
    }
    assert Site.objects.get(root_page__url_path="/dn/dn/").hostname == "localhost"
    assert list(BranchPage.objects.filter(live=True)) == []
    assert check_trees() == []


def test_offices_get_no_portal_and_a_region_may_leave_departments_and_towns_out(bodies):
    assert [one.key for one in region("99", departments=False)] == ["dn", "qinghe", "yunshan", "jiangbei"]
    assert "dn-bgt" not in [one.key for one in region("990000", towns=True)]
    assert [one.key for one in region("9901")] == ["qinghe", "yunshan", "jiangbei"]
    assert [one.key for one in region("990122", towns=True)] == ["yunshan", "yunshan-baishi"]


@pytest.mark.parametrize(("code", "said"), [("98", "没有行政区划代码为“98”"), ("浙江", "应为数字"), ("", "应为数字")])
def test_a_region_that_is_not_there_is_said(bodies, code, said):
    with pytest.raises(ProvisionRefused, match=said):
        region(code)


def test_run_again_it_makes_what_is_missing_and_nothing_twice(bodies):
    provision(bodies["dn"], bodies["yunshan"])
    column = ColumnPage.objects.filter(blueprint_key="notices").first()
    ColumnPage.objects.filter(pk=column.pk).update(description="编辑改过的描述")
    report = whole_region()
    assert sorted(one.key for one in report.of("exists")) == ["dn", "yunshan"]
    assert len(report.of("made")) == 4
    counts = rows()
    again = whole_region()
    assert again.of("made") == []
    assert len(again.of("exists")) == 6
    assert rows() == counts
    column.refresh_from_db()
    assert column.description == "编辑改过的描述"
    assert check_trees() == []


def test_a_city_with_a_key_of_its_own_uses_the_branch_that_its_counties_are_on(bodies):
    provision(bodies["yunshan"])
    provision(PortalRequest(bodies["qinghe"], key="qh"))
    homes = dict(Portal.objects.values_list("key", "home__url_path"))
    assert homes == {"yunshan": "/dn/qinghe/yunshan/", "qh": "/dn/qinghe/qh/"}
    assert check_trees() == []


def test_a_portal_that_was_begun_and_not_finished_is_completed(bodies):
    provision(bodies["yunshan"])
    Portal.objects.update(completed_at=None)
    ColumnPage.objects.get(blueprint_key="notices").delete()
    assert provision(bodies["yunshan"]).of("made")
    assert Portal.objects.get().completed_at is not None
    assert ColumnPage.objects.filter(blueprint_key="notices").exists()
    assert check_trees() == []


def test_portals_made_from_below_move_under_those_made_later(bodies):
    provision(bodies["yunshan"])
    provision(bodies["yunshan-baishi"])
    provision(bodies["dn"])
    provision(bodies["qinghe"])
    assert [(portal.key, portal.depth) for portal in Portal.objects.all()] == [
        ("dn", 1),
        ("qinghe", 2),
        ("yunshan", 3),
        ("yunshan-baishi", 4),
    ]
    assert check_trees() == []


def test_a_town_answers_on_the_host_of_its_county(bodies):
    provision(bodies["yunshan"], bodies["yunshan-baishi"])
    town = Portal.objects.get(key="yunshan-baishi")
    assert town.site is None
    assert town.short_name == "白石镇"
    assert isinstance(town.home.get_parent().specific, ColumnPage)
    assert town.collection.get_parent() == Portal.objects.get(key="yunshan").collection


def test_a_department_of_a_county_hangs_on_the_column_for_departments(bodies):
    provision(bodies["yunshan"], bodies["yunshan-czj"])
    place = Portal.objects.get(key="yunshan-czj").home.get_parent().specific
    assert place.blueprint_key == "departments"
    assert check_trees() == []


def test_a_town_without_its_county_is_refused(bodies):
    (message,) = refusal(bodies["yunshan-baishi"])
    assert message == "“云山县白石镇人民政府”是子站，要挂在县级门户上，请先为其上级政府建站。"


def test_a_county_whose_column_for_towns_was_deleted_fails_with_words_and_leaves_nothing(bodies):
    provision(bodies["yunshan"])
    ColumnPage.objects.get(blueprint_key="towns").delete()
    before = rows()
    report = provision(bodies["yunshan-baishi"])
    assert "没有用来挂子站的栏目" in report.of("failed")[0].message
    assert rows() == before


def test_a_failure_in_the_middle_leaves_no_half_portal_and_the_others_are_made(bodies, monkeypatch):
    write_for = making.GroupWriter.write_for

    def fail_for_the_city(self, portal, rules):
        if portal.key == "qinghe":
            raise TreeError(["坏了"])
        return write_for(self, portal, rules)

    monkeypatch.setattr(making.GroupWriter, "write_for", fail_for_the_city)
    report = whole_region()
    assert [one.key for one in report.of("failed")] == ["qinghe"]
    assert not HomePage.objects.filter(slug="qinghe").exists()
    assert not Site.objects.filter(hostname="qinghe.localhost").exists()
    monkeypatch.undo()
    assert [one.key for one in whole_region().of("made")] == ["qinghe"]
    assert check_trees() == []


def test_in_preparation_the_home_is_not_live_and_in_trial_it_is(bodies):
    provision(bodies["dn"])
    provision(bodies["yunshan"], state="trial")
    live = dict(Portal.objects.values_list("key", "home__live"))
    assert live == {"dn": False, "yunshan": True}
    change = StateChange.objects.get()
    assert (change.portal.key, change.before, change.after, change.on) == ("yunshan", "preparing", "trial", TODAY)


def test_a_portal_cannot_start_running_without_its_numbers_unless_it_is_a_demonstration(bodies):
    report = provision(bodies["yunshan"], state="running")
    assert "网站标识码" in report.of("failed")[0].message
    assert not Portal.objects.exists()
    provision(bodies["yunshan"], state="running", demo=True)
    assert Portal.objects.get().state == PortalState.RUNNING


def test_no_portal_starts_closed(bodies):
    assert refusal(bodies["yunshan"], state="archived") == [
        "新门户的状态不能是“archived”，可用：preparing、trial、running。"
    ]


def test_groups_have_their_rights_on_their_own_portal_only(bodies):
    provision(bodies["yunshan"], bodies["jiangbei"])
    own, other = Portal.objects.get(key="yunshan"), Portal.objects.get(key="jiangbei")
    names = list(Group.objects.filter(portal_group__portal=own).order_by("pk").values_list("name", flat=True))
    assert names == [
        f"云山县人民政府 {role}"
        for role in (
            "站点管理员",
            "栏目编辑",
            "审核员",
            "依申请公开经办",
            "依申请公开负责人",
            "信息公开监督",
            "信息公开监督负责人",
        )
    ]
    people = {row.role: make_user() for row in own.groups.all()}
    for row in own.groups.all():
        people[row.role].groups.add(row.group)
    may = {
        role: [action.value for action in PortalAction if policy.user_may(user, action, own)]
        for role, user in people.items()
    }
    assert may == {
        "administrator": ["see", "write", "publish", "administer"],
        "editor": ["see", "write"],
        "reviewer": ["see", "write", "publish"],
        "handler": ["see"],
        "head": ["see"],
        "supervisor": ["see"],
        "signatory": ["see"],
    }
    assert not any(policy.user_may(user, action, other) for user in people.values() for action in PortalAction)
    assert all(user.has_perm("wagtailadmin.access_admin") for user in people.values())


def test_the_regional_group_reaches_everything_below_its_branch_and_nothing_beside(bodies):
    whole_region()
    user = make_user()
    user.groups.add(Group.objects.get(name="东南省清河市区域管理员"))
    below = {portal.key for portal in policy.portals_for(user, PortalAction.OPEN)}
    assert below == {"qinghe", "yunshan", "jiangbei", "yunshan-baishi"}


def test_two_portals_of_one_name_get_different_groups(bodies):
    provision(bodies["yunshan"])
    twin = make_organisation("云山县人民政府", key="yunshan2", level=3, parent=bodies["qinghe"])
    provision(twin)
    names = PortalGroup.objects.filter(portal__key="yunshan2").values_list("group__name", flat=True)
    assert "云山县人民政府 栏目编辑（yunshan2）" in list(names)


def test_what_is_asked_for_goes_before_what_is_derived(bodies):
    fields = {"site_code": "9901220001", "contact_phone": "0571-0000 0000", "hue": "#1C6B4A"}
    provision(PortalRequest(bodies["yunshan"], key="ys", name="云山县门户", short_name="云岭", fields=fields))
    portal = Portal.objects.get()
    assert (portal.key, portal.name, portal.short_name) == ("ys", "云山县门户", "云岭")
    assert (portal.site_code, portal.hue, portal.site.hostname) == ("9901220001", "#1C6B4A", "ys.localhost")
    assert ColumnPage.objects.filter(title="走进云岭").exists()


@pytest.mark.parametrize(
    ("request_of", "said"),
    [
        (lambda b: PortalRequest(b["yunshan"], blueprint="village"), "没有名为“village”的站点模板，可用：province"),
        (lambda b: PortalRequest(b["yunshan"], blueprint="city"), "“云山县人民政府”应建县级门户，不能使用模板“city”"),
        (lambda b: PortalRequest(b["yunshan"], key="departments"), "标识“departments”不能作主机名"),
        (lambda b: PortalRequest(b["yunshan"], key="Yun Shan"), "标识“Yun Shan”不能作主机名"),
        (lambda b: PortalRequest(b["yunshan"], fields={"site_code": "12"}), "网站标识码“12”应为"),
        (lambda b: PortalRequest(b["yunshan"], fields={"state": "running"}), "没有“state”这一项"),
        (lambda b: PortalRequest(b["yunshan"], name="名" * 121), "“" + "名" * 121),
    ],
    ids=["unknown blueprint", "wrong level", "reserved key", "key no host label", "site code", "field", "name"],
)
def test_each_mistake_is_said_and_nothing_is_written(bodies, request_of, said):
    messages = refusal(request_of(bodies))
    assert any(said in message for message in messages)


def test_duplicate_keys_and_site_codes_are_refused_with_the_name_of_the_other(bodies):
    provision(PortalRequest(bodies["dn"], fields={"site_code": "9900000001"}))
    requests = [
        PortalRequest(bodies["yunshan"], key="dn", fields={"site_code": "9900000001"}),
        PortalRequest(bodies["jiangbei"], key="dn"),
    ]
    messages = refusal(*requests)
    assert "“云山县人民政府”的网站标识码“9900000001”已被“东南省人民政府”使用，请另行指定。" in messages
    assert "“清河市江北区人民政府”的标识“dn”已被“东南省人民政府”使用，请另行指定。" in messages


def test_a_host_that_somebody_uses_is_refused(bodies):
    provision(bodies["dn"])
    Portal.objects.get().hosts.create(hostname="yunshan.localhost")
    assert refusal(bodies["yunshan"]) == [
        "“云山县人民政府”的主机名“yunshan.localhost”已被另一门户占用，请为它指定别的标识。"
    ]


def test_what_another_run_made_while_this_one_planned_is_no_clash(bodies):
    planner = Planner([PortalRequest(bodies["dn"]), PortalRequest(bodies["yunshan"])])
    provision(bodies["dn"], PortalRequest(bodies["yunshan"], fields={"site_code": "9900000001"}))
    assert planner.plan().errors == []


def test_no_organisation_is_no_work():
    assert refusal() == ["没有选择任何机构。"]


def test_organisations_are_found_by_key_or_name_and_all_that_are_missing_are_named(bodies):
    assert organisations_called(["yunshan", "东南省财政厅"]) == [bodies["yunshan"], bodies["dn-czt"]]
    with pytest.raises(ProvisionRefused) as raised:
        organisations_called(["yunshan", "nowhere", "某某县人民政府"])
    assert [message.partition("：")[0] for message in raised.value.messages] == [
        "找不到机构“nowhere”",
        "找不到机构“某某县人民政府”",
    ]


def test_villages_and_offices_of_towns_get_no_portal(bodies):
    village = make_organisation("白石村民委员会", key="v1", level=5, kind="committee", parent=bodies["yunshan-baishi"])
    assert refusal(village) == ["“白石村民委员会”是村（居）民委员会，不单独建站。"]


def test_districts_of_one_name_in_two_cities_get_hosts_of_their_own(bodies):
    city = make_organisation("白水市人民政府", key="d9902", level=2, division_code="9902", parent=bodies["dn"])
    twin = make_organisation("白水市江北区人民政府", key="d990202", level=3, parent=city)
    provision(bodies["jiangbei"], city, twin)
    assert Portal.objects.get(organisation=twin).key == "baishui-jiangbei"
    assert Portal.objects.get(organisation=city).key == "baishui"


def test_only_whoever_may_provision_does(bodies):
    provision(bodies["dn"], bodies["qinghe"])
    user = make_user()
    with pytest.raises(PermissionDenied, match="没有建站权限"):
        provision(bodies["yunshan"], user=user)
    user = make_user()
    user.user_permissions.add(Permission.objects.get(codename="provision_portal"))
    provision(bodies["yunshan"], user=user)
    assert Portal.objects.filter(key="yunshan").exists()


def test_a_regional_administrator_makes_portals_in_the_own_region_only(bodies):
    provision(bodies["dn"], bodies["qinghe"])
    user = make_user()
    user.groups.add(Group.objects.get(name="东南省清河市区域管理员"))
    provision(bodies["yunshan"], user=user)
    with pytest.raises(PermissionDenied, match="不在您管理的区域内"):
        provision(bodies["dn-czt"], user=user)


def test_making_one_county_costs_a_bounded_number_of_queries(bodies, django_assert_max_num_queries):
    with django_assert_max_num_queries(190):
        provision(bodies["yunshan"])
