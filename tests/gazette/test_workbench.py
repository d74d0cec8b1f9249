"""The workbench by its forms: what an editor does without script, two editors at once, the way to the public."""

import datetime
import io
import re

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import PageLogEntry

from gazette.models import EntryKind, FileKind, Issue, Submission
from gazette.states import IssueState
from sites.models import PortalLevel
from tests import factories
from tests.gazette.factories import make_entry, make_gazette, make_issue

pytestmark = pytest.mark.django_db
BODY = [{"type": "text", "value": "<p>各市、县人民政府：现通知如下。</p>"}]


@pytest.fixture
def gazette():
    return make_gazette(first_serial=1074)


@pytest.fixture
def issue(gazette):
    return make_issue(gazette, 2015, 7, 1074, publication_day=datetime.date(2015, 4, 10))


@pytest.fixture
def client():
    """On the host of the province, which answers the admin too."""
    return Client(SERVER_NAME="localhost")


@pytest.fixture
def editor(gazette):
    return factories.make_editor(gazette.portal, "bianji", actions=("add", "change", "publish"))


@pytest.fixture
def admin(client, editor):
    client.force_login(editor)
    return client


def document(gazette, title="关于甲的通知", number="浙政发〔2015〕1号", **fields):
    column = factories.make_column(gazette.portal.home, "政策文件")
    values = {
        "issuer": gazette.portal.organisation,
        "document_number": number,
        "date_written": datetime.date(2015, 4, 1),
        "theme": "综合政务/电子政务",
        "body": BODY,
        **fields,
    }
    return factories.make_document(column, title, **values)


def at(name, *args):
    return reverse(f"gazette_admin_{name}", args=args)


def arrange(admin, issue, do="save", **values):
    issue.refresh_from_db()
    sent = {"revision": issue.revision, "do": do, **values}
    return admin.post(at("arrange", issue.pk), sent, follow=True)


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_candidates_are_offered_and_taken_with_one_click(admin, gazette, issue):
    page = document(gazette)
    shown = text(admin.get(at("workbench", issue.pk)))
    assert f'value="add:{page.pk}"' in shown
    part = gazette.parts.get(name="省政府文件")
    answer = arrange(admin, issue, f"add:{page.pk}", **{f"part-{page.pk}": part.pk})
    entry = issue.entries.get()
    assert entry.part == part
    assert answer.redirect_chain[0][0].endswith(f"#entry-{entry.pk}")
    assert f'value="add:{page.pk}"' not in text(answer)


@pytest.mark.parametrize("asked", ["关于甲", "浙政发[2015]1号"])
def test_what_is_looked_for_and_stands_in_another_issue_is_named_with_it(admin, gazette, issue, asked):
    page, other = document(gazette), make_issue(gazette, 2014, 33, state=IssueState.PUBLISHED)
    make_entry(other, page=page)
    shown = text(admin.get(at("workbench", issue.pk), {"q": asked}))
    assert f'《关于甲的通知》已收入<a href="{at("workbench", other.pk)}">2014年第33期</a>' in shown
    assert "已收入<a" not in text(admin.get(at("workbench", issue.pk), {"q": "无此文件"}))


def test_of_what_other_issues_hold_the_newest_three_are_named(admin, gazette, issue):
    for number in range(1, 6):
        make_entry(make_issue(gazette, 2014, number), title="关于甲的通知")
    shown = text(admin.get(at("workbench", issue.pk), {"q": "甲"}))
    assert re.findall(r"2014年第(\d)期</a>", shown) == ["5", "4", "3"]


def test_issues_of_another_gazette_and_withdrawn_ones_are_not_named(admin, gazette, issue):
    city = make_gazette(factories.make_portal("hangzhou", "city", gazette.portal), name="杭州市人民政府公报")
    make_entry(make_issue(city, 2014, 1, state=IssueState.PUBLISHED), title="关于甲的通知")
    make_entry(make_issue(gazette, 2014, 2, state=IssueState.WITHDRAWN), title="关于甲的通知")
    assert "已收入<a" not in text(admin.get(at("workbench", issue.pk), {"q": "甲"}))


def test_several_are_taken_at_once(admin, gazette, issue):
    pages = [document(gazette, number=f"浙政发〔2015〕{n}号") for n in (1, 2)]
    part = gazette.parts.first()
    values = {f"part-{page.pk}": part.pk for page in pages}
    arrange(admin, issue, "add-chosen", chosen=[page.pk for page in pages], **values)
    assert issue.entries.count() == 2


