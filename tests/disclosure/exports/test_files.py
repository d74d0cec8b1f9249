"""The directory as files: the same question as on its page, in three forms; what may not be told is in none."""

import csv
import io
import json
from urllib.parse import unquote, urlencode

import lxml.html
import openpyxl
import pytest
from django.test import override_settings

from disclosure.exports import files
from sites.models import PortalLevel, PortalState
from tests.cms_core.serving import reader_of
from tests.disclosure.exports.province import make_province
from tests.factories import make_article, make_column, make_document, make_portal

pytestmark = pytest.mark.django_db
PATH = "/disclosure/directory/data."
FORMS = ("csv", "xlsx", "json")


@pytest.fixture
def province():
    return make_province()


def get(host, form="json", headers=None, /, **query):
    return reader_of(host).get(f"{PATH}{form}?{urlencode(query)}", headers=headers or {})


def titles(portal, form="json", **query):
    response = get(portal, form, **query)
    assert response.status_code == 200, response.content.decode()
    content = response.getvalue()
    if form == "json":
        return {one["title"] for one in json.loads(content)["items"]}
    if form == "csv":
        return {row["名称"] for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))}
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].values)
    return {row[rows[0].index("名称")] for row in rows[1:]}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_what_the_portal_lists_and_nothing_else(province, form):
    make_document(province.column, "公开的预算")
    make_article(province.column, "还是草稿", live=False)
    make_document(province.column, "依申请公开的", disclosure="on_request")
    make_article(make_column(province.column, "没有开放的栏目", live=False), "在关闭栏目里的")
    make_article(make_column(province.city.home, "财政", blueprint_key="statutory.finance"), "市里的")
    withdrawn = make_article(province.column, "发布后撤下的")
    withdrawn.unpublish()
    assert titles(province.county, form) == {"公开的预算"}


def test_the_province_gives_all_when_it_is_asked_for_all(province):
    make_article(province.column, "县里的")
    assert titles(province.province) == set()
    assert titles(province.province, scope="all") == {"县里的"}


def test_a_city_gives_all_below_it_and_nothing_of_another_city(province):
    make_article(province.column, "县里的")
    make_article(make_column(province.city.home, "财政", blueprint_key="statutory.finance"), "市里的")
    other = make_portal("ningbo", PortalLevel.CITY, province.province)
    make_article(make_column(other.home, "财政", blueprint_key="statutory.finance"), "别的市的")
    assert titles(province.city) == {"市里的"}
    assert titles(province.city, scope="all") == {"市里的", "县里的"}
    assert titles(province.county, scope="all") == {"县里的"}
    answer = get(province.city, scope="all")
    assert "全市政府信息公开目录.json" in unquote(answer["Content-Disposition"])


def test_a_body_of_another_host_is_found_where_nothing_is_said_of_the_scope(province):
    make_document(province.column, "县里的", issuer=province.county.organisation)
    key = province.county.organisation.key
    assert titles(province.province, body=key) == titles(province.city, body=key) == {"县里的"}
    other = make_portal("ningbo", PortalLevel.CITY, province.province)
    assert titles(other, body=key) == set()


def test_a_portal_in_preparation_is_in_no_file_of_the_province(province):
    young = make_portal("chunan", PortalLevel.COUNTY, province.city, state=PortalState.PREPARING)
    make_article(make_column(young.home, "财政", blueprint_key="statutory.finance"), "还不能公开的")
    assert titles(province.province, scope="all") == set()


def test_all_facets_of_the_page_narrow_the_file(province):
    county = province.county
    make_document(
        province.column,
        "要找的",
        issuer=county.organisation,
        theme="财政、金融、审计/财政",
        genre="公告",
        validity="repealed",
    )
    make_document(province.column, "别的", theme="综合政务/电子政务", genre="通知")
    year = json.loads(get(county).getvalue())["items"][0]["published_at"][:4]
    key = county.organisation.key
    asked = {"body": key, "item": 7, "theme": "财政、金融、审计", "genre": "公告", "year": year, "validity": "repealed"}
    for form in FORMS:
        assert titles(county, form, **asked) == {"要找的"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("body", "nobody"), ("body", "x" * 500), ("item", "0"), ("item", "16"), ("item", "７"), ("item", "1e1"),
        ("theme", "没有的主题"), ("theme", "财政\0"), ("genre", "'; DROP TABLE"), ("year", "20x5"), ("year", "99999"),
        ("validity", "good"), ("scope", "town"), ("scope", "whole"), ("portal", "nowhere"), ("q", "长" * 61),
        ("q", "a\0b"), ("themes", "x"), ("cursor", "z"),
    ],
)  # fmt: skip
def test_a_wrong_parameter_is_refused_by_its_name(province, name, value):
    make_article(province.column, "预算")
    response = get(province.county, "csv", **{name: value})
    assert response.status_code == 400
    assert response.json()["field"] == name and response.json()["error"]


