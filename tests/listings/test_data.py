"""Open data: the list of any day as CSV, XLSX and JSON; marks that change exactly when the day's list does."""

import datetime
import io
import zipfile

import pytest
from django.utils import timezone

from listings.actions.revoke import RevokeAdjustment
from listings.data import rows
from listings.data.errors import Changed
from listings.states import LineKind
from tests.cms_core.serving import reader_of
from tests.factories import make_portal
from tests.listings.factories import add, added, adjust, change, make_body, make_listing, power, prepared
from tests.listings.reading import content, data, sheet, table

pytestmark = pytest.mark.django_db
FORMS = ("csv", "xlsx", "json")


def later(days):
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.fixture
def listing():
    return make_listing()


@pytest.fixture
def reader(listing):
    return reader_of(listing.portal)


def etag(reader, form="csv", **query):
    return reader.get(f"/lists/power/data.{form}", query)["ETag"]


def test_the_same_list_in_three_forms(listing, reader):
    body = make_body(listing, "县发改局")
    added(listing, power(body, "核准", code="许可-00001-000", level=3, charges=False, promised_term=5))
    (row,) = table(reader.get("/lists/power/data.csv"))
    assert (row["权力名称"], row["权力编码"], row["权力类别"]) == ("核准", "许可-00001-000", "行政许可")
    assert (row["实施主体"], row["事权层级"], row["是否收费"], row["承诺期限"]) == ("县发改局", "县级", "否", "5")
    headers, cells = sheet(reader.get("/lists/power/data.xlsx"))
    assert dict(zip(headers, cells, strict=True))["承诺期限"] == 5
    assert dict(zip(headers, cells, strict=True))["状态生效日"] == datetime.datetime(2026, 1, 1)
    told = data(reader.get("/lists/power/data.json"))
    (item,) = told["items"]
    assert (item["name"], item["category"], item["level"], item["charges"]) == ("核准", "permit", 3, False)
    assert item["organisation"] == "县发改局" and item["organisation_key"] == body.key
    assert item["url"].endswith(f"/lists/power/{item['id']}.html")
    assert told["dataset"]["数据量"] == 1 and told["dataset"]["更新周期"].startswith("实时")
    assert told["dataset"]["记录指纹"][0]["指纹"] == reload(listing).digest


def reload(listing):
    listing.refresh_from_db()
    return listing


def test_what_is_kept_for_the_bodies_own_work_is_in_no_form(listing, reader):
    added(listing, power(make_body(listing), inner_code="内部一号", inner_flow="只供本局"))
    for form in FORMS:
        answer = content(reader.get(f"/lists/power/data.{form}"))
        if form == "xlsx":
            answer = zipfile.ZipFile(io.BytesIO(answer)).read("xl/worksheets/sheet1.xml")
        assert "内部一号" not in answer.decode() and "只供本局" not in answer.decode()


@pytest.mark.parametrize("name", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "'=1"])
def test_nothing_is_taken_for_a_formula(listing, reader, name):
    added(listing, power(make_body(listing), name="核准", remark=name, content='多\n行,“引”"号'))
    (row,) = table(reader.get("/lists/power/data.csv"))
    assert row["备注"].startswith("'") and row["主要内容"] == '多\n行,“引”"号'
    xml = zipfile.ZipFile(io.BytesIO(content(reader.get("/lists/power/data.xlsx")))).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in xml
    headers, cells = sheet(reader.get("/lists/power/data.xlsx"))
    assert dict(zip(headers, cells, strict=True))["备注"] == name.strip()


def test_the_list_of_any_day(listing, reader):
    (item,) = added(listing, power(make_body(listing), "旧名"))
    adjust(listing, change(LineKind.AMEND, item, {"name": "新名"}), day=later(10))
    adjust(listing, change(LineKind.CANCEL, item), day=later(20))
    names = {
        days: [row["权力名称"] for row in table(reader.get("/lists/power/data.csv", {"on": later(days).isoformat()}))]
        for days in (0, 9, 10, 19, 20)
    }
    assert names == {0: ["旧名"], 9: ["旧名"], 10: ["新名"], 19: ["新名"], 20: []}
    assert table(reader.get("/lists/power/data.csv", {"on": "2025-12-31"})) == []


