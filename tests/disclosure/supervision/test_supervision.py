"""Supervision: figures of each body, months, dead links, notices; each office sees its own area alone."""

import datetime
import io

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from cms_core.models import ColumnPage
from disclosure.models import DeadLink, DirectoryEntry, LinkRound, Notice, NoticeState, SupervisionSnapshot
from disclosure.supervision.actions.notices import (
    ApproveNotice,
    DiscardNotice,
    DraftNotice,
    EditNotice,
    SendBackNotice,
    SubmitNotice,
)
from disclosure.supervision.coverage import MISSING, coverage
from disclosure.supervision.errors import ChangedMeanwhile, NotAllowed, SupervisionError
from disclosure.supervision.indicators import INDICATORS, complete
from disclosure.supervision.links.round import check_links
from disclosure.supervision.months import take
from disclosure.supervision.wording import opening_of, table_of
from disclosure.terms.admin.all_portals import rows_of
from sites.models import PortalLevel
from tests.disclosure.applications.factories import make_registered
from tests.factories import make_article, make_column, make_document, make_editor, make_group, make_portal, make_user

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 11, 20)
HOME = "/admin/disclosure/supervision/"


def at(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))


@pytest.fixture
def city():
    return make_portal("hangzhou", PortalLevel.CITY, make_portal("zj", PortalLevel.PROVINCE))


@pytest.fixture
def client(city):
    return Client(headers={"host": city.site.hostname})


@pytest.fixture
def county(city):
    portal = make_portal("tonglu", PortalLevel.COUNTY, city)
    make_column(portal.home, "规划计划", blueprint_key="statutory.plans", update_days=365)
    make_column(portal.home, "统计信息", blueprint_key="statutory.statistics")
    return portal


def plans(portal):
    return ColumnPage.objects.get(title="规划计划", path__startswith=portal.home.path)


def office(city, *codenames):
    user = make_user()
    codenames = codenames or ("supervise_disclosure",)
    user.groups.add(make_group(f"公开办 {user}", [city.home.get_parent()], ["lock"], (), codenames))
    return user


def body_with(*links):
    return [("text", "".join(f"<p>{link}</p>" for link in links))]


def test_coverage_counts_items_columns_fields_and_what_was_in_time(county):
    column = plans(county)
    make_article(column, "年度计划", published_at=at(datetime.date(2026, 6, 1)))
    day = datetime.date(2026, 9, 10)
    make_document(column, date_written=day, published_at=at(datetime.date(2026, 10, 14)), theme="综合政务")
    make_document(column, date_written=day, published_at=at(datetime.date(2026, 10, 15)))
    found = coverage([county], ON)[county.pk]
    assert (found["items"], found["items_of"], found["columns_empty"]) == (1, 15, 1)
    assert 3 not in found["items_missing"] and 4 in found["items_missing"]
    assert (found["timely"], found["timely_of"]) == (1, 2)
    assert (found["entries"], found["no_date"], found["report"]) == (3, 0, "late")


def test_only_what_the_form_of_a_page_asks_for_is_missing_in_it(county):
    """An article has no theme and no number: nobody could fill them in."""
    column = plans(county)
    make_article(column, "年度计划", summary="")
    make_article(column, "年度总结", summary="写了概述")
    make_document(column, theme="", summary="写了概述", date_written=None, index_number="330122/2026-1")
    found = coverage([county], ON)[county.pk]
    lacking = {name: found[f"no_{name}"] for name in MISSING}
    assert lacking == {"index_number": 0, "summary": 1, "theme": 1, "date": 1, "issuer": 0}
    words = opening_of([{"name": "", "figures": complete(found)}], ON)
    assert "缺内容概述 1 条、主题分类 1 条、成文日期 1 条" in words
    DirectoryEntry.objects.filter(kind="article").update(index_number="")
    assert coverage([county], ON)[county.pk]["no_index_number"] == 0


def test_who_may_not_edit_is_led_to_the_public_page_and_who_may_to_its_form(client, county, city):
    page = make_article(plans(county), "缺概述的计划", summary="", body=body_with('<a href="/nowhere/">坏</a>'))
    check_links(at(ON))
    public, form = f"{county.base_url}/{page.address}", f"/admin/pages/{page.pk}/edit/"
    client.force_login(office(city))
    text = client.get(f"{HOME}{county.pk}/").content.decode()
    assert text.count(public) == 2 and form not in text
    client.force_login(make_editor(county))
    text = client.get(f"{HOME}{county.pk}/").content.decode()
    assert text.count(form) == 2 and public not in text