def test_a_parameter_that_is_said_twice_is_refused(province):
    response = reader_of(province.county).get(f"{PATH}json?item=7&item=8")
    assert (response.status_code, response.json()["field"]) == (400, "item")


def test_no_cell_of_the_csv_is_a_formula(province):
    texts = ("=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(1)", "\t=1", "＝HYPERLINK(1)", "＋1+1", "－2+3", "＠SUM(1)")
    for text in texts:
        make_article(province.column, text, summary=text)
    rows = list(csv.reader(io.StringIO(get(province.county, "csv").getvalue().decode("utf-8-sig"))))
    assert len(rows) == 1 + len(texts)
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@＝＋－＠\t" and cell]


def test_a_reader_who_has_it_gets_304_until_something_is_published_or_withdrawn(province):
    page = make_article(province.column, "第一件")
    seen = [get(province.county)["ETag"]]

    def unchanged():
        return get(province.county, "json", {"If-None-Match": seen[-1]}).status_code == 304

    assert unchanged()
    second = make_article(province.column, "第二件")
    assert not unchanged()
    seen.append(get(province.county)["ETag"])
    second.title = "第二件（更正）"
    second.save_revision().publish()
    assert not unchanged()
    seen.append(get(province.county)["ETag"])
    page.unpublish()
    assert not unchanged()


def test_different_questions_and_forms_have_different_marks(province):
    make_document(province.column, "预算", genre="公告")
    found = [get(province.county, form)["ETag"] for form in FORMS]
    found += [get(province.county, genre="公告")["ETag"], get(province.county, item=7)["ETag"]]
    assert len(set(found)) == len(found)


def test_queries_and_pieces_grow_only_by_batches(province, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(files, "BATCH", 4)
    for number in range(11):
        make_article(province.column, f"第{number}件")
    with django_assert_max_num_queries(12):
        pieces = list(get(province.county, "csv").streaming_content)
    assert len(pieces) == 4


def test_programs_of_other_sites_may_read_it_and_errors_are_readable(province):
    for response in (get(province.county), get(province.county, item="x")):
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["X-Robots-Tag"] == "noindex"


@override_settings(PORTAL_DIRECTORY_DOWNLOADS_PER_MINUTE=2)
def test_one_address_may_not_download_all_day(province):
    answers = [get(province.county) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[2]["Retry-After"]) > 0


def test_only_reading_is_possible(province):
    assert reader_of(province.county).post(f"{PATH}csv").status_code == 405


def test_the_dictionary_names_every_key_of_the_json(province):
    make_document(province.column, "预算", theme="综合政务/电子政务", genre="公告", audience="企业", summary="概述")
    (item,) = json.loads(get(province.county).getvalue())["items"]
    told = reader_of(province.county).get("/disclosure/directory/dictionary.json").json()["fields"]
    assert set(item) <= {one["name"] for one in told}


def test_the_page_for_archives_keeps_what_was_chosen_on_the_list(province):
    make_document(province.column, "预算", genre="公告")
    make_document(province.column, "通知", genre="通知")
    reader = reader_of(province.county)
    said = reader.get("/disclosure/data/?genre=公告&item=7").content.decode()
    assert "当前选择" in said and "data.csv?item=7&amp;genre=%E5%85%AC%E5%91%8A" in said
    assert "当前选择" not in reader.get("/disclosure/data/").content.decode()
    assert "“item=99”没有使用" in reader.get("/disclosure/data/?item=99").content.decode()


def test_the_page_for_archives_tells_addresses_that_answer(province):
    make_article(province.column, "预算")
    reader = reader_of(province.province)
    response = reader.get("/disclosure/data/")
    assert response.status_code == 200
    page = lxml.html.fromstring(response.content.decode())
    links = {link for link in page.xpath("//article[contains(@class, 'data-page')]//a/@href") if link[0] != "#"}
    assert len(links) > 12
    for link in links:
        assert reader.get(link.removeprefix(province.province.base_url)).status_code == 200, link
