import dataclasses
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from wagtail.models import GroupPagePermission

from cms_core.models import ColumnPage, HomePage
from disclosure.applications.permissions import Power, may
from sites.actions.apply_blueprint import ApplyBlueprint
from sites.actions.provision import ProvisionPortals
from sites.blueprints.model import Column
from sites.blueprints.registry import blueprint
from sites.models import Portal
from sites.provisioning.differences import BlueprintDiff
from sites.provisioning.errors import ProvisionRefused
from sites.provisioning.making import column_ids
from sites.provisioning.mirror import check_trees
from tests.factories import make_column, make_editor, make_user
from tests.sites.province import make_province

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal():
    bodies = make_province()
    ProvisionPortals([bodies["yunshan"], bodies["yunshan-baishi"]], state="trial").execute()
    return Portal.objects.get(key="yunshan")


def column(key):
    return ColumnPage.objects.get(pk=column_ids(Portal.objects.get(key="yunshan").home)[key])


def differences(portal, changed=None):
    return {one.key: one for one in BlueprintDiff(portal, changed).differences}


def with_columns(*columns, below=""):
    """The county's blueprint with more columns, at the top or below one of its own."""
    original = blueprint("county")
    if not below:
        return dataclasses.replace(original, columns=(*original.columns, *columns))
    grown = tuple(
        dataclasses.replace(one, columns=(*one.columns, *columns)) if one.key == below else one
        for one in original.columns
    )
    return dataclasses.replace(original, columns=grown)


def new(key, title, *columns):
    return Column(key, title, "通知公告", f"发布关于{title}的信息。", title, columns=columns)


def test_a_new_portal_has_no_differences(portal):
    assert differences(portal) == {}


def test_a_new_column_of_the_blueprint_is_found_and_added_with_what_is_below_it(portal):
    changed = with_columns(new("flood", "防汛防台", new("flood.alerts", "{short_name}预警")))
    assert [one.after for one in differences(portal, changed).values()] == ["防汛防台", "云山预警"]
    ApplyBlueprint(portal, blueprint=changed).execute()
    assert column("flood.alerts").url_path.endswith("/yunshan/fangxunfangtai/yunshan-yujing/")
    assert differences(portal, changed) == {}
    assert check_trees() == []


def test_a_new_column_below_one_that_exists_is_added_there(portal):
    changed = with_columns(new("news.video", "视频新闻"), below="news")
    ApplyBlueprint(portal, ["add:news.video"], blueprint=changed).execute()
    assert column("news.video").get_parent().specific == column("news")


def test_choosing_a_column_brings_the_missing_ones_above_it_along(portal):
    changed = with_columns(new("flood", "防汛防台", new("flood.alerts", "预警"), new("flood.plans", "预案")))
    ApplyBlueprint(portal, ["add:flood.alerts"], blueprint=changed).execute()
    assert column("flood.alerts").get_parent().specific == column("flood")
    assert set(differences(portal, changed)) == {"add:flood.plans"}


def test_an_address_that_the_portal_uses_itself_does_not_stop_a_new_column(portal):
    make_column(portal.home, "防汛防台", slug="fangxunfangtai")
    ApplyBlueprint(portal, ["add:flood"], blueprint=with_columns(new("flood", "防汛防台"))).execute()
    assert column("flood").slug == "fangxunfangtai-2"


def test_a_changed_blueprint_is_taken_over_where_nobody_edited(portal):
    ColumnPage.objects.filter(pk=column("notices").pk).update(update_days=99, title="旧名称", draft_title="旧名称")
    found = differences(portal)
    assert {key: (one.before, one.after) for key, one in found.items()} == {
        "change:notices:title": ("旧名称", "通知公告"),
        "change:notices:update_days": ("99 天", "180 天"),
    }
    ApplyBlueprint(portal).execute()
    page = column("notices")
    assert (page.title, page.draft_title, page.update_days) == ("通知公告", "通知公告", 180)
    assert page.latest_revision is None


def test_what_an_editor_changed_is_shown_but_only_overwritten_when_chosen(portal):
    page = column("notices")
    page.title = "公示公告"
    page.save_revision(user=make_user()).publish()
    (difference,) = differences(portal).values()
    assert "编辑修改过" in difference.message
    assert ApplyBlueprint(portal).execute() == []
    assert column("notices").title == "公示公告"
    ApplyBlueprint(portal, ["change:notices:title"]).execute()
    page = column("notices")
    assert page.title == page.draft_title == "通知公告"
    assert page.get_latest_revision_as_object().title == "通知公告"
    assert not page.has_unpublished_changes


