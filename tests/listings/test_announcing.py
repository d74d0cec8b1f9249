"""调整公告 and the feed: made by the approval, once; told of before the day, and marked when it is revoked."""

import datetime

import feedparser
import pytest
from django.utils import timezone

from cms_core.models import ArticlePage, ColumnPage, Entry
from cms_core.tasks.jobs import publish_due
from listings.actions.approve import ApproveAdjustment
from listings.actions.prepare import SubmitAdjustment
from listings.actions.revoke import RevokeAdjustment
from listings.announcing import table
from listings.announcing.announce import AnnounceAdjustment
from listings.models import Announcing
from listings.states import LineKind
from tests.cms_core.serving import reader_of
from tests.factories import make_portal, make_user
from tests.listings.clock import set_clock
from tests.listings.factories import add, added, adjust, change, make_body, make_listing, power, prepared

pytestmark = pytest.mark.django_db
FEED = "/lists/power/adjustments/feed.atom"


def later(days):
    return timezone.localdate() + datetime.timedelta(days=days)


def announcing_listing(**fields):
    return make_listing(announcing=Announcing.AT_APPROVAL, **fields)


def page_of(adjustment):
    adjustment.refresh_from_db()
    return adjustment.announcement and ArticlePage.objects.get(pk=adjustment.announcement_id)


