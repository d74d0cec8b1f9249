"""OAI-PMH: all verbs, all errors, what is told of what is withdrawn or moved, and to whom."""

import gzip
import random
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.test import override_settings
from django.utils import timezone
from lxml import etree

from cms_core.models import Organisation
from disclosure.exports.oai import harvest as harvesting_of_pages
from disclosure.exports.oai import sets
from disclosure.exports.oai.moments import datestamp
from disclosure.models import ColumnItem, DirectoryEntry
from tests.cms_core.serving import reader_of
from tests.disclosure.exports.harvesting import PATH, ask, checked, error_of, found, harvest, numbers
from tests.disclosure.exports.province import make_province
from tests.factories import make_article, make_column, make_document, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_province()


def backdate(*pages, days=1):
    """As if these had been changed then."""
    moment = timezone.now() - timedelta(days=days)
    DirectoryEntry.objects.filter(pk__in=[page.pk for page in pages]).update(changed_at=moment)


def test_every_verb_answers_with_the_structure_of_the_protocol(province):
    page = make_document(province.column, "预算<公告>&", keywords="预算，财政")
    identifier = f"oai:portal.localhost:{page.pk}"
    county = province.county
    assert found(ask(county, "Identify"), "//o:repositoryName/text()") == ["桐庐县人民政府政府信息公开目录"]
    assert found(ask(county, "ListMetadataFormats"), "//o:metadataPrefix/text()") == ["oai_dc", "zfxxgk"]
    assert len(found(ask(county, "ListSets"), "//o:set")) == 18
    assert numbers(ask(county, "ListIdentifiers", metadataPrefix="zfxxgk")) == {page.pk: True}
    assert numbers(ask(county, "ListRecords", metadataPrefix="oai_dc")) == {page.pk: True}
    record = ask(county, "GetRecord", metadataPrefix="oai_dc", identifier=identifier)
    assert found(record, "//dc:title/text()") == ["预算<公告>&"]
    assert {"预算", "财政"} <= set(found(record, "//dc:subject/text()"))


def test_the_own_format_is_valid_by_the_schema_that_is_served(province):
    body = make_organisation("桐庐县财政局", parent=province.county.organisation, organisation_code="MB1A2B3C1")
    make_document(
        province.column, "有全部元素的", issuer=body, document_number="桐财〔2025〕3号", theme="财政、金融、审计/财政",
        genre="通知", audience="企业", summary="概述", keywords="预算", date_written="2025-03-01",
        date_effective="2025-04-01", validity="in_force",
    )  # fmt: skip
    make_article(province.column, "什么都没有的")
    schema = etree.XMLSchema(etree.fromstring(reader_of(province.county).get(f"{PATH}/directory.xsd").content))
    entries = found(ask(province.county, "ListRecords", metadataPrefix="zfxxgk"), "//z:directoryEntry")
    assert len(entries) == 2
    for entry in entries:
        schema.assertValid(etree.fromstring(etree.tostring(entry)))
    assert {one.tag.rpartition("}")[2] for one in entries[0]} >= {
        "identifier", "title", "description", "publisher", "documentNumber", "dateCreated", "subject", "genre",
        "audience", "keyword", "format", "validity", "language", "onlineLink",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"), ("verb=", "badVerb"), ("verb=identify", "badVerb"), ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&x=1", "badArgument"), ("verb=Identify&%00=1", "badArgument"),
        ("verb=GetRecord", "badArgument"), ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=%20", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"),
        ("verb=GetRecord&metadataPrefix=marc&identifier={id}", "cannotDisseminateFormat"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:x:1", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:portal.localhost:999999999999999999", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:portal.localhost:0{n}", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=nonsense", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier={withdrawn}", "noMetadataFormats"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2020-13-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2020-01-01T00:00:00", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2020-01-01T00:00:00%2B08:00", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2020-01-01&until=2020-01-01T00:00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2021-01-01&until=2020-01-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=0001-01-01", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=9999-12-31T23:59:59Z", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=item:3", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=item:99", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=body:nobody", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=a%20b", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x", "badArgument"),
        ("verb=ListRecords&resumptionToken=x", "badResumptionToken"),
        ("verb=ListSets&resumptionToken=", "badResumptionToken"),
        (f"verb=ListRecords&resumptionToken={'9' * 5000}", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=%00", "badResumptionToken"),
        ("verb=ListIdentifiers&resumptionToken=ListRecords,oai_dc,,,,1,1,1,1", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=ListRecords,oai_dc,,,,99999999999999999,1,1,1", "badResumptionToken"),
        ("verb=ListSets&resumptionToken=sets,zzzz", "badResumptionToken"),
    ],
)  # fmt: skip
def test_every_wrong_request_has_the_code_that_the_protocol_gives_it(province, query, code):
    page, withdrawn = make_article(province.column, "预算"), make_article(province.column, "撤下的")
    withdrawn.unpublish()
    start = "oai:portal.localhost:"
    query = query.format(id=f"{start}{page.pk}", n=page.pk, withdrawn=f"{start}{withdrawn.pk}")
    root = checked(reader_of(province.county).get(f"{PATH}?{query}"))
    assert error_of(root) == code
    if code in ("badVerb", "badArgument"):
        assert not found(root, "//o:request/@*")