def test_an_unpublished_draft_keeps_its_other_changes_and_stays_a_draft(portal):
    page = column("notices")
    page.title, page.description = "旧", "旧的描述"
    page.save_revision().publish()
    page = column("notices")
    page.description = "草稿里的新描述"
    page.save_revision()
    ApplyBlueprint(portal, ["change:notices:title"]).execute()
    page = column("notices")
    draft = page.get_latest_revision_as_object()
    assert (page.title, page.description) == ("通知公告", "旧的描述")
    assert (draft.title, draft.description) == ("通知公告", "草稿里的新描述")
    assert page.has_unpublished_changes


def test_columns_of_the_portals_own_are_shown_and_kept(portal):
    own = make_column(portal.home, "本地特色")
    found = differences(portal)
    assert [(one.kind, one.subject, one.applicable) for one in found.values()] == [("extra", "本地特色", False)]
    with pytest.raises(ProvisionRefused, match="没有这些差异"):
        ApplyBlueprint(portal, list(found)).execute()
    assert ColumnPage.objects.filter(pk=own.pk).exists()


def test_a_column_that_was_moved_is_shown_and_not_moved_back(portal):
    column("personnel").move(column("news"), "last-child")
    found = list(differences(portal).values())
    assert [(one.kind, one.applicable) for one in found] == [("moved", False)]


def test_a_new_layout_of_the_home_page_is_taken_over_with_the_columns_it_needs(portal):
    changed = with_columns(new("flood", "防汛防台"))
    section = {"type": "column_lists", "columns": ["flood", "notices"], "count": 5}
    changed = dataclasses.replace(changed, sections=(*changed.sections, section))
    assert set(differences(portal, changed)) == {"add:flood", "layout:home"}
    ApplyBlueprint(portal, blueprint=changed).execute()
    stored = HomePage.objects.get(pk=portal.home_id).sections.raw_data[-1]
    assert stored["value"]["columns"] == [column("flood").pk, column("notices").pk]
    assert HomePage.objects.get(pk=portal.home_id).live
    assert differences(Portal.objects.get(pk=portal.pk), changed) == {}


def test_a_home_page_that_an_editor_laid_out_is_left_alone_unless_chosen(portal):
    home = portal.home
    del home.sections[2:]
    home.save_revision().publish()
    portal = Portal.objects.get(pk=portal.pk)
    (difference,) = differences(portal).values()
    assert (difference.key, difference.suggested) == ("layout:home", False)
    assert ApplyBlueprint(portal).execute() == []
    ApplyBlueprint(portal, ["layout:home"]).execute()
    portal = Portal.objects.get(pk=portal.pk)
    assert len(portal.home.sections) == len(blueprint("county").sections)
    assert portal.home.live
    assert not portal.home.has_unpublished_changes


def test_a_missing_group_and_missing_rights_are_given_again(portal):
    portal.groups.get(role="editor").group.delete()
    reviewers = portal.groups.get(role="reviewer").group
    GroupPagePermission.objects.filter(group=reviewers, permission__codename="publish_page").delete()
    assert set(differences(portal)) == {"group:editor", "grant:reviewer"}
    ApplyBlueprint(portal).execute()
    assert differences(portal) == {}
    assert Group.objects.filter(name="云山县人民政府 栏目编辑").exists()


def test_a_portal_from_before_applications_is_given_their_two_groups(portal):
    Group.objects.filter(portal_group__portal=portal, portal_group__role__in=["handler", "head"]).delete()
    assert set(differences(portal)) == {"group:handler", "group:head"}
    call_command("blueprint", "apply", "--portal", "yunshan", "--write", stdout=StringIO())
    clerk, stranger = make_user(), make_user()
    clerk.groups.add(portal.groups.get(role="handler").group)
    stranger.groups.add(Portal.objects.get(key="yunshan-baishi").groups.get(role="head").group)
    assert may(clerk, Power.HANDLE, portal) and not may(clerk, Power.APPROVE, portal)
    assert not may(stranger, Power.HANDLE, portal)


def test_columns_of_a_subsite_are_none_of_the_countys(portal):
    assert len(BlueprintDiff(portal).pages) == 60
    assert len(BlueprintDiff(Portal.objects.get(key="yunshan-baishi")).pages) == 12


def test_two_mistakes_in_the_choice_change_nothing(portal):
    ColumnPage.objects.filter(pk=column("notices").pk).update(title="旧名称")
    with pytest.raises(ProvisionRefused, match="add:nowhere"):
        ApplyBlueprint(portal, ["change:notices:title", "add:nowhere"]).execute()
    assert column("notices").title == "旧名称"


def test_only_whoever_may_provision_applies(portal):
    with pytest.raises(PermissionDenied):
        ApplyBlueprint(portal, [], user=make_editor(portal)).execute()
    assert ApplyBlueprint(portal, [], user=make_user(superuser=True)).execute() == []