def test_a_dropped_thing_takes_its_place(admin, gazette, issue):
    a, b = make_entry(issue, title="甲"), make_entry(issue, title="乙")
    arrange(admin, issue, f"drop:entry:{b.pk}:{b.part_id}:1")
    page = document(gazette)
    arrange(admin, issue, f"drop:page:{page.pk}:{a.part_id}:2")
    order = issue.entries.order_by("position").values_list("title", flat=True)
    assert list(order) == ["乙", "关于甲的通知", "甲"]


def test_typed_pages_are_kept_whichever_button_is_pressed(admin, issue):
    a, b = make_entry(issue, title="甲"), make_entry(issue, title="乙")
    values = {"shown": [a.pk, b.pk], f"first-{a.pk}": "3", f"last-{a.pk}": "9", f"reprint-{b.pk}": "1"}
    arrange(admin, issue, f"up:{b.pk}", **values)
    a.refresh_from_db()
    b.refresh_from_db()
    assert (a.pages, a.position, b.reprint, b.position) == ("3-9", 2, True, 1)


def test_a_document_is_marked_as_reference_and_back(admin, gazette, issue):
    entry = make_entry(issue, page=document(gazette))
    for marked, kind in (({f"reference-{entry.pk}": "1"}, EntryKind.REFERENCE), ({}, EntryKind.DOCUMENT)):
        arrange(admin, issue, shown=[entry.pk], **marked)
        entry.refresh_from_db()
        assert entry.kind == kind


def test_the_last_removal_is_undone_with_one_click(admin, gazette, issue):
    entry = make_entry(issue, page=document(gazette), first_page=3)
    answer = arrange(admin, issue, f"remove:{entry.pk}")
    assert "已移出《关于甲的通知》" in text(answer)
    answer = arrange(admin, issue, "undo")
    assert issue.entries.get().first_page == 3
    assert "已移出" not in text(answer)


def test_the_second_of_two_editors_sees_what_the_first_did(admin, issue):
    entry = make_entry(issue, title="甲")
    stale = issue.revision
    arrange(admin, issue, shown=[entry.pk], **{f"first-{entry.pk}": "5"})
    sent = {"revision": stale, "do": f"remove:{entry.pk}"}
    answer = admin.post(at("arrange", issue.pk), sent, follow=True)
    assert "您的这次操作没有执行" in text(answer)
    assert 'value="5"' in text(answer)
    assert issue.entries.count() == 1


@pytest.mark.parametrize(
    "do", ["", "nope", "add", "add:x", "move:1", "drop:entry:1:2", "undo", "up:99999", "add-chosen", "remove:²"]
)
def test_hostile_requests_change_nothing(admin, issue, do):
    make_entry(issue)
    answer = arrange(admin, issue, do)
    assert answer.status_code == 200
    issue.refresh_from_db()
    assert (issue.entries.count(), issue.revision) == (1, 0)


def test_wrong_page_numbers_are_named(admin, issue):
    entry = make_entry(issue, title="关于甲的通知")
    answer = arrange(admin, issue, shown=[entry.pk], **{f"first-{entry.pk}": "十二"})
    assert "《关于甲的通知》的页码“十二”不对" in text(answer)


def test_full_width_digits_are_page_numbers(admin, issue):
    entry = make_entry(issue)
    arrange(admin, issue, shown=[entry.pk], **{f"first-{entry.pk}": "１", f"last-{entry.pk}": " １２ "})
    entry.refresh_from_db()
    assert entry.pages == "1-12"


@pytest.mark.parametrize("since", ["0001-01-01", "9999-12-31", "2015-02-30"])
def test_days_beyond_the_calendar_are_not_looked_for(admin, gazette, issue, since):
    page = document(gazette)
    assert f'value="add:{page.pk}"' in text(admin.get(at("workbench", issue.pk), {"since": since}))


def test_the_filters_stay_after_a_change_and_nothing_else_comes_along(admin, issue):
    answer = arrange(admin, issue, query="q=甲&rule=office&next=https://evil.example/")
    assert answer.redirect_chain[0][0].split("?")[1] == "rule=office&q=%E7%94%B2"


def test_checks_name_the_entry_and_lead_to_the_place(admin, gazette, issue):
    page = document(gazette, date_written=None)
    make_entry(issue, page=page)
    shown = text(admin.get(at("workbench", issue.pk)))
    assert "没有成文日期" in shown
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in shown


