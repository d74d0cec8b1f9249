"""A portal's life: who may move it where, what must be said, and what the public then sees."""

import datetime

import pytest
from wagtail.models import ModelLogEntry

from sites.actions.change_state import LOG_ACTION, ChangePortalState
from sites.errors import StateChangeRefused
from sites.lifecycle import TRANSITIONS, transitions_from
from sites.models import PortalLevel, PortalState, StateChange
from sites.overdue import overdue_portals
from sites.signals import portal_state_changed
from tests.factories import make_article, make_column, make_editor, make_group, make_portal, make_user

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 3, 2)
SAID = {
    "reason": "机房搬迁",
    "announcement": "因机房搬迁，暂停服务。",
    "until": TODAY + datetime.timedelta(days=30),
    "successor_url": "http://hangzhou.localhost/",
}
IDENTITY = {
    "site_code": "3301220001",
    "icp_number": "浙ICP备12345678号-1",
    "police_number": "浙公网安备33010602000001号",
    "registration_mark": "0" * 32,
    "contact_phone": "0571-00000000",
}


def days(number):
    return TODAY + datetime.timedelta(days=number)


def change(portal, to, user=None, **said):
    said.setdefault("today", TODAY)
    return ChangePortalState(portal, to, user=user, **said).execute()


def refusal(portal, to, user=None, **said):
    with pytest.raises(StateChangeRefused) as caught:
        change(portal, to, user, **said)
    portal.refresh_from_db()
    return caught.value.reasons


def platform_administrator(portal):
    user = make_user("platform")
    user.groups.add(make_group("platform", [portal.home.get_parent()], permissions=["open_portal"]))
    return user


@pytest.mark.parametrize("step", TRANSITIONS, ids=lambda step: f"{step.before}-{step.after}")
def test_every_transition_of_the_table_happens_and_leaves_the_home_page_as_the_state_wants_it(step):
    portal = make_portal(state=step.before, announcement_until=TODAY, **IDENTITY)
    row = change(portal, step.after, platform_administrator(portal), **SAID)
    portal.refresh_from_db()
    assert (portal.state, portal.state_since) == (step.after, TODAY)
    assert portal.home.live == (step.after != PortalState.PREPARING)
    assert (row.before, row.after, row.on, row.by.username) == (step.before, step.after, TODAY, "platform")


@pytest.mark.parametrize("before", PortalState)
@pytest.mark.parametrize("to", PortalState)
def test_what_is_not_in_the_table_does_not_happen(before, to):
    portal = make_portal(state=before, announcement_until=TODAY, **IDENTITY)
    if to in [step.after for step in transitions_from(before)]:
        assert change(portal, to, **SAID).after == to
    else:
        assert "不能转为" in refusal(portal, to, **SAID)[0]


def test_all_reasons_are_given_at_once_and_nothing_changes():
    portal = make_portal()
    reasons = refusal(portal, PortalState.CLOSING, make_editor(portal), successor_url="javascript:alert(1)")
    for word in ("没有权限", "事由", "公告内容", "截止日期", "不是网址"):
        assert any(word in reason for reason in reasons), word
    assert portal.state == PortalState.RUNNING
    assert not StateChange.objects.exists()


@pytest.mark.parametrize(("after", "allowed"), [(29, False), (30, True)])
def test_a_closing_is_announced_for_as_long_as_the_setting_says(after, allowed):
    portal = make_portal()
    said = {**SAID, "until": days(after)}
    if allowed:
        assert change(portal, PortalState.CLOSING, **said)
    else:
        assert "至少悬挂 30 天" in refusal(portal, PortalState.CLOSING, **said)[0]


@pytest.mark.parametrize(("after", "allowed"), [(-1, False), (0, True), (30, True), (31, False)])
def test_a_time_offline_is_no_longer_than_the_setting_says(after, allowed):
    portal = make_portal()
    said = {**SAID, "until": days(after)}
    if allowed:
        assert change(portal, PortalState.OFFLINE, **said)
    else:
        assert "恢复日期" in refusal(portal, PortalState.OFFLINE, **said)[0]


def test_a_portal_goes_offline_once_a_year_and_again_in_the_next():
    portal = make_portal()
    change(portal, PortalState.OFFLINE, **SAID)
    change(portal, PortalState.RUNNING)
    assert "每年最多 1 次" in refusal(portal, PortalState.OFFLINE, **SAID)[0]
    january = datetime.date(2027, 1, 4)
    assert change(portal, PortalState.OFFLINE, **{**SAID, "today": january, "until": january})


def test_a_closing_is_archived_only_when_its_announcement_is_over():
    portal = make_portal()
    change(portal, PortalState.CLOSING, **SAID)
    assert "要挂到 2026-04-01" in refusal(portal, PortalState.ARCHIVED, today=days(29))[0]
    change(portal, PortalState.ARCHIVED, today=days(30))
    portal.refresh_from_db()
    assert portal.successor_url == SAID["successor_url"]


def test_a_portal_opens_only_with_the_facts_its_footer_must_show():
    portal = make_portal(state=PortalState.TRIAL, site_code="3301220001")
    reason = refusal(portal, PortalState.RUNNING)[0]
    assert "ICP备案编号" in reason and "联系电话" in reason and "网站标识码" not in reason