def test_what_was_in_time_is_the_same_share_on_both_desks(county, city):
    day = timezone.localdate() - datetime.timedelta(days=60)
    for _ in range(2):
        make_document(plans(county), date_written=day, published_at=at(day))
    make_document(plans(county), date_written=day, live=False)
    make_registered(county, day=day)
    today = timezone.localdate()
    found = coverage([county], today)[county.pk]
    assert (found["timely"], found["timely_of"]) == (2, 3)
    assert rows_of([county], today)[0]["timely"] == (2, 3)


def test_an_item_is_covered_by_what_the_directory_lists_of_it_and_by_texts_and_tables_of_its_columns(city):
    statutory = make_column(city.home, "法定主动公开内容", blueprint_key="disclosure.statutory")
    make_article(make_column(statutory, "财政预决算", blueprint_key="statutory.finance"), "预算")
    text = make_column(city.home, "机关职能", blueprint_key="functions", list_style="single", body=body_with("职能"))
    ColumnPage.objects.filter(pk=text.pk).update(last_published_at=at(ON))
    make_document(make_column(statutory, "统计信息", blueprint_key="statutory.statistics"), disclosure="on_request")
    found = coverage([city], ON)[city.pk]
    # What stands below 法定主动公开内容 is of item 7 and not of item 15, which that column itself is for.
    assert sorted({*range(1, 16)} - {*found["items_missing"]}) == [2, 7]
    make_article(statutory, "其他信息")
    assert 15 not in coverage([city], ON)[city.pk]["items_missing"]


def test_a_department_owes_the_items_that_its_columns_are_made_for(city):
    department = make_portal("zj-czt", PortalLevel.DEPARTMENT)
    make_column(department.home, "财政预决算", blueprint_key="statutory.finance")
    found = coverage([department], ON)[department.pk]
    assert (found["items"], found["items_of"], found["items_missing"]) == (0, 1, [7])


def test_figures_of_many_portals_cost_as_many_queries_as_of_one(django_assert_max_num_queries, county, city):
    more = [make_portal(f"county-{number}", PortalLevel.COUNTY, city) for number in range(5)]
    for portal in more:
        make_article(make_column(portal.home, "规划计划", blueprint_key="statutory.plans"))
    with django_assert_max_num_queries(25):
        assert len(coverage([county, city, *more], ON)) == 7


def test_a_month_keeps_its_last_figures_and_the_next_month_leaves_it_alone(county):
    take(at(datetime.date(2026, 10, 30)))
    make_article(plans(county), published_at=at(datetime.date(2026, 10, 30)))
    take(at(datetime.date(2026, 10, 31)))
    take(at(datetime.date(2026, 10, 31)))
    DirectoryEntry.objects.all().delete()
    take(at(datetime.date(2026, 11, 1)))
    kept = SupervisionSnapshot.objects.filter(portal=county).order_by("month")
    assert [(one.month.month, one.taken_on.day, one.figures["entries"]) for one in kept] == [(10, 31, 1), (11, 1, 0)]


def test_links_to_what_is_gone_are_found_without_asking_any_server(county):
    column = plans(county)
    there, gone = make_article(column, "还在"), make_article(column, "撤下")
    host = f"http://{county.site.hostname}"
    links = [
        f'<a href="/{there.address}">在</a>',
        f'<a href="/{gone.address}">撤下的</a>',
        f'<a linktype="page" id="{gone.pk}">内部</a>',
        '<a linktype="document" id="999999">附件</a>',
        f'<a href="{host}/art/2020/1/99999.html">没有的</a>',
        f'<a href="{host}/nowhere/">没有的栏目</a>',
        '<a href="/search/?q=1">检索</a>',
        '<a href="https://other.example.org/x">别处</a>',
        '<a href="mailto:a@example.org">信</a>',
        '<a href="http://[bad">坏</a>',
    ]
    page = make_article(column, "有链接", body=body_with(*links))
    gone.unpublish()
    check_links(at(ON))
    found = DeadLink.objects.filter(page_number=page.pk).values_list("text", flat=True)
    assert set(found) == {"撤下的", "内部", "附件", "没有的", "没有的栏目", "坏"}
    assert set(DeadLink.objects.values_list("portal_number", flat=True)) == {county.home_id}


def test_a_mended_link_is_gone_after_the_next_round_and_a_round_goes_on_where_it_stopped(county):
    column = plans(county)
    pages = [make_article(column, f"第{n}篇", body=body_with('<a href="/nowhere/">坏</a>')) for n in range(3)]
    assert check_links(at(ON), pages=2) == 2
    assert (DeadLink.objects.count(), LinkRound.objects.get().last_page) == (2, pages[1].pk)
    assert check_links(at(ON), pages=2) == 1
    assert DeadLink.objects.count() == 3 and LinkRound.objects.get().finished_at
    pages[0].body = body_with("好了")
    pages[0].save_revision().publish()
    pages[2].unpublish()
    check_links(at(ON))
    assert set(DeadLink.objects.values_list("page_number", flat=True)) == {pages[1].pk}


