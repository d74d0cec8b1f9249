"""Workbooks in the admin: send one in, say what its columns mean, see the difference, make one draft of it."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from listings.models import Adjustment, Item, Upload
from tests.factories import make_user
from tests.listings.factories import added, make_body, make_listing, power
from tests.listings.workbook_factories import sheet_rows, workbook

HEADERS = ["权力编码", "事项名称", "权力类别", "实施机关", "内部备忘"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def listing():
    return make_listing()


@pytest.fixture
def client(listing):
    return Client(SERVER_NAME=listing.portal.site.hostname)


@pytest.fixture
def editor(client):
    user = make_user("editor", superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def body(listing):
    return make_body(listing, "县林业局")


def at(name, listing, *more):
    return reverse(name, args=[listing.pk, *more])


def send(client, listing, rows):
    day = timezone.localdate() + datetime.timedelta(days=1)
    file = SimpleUploadedFile("权力.xlsx", workbook(rows))
    client.post(at("listings_uploads", listing), {"file": file, "day": day.isoformat()})
    return Upload.objects.latest("pk")


def check(client, listing, upload, commits, **more):
    columns = {f"column-{place}": name for place, name in enumerate(["code", "name", "category", "organisation", ""])}
    with commits(execute=True):
        client.post(at("listings_upload_columns", listing, upload.pk), {**columns, "day": upload.day, **more})
    upload.refresh_from_db()
    return upload


def test_a_workbook_becomes_one_draft(client, editor, listing, body, django_capture_on_commit_callbacks):
    item = added(listing, power(body, "老名称", code="许可-00001-000"))[0]
    upload = send(client, listing, [
        HEADERS,
        ["许可-00001-000", "新名称", "行政许可", "县林业局", "甲"],
        ["许可-00002-000", "另一项", "行政许可", "县林业局", "乙"],
        ["许可-00003-000", "第三项", "行政许可", "县虚构局", "丙"],
    ])  # fmt: skip
    page = client.get(at("listings_upload_columns", listing, upload.pk)).content.decode()
    assert "1 列没有对应，不会导入：内部备忘" in page

    upload = check(client, listing, upload, django_capture_on_commit_callbacks)
    assert Item.objects.count() == 1 and Adjustment.objects.count() == 1
    page = client.get(at("listings_upload", listing, upload.pk), {"show": "changed"}).content.decode()
    assert "<del>老名称</del>" in page and "<ins>新名称</ins>" in page
    assert "没有名为“县虚构局”的机构" in client.get(at("listings_upload", listing, upload.pk)).content.decode()

    refused = {"run": upload.run}
    client.post(at("listings_upload_confirm", listing, upload.pk), refused)
    assert Adjustment.objects.count() == 1, "bad rows are not passed over unless the editor says so"
    for _ in range(2):
        client.post(at("listings_upload_confirm", listing, upload.pk), {**refused, "accept_good": "1"})

    adjustment = Adjustment.objects.latest("pk")
    assert Adjustment.objects.count() == 2
    assert [(line.kind, line.item, line.values) for line in adjustment.lines.all()] == [
        ("amend", item, {"name": "新名称"}),
        ("add", None, {"organisation": body.key, "code": "许可-00002-000", "name": "另一项", "category": "permit"}),
    ]


def test_what_an_unknown_word_means_is_asked_once(client, editor, listing, body, django_capture_on_commit_callbacks):
    rows = [HEADERS, ["许可-00003-000", "第三项", "准入", "县林草局", ""]]
    upload = check(client, listing, send(client, listing, rows), django_capture_on_commit_callbacks)
    page = client.get(at("listings_upload_words", listing, upload.pk)).content.decode()
    assert "县林草局" in page and "可能是" in page and "准入" in page
    told = {"field": ["organisation", "category"], "word": ["县林草局", "准入"], "meaning": [body.key, "permit"]}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(at("listings_upload_words", listing, upload.pk), told)
    upload.refresh_from_db()
    assert (upload.counts["new"], upload.counts["refused"]) == (1, 0)

    again = check(client, listing, send(client, listing, rows), django_capture_on_commit_callbacks)
    assert (again.counts["new"], again.counts["refused"]) == (1, 0)


def test_a_file_that_is_no_workbook_is_told_in_one_sentence(client, editor, listing):
    file = SimpleUploadedFile("权力.xlsx", b"<html>login</html>")
    day = timezone.localdate().isoformat()
    page = client.post(at("listings_uploads", listing), {"file": file, "day": day}, follow=True).content.decode()
    assert "“权力.xlsx”不是 Excel 文件" in page
    assert not Upload.objects.exists()


def test_refused_rows_come_back_in_the_same_columns(
    client, editor, listing, body, tmp_path, django_capture_on_commit_callbacks
):
    rows = [
        HEADERS,
        ["许可-00001-000", "甲", "行政许可", "县林业局", 12],
        ["许可-00002-000", "乙", "放行", "县林业局", 34],
    ]
    upload = check(client, listing, send(client, listing, rows), django_capture_on_commit_callbacks)
    answer = client.get(at("listings_upload_rejects", listing, upload.pk))
    (tmp_path / "back.xlsx").write_bytes(b"".join(answer.streaming_content))
    header, row = sheet_rows(tmp_path / "back.xlsx")
    assert header == (*HEADERS, "退回原因")
    assert row[:5] == tuple(rows[2]) and "没有“放行”" in row[5]


def test_the_preview_asks_no_more_for_more_rows(
    client, editor, listing, body, django_capture_on_commit_callbacks, django_assert_max_num_queries
):
    rows = [HEADERS, *([f"许可-{n:05}-000", f"事项{n}", "行政许可", "县林业局", ""] for n in range(60))]
    upload = check(client, listing, send(client, listing, rows), django_capture_on_commit_callbacks)
    with django_assert_max_num_queries(45):
        page = client.get(at("listings_upload", listing, upload.pk)).content.decode()
    assert "第 1 / 2 页" in page


@pytest.mark.parametrize(
    "name", ["listings_upload", "listings_upload_columns", "listings_upload_rejects", "listings_upload_difference"]
)
def test_an_upload_is_found_under_its_own_list_only(client, editor, listing, body, name):
    upload = send(client, listing, [HEADERS, ["许可-00001-000", "甲", "行政许可", "县林业局", ""]])
    assert client.get(at(name, make_listing("fund", portal=listing.portal), upload.pk)).status_code == 404


def test_who_may_not_edit_the_list_sees_none_of_it(client, listing):
    client.force_login(make_user("stranger"))
    assert client.get(at("listings_uploads", listing)).status_code in (302, 403)


@pytest.mark.parametrize("shape", ["xlsx", "csv", "own"])
def test_the_list_of_a_day_is_handed_out(client, editor, listing, body, shape):
    added(listing, power(body, "甲"))
    answer = client.get(at("listings_download", listing), {"on": "2026-01-01", "format": shape})
    assert len(b"".join(answer.streaming_content)) > 100


def test_a_deleted_upload_leaves_the_list_and_no_file(
    client, editor, listing, body, django_capture_on_commit_callbacks
):
    upload = send(client, listing, [HEADERS, ["许可-00001-000", "甲", "行政许可", "县林业局", ""]])
    path, storage = upload.file.name, upload.file.storage
    with django_capture_on_commit_callbacks(execute=True):
        client.post(at("listings_upload_discard", listing, upload.pk))
    assert not Upload.objects.exists() and not storage.exists(path)