def test_a_portal_that_is_half_made_cannot_open():
    assert "尚未建完" in refusal(make_portal(state=PortalState.PREPARING, completed_at=None), PortalState.TRIAL)[0]


def test_the_second_of_two_who_decide_at_once_is_judged_by_the_state_the_first_made():
    portal = make_portal()
    stale = type(portal).objects.get(pk=portal.pk)
    change(portal, PortalState.OFFLINE, **SAID)
    assert "“临时下线”的门户不能转为“临时下线”" in refusal(stale, PortalState.OFFLINE, **SAID)[0]


def test_a_state_does_not_begin_before_the_one_before_it():
    portal = make_portal(state_since=days(5))
    assert "不能早于" in refusal(portal, PortalState.OFFLINE, **SAID)[0]


def test_only_ending_a_time_offline_is_left_to_the_portals_own_administrators():
    portal = make_portal(state=PortalState.OFFLINE)
    owner = make_editor(portal, permissions=["change_portal"])
    assert "没有权限" in refusal(portal, PortalState.CLOSING, owner, **SAID)[0]
    assert change(portal, PortalState.RUNNING, owner)


def test_the_change_is_logged_and_told():
    portal = make_portal(state=PortalState.PREPARING)
    heard = []

    def listen(sender, portal, before, after, user, **kwargs):
        heard.append((portal.key, before, after))

    portal_state_changed.connect(listen)
    change(portal, PortalState.TRIAL, reason="建成")
    portal_state_changed.disconnect(listen)
    entry = ModelLogEntry.objects.get(action=LOG_ACTION)
    assert heard == [("tonglu", "preparing", "trial")]
    assert entry.data["after"] == "trial" and entry.object_id == str(portal.pk)


def test_content_leaves_the_lists_with_its_portal_and_comes_back_with_it():
    portal = make_portal(state=PortalState.TRIAL)
    article = make_article(make_column(portal.home))
    assert article.entry.visible
    change(portal, PortalState.PREPARING, reason="栏目不全")
    article.entry.refresh_from_db()
    assert not article.entry.visible
    change(portal, PortalState.TRIAL)
    article.entry.refresh_from_db()
    assert article.entry.visible


def test_archiving_stops_what_was_scheduled_there_and_nowhere_else():
    portal, other = make_portal(), make_portal("jiande")
    moment = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)
    waiting = {}
    for one in (portal, other):
        article = make_article(make_column(one.home), live=False)
        article.go_live_at = moment
        revision = article.save_revision()
        revision.publish()
        waiting[one.key] = revision
    change(portal, PortalState.CLOSING, **SAID)
    change(portal, PortalState.ARCHIVED, today=days(30))
    for revision in waiting.values():
        revision.refresh_from_db()
    assert waiting["tonglu"].approved_go_live_at is None
    assert waiting["jiande"].approved_go_live_at == moment


BARS = {
    PortalState.PREPARING: None,
    PortalState.TRIAL: "试运行",
    PortalState.RUNNING: None,
    PortalState.OFFLINE: None,
    PortalState.CLOSING: "2026年4月1日关停",
    PortalState.ARCHIVED: "已归档　归档时间：2026年1月1日",
}


@pytest.mark.parametrize(("state", "words"), BARS.items(), ids=BARS)
def test_the_bar_over_each_page_says_what_the_state_requires(state, words):
    bar = make_portal(state=state, announcement_until=days(30)).state_bar(TODAY)
    assert (bar is None) if words is None else (words in bar.text)


def test_the_closing_bar_says_what_was_announced_and_where_the_content_goes():
    portal = make_portal()
    change(portal, PortalState.CLOSING, **SAID)
    assert SAID["announcement"] in portal.state_bar(TODAY).text
    assert portal.state_bar(TODAY).url == SAID["successor_url"]
    assert "即将关停" in portal.state_bar(days(31)).text


@pytest.mark.parametrize(("state", "open_now"), [(s, s not in ("preparing", "offline")) for s in PortalState])
def test_a_portal_is_open_unless_it_is_prepared_or_offline(state, open_now):
    assert make_portal(state=state).is_open == open_now
    assert not make_portal("half", state=state, completed_at=None).is_open


def test_overdue_portals_are_named_worst_first_with_what_to_do():
    city = make_portal("hangzhou", PortalLevel.CITY)
    make_portal("trial", parent=city, state=PortalState.TRIAL, state_since=days(-33))
    make_portal("fresh", parent=city, state=PortalState.TRIAL, state_since=days(-30))
    make_portal("offline", parent=city, state=PortalState.OFFLINE, state_since=days(-10), announcement_until=days(-5))
    make_portal("closing", parent=city, state=PortalState.CLOSING, state_since=days(-31), announcement_until=days(-1))
    found = [(one.portal.key, one.days) for one in overdue_portals(TODAY)]
    assert found == [("offline", 5), ("trial", 3), ("closing", 1)]
    assert "正式开通" in overdue_portals(TODAY)[1].message