def test_an_issue_goes_from_the_editor_to_the_approver(admin, client, gazette, issue):
    make_entry(issue, page=document(gazette))
    moment = datetime.datetime.now() + datetime.timedelta(days=1)
    answer = admin.post(at("state", issue.pk), {"do": "submit", "revision": 0}, follow=True)
    issue.refresh_from_db()
    assert issue.state == IssueState.SUBMITTED, text(answer)
    assert "须由另一位审核人批准" in text(answer)
    approve = {"do": "approve", "proof_digest": issue.proof_digest, "publish_at": moment.strftime("%Y-%m-%dT%H:%M")}
    assert "两个人" in text(admin.post(at("state", issue.pk), approve, follow=True))
    client.force_login(factories.make_editor(gazette.portal, "shenhe"))
    assert "批准发布" in text(client.get(at("workbench", issue.pk)))
    client.post(at("state", issue.pk), approve)
    issue.refresh_from_db()
    assert (issue.state, issue.approved_by.username) == (IssueState.APPROVED, "shenhe")
    client.post(at("state", issue.pk), {"do": "send_back", "reason": "第三条有误"})
    issue.refresh_from_db()
    assert issue.state == IssueState.DRAFTING
    assert "第三条有误" in text(client.get(at("workbench", issue.pk)))


@pytest.mark.parametrize("publish_at", ["", "明天", "2015-02-31T09:00"])
def test_a_moment_that_is_none_is_asked_again(admin, gazette, publish_at):
    issue = make_issue(gazette, 2015, 7, 1074, state=IssueState.SUBMITTED)
    answer = admin.post(at("state", issue.pk), {"do": "approve", "publish_at": publish_at}, follow=True)
    assert "请填写发布时刻" in text(answer)


def test_a_sealed_issue_shows_no_buttons_to_change_it(admin, gazette):
    issue = make_issue(gazette, 2015, 7, 1074, state=IssueState.PUBLISHED)
    entry = make_entry(issue)
    shown = text(admin.get(at("workbench", issue.pk)))
    assert f"remove:{entry.pk}" not in shown
    assert "清样已定稿" in shown


def test_the_preview_shows_a_draft_as_it_would_be_and_nobody_keeps_it(admin, gazette, issue):
    entry = make_entry(issue, page=document(gazette))
    for address in (at("preview", issue.pk), at("preview_entry", issue.pk, entry.pk)):
        answer = admin.get(address)
        assert (answer.status_code, answer["X-Robots-Tag"]) == (200, "noindex, nofollow")
        assert "no-store" in answer["Cache-Control"]
        assert "关于甲的通知" in text(answer)
    assert "现通知如下" in text(answer)
    entry.refresh_from_db()
    assert entry.html == ""


def test_the_preview_says_why_an_entry_cannot_be_shown(admin, gazette, issue):
    page = document(gazette)
    entry = make_entry(issue, page=page)
    page.delete()
    assert "原文已被删除" in text(admin.get(at("preview_entry", issue.pk, entry.pk)))


def picture(name="封面.png", size=(60, 80)):
    content = io.BytesIO()
    Image.new("RGB", size, "red").save(content, "PNG")
    content.seek(0)
    content.name = name
    return content


def test_a_cover_is_uploaded_shown_replaced_and_removed(admin, issue):
    for _ in range(2):
        admin.post(at("files", issue.pk), {"kind": "cover", "file": picture()})
    file = issue.files.get()
    assert (file.kind, file.name, file.width) == (FileKind.COVER, "cover.png", 60)
    assert "no-store" in admin.get(at("file", issue.pk, file.pk))["Cache-Control"]
    admin.post(at("file_remove", issue.pk, file.pk))
    assert not issue.files.exists()


def jpeg():
    content = io.BytesIO()
    Image.effect_noise((300, 400), 90).save(content, "JPEG")
    return content.getvalue()


CUT_OFF = jpeg()[:4000]


@pytest.mark.parametrize(
    ("kind", "name", "content", "said"),
    [
        ("cover", "封面.png", b"<svg onload=alert(1)>", "不是可以读取的图片"),
        ("cover", "断了.jpg", CUT_OFF, "不是可以读取的图片"),
        ("scan", "扫描.pdf", b"MZ not a pdf", "扫描.pdf"),
        ("scan", "说明.txt", "文字".encode(), "扫描版请上传"),
        ("scan", "空.pdf", b"", "空文件"),
    ],
)
def test_what_is_not_what_it_says_is_refused(admin, issue, kind, name, content, said):
    file = io.BytesIO(content)
    file.name = name
    answer = admin.post(at("files", issue.pk), {"kind": kind, "file": file}, follow=True)
    assert said in text(answer)
    assert not issue.files.exists()