@pytest.mark.parametrize("form", FORMS)
def test_a_mark_changes_exactly_when_the_list_of_its_day_does(listing, reader, form):
    first, second = added(listing, power(make_body(listing)), power(make_body(listing)))
    today, tomorrow, day_after = (later(days).isoformat() for days in (0, 1, 2))
    before = {day: etag(reader, form, on=day) for day in (today, tomorrow, day_after)}
    adjustment = adjust(listing, change(LineKind.CANCEL, first), day=later(1))
    after = {day: etag(reader, form, on=day) for day in before}
    assert after[today] == before[today]
    assert after[tomorrow] != before[tomorrow] and after[day_after] != before[day_after]
    RevokeAdjustment(adjustment, reason="依据变化").execute()
    revoked = {day: etag(reader, form, on=day) for day in before}
    assert revoked[today] == before[today] and revoked[tomorrow] != after[tomorrow]
    adjust(listing, change(LineKind.CANCEL, second), day=later(0))
    assert etag(reader, form, on=today) != before[today]


@pytest.mark.parametrize("form", FORMS)
def test_the_same_mark_is_the_same_bytes(listing, reader, form):
    added(listing, *(power(make_body(listing)) for _ in range(3)))
    answers = [reader.get(f"/lists/power/data.{form}") for _ in range(2)]
    assert content(answers[0]) == content(answers[1])
    assert answers[0]["ETag"] == answers[1]["ETag"]


def test_a_body_with_another_name_is_another_answer(listing, reader):
    body = make_body(listing, "县环保局")
    added(listing, power(body))
    before = etag(reader)
    body.name = "县生态环境局"
    body.save()
    assert etag(reader) != before
    assert table(reader.get("/lists/power/data.csv"))[0]["实施主体"] == "县生态环境局"


def test_who_has_it_is_told_so_without_reading_the_list(listing, reader, django_assert_max_num_queries):
    added(listing, power(make_body(listing)))
    reader.get("/lists/power/data.csv")
    mark = etag(reader)
    with django_assert_max_num_queries(8):
        answer = reader.get("/lists/power/data.csv", headers={"If-None-Match": mark})
    assert answer.status_code == 304 and not answer.content and answer["ETag"] == mark
    assert reader.get("/lists/power/data.csv", headers={"If-None-Match": '"other"'}).status_code == 200


def test_head_says_what_get_would(listing, reader):
    added(listing, power(make_body(listing)))
    head, get = reader.head("/lists/power/data.csv"), reader.get("/lists/power/data.csv")
    assert head.status_code == 200 and not head.content
    told = ("ETag", "Last-Modified", "Content-Type", "Content-Disposition", "X-List-Digest")
    assert {name: head[name] for name in told} == {name: get[name] for name in told}
    assert get["Access-Control-Allow-Origin"] == "*" and get["X-List-Rows"] == "1"
    assert get["X-List-Digest"] == reload(listing).digest


def test_nothing_of_drafts_and_reviews_is_told(listing, reader):
    body = make_body(listing)
    added(listing, power(body, "公开的"))
    before = content(reader.get("/lists/power/data.json"))
    prepared(listing, add(power(body, "草稿里的")), title="没批准的标题", day=later(-1))
    assert content(reader.get("/lists/power/data.json")) == before


def test_a_list_longer_than_a_batch_is_whole_and_in_order(listing, reader, monkeypatch):
    monkeypatch.setattr(rows, "BATCH", 3)
    bodies = [make_body(listing) for _ in range(2)]
    added(listing, *(power(bodies[number % 2], code=f"甲{number:02}") for number in range(11)))
    told = [(row["实施主体"], row["权力编码"]) for row in table(reader.get("/lists/power/data.csv"))]
    odd, even = ([f"甲{number:02}" for number in range(11) if number % 2 == side] for side in (1, 0))
    assert told == [*((bodies[0].name, code) for code in even), *((bodies[1].name, code) for code in odd)]


def test_a_list_adjusted_while_it_is_sent_breaks_off(listing, reader, monkeypatch):
    monkeypatch.setattr(rows, "BATCH", 1)
    body = make_body(listing)
    added(listing, power(body), power(body))
    answer = reader.get("/lists/power/data.csv")
    pieces = iter(answer.streaming_content)
    next(pieces), next(pieces)
    added(listing, power(body))
    with pytest.raises(Changed, match="重新下载"):
        list(pieces)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"on": "昨天"}, "on"), ({"on": "2026-02-30"}, "on"), ({"on": "0001-01-01"}, "on"),
        ({"on": "9999-12-31"}, "on"),
        ({"scope": "world"}, "scope"), ({"category": "x"}, "category"), ({"level": "9"}, "level"),
        ({"body": "nobody"}, "body"), ({"body": "\0"}, "body"), ({"state": "x"}, "state"),
        ({"listing": "x"}, "listing"),
        ({"q": "长" * 61}, "q"), ({"theme": "长" * 41}, "theme"),
    ],
)  # fmt: skip
def test_a_wrong_question_is_refused_and_not_taken_for_a_wider_one(listing, reader, query, field):
    added(listing, power(make_body(listing)))
    answer = reader.get("/lists/power/data.csv", query)
    assert answer.status_code == 400
    assert data(answer)["field"] == field and "。" in data(answer)["error"]


