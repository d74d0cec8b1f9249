"""Who may have a gazette, what it starts with; issues with right numbers."""

from datetime import date

import pytest

from gazette.actions.configure_gazette import ConfigureGazette, ConfigureParts
from gazette.actions.create_gazette import CreateGazette
from gazette.actions.create_issue import CreateIssue, DeleteIssue, EditIssue
from gazette.errors import GazetteError, NotAllowed
from gazette.models import Gazette, Issue
from gazette.states import IssueState
from sites.models import PortalLevel
from tests import factories
from tests.gazette.factories import make_entry, make_gazette, make_issue, make_province
from tests.gazette.sealed import make_signed

pytestmark = pytest.mark.django_db


def test_a_province_starts_with_its_column_name_and_parts():
    portal = make_province()
    column = factories.make_column(portal.home, "政务公报", column_type="政府公报")
    gazette = CreateGazette(portal, user=None).execute()
    assert (gazette.name, gazette.column_id) == ("浙江省人民政府公报", column.pk)
    assert [part.name for part in gazette.parts.all()] == [
        "省政府令",
        "省政府文件",
        "省政府办公厅文件",
        "省级部门文件",
        "人事任免",
        "政策解读",
        "大事记",
    ]


def test_a_city_has_a_city_s_parts():
    city = factories.make_portal("hangzhou", PortalLevel.CITY, make_province())
    factories.make_column(city.home, column_type="政府公报")
    gazette = CreateGazette(city, user=None).execute()
    names = [part.name for part in gazette.parts.all()]
    assert names[:4] == ["市政府令", "市政府文件", "市政府办公室文件", "市级部门文件"]


@pytest.mark.parametrize("level", [PortalLevel.DEPARTMENT, PortalLevel.SUBSITE])
def test_departments_and_towns_run_none(level):
    portal = factories.make_portal("czt", level, make_province())
    factories.make_column(portal.home, column_type="政府公报")
    with pytest.raises(GazetteError, match="不办公报"):
        CreateGazette(portal, user=None).execute()


def test_a_county_may_explore_and_is_told_so():
    county = factories.make_portal("tonglu")
    factories.make_column(county.home, column_type="政府公报")
    creating = CreateGazette(county, user=None)
    creating.execute()
    assert "可以探索" in creating.warnings[0]


def test_without_a_column_it_says_what_to_do():
    with pytest.raises(GazetteError, match="请先在页面中新建栏目"):
        CreateGazette(make_province(), user=None).execute()


def test_a_portal_has_one_gazette():
    gazette = make_gazette()
    factories.make_column(gazette.portal.home, column_type="政府公报")
    with pytest.raises(GazetteError, match="已经有公报"):
        CreateGazette(gazette.portal, user=None).execute()


def test_an_editor_without_the_right_makes_none():
    portal = make_province()
    factories.make_column(portal.home, column_type="政府公报")
    with pytest.raises(NotAllowed):
        CreateGazette(portal, user=factories.make_editor(portal)).execute()
    assert not Gazette.objects.exists()


def test_parts_are_added_renamed_reordered_and_removed_in_one_change():
    gazette = make_gazette()
    orders, government, *_ = gazette.parts.all()
    rows = [(government.pk, "省政府令", "government"), (orders.pk, "省政府文件", "orders"), (None, "其他", "other")]
    ConfigureParts(gazette, rows, user=None).execute()
    assert [(part.pk, part.name) for part in gazette.parts.all()][:2] == [
        (government.pk, "省政府令"),
        (orders.pk, "省政府文件"),
    ]
    assert gazette.parts.count() == 3


def test_a_part_with_entries_stays():
    gazette = make_gazette()
    entry = make_entry(make_issue(gazette))
    with pytest.raises(GazetteError, match="已有条目"):
        ConfigureParts(gazette, [(None, "其他", "other")], user=None).execute()
    assert gazette.parts.filter(pk=entry.part_id).exists()
    assert gazette.parts.count() == 7


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "至少"),
        ([(None, " ", "other")], "1到40个字"),
        ([(None, "甲", "other"), (None, "甲 ", "other")], "出现了两次"),
        ([(None, "甲", "nope")], "收录规则"),
        ([(999_999, "甲", "other")], "不是这份公报的栏目"),
    ],
)
def test_wrong_parts_are_refused(rows, said):
    with pytest.raises(GazetteError, match=said):
        ConfigureParts(make_gazette(), rows, user=None).execute()


def test_publication_days_are_brought_into_one_spelling():
    gazette = ConfigureGazette(make_gazette(), user=None, values={"publication_days": "30、10,20"}).execute()
    assert gazette.publication_days == "10,20,30"
    with pytest.raises(GazetteError, match="1到31"):
        ConfigureGazette(gazette, user=None, values={"publication_days": "40"}).execute()


def test_an_issue_is_made_and_recorded():
    gazette = make_gazette(first_serial=1074)
    issue = CreateIssue(gazette, user=None, year=2015, number=7, serial=1074).execute()
    assert (issue.title, issue.events.get().text) == (
        "浙江省人民政府公报 2015年第7期（总第1074期）",
        "2015年第7期（总第1074期）",
    )


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"number": 7, "serial": 1075}, "有2期"),
        ({"number": 8, "serial": 1074}, "有2期"),
        ({"number": 9, "serial": 1075}, "总期号应为1076"),
        ({"number": 6, "serial": 1073}, "起始总期号"),
        ({"number": 8, "serial": 1075, "publication_day": date(2015, 1, 1)}, "早于前一期"),
        ({"number": 0, "serial": 1067}, "须从1起"),
        ({"year": 20, "number": 8, "serial": 1075}, "四位年份"),
    ],
)
def test_an_issue_with_wrong_numbers_is_refused(values, said):
    gazette = make_gazette(first_serial=1074)
    make_issue(gazette, 2015, 7, 1074)
    with pytest.raises(GazetteError, match=said):
        CreateIssue(gazette, user=None, **{"year": 2015, **values}).execute()
    assert Issue.objects.count() == 1


def test_a_second_click_makes_no_second_issue():
    gazette = make_gazette()
    values = {"year": 2015, "number": 1, "serial": 1}
    CreateIssue(gazette, user=None, **values).execute()
    with pytest.raises(GazetteError):
        CreateIssue(gazette, user=None, **values).execute()


def test_an_issue_is_edited_and_the_change_recorded():
    issue = make_issue(make_gazette(first_serial=1074), 2015, 7, 1074)
    EditIssue(issue, user=None, revision=0, publication_day=date(2015, 4, 10)).execute()
    issue.refresh_from_db()
    assert (issue.publication_day, issue.revision, issue.events.get().text) == (date(2015, 4, 10), 1, "出版日期")


def test_only_an_empty_draft_is_deleted():
    gazette = make_gazette()
    empty, full = make_issue(gazette, 2015, 1), make_issue(gazette, 2015, 2)
    make_entry(full)
    DeleteIssue(empty, user=None).execute()
    for refused in (full, make_issue(gazette, 2015, 3, state=IssueState.PUBLISHED)):
        with pytest.raises(GazetteError):
            DeleteIssue(refused, user=None).execute()
    assert Issue.objects.count() == 2


def test_an_empty_draft_that_was_signed_before_it_was_sent_back_may_go():
    issue = make_signed(state=IssueState.APPROVED, entries=0)
    Issue.objects.filter(pk=issue.pk).update(state=IssueState.DRAFTING)
    DeleteIssue(Issue.objects.get(pk=issue.pk), user=None).execute()
    assert not Issue.objects.exists()