def test_an_erratum_is_added_by_issue_and_number(admin, gazette, issue):
    printed = make_entry(make_issue(gazette, 2015, 6, 1073, state=IssueState.PUBLISHED), title="关于甲的通知")
    sent = {"issue": printed.issue_id, "number": 1, "correction": "第二条“应当”误为“可以”。"}
    admin.post(at("erratum", issue.pk), sent)
    assert issue.entries.get().corrects == printed
    answer = admin.post(at("erratum", issue.pk), {**sent, "number": 9})
    assert "没有第9条" in text(answer)


def test_the_entries_of_the_issue_chosen_are_offered_by_number_and_title(admin, gazette, issue):
    earlier = make_issue(gazette, 2015, 6, 1073, state=IssueState.PUBLISHED)
    for title in ("关于甲的通知", "关于<乙>的通知"):
        make_entry(earlier, title=title)
    first = text(admin.get(at("erratum", issue.pk)))
    assert "列出这一期的条目" in first and 'name="number"' not in first
    shown = text(admin.get(at("erratum", issue.pk), {"issue": earlier.pk}))
    assert '<option value="1">1 关于甲的通知</option>' in shown
    assert '<option value="2">2 关于&lt;乙&gt;的通知</option>' in shown
    assert f'name="issue" value="{earlier.pk}"' in shown


@pytest.mark.parametrize("asked", ["", "x", "9" * 30, "\0", "draft", "city"])
def test_no_entries_are_offered_of_an_issue_that_cannot_be_corrected(admin, gazette, issue, asked):
    city = make_gazette(factories.make_portal("hangzhou", "city", gazette.portal), name="杭州市人民政府公报")
    held = {"draft": issue, "city": make_issue(city, 2014, 1, state=IssueState.PUBLISHED)}
    for one in held.values():
        make_entry(one, title="关于秘密的通知", number=1)
    sent = {"issue": held[asked].pk if asked in held else asked}
    for answer in (admin.get(at("erratum", issue.pk), sent), admin.post(at("erratum", issue.pk), sent)):
        assert answer.status_code == 200 and "关于秘密的通知" not in text(answer)
    assert issue.entries.count() == 1


def test_the_archive_names_gaps_late_issues_and_the_next_one(admin, gazette):
    for number in (7, 9):
        make_issue(gazette, 2015, number, 1067 + number, state=IssueState.PUBLISHED)
    late = make_issue(gazette, 2015, 10, 1077, publication_day=datetime.date(2015, 10, 20))
    shown = text(admin.get(at("archive", gazette.pk)))
    assert "2015年缺第8期（总第1075期）" in shown
    assert shown.count("总第1075期") == 1 and '2015年 3 期 <span class="gz-missing">缺 1 期</span>' in shown
    assert f"{late.label}应于2015-10-20出版，尚未发布" in shown
    assert "年第1期（总第1078期）" in shown


def test_the_next_issue_is_made_from_its_proposal(admin, gazette, issue):
    form = admin.get(at("new", gazette.pk)).context["form"]
    values = {name: form.initial.get(name) or "" for name in ("year", "number", "serial")}
    admin.post(at("new", gazette.pk), values)
    assert gazette.issues.count() == 2
    answer = admin.post(at("new", gazette.pk), {"year": 2015, "number": 7, "serial": 1099})
    assert "2015年第7期有2期" in text(answer)


def test_an_issue_is_edited_from_the_state_it_was_read_in(admin, issue):
    sent = {"year": 2015, "number": 7, "serial": 1074, "publication_day": "2015-04-20", "revision": 0}
    admin.post(at("data", issue.pk), sent)
    issue.refresh_from_db()
    assert str(issue.publication_day) == "2015-04-20"
    answer = admin.post(at("data", issue.pk), {**sent, "publication_day": "2015-05-01"})
    assert "没有执行" in text(answer)


def test_an_empty_issue_is_deleted(admin, gazette, issue):
    admin.post(at("delete", issue.pk))
    assert not gazette.issues.exists()


def test_the_history_of_the_column_keeps_who_deleted_which_issue(admin, editor, gazette, issue):
    admin.post(at("delete", issue.pk))
    kept = PageLogEntry.objects.get(action="gazette.issue.delete")
    assert (kept.page, kept.user) == (gazette.column.page_ptr, editor)
    history = text(admin.get(reverse("wagtailadmin_pages:history", args=[gazette.column_id])))
    assert "删除了未发布的“浙江省人民政府公报 2015年第7期（总第1074期）”" in history