def test_filters_narrow_as_on_the_page(listing, reader):
    first, second = make_body(listing), make_body(listing)
    added(listing, power(first, "甲", level=3), power(second, "乙", level=2, category="penalty", code="处罚-00001-000"))
    for query, names in (
        ({"body": first.key}, ["甲"]), ({"category": "penalty"}, ["乙"]), ({"level": "2"}, ["乙"]),
        ({"q": "甲"}, ["甲"]),
    ):  # fmt: skip
        answer = reader.get("/lists/power/data.csv", query)
        assert [row["权力名称"] for row in table(answer)] == names
        assert answer["X-List-Rows"] == "1"


def test_there_is_no_list_where_the_column_is_closed(listing, reader):
    added(listing, power(make_body(listing)))
    listing.column.unpublish()
    for form in FORMS:
        assert reader.get(f"/lists/power/data.{form}").status_code == 404
    assert reader.get("/lists/negative/data.csv").status_code == 404
    assert reader.get("/lists/other/data.csv").status_code == 404


def test_the_province_has_all_open_lists():
    province = make_portal("zj", "province")
    open_one = make_listing(portal=make_portal("tonglu", parent=province))
    closed = make_listing(portal=make_portal("jiande", parent=province))
    for listing, name in ((open_one, "看得见"), (closed, "看不见")):
        added(listing, power(make_body(listing), name))
    closed.column.unpublish()
    reader = reader_of(province)
    (row,) = table(reader.get("/lists/power/data.csv", {"scope": "all"}))
    assert row["权力名称"] == "看得见" and row["清单"].startswith(open_one.portal.name)
    assert reader.get("/lists/power/data.csv", {"scope": "all"})["X-List-Rows"] == "1"
    assert reader.get("/lists/power/data.csv", {"scope": "all", "listing": "jiande"}).status_code == 400
    (item,) = data(reader.get("/lists/power/data.json", {"scope": "all", "listing": "tonglu"}))["items"]
    assert item["url"].startswith(open_one.portal.base_url)


def test_last_modified_is_the_midnight_at_which_the_list_changed(listing, reader):
    body = make_body(listing)
    added(listing, power(body), day=later(-5))
    approved = reader.get("/lists/power/data.csv")["Last-Modified"]
    adjust(listing, add(power(body)), day=later(3))
    assert reader.get("/lists/power/data.csv")["Last-Modified"] == approved


def test_a_day_to_come_has_no_last_modified_for_what_is_to_come_may_be_revoked(listing, reader):
    """Of a revocation no moment is kept: who asked by this alone would keep the revoked list for ever."""
    added(listing, power(make_body(listing)))
    answer = reader.get("/lists/power/data.csv", {"on": later(9).isoformat()})
    assert "Last-Modified" not in answer
    assert "ETag" in answer


def test_downloads_are_counted(listing, reader, settings):
    settings.PORTAL_LISTS_DOWNLOADS_PER_MINUTE = 2
    added(listing, power(make_body(listing)))
    answers = [reader.get("/lists/power/data.csv") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[2]["Retry-After"]) > 0 and "频繁" in data(answers[2])["error"]


def test_the_dictionary_explains_every_column(listing, reader):
    added(listing, power(make_body(listing)))
    fields = {one["name"]: one for one in data(reader.get("/lists/power/dictionary.json"))["fields"]}
    headers, _ = sheet(reader.get("/lists/power/data.xlsx"))
    assert [one["label"] for one in fields.values()] == headers
    assert fields["name"]["required"] and fields["name"]["length"] == 500
    assert fields["category"]["choices"]["permit"] == "行政许可"
    assert fields["promised_term"]["type"] == "整数" and fields["supervision_phone"]["explanation"]
    rows = table(reader.get("/lists/power/dictionary.csv"))
    assert [row["英文名"] for row in rows] == list(fields)
    assert {row["是否字典"] for row in rows} == {"是", "否"}