def test_an_office_sees_its_area_and_no_other(client, county, city):
    other = make_portal("ningbo", PortalLevel.CITY, city.get_parent())
    client.force_login(office(city))
    text = client.get(HOME).content.decode()
    assert "tonglu人民政府" in text and "ningbo人民政府" not in text
    assert client.get(f"{HOME}{other.pk}/").status_code in (302, 403)
    assert client.get(f"{HOME}{county.pk}/").status_code == 200


def test_a_body_reads_its_own_figures_but_not_the_table(client, county):
    client.force_login(make_editor(county))
    assert client.get(HOME).status_code in (302, 403)
    assert "规划计划" in client.get(f"{HOME}{county.pk}/").content.decode()


def test_the_table_of_a_month_that_was_kept(client, county, city):
    take(at(datetime.date(2026, 10, 31)))
    client.force_login(office(city))
    book = load_workbook(io.BytesIO(b"".join(client.get(f"{HOME}?month=2026-10&format=xlsx").streaming_content)))
    names = [row[0] for row in book.active.iter_rows(values_only=True, min_row=2)]
    assert names == ["hangzhou人民政府", "tonglu人民政府"]
    assert client.get(f"{HOME}?month=2026-13&sort=-x&area=%00").status_code == 200


def test_a_notice_is_approved_by_a_second_person_and_then_read_by_its_bodies(client, county, city):
    writer, head = office(city), office(city, "approve_notice")
    notice = DraftNotice(city, [county], user=writer, on=ON).execute()
    assert "年度报告" in notice.opening and notice.figures[0]["name"] == "tonglu人民政府"
    values = {"title": "关于信息公开的通报", "number": "", "opening": "<p>正文</p>", "closing": ""}
    EditNotice(notice, values, user=writer).execute()
    SubmitNotice(notice, user=writer).execute()
    editor = make_editor(county)
    client.force_login(editor)
    assert client.get(f"{HOME}notices/{notice.pk}/").status_code == 404
    with pytest.raises(NotAllowed, match="权限"):
        ApproveNotice(notice, user=writer).execute()
    ApproveNotice(notice, user=head).execute()
    ApproveNotice(notice, user=head).execute()
    text = client.get(f"{HOME}notices/{notice.pk}/").content.decode()
    assert "关于信息公开的通报" in text and "修改文字" not in text
    assert Notice.objects.get().revision == 3


def test_nobody_approves_what_they_submitted_and_nothing_changes_after_approval(county, city):
    head, second = office(city, "approve_notice"), office(city, "approve_notice")
    notice = DraftNotice(city, [county], user=head, on=ON).execute()
    SubmitNotice(notice, user=head).execute()
    with pytest.raises(NotAllowed, match="另一位"):
        ApproveNotice(notice, user=head).execute()
    with pytest.raises(SupervisionError, match="原因"):
        SendBackNotice(notice, user=second).execute()
    SendBackNotice(notice, "数字不对", user=second).execute()
    SubmitNotice(notice, user=head).execute()
    ApproveNotice(notice, user=second).execute()
    for action in (EditNotice(notice, {}, user=head), SubmitNotice(notice, user=head)):
        with pytest.raises(NotAllowed):
            action.execute()
    with pytest.raises(NotAllowed):
        DiscardNotice(notice, user=head).execute()
    assert Notice.objects.get().state == NoticeState.APPROVED


def test_two_editors_of_a_notice_do_not_overwrite_each_other(county, city):
    writer = office(city)
    notice = DraftNotice(city, [county], user=writer, on=ON).execute()
    values = {"title": "甲", "number": "", "opening": "", "closing": ""}
    EditNotice(notice, values, user=writer, revision=0).execute()
    with pytest.raises(ChangedMeanwhile):
        EditNotice(notice, values | {"title": "乙"}, user=writer, revision=0).execute()
    assert Notice.objects.get().title == "甲"


def test_a_notice_goes_to_no_body_outside_the_area(county, city):
    outside = make_portal("ningbo", PortalLevel.CITY, city.get_parent())
    with pytest.raises(NotAllowed):
        DraftNotice(city, [county, outside], user=office(city), on=ON).execute()
    with pytest.raises(SupervisionError, match="至少"):
        DraftNotice(city, [], user=office(city), on=ON).execute()


def test_the_table_of_a_notice_adds_up_its_bodies(county, city):
    figures = [complete(coverage([one], ON)[one.pk]) for one in (county, city)]
    heads, lines = table_of([{"name": str(n), "figures": one} for n, one in enumerate(figures)])
    place = 1 + [one.key for one in INDICATORS].index("columns_empty")
    assert heads[place] == "空白栏目" and lines[-1][0] == "合计"
    assert int(lines[-1][place]) == sum(int(line[place]) for line in lines[:-1]) == 2