def test_an_issue_that_is_not_deleted_leaves_no_such_line(admin, issue):
    make_entry(issue)
    admin.post(at("delete", issue.pk))
    assert not PageLogEntry.objects.filter(action="gazette.issue.delete").exists()


def test_a_gazette_is_opened_and_its_parts_changed(client):
    portal = factories.make_portal("zj", PortalLevel.PROVINCE, name="浙江省人民政府")
    factories.make_column(portal.home, "政务公报", column_type="政府公报")
    client.force_login(factories.make_user(superuser=True))
    answer = client.post(at("archive", 1).replace("1/", ""), {"portal": portal.pk}, follow=True)
    gazette = portal.gazette
    assert "已开办“浙江省人民政府公报”" in text(answer)
    first, second = gazette.parts.all()[:2]
    sent = {
        "pk": [first.pk, second.pk, ""],
        "order": ["2", "1", "3"],
        "name": ["规章", "文件", "其他"],
        "rule": ["orders", "government", "other"],
    }
    client.post(at("parts", gazette.pk), sent)
    assert [part.name for part in gazette.parts.all()] == ["文件", "规章", "其他"]


def test_the_workbench_costs_the_same_for_many_entries(admin, gazette, issue, django_assert_max_num_queries):
    def add(count):
        for number in range(count):
            made = issue.entries.count()
            make_entry(issue, page=document(gazette, number=f"浙政发〔2015〕{made + number + 1}号"))

    add(2)
    admin.get(at("workbench", issue.pk))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        admin.get(at("workbench", issue.pk))
    add(10)
    with django_assert_max_num_queries(len(few)):
        admin.get(at("workbench", issue.pk))


ADDRESSES = {
    "archive": "gazette", "settings": "gazette", "parts": "gazette", "new": "gazette",
    "workbench": "issue", "arrange": "issue", "state": "issue", "data": "issue", "delete": "issue",
    "erratum": "issue", "files": "issue", "preview": "issue", "preview_cover": "issue",
    "file": "file", "file_remove": "file", "preview_file": "name", "preview_entry": "entry",
    "preview_entry_file": "entry name",
}  # fmt: skip


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_another_portal_s_editor_finds_no_address(client, gazette, issue, name, method):
    city = factories.make_portal("hangzhou", PortalLevel.CITY, gazette.portal)
    make_gazette(city)
    client.force_login(factories.make_editor(city))
    entry = make_entry(issue)
    args = {
        "gazette": [gazette.pk],
        "issue": [issue.pk],
        "file": [issue.pk, 1],
        "name": [issue.pk, "a.pdf"],
        "entry": [issue.pk, entry.pk],
        "entry name": [issue.pk, entry.pk, "a.pdf"],
    }[ADDRESSES[name]]
    answer = getattr(client, method)(at(name, *args))
    # The admin turns a person without rights away to its front page, with a message.
    refused = answer.status_code in {403, 404, 405} or (answer.status_code == 302 and answer["Location"] == "/admin/")
    assert refused
    issue.refresh_from_db()
    assert issue.revision == 0


def test_every_address_of_the_gazette_s_admin_is_asked_above():
    from gazette.admin.hooks import register_urls

    names = {pattern.name.removeprefix("gazette_admin_") for pattern in register_urls()} - {"gazette_admin"}
    assert names == set(ADDRESSES)


@pytest.mark.parametrize("name", ["arrange", "state"])
def test_who_was_signed_out_comes_back_to_the_workbench(admin, issue, name):
    assert admin.get(at(name, issue.pk)).url == at("workbench", issue.pk)


def test_the_first_page_says_what_waits_for_whom(admin, client, gazette, issue):
    home = reverse("wagtailadmin_home")
    assert "2015年第7期" in text(admin.get(home))
    Submission.objects.create(gazette=gazette, page=document(gazette), portal=gazette.portal)
    Issue.objects.filter(pk=issue.pk).update(state=IssueState.SUBMITTED)
    shown = text(admin.get(home))
    assert "请您审读" in shown
    assert "收到 <strong>1</strong> 件报送" in shown
    client.force_login(factories.make_editor(factories.make_portal("hz", PortalLevel.CITY), "other"))
    assert "2015年第7期" not in text(client.get(home))


def test_who_has_no_gazette_sees_no_menu_item_and_no_list(client):
    county = factories.make_portal("tonglu", hostname="localhost")
    client.force_login(factories.make_editor(county))
    assert reverse("gazette_admin") + '"' not in client.get("/admin/").content.decode()
    assert client.get(reverse("gazette_admin")).status_code in {302, 403}