def test_post_asks_as_get_does_and_needs_no_token(province):
    make_article(province.column, "预算")
    reader = reader_of(province.county)
    body = urlencode({"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"})
    root = checked(reader.post(PATH, body, content_type="application/x-www-form-urlencoded"))
    assert len(numbers(root)) == 1
    assert error_of(checked(reader.post(PATH, {"verb": "Identify"}))) == "badVerb"  # as a form with files
    assert reader.put(PATH).status_code == 405


def test_answers_are_compressed_for_who_can_read_it(province):
    make_article(province.column, "预算")
    response = reader_of(province.county).get(f"{PATH}?verb=ListSets", headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert b"<setSpec>item:7</setSpec>" in gzip.decompress(response.content)


@override_settings(PORTAL_HARVESTS_PER_MINUTE=2)
def test_who_asks_too_often_is_told_how_long_to_wait(province):
    answers = [reader_of(province.county).get(f"{PATH}?verb=Identify") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 503]
    assert int(answers[2]["Retry-After"]) > 0


def test_a_portal_gives_its_own_and_the_province_all(province):
    own = make_article(province.column, "县里的")
    other = make_article(make_column(province.city.home, "财政", blueprint_key="statutory.finance"), "市里的")
    assert harvest(province.county) == {own.pk: True}
    assert harvest(province.province) == {own.pk: True, other.pk: True}
    told = {"metadataPrefix": "oai_dc", "identifier": f"oai:portal.localhost:{other.pk}"}
    assert error_of(ask(province.county, "GetRecord", **told)) == "idDoesNotExist"
    assert not error_of(ask(province.province, "GetRecord", **told))


def test_what_is_not_public_is_no_record_not_even_a_deleted_one(province):
    draft = make_article(province.column, "还是草稿", live=False)
    secret = make_document(province.column, "依申请公开的", disclosure="on_request")
    make_article(province.column, "公开的")
    assert not harvest(province.county).keys() & {draft.pk, secret.pk}


def test_what_was_withdrawn_is_a_deleted_record_that_says_nothing_of_it(province):
    page = make_document(province.column, "撤下的预算", document_number="桐政〔2025〕9号")
    page.unpublish()
    for portal in (province.county, province.province):
        root = ask(portal, "ListRecords", metadataPrefix="zfxxgk")
        assert numbers(root) == {page.pk: False}
        assert not found(root, "//o:metadata")
        assert "撤下的预算" not in etree.tostring(root, encoding="unicode")
    page.save_revision().publish()
    assert harvest(province.county) == {page.pk: True}


def test_a_page_that_moved_to_another_portal_is_deleted_where_it_was(province):
    page = make_article(province.column, "移走的")
    there = make_column(province.city.home, "财政", blueprint_key="statutory.finance")
    page.move(there, pos="last-child")
    assert harvest(province.county) == {page.pk: False}
    assert harvest(province.city) == {page.pk: True}
    assert harvest(province.province) == {page.pk: True}
    told = ask(province.county, "GetRecord", metadataPrefix="oai_dc", identifier=f"oai:portal.localhost:{page.pk}")
    assert numbers(told) == {page.pk: False}
    page.refresh_from_db()
    page.move(province.column, pos="last-child")
    assert harvest(province.county) == {page.pk: True}
    assert harvest(province.city) == {page.pk: False}


def test_what_left_an_item_is_deleted_for_who_harvests_that_item(province):
    page = make_article(province.column, "改了事项的")
    before = timezone.now()
    ColumnItem.objects.create(column_id=province.column.pk, items=1 << 3)
    since = datestamp(before)
    assert harvest(province.county, set="item:7", from_=since) == {page.pk: False}
    assert harvest(province.county, set="item:3", from_=since) == {page.pk: True}
    assert harvest(province.county, from_=since) == {page.pk: True}


def test_sets_follow_the_tree_of_bodies(province):
    county = province.county.organisation
    office = make_organisation("桐庐县财政局", parent=county, kind="department", key="tonglu-czj")
    own, below = make_article(province.column, "县政府的"), make_document(province.column, "财政局的", issuer=office)
    root = ask(province.county, "ListSets")
    specs = dict(zip(found(root, "//o:setSpec/text()"), found(root, "//o:setName/text()"), strict=True))
    assert specs[f"body:{county.key}:tonglu-czj"] == "桐庐县财政局"
    assert harvest(province.county, set=f"body:{county.key}:tonglu-czj") == {below.pk: True}
    assert harvest(province.county, set=f"body:{county.key}") == {own.pk: True, below.pk: True}
    assert harvest(province.county, set="body") == harvest(province.county, set="item")
    wrong = ask(province.county, "ListRecords", metadataPrefix="oai_dc", set="body:tonglu-czj")
    assert error_of(wrong) == "noRecordsMatch"


def test_many_sets_come_in_pages(province, monkeypatch):
    monkeypatch.setattr(sets, "SIZE", 3)
    for number in range(7):
        body = make_organisation(f"第{number}局", parent=province.county.organisation, kind="department")
        make_document(province.column, "通知", issuer=body)
    told, root = [], ask(province.county, "ListSets")
    while True:
        told += found(root, "//o:setSpec/text()")
        token = "".join(found(root, "//o:resumptionToken/text()"))
        if not token:
            break
        root = ask(province.county, "ListSets", resumptionToken=token)
    assert len(told) == len(set(told)) == 17 + Organisation.objects.filter(name__startswith="第").count() + 1


def test_from_and_until_are_right_to_the_second(province):
    first, second, third = (make_article(province.column, title) for title in "一二三")
    for days, page in enumerate((third, second, first), 1):
        backdate(page, days=days)
    moment = datestamp(DirectoryEntry.objects.get(pk=second.pk).changed_at)
    assert harvest(province.county, from_=moment, until=moment) == {second.pk: True}
    assert harvest(province.county, from_=moment) == {second.pk: True, third.pk: True}
    assert harvest(province.county, until=moment) == {first.pk: True, second.pk: True}
    assert harvest(province.county, from_=moment[:10], until=moment[:10]).keys() >= {second.pk}


def test_who_asks_again_from_the_last_answer_misses_nothing(province):
    told = {}
    for number in range(5):
        root = (
            ask(province.county, "ListIdentifiers", metadataPrefix="oai_dc")
            if told
            else ask(province.county, "Identify")
        )
        since = found(root, "//o:responseDate/text()")[0]
        page = make_article(province.column, f"第{number}件")
        new = harvest(province.county, from_=since)
        assert page.pk in new
        told |= new
    assert len(told) == 5


def test_a_harvest_is_complete_whatever_changes_between_its_pages(province, monkeypatch):
    monkeypatch.setattr(harvesting_of_pages, "SIZE", 3)
    pages = [make_article(province.column, f"第{number}件") for number in range(14)]
    dice = random.Random(5)
    there = make_column(province.city.home, "财政", blueprint_key="statutory.finance")
    root, told = ask(province.county, "ListIdentifiers", metadataPrefix="oai_dc"), {}
    for _ in range(40):
        told |= numbers(root)
        token = "".join(found(root, "//o:resumptionToken/text()"))
        if not token:
            break
        if len(told) < 12:
            page = dice.choice(pages)
            page.refresh_from_db()
            change = dice.choice(["new", "withdraw", "rename", "move"])
            if change == "new":
                pages.append(make_article(province.column, "途中发布的"))
            elif change == "withdraw":
                page.unpublish()
            elif change == "move":
                page.move(there, pos="last-child")
            elif page.live:
                page.title = "改了标题"
                page.save_revision().publish()
        root = ask(province.county, "ListIdentifiers", resumptionToken=token)
    own = set(
        DirectoryEntry.objects.filter(listed=True, site_number=province.county.home_id).values_list("pk", flat=True)
    )
    assert {page for page, there in told.items() if there} == own
    assert {page.pk for page in pages} == set(told)


def test_a_page_of_a_harvest_is_never_empty(province, monkeypatch):
    monkeypatch.setattr(harvesting_of_pages, "SIZE", 2)
    pages = [make_article(province.column, f"第{number}件") for number in range(4)]
    backdate(*pages)
    until = datestamp(timezone.now() - timedelta(hours=1))
    root = ask(province.county, "ListIdentifiers", metadataPrefix="oai_dc", until=until)
    token = "".join(found(root, "//o:resumptionToken/text()"))
    for page in pages[2:]:
        page.title = "后来改了"
        page.save_revision().publish()
    assert len(numbers(ask(province.county, "ListIdentifiers", resumptionToken=token))) == 1


def test_queries_of_a_page_do_not_grow_with_its_records(province, django_assert_max_num_queries):
    bodies = [make_organisation(f"第{n}局", parent=province.county.organisation, kind="department") for n in range(3)]
    for number in range(12):
        make_document(province.column, f"第{number}件", issuer=bodies[number % 3])
    for host in (province.county, province.province):
        with django_assert_max_num_queries(12):
            assert len(numbers(ask(host, "ListRecords", metadataPrefix="zfxxgk"))) == 12


def test_no_text_in_a_token_or_an_argument_breaks_it(province):
    make_article(province.column, "预算")
    dice = random.Random(1)
    alphabet = [
        "ListRecords",
        "oai_dc",
        "item:7",
        ",",
        ",,",
        "0",
        "9" * 18,
        "-1",
        "\x00",
        "<",
        "&",
        "'",
        "２",
        "2020-01-01",
    ]
    reader = reader_of(province.county)
    for _ in range(150):
        text = "".join(dice.choices(alphabet, k=dice.randrange(1, 12)))
        for name in ("resumptionToken", "set", "from", "identifier"):
            query = {
                "verb": "ListRecords",
                name: text,
                **({} if name == "resumptionToken" else {"metadataPrefix": "zfxxgk"}),
            }
            checked(reader.get(PATH, query))