def shown(listing, page):
    answer = reader_of(listing.portal).get(f"/{page.address}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_approval_is_announced_below_the_lists_column():
    listing = announcing_listing()
    body = make_body(listing, "县发改局")
    (item,) = added(listing, power(body, "企业投资项目核准", phone="110"))
    adjustment = adjust(
        listing,
        add(power(body, "新的一项", code="许可-77777-000")),
        change(LineKind.AMEND, item, {"phone": "12345", "inner_code": "内部"}),
        day=later(10),
        title="2026年第二批调整",
    )
    page = page_of(adjustment)
    column = ColumnPage.objects.get(pk=page.get_parent().pk)
    assert column.title == "动态调整公告" and column.get_parent().pk == listing.column_id
    assert page.live and page.title == "关于2026年第二批调整的公告"
    html = shown(listing, page)
    for told in ("云政发〔2026〕1号", "云编〔2026〕1号", "新增 1 项，变更要素 1 项", "企业投资项目核准", "县发改局",
                 "咨询电话：110 → 12345", "许可-77777-000", f"/lists/power/adjustments/{adjustment.pk}.html",
                 f"{later(10).year}年{later(10).month}月{later(10).day}日"):  # fmt: skip
        assert told in html, told
    assert "内部" not in html
    assert Entry.objects.visible().filter(pk=page.pk, column=column).exists()


def test_drafts_and_reviews_are_announced_nowhere():
    listing = announcing_listing()
    draft = prepared(listing, add(power(make_body(listing))))
    SubmitAdjustment(draft).execute()
    assert not ArticlePage.objects.exists() and page_of(draft) is None


def test_the_same_column_serves_all_and_a_second_call_makes_nothing():
    listing = announcing_listing()
    body = make_body(listing)
    first, second = (adjust(listing, add(power(body))) for _ in range(2))
    assert page_of(first).get_parent() == page_of(second).get_parent()
    assert AnnounceAdjustment(first).execute().pk == first.announcement_id
    assert ArticlePage.objects.count() == 2


def test_what_cannot_be_approved_is_not_announced_either():
    listing = announcing_listing()
    adjustment = SubmitAdjustment(prepared(listing, add(power(make_body(listing))))).execute()
    user = make_user()
    with pytest.raises(Exception, match="权限"):
        ApproveAdjustment(adjustment, user=user).execute()
    assert not ArticlePage.objects.exists()


def test_a_list_may_announce_on_the_day(monkeypatch):
    listing = make_listing(announcing=Announcing.ON_THE_DAY)
    adjustment = adjust(listing, add(power(make_body(listing))), day=later(3))
    page = page_of(adjustment)
    assert not page.live
    eve, day = later(2), later(3)
    publish_due(set_clock(monkeypatch, eve, "23:59:59"))
    assert not page_of(adjustment).live
    publish_due(set_clock(monkeypatch, day, "00:00:01"))
    assert page_of(adjustment).live


def test_what_is_in_force_already_is_announced_at_once():
    listing = make_listing(announcing=Announcing.ON_THE_DAY)
    assert page_of(adjust(listing, add(power(make_body(listing))))).live


def test_a_list_may_announce_nothing_and_one_without_a_column_cannot():
    for listing in (make_listing(announcing=Announcing.NEVER), announcing_listing(portal=make_portal("jiande"))):
        if listing.announcing != Announcing.NEVER:
            listing.column.delete()
            listing.refresh_from_db()
        assert page_of(adjust(listing, add(power(make_body(listing))))) is None


def test_a_revocation_is_told_at_the_head_of_the_announcement():
    listing = announcing_listing()
    adjustment = adjust(listing, add(power(make_body(listing), "新的一项")), day=later(5))
    RevokeAdjustment(adjustment, reason="依据文件已废止").execute()
    page = page_of(adjustment)
    assert page.live and page.title.startswith("【已撤销】")
    html = shown(listing, page)
    assert "依据文件已废止" in html and "新的一项" in html
    assert Entry.objects.get(pk=page.pk).title == page.title


def test_what_was_only_scheduled_never_appears_once_it_is_revoked():
    listing = make_listing(announcing=Announcing.ON_THE_DAY)
    adjustment = adjust(listing, add(power(make_body(listing))), day=later(5))
    RevokeAdjustment(adjustment, reason="依据变化").execute()
    publish_due(timezone.now() + datetime.timedelta(days=30))
    assert not page_of(adjustment).live


def test_an_announcement_that_editors_deleted_is_not_made_again():
    listing = announcing_listing()
    adjustment = adjust(listing, add(power(make_body(listing))), day=later(5))
    page_of(adjustment).delete()
    RevokeAdjustment(page_less(adjustment), reason="依据变化").execute()
    assert not ArticlePage.objects.exists()


def page_less(adjustment):
    adjustment.refresh_from_db()
    assert adjustment.announcement_id is None
    return adjustment


def test_thousands_of_lines_are_told_in_part_with_the_way_to_the_whole(monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(table, "MOST", 3)
    listing = announcing_listing()
    body = make_body(listing)
    adjustment = adjust(listing, *(add(power(body, f"第{number}件")) for number in range(5)))
    html = shown(listing, page_of(adjustment))
    assert "第2件" in html and "第3件" not in html and "共 5 项" in html
    with django_assert_max_num_queries(5):
        table.rows(adjustment)


def test_a_hostile_name_is_text():
    listing = announcing_listing()
    adjustment = adjust(
        listing, add(power(make_body(listing), "<script>alert(1)</script>")), basis='<b onclick="x">', note="<i>x</i>"
    )
    html = shown(listing, page_of(adjustment))
    assert "<script>alert" not in html and "<b onclick" not in html and "<i>x</i>" not in html


def feed(listing, **query):
    answer = reader_of(listing.portal).get(FEED, query)
    parsed = feedparser.parse(answer.content)
    assert answer.status_code == 200 and not parsed.bozo
    return parsed.entries


def test_the_feed_tells_what_is_to_come_and_what_is_in_force():
    listing = make_listing()
    body = make_body(listing)
    adjust(listing, add(power(body)), title="已生效的")
    coming = adjust(listing, add(power(body)), day=later(5), title="将生效的")
    prepared(listing, add(power(body)), title="草稿")
    entries = feed(listing)
    day = later(5)
    assert [entry.title for entry in entries] == [
        f"将生效的（将于{day.year}年{day.month}月{day.day}日生效）", "已生效的（自2026年1月1日起生效）"
    ]  # fmt: skip
    assert entries[0].link.endswith(f"/lists/power/adjustments/{coming.pk}.html") and "新增 1 项" in entries[0].summary
    RevokeAdjustment(coming, reason="<依据>变化").execute()
    entries = feed(listing)
    assert entries[0].title == "将生效的（已撤销）" and "&lt;依据&gt;变化" in entries[0].summary


def test_the_feed_is_bounded_and_costs_the_same(django_assert_max_num_queries):
    listing = make_listing()
    body = make_body(listing)
    for _ in range(32):
        adjust(listing, add(power(body)))
    assert len(feed(listing)) == 30
    with django_assert_max_num_queries(8):
        reader_of(listing.portal).get(FEED)


def test_the_feed_of_the_province_has_all_lists():
    province = make_portal("zj", "province")
    for key in ("tonglu", "jiande"):
        listing = make_listing(portal=make_portal(key, parent=province))
        adjust(listing, add(power(make_body(listing))), title=key)
    answer = reader_of(province).get(FEED, {"scope": "all"})
    entries = feedparser.parse(answer.content).entries
    assert {entry.title[:6] for entry in entries} == {"tonglu", "jiande"}
    assert all("//tonglu." in entry.link or "//jiande." in entry.link for entry in entries)
